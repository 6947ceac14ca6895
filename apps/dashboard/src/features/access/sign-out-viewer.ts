'use server'
import { redirect } from 'next/navigation'
import { endSession } from '@/server/auth/auth.ts'

/** Ends the session on the server too, not only in this browser. */
export async function signOutViewer(): Promise<void> {
  await endSession()
  redirect('/')
}
