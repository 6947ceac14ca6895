import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignUpPage } from '@/features/access/sign-up-page.tsx'
import { getViewer } from '@/server/auth/auth.ts'
import { listSignInProviders } from '@/server/auth/sign-in-providers.ts'

export const metadata: Metadata = { title: 'Create your account' }

export default async function Page() {
  if (await getViewer()) redirect('/home')
  return <SignUpPage providers={listSignInProviders()} />
}
