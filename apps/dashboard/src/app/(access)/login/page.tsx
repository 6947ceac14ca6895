import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { LogInPage } from '@/features/access/log-in-page.tsx'
import { getViewer } from '@/server/auth/auth.ts'
import { listSignInProviders } from '@/server/auth/sign-in-providers.ts'
import { safeReturnAddress } from '@/server/safe-return-address.ts'

export const metadata: Metadata = { title: 'Log in' }

type PageProps = {
  searchParams: Promise<{ next?: string | string[]; problem?: string | string[]; error?: string | string[] }>
}

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)

export default async function Page({ searchParams }: PageProps) {
  const [viewer, asked] = await Promise.all([getViewer(), searchParams])
  const next = safeReturnAddress(single(asked.next), '/home')
  if (viewer) redirect(next)
  return (
    <LogInPage next={next} providers={listSignInProviders()} problem={single(asked.problem) ?? single(asked.error)} />
  )
}
