/** A row of the public price table. Prices are nano-USD per million tokens. Goes to the browser, so it imports nothing. */
export type ListedModel = {
  id: string
  name: string
  contextTokens: number
  inputPerMillion: bigint
  outputPerMillion: bigint
  providers: string[]
}

/** Every word of the query occurs in the model's id, name or providers. */
export function matchesQuery(model: ListedModel, query: string): boolean {
  const text = [model.id, model.name, ...model.providers].join(' ').toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
