import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  // An empty URL lets `generate` run where there is no database.
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
