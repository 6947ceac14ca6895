import { AccessDenied } from '@/features/shell/access-denied.tsx'

/** Inside the shell, so that the way to other pages stays. */
export default function Forbidden() {
  return <AccessDenied />
}
