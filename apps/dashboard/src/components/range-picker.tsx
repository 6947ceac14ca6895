'use client'
/**
 * The range of a page: presets, a typed range, two instants. It always prints what the words resolve to and in which
 * zone; `z` flips between the viewer's zone and UTC.
 */
import { RANGE_PRESETS, type RangePreset } from '@turnpike/activity/core/resolve-range'
import { Button } from '@turnpike/ui/controls/button'
import { Field } from '@turnpike/ui/controls/field'
import { Popover, PopoverClose } from '@turnpike/ui/controls/popover'
import { TextInput } from '@turnpike/ui/controls/text-input'
import { formatZone, isoInstant } from '@turnpike/ui/format/time-text'
import { Calendar, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { formatRange, parseRangeText, toFieldValue } from './range-text.ts'
import type { ActivityUrl } from './use-activity-url.ts'
import { useShortcut } from './use-shortcut.ts'
import { useViewer } from './viewer-context.tsx'

const PRESET_TEXT: Record<RangePreset, string> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  mtd: 'This month',
  'prev-month': 'Last month',
}

export function RangePicker({ activity }: { activity: ActivityUrl }) {
  const { range } = activity
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Popover
        align="start"
        title="Range"
        trigger={
          <Button size="small" aria-label={`Range: ${presetText(range.preset)}`}>
            <Calendar aria-hidden="true" className="size-3.5" />
            {presetText(range.preset)}
            <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
          </Button>
        }
      >
        <Presets activity={activity} />
        <TypedRangeForm activity={activity} />
        <InstantsForm activity={activity} key={`${range.fromMs} ${range.toMs} ${range.timeZone}`} />
      </Popover>
      <ResolvedText activity={activity} />
    </div>
  )
}

const presetText = (preset: RangePreset | null): string => (preset === null ? 'Chosen range' : PRESET_TEXT[preset])

function ResolvedText({ activity: { range, setTimeZone } }: { activity: ActivityUrl }) {
  const viewer = useViewer()
  const isUtc = range.timeZone === 'UTC'
  const canFlip = viewer.timeZone !== 'UTC' || !isUtc
  const flip = () => setTimeZone(isUtc ? null : 'UTC')
  useShortcut('z', flip, canFlip)
  const zone = formatZone(range.timeZone, range.toMs)
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-data tabular-nums" data-metric="range">
      <time dateTime={`${isoInstant(range.fromMs)}/${isoInstant(range.toMs)}`}>
        {formatRange(range, range.timeZone)}
      </time>
      {canFlip ? (
        <button
          type="button"
          onClick={flip}
          title={`Show ${isUtc ? viewer.timeZone : 'UTC'} (z)`}
          aria-label={`Time zone ${zone}, show ${isUtc ? viewer.timeZone : 'UTC'}`}
          className="min-h-6 rounded-control text-link underline decoration-dotted underline-offset-3"
        >
          {zone}
        </button>
      ) : (
        <span>{zone}</span>
      )}
    </p>
  )
}

function Presets({ activity }: { activity: ActivityUrl }) {
  return (
    <div className="mb-4 grid grid-cols-2 gap-1.5">
      {RANGE_PRESETS.map((preset) => (
        <PopoverClose
          key={preset}
          render={
            <Button
              size="small"
              variant={activity.range.preset === preset ? 'primary' : 'secondary'}
              aria-pressed={activity.range.preset === preset}
              onClick={() => activity.setPreset(preset)}
            >
              {PRESET_TEXT[preset]}
            </Button>
          }
        />
      ))}
    </div>
  )
}

function TypedRangeForm({ activity }: { activity: ActivityUrl }) {
  const [text, setText] = useState('')
  const { range, query } = activity
  const typed = parseRangeText(text, { nowMs: query.asOfMs, timeZone: range.timeZone })
  const isWrong = text !== '' && typed === null
  return (
    <form className="mb-4 flex items-end gap-2" onSubmit={(event) => event.preventDefault()}>
      <Field
        label="Type a range"
        hint={typed ? formatRange({ ...typed, toMs: typed.toMs ?? query.asOfMs }, range.timeZone) : '36h, 14 nov 09:00'}
        error={isWrong ? 'Write 36h, 14 nov 09:00 or an ISO instant.' : undefined}
        className="min-w-0 flex-1"
        aside={
          <PopoverClose
            disabled={typed === null}
            render={
              <Button type="submit" size="small" onClick={() => typed && activity.setInstants(typed)}>
                Apply
              </Button>
            }
          />
        }
      >
        <TextInput
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="36h"
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
    </form>
  )
}

/** Two fields with the browser's own calendar; their times are of the zone that the page shows. */
function InstantsForm({ activity }: { activity: ActivityUrl }) {
  const { range, query } = activity
  const [from, setFrom] = useState(() => toFieldValue(range.fromMs, range.timeZone))
  const [to, setTo] = useState(() => toFieldValue(range.toMs, range.timeZone))
  const chosen = parseRangeText(`${from} to ${to}`, { nowMs: query.asOfMs, timeZone: range.timeZone })
  return (
    <form className="flex flex-col gap-2" onSubmit={(event) => event.preventDefault()}>
      <Field label="From">
        <TextInput type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field
        label="To"
        hint={`Times in ${formatZone(range.timeZone, range.toMs)}.`}
        error={chosen === null ? '“From” must be before “To”.' : undefined}
      >
        <TextInput type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
      <PopoverClose
        disabled={chosen === null}
        render={
          <Button type="submit" size="small" onClick={() => chosen && activity.setInstants(chosen)}>
            Show from–to
          </Button>
        }
      />
    </form>
  )
}
