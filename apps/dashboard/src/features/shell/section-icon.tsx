import { ChartColumn, House, KeyRound, type LucideIcon, ScrollText } from 'lucide-react'
import type { SectionId } from './sections.ts'

const ICONS: Record<SectionId, LucideIcon> = { home: House, analytics: ChartColumn, logs: ScrollText, keys: KeyRound }

export function SectionIcon({ id, className }: { id: SectionId; className?: string }) {
  const Icon = ICONS[id]
  return <Icon aria-hidden="true" className={className ?? 'size-4'} />
}
