import type { Metadata } from 'next'
import { AccessDenied } from '@/features/shell/access-denied.tsx'

export const metadata: Metadata = { title: 'No access' }

export default function Forbidden() {
  return (
    <main id="main">
      <AccessDenied />
    </main>
  )
}
