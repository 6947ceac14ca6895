/** Composes one choice of a simulated answer: its thoughts, then a tool call, JSON or text. Pure and deterministic. */
import { seededRandom } from '@turnpike/kernel/random'
import type { ComposedAnswer } from './answer.ts'
import { chooseToolCalls } from './choose-tool-calls.ts'
import { composeText } from './compose-text.ts'
import { extractHints } from './extract-hints.ts'
import { generateInstance } from './generate-instance.ts'
import { hashText } from './hash-text.ts'
import { lastUserText, type SimulatedPrompt } from './simulated-prompt.ts'

export function composeAnswer(prompt: SimulatedPrompt, choiceIndex: number): ComposedAnswer {
  const toolCalls = chooseToolCalls(prompt)
  const reasoning = prompt.reasons ? composeReasoning(prompt, toolCalls.length > 0) : ''
  if (toolCalls.length > 0) return { reasoning, text: '', toolCalls }
  return { reasoning, text: composeContent(prompt, choiceIndex), toolCalls: [] }
}

function composeContent(prompt: SimulatedPrompt, choiceIndex: number): string {
  const format = prompt.outputFormat
  if (format.kind === 'json_schema') {
    return JSON.stringify(generateInstance(format.schema, extractHints(lastUserText(prompt))))
  }
  if (format.kind === 'json_object') return composeJsonObject(prompt)
  const random = seededRandom(conversationSeed(prompt) + choiceIndex)
  return composeText(prompt, random)
}

/** Fields the prompt names in quotes ('keys "name" and "age"') get values; otherwise question and answer. */
function composeJsonObject(prompt: SimulatedPrompt): string {
  const hints = extractHints(lastUserText(prompt))
  const named = hints.quoted.filter((name) => /^\w+$/.test(name))
  const fields = named.length > 0 ? named : ['question', 'answer']
  const properties = Object.fromEntries(fields.map((name) => [name, { type: 'string' }]))
  const plainHints = { ...hints, quoted: [] }
  const body = generateInstance({ type: 'object', properties }, plainHints)
  return JSON.stringify(named.length > 0 ? body : { ...Object(body), simulated: true, model: prompt.model })
}

function composeReasoning(prompt: SimulatedPrompt, callsTool: boolean): string {
  const asked = lastUserText(prompt).slice(0, 160).replace(/\s+/g, ' ')
  const plan = callsTool
    ? 'One of the tools fits this question, so I will call it instead of guessing.'
    : 'No tool is needed. I will answer directly and keep it short.'
  return `The user wrote: "${asked}". This is simulated reasoning. Let me think about what is wanted. ${plan}`
}

function conversationSeed(prompt: SimulatedPrompt): number {
  const words = prompt.turns.map((turn) => `${turn.role}:${turn.text}`).join('\n')
  return hashText(`${prompt.provider}/${prompt.model}#${prompt.seed}\n${words}`)
}
