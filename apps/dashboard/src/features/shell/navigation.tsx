'use client'
/** The sidebar, and on phones the bottom bar: the same links. */
import { cn } from '@turnpike/ui/cn'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { SectionIcon } from './section-icon.tsx'
import { type Section, sectionAt } from './sections.ts'

export type NavigationProps = { base: string; sections: readonly Section[] }

const GROUPS = ['Build', 'Observe', 'Control'] as const

const currentProps = (isCurrent: boolean) => (isCurrent ? ({ 'aria-current': 'page' } as const) : {})

export function Sidebar({ base, sections }: NavigationProps) {
  const current = sectionAt(usePathname())
  return (
    <nav
      aria-label="Workspace"
      className="sticky top-12 hidden h-[calc(100dvh-3rem)] w-54 shrink-0 flex-col gap-4 overflow-y-auto border-line border-r px-3 py-4 md:flex"
    >
      {GROUPS.map((group) => (
        <SidebarGroup
          key={group}
          title={group}
          base={base}
          currentId={current?.id}
          sections={sections.filter((section) => section.group === group)}
        />
      ))}
    </nav>
  )
}

type GroupProps = NavigationProps & { title: string; currentId: string | undefined }

function SidebarGroup({ title, base, sections, currentId }: GroupProps) {
  if (sections.length === 0) return null
  return (
    <div>
      <p className="px-2 pb-1 text-ink-3 text-meta">{title}</p>
      <ul>
        {sections.map((section) => (
          <li key={section.id}>
            <Link
              href={base + section.path}
              {...currentProps(section.id === currentId)}
              className="flex h-9 items-center gap-2.5 rounded-control px-2 text-ink-2 hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              <SectionIcon id={section.id} />
              {section.label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function BottomBar({ base, sections }: NavigationProps) {
  const current = sectionAt(usePathname())
  return (
    <nav
      aria-label="Workspace"
      className="fixed inset-x-0 bottom-0 z-20 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex">
        {sections.map((section) => (
          <li key={section.id} className="min-w-0 flex-1">
            <Link
              href={base + section.path}
              {...currentProps(section.id === current?.id)}
              className={cn(
                'flex h-14 flex-col items-center justify-center gap-1 text-ink-2 text-meta -outline-offset-2',
                'aria-[current=page]:font-medium aria-[current=page]:text-accent',
              )}
            >
              <SectionIcon id={section.id} className="size-5" />
              {section.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
