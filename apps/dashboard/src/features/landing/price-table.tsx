'use client'
/** The catalogue's prices. The whole list comes with the page; searching filters it in place and keeps `?q=`. */
import { Button } from '@turnpike/ui/controls/button'
import { TextInput } from '@turnpike/ui/controls/text-input'
import { formatMoney } from '@turnpike/ui/format/money-text'
import { formatTokenFigure } from '@turnpike/ui/format/quantity-text'
import { type Column, DataTable } from '@turnpike/ui/layout/data-table'
import Link from 'next/link'
import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs'
import { type ListedModel, matchesQuery } from './listed-model.ts'

const FIRST_ROWS = 10
const TYPING_PAUSE_MS = 250

const searchParsers = {
  q: parseAsString.withDefault('').withOptions({ history: 'replace', throttleMs: TYPING_PAUSE_MS }),
  all: parseAsBoolean.withDefault(false).withOptions({ history: 'push' }),
}

const COLUMNS: readonly Column<ListedModel>[] = [
  {
    id: 'model',
    header: 'Model',
    cell: (model) => (
      <span className="flex flex-col py-1">
        <span>{model.name}</span>
        <code className="font-mono text-ink-3 text-meta">{model.id}</code>
      </span>
    ),
  },
  { id: 'input', header: 'In', align: 'end', cell: (model) => <Price amount={model.inputPerMillion} /> },
  { id: 'output', header: 'Out', align: 'end', cell: (model) => <Price amount={model.outputPerMillion} /> },
  {
    id: 'context',
    header: 'Context',
    align: 'end',
    cell: (model) => <data value={model.contextTokens}>{formatTokenFigure(model.contextTokens)}</data>,
  },
  { id: 'providers', header: 'Providers', cell: (model) => model.providers.join(', '), className: 'min-w-40' },
]

const Price = ({ amount }: { amount: bigint }) => (
  <span className="whitespace-nowrap">{formatMoney(amount, 'price')}</span>
)

export function PriceTable({ models }: { models: readonly ListedModel[] }) {
  const [{ q, all }, setSearch] = useQueryStates(searchParsers)
  const matching = q.trim() === '' ? models : models.filter((model) => matchesQuery(model, q.trim()))
  const shown = all ? matching : matching.slice(0, FIRST_ROWS)
  return (
    <div className="flex flex-col gap-3">
      <search>
        <form action="/" className="flex max-w-md gap-2">
          <TextInput
            type="search"
            name="q"
            value={q}
            onChange={(event) => void setSearch({ q: event.target.value || null })}
            aria-label="Search models"
            placeholder="Search models and providers"
          />
          <noscript>
            <Button type="submit">Search</Button>
          </noscript>
        </form>
      </search>
      <p role="status" className="text-ink-3 text-meta">
        {matching.length === models.length
          ? `${models.length} models`
          : `${matching.length} of ${models.length} models`}
      </p>
      {matching.length > 0 ? (
        <DataTable
          label="Model prices"
          columns={COLUMNS}
          rows={shown}
          rowKey={(model) => model.id}
          rowCount={matching.length}
          className="rounded-panel border border-line bg-surface"
        />
      ) : (
        <p>
          No model matches “{q}”.{' '}
          <button type="button" className="text-link underline" onClick={() => void setSearch({ q: null })}>
            Clear the search
          </button>
        </p>
      )}
      {shown.length < matching.length ? (
        <Link href="/?all=true#models" scroll={false} className="self-start text-link underline underline-offset-2">
          Show all {matching.length} models
        </Link>
      ) : null}
    </div>
  )
}
