/** Which operation a path asks for: the end of the path decides, because providers differ in what comes before. */

export type Operation = 'chat_completions' | 'messages' | 'count_tokens' | 'models' | 'model'

const ENDINGS: readonly (readonly [RegExp, Operation])[] = [
  [/(?:^|\/)chat\/completions$/, 'chat_completions'],
  [/(?:^|\/)messages\/count_tokens$/, 'count_tokens'],
  [/(?:^|\/)messages$/, 'messages'],
  [/(?:^|\/)models$/, 'models'],
  [/(?:^|\/)models\/.+$/, 'model'],
]

const METHODS: Record<Operation, string> = {
  chat_completions: 'POST',
  messages: 'POST',
  count_tokens: 'POST',
  models: 'GET',
  model: 'GET',
}

/** `null` for paths and methods no simulated provider serves. */
export function chooseOperation(method: string, path: string): Operation | null {
  const operation = ENDINGS.find(([ending]) => ending.test(path.replace(/\/+$/, '')))?.[1] ?? null
  return operation !== null && METHODS[operation] === method ? operation : null
}
