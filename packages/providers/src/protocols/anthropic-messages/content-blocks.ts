/**
 * Content blocks of a message → canonical events. Blocks are known by their index; a tool call without any argument
 * text gets `{}` when its block closes. Thinking keeps signature and format, so that it can be sent back unchanged.
 */
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import type { JsonObject } from '@turnpike/kernel/json'
import { objectIn, objectsIn, textIn } from '../json-reading.ts'

export const REASONING_FORMAT = 'anthropic-claude-v1'

type BlockState = { type: string; callIndex: number | null; gaveArguments: boolean; textStart: number }

export type BlocksState = {
  open: ReadonlyMap<number, BlockState>
  calls: number
  /** Length of the content so far, for the places of citations. */
  textLength: number
}

export const NO_BLOCKS: BlocksState = { open: new Map(), calls: 0, textLength: 0 }

type Step = [BlocksState, CanonicalEvent[]]
type Opener = (state: BlocksState, index: number, block: JsonObject) => Step
type DeltaStepper = (state: BlocksState, index: number, block: BlockState, delta: JsonObject) => Step

const OPENERS: Readonly<Record<string, Opener>> = {
  text: (state, index, block) => {
    const [opened] = open(state, index, 'text')
    const [written, events] = giveText(opened, textIn(block.text))
    const start = opened.textLength
    return [written, [...events, ...objectsIn(block.citations).flatMap((one) => cite(one, start, written.textLength))]]
  },
  thinking: (state, index, block) => {
    const [opened] = open(state, index, 'thinking')
    return [opened, giveThinking(index, textIn(block.thinking), textIn(block.signature))]
  },
  redacted_thinking: (state, index, block) => {
    const detail = { type: 'reasoning.encrypted', data: block.data ?? null, format: REASONING_FORMAT, index }
    return [open(state, index, 'redacted_thinking')[0], [{ type: 'reasoning', choice: 0, text: '', details: [detail] }]]
  },
  tool_use: openCall,
}

const DELTAS: Readonly<Record<string, DeltaStepper>> = {
  text_delta: (state, _index, _block, delta) => giveText(state, textIn(delta.text)),
  thinking_delta: (state, index, _block, delta) => [state, giveThinking(index, textIn(delta.thinking), null)],
  signature_delta: (state, index, _block, delta) => [state, giveThinking(index, null, textIn(delta.signature))],
  input_json_delta: (state, index, block, delta) => giveArguments(state, index, block, textIn(delta.partial_json)),
  citations_delta: (state, _index, block, delta) => {
    const citation = objectIn(delta.citation)
    return [state, citation ? cite(citation, block.textStart, state.textLength) : []]
  },
}

export function openBlock(state: BlocksState, event: JsonObject): Step {
  const block = objectIn(event.content_block) ?? {}
  const index = indexOf(event)
  const type = textIn(block.type) ?? ''
  const opener = Object.hasOwn(OPENERS, type) ? OPENERS[type] : undefined
  return opener ? opener(state, index, block) : open(state, index, type)
}

export function stepBlock(state: BlocksState, event: JsonObject): Step {
  const delta = objectIn(event.delta) ?? {}
  const index = indexOf(event)
  const type = textIn(delta.type) ?? ''
  const stepper = Object.hasOwn(DELTAS, type) ? DELTAS[type] : undefined
  const block = state.open.get(index) ?? { ...NEW_BLOCK, textStart: state.textLength }
  return stepper ? stepper(state, index, block, delta) : [state, []]
}

export function closeBlock(state: BlocksState, event: JsonObject): Step {
  const index = indexOf(event)
  const block = state.open.get(index)
  if (!block || block.callIndex === null || block.gaveArguments) return [state, []]
  return giveArguments(state, index, block, '{}')
}

const NEW_BLOCK: BlockState = { type: '', callIndex: null, gaveArguments: false, textStart: 0 }

const indexOf = (event: JsonObject): number => (typeof event.index === 'number' ? event.index : 0)

const open = (state: BlocksState, index: number, type: string, callIndex: number | null = null): Step => [
  {
    ...state,
    open: new Map(state.open).set(index, { type, callIndex, gaveArguments: false, textStart: state.textLength }),
  },
  [],
]

function openCall(state: BlocksState, index: number, block: JsonObject): Step {
  const callIndex = state.calls
  const [opened] = open({ ...state, calls: callIndex + 1 }, index, 'tool_use', callIndex)
  const id = textIn(block.id) ?? `toolu_unnamed_${callIndex}`
  const call: CanonicalEvent = { type: 'tool-call', choice: 0, index: callIndex, id, name: textIn(block.name) ?? '' }
  const input = objectIn(block.input) ?? {}
  const text = Object.keys(input).length === 0 ? null : JSON.stringify(input)
  const [next, events] = giveArguments(opened, index, opened.open.get(index) ?? NEW_BLOCK, text)
  return [next, [call, ...events]]
}

function giveArguments(state: BlocksState, index: number, block: BlockState, text: string | null): Step {
  if (text === null || block.callIndex === null) return [state, []]
  return [
    { ...state, open: new Map(state.open).set(index, { ...block, gaveArguments: true }) },
    [{ type: 'tool-call-arguments', choice: 0, index: block.callIndex, text }],
  ]
}

function giveText(state: BlocksState, text: string | null): Step {
  if (text === null) return [state, []]
  return [{ ...state, textLength: state.textLength + text.length }, [{ type: 'content', choice: 0, text }]]
}

function giveThinking(index: number, text: string | null, signature: string | null): CanonicalEvent[] {
  if (text === null && signature === null) return []
  const detail: JsonObject = { type: 'reasoning.text', format: REASONING_FORMAT, index }
  if (text !== null) detail.text = text
  if (signature !== null) detail.signature = signature
  return [{ type: 'reasoning', choice: 0, text: text ?? '', details: [detail] }]
}

/** Citations of the web become annotations; those of documents have no place in the canonical form. */
function cite(citation: JsonObject, start: number, end: number): CanonicalEvent[] {
  const url = textIn(citation.url)
  if (url === null) return []
  const annotation = {
    type: 'url_citation',
    url_citation: {
      url,
      title: textIn(citation.title) ?? url,
      content: textIn(citation.cited_text) ?? '',
      start_index: start,
      end_index: end,
    },
  }
  return [{ type: 'annotations', choice: 0, annotations: [annotation] }]
}
