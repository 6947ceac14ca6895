/**
 * Decides whether an answer is a tool call, which tool, and with what arguments. `auto` calls a tool when the prompt
 * shares words with its name or description; one call for each place named when the tool takes a place.
 */
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { isJsonObject } from '@turnpike/kernel/json'
import type { ToolCall } from './answer.ts'
import { contentWords, extractHints, type PromptHints } from './extract-hints.ts'
import { generateInstance } from './generate-instance.ts'
import { lastUserText, pendingToolResults, type SimulatedPrompt, type ToolDeclaration } from './simulated-prompt.ts'

const PLACE_PARAMETER = /location|city|place|town|destination/i
const EMPTY_WORDS = new Set(['get', 'set', 'current', 'tool', 'function', 'given', 'returns', 'return', 'use', 'user'])
const MOST_PARALLEL_CALLS = 8

export function chooseToolCalls(prompt: SimulatedPrompt): ToolCall[] {
  const tool = chooseTool(prompt)
  if (tool === null) return []
  const hints = extractHints(lastUserText(prompt))
  return argumentSets(tool, hints, prompt.parallelToolCalls).map((value) => ({
    name: tool.name,
    arguments: JSON.stringify(value),
  }))
}

function chooseTool(prompt: SimulatedPrompt): ToolDeclaration | null {
  const choice = prompt.toolChoice
  if (choice.kind === 'none' || prompt.tools.length === 0) return null
  if (choice.kind === 'named') return prompt.tools.find((tool) => tool.name === choice.name) ?? null
  const best = bestMatch(prompt)
  if (choice.kind === 'required') return best?.tool ?? prompt.tools[0] ?? null
  const answersTool = pendingToolResults(prompt).length > 0
  return !answersTool && best !== null && best.score >= 2 ? best.tool : null
}

/** Plurals and -ing forms count as the same word. */
const stem = (word: string): string => word.replace(/(?:ing|ers?|s)$/, '')

const stems = (text: string): Set<string> =>
  new Set(
    contentWords(text)
      .filter((word) => !EMPTY_WORDS.has(word))
      .map(stem),
  )

const countShared = (first: Set<string>, second: Set<string>): number =>
  [...first].filter((word) => second.has(word)).length

const splitName = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_.-]+/g, ' ')

function bestMatch(prompt: SimulatedPrompt): { tool: ToolDeclaration; score: number } | null {
  const asked = stems(lastUserText(prompt).slice(0, 4000))
  const scored = prompt.tools.map((tool) => {
    const named = countShared(stems(splitName(tool.name)), asked)
    const described = countShared(stems(tool.description), asked)
    return { tool, score: named * 2 + described }
  })
  return scored.toSorted((first, second) => second.score - first.score)[0] ?? null
}

function argumentSets(tool: ToolDeclaration, hints: PromptHints, parallel: boolean): Json[] {
  const schema: JsonObject = { type: 'object', ...tool.parameters }
  const properties = isJsonObject(schema.properties) ? Object.keys(schema.properties) : []
  const takesPlace = properties.some((name) => PLACE_PARAMETER.test(name))
  const places = takesPlace && parallel ? hints.places.slice(0, MOST_PARALLEL_CALLS) : []
  if (places.length < 2) return [generateInstance(schema, hints)]
  return places.map((place) => generateInstance(schema, { ...hints, places: [place] }))
}
