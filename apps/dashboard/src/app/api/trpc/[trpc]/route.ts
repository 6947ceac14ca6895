import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { createTrpcContext } from '@/server/create-trpc-context.ts'
import { appRouter } from '@/server/routers/app-router.ts'

const handle = (request: Request): Promise<Response> =>
  fetchRequestHandler({ endpoint: '/api/trpc', req: request, router: appRouter, createContext: createTrpcContext })

export { handle as GET, handle as POST }
