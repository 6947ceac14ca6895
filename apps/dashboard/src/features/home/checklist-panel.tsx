'use client'
import { useQuery } from '@tanstack/react-query'
import { Button, buttonClass } from '@turnpike/ui/controls/button'
import { Panel } from '@turnpike/ui/layout/panel'
import Link from 'next/link'
import { useState } from 'react'
import { writeBrowserCookie } from '@/components/browser-cookie.ts'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { CHECKLIST_COOKIE } from './checklist-cookie.ts'
import { toSteps } from './to-steps.ts'

export const useChecklist = (place: Place) => useQuery(useTRPC().home.getChecklist.queryOptions(place))

/** The first steps, ticked off by what our own rows say. Gone when all are done, or when put away. */
export function ChecklistPanel({ place, isPutAway }: { place: Place; isPutAway: boolean }) {
  const { data } = useChecklist(place)
  const [isHidden, setIsHidden] = useState(isPutAway)
  if (!data || (isHidden && data.hasCall)) return null
  const steps = toSteps(data, {
    workspace: workspaceAddress(place.organization, place.workspace),
    billing: `/o/${place.organization}/billing`,
  })
  if (steps.every(({ isDone }) => isDone)) return null
  const next = steps.find(({ isDone, href }) => !isDone && href !== null)
  const putAway = () => {
    writeBrowserCookie(CHECKLIST_COOKIE, 'done')
    setIsHidden(true)
  }
  return (
    <Panel
      name="checklist"
      title="First steps"
      state="ready"
      className="md:col-span-2"
      action={
        data.hasCall ? (
          <Button size="small" variant="quiet" onClick={putAway}>
            Put away
          </Button>
        ) : null
      }
    >
      <ol className="grid grid-cols-1 gap-x-6 sm:grid-cols-2">
        {steps.map((step) => (
          <li
            key={step.id}
            data-step={step.id}
            data-done={step.isDone}
            className="flex min-h-10 items-center justify-between gap-3"
          >
            <span className={step.isDone ? 'text-ink-2' : ''}>
              <span aria-hidden="true" className={step.isDone ? 'text-positive' : 'text-ink-3'}>
                {step.isDone ? '✓ ' : '○ '}
              </span>
              {step.title}
              <span className="sr-only">{step.isDone ? ', done' : ', to do'}</span>
            </span>
            {step.isDone || step.href === null ? null : (
              <Link
                href={step.href}
                className={buttonClass({ size: 'small', variant: step === next ? 'primary' : 'secondary' })}
              >
                {step.action}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
