import { expect, it, vi } from 'vitest'
import type { GenerationHint } from './listen-to-generations.ts'
import { onlyVisible } from './only-visible.ts'

const hintOf = (apiKeyId: string): GenerationHint => ({ kind: 'recorded', generationId: 'gen-1', apiKeyId })

it("a developer never hears of other people's requests, and each key is looked up once", async () => {
  const heard: GenerationHint[] = []
  const isVisible = vi.fn(async (keyId: string) => keyId === 'own')
  const handle = onlyVisible(isVisible, (hint) => heard.push(hint))
  for (const keyId of ['own', 'foreign', 'own', 'foreign']) handle(hintOf(keyId))
  await vi.waitFor(() => expect(heard).toEqual([hintOf('own'), hintOf('own')]))
  expect(isVisible).toHaveBeenCalledTimes(2)
})

it('a look-up that fails says nothing of the request and is tried again', async () => {
  const heard: GenerationHint[] = []
  const isVisible = vi.fn(async () => true).mockRejectedValueOnce(new Error('no database'))
  const handle = onlyVisible(isVisible, (hint) => heard.push(hint))
  handle(hintOf('own'))
  await vi.waitFor(() => expect(heard).toEqual([{ kind: 'missed' }]))
  handle(hintOf('own'))
  await vi.waitFor(() => expect(heard).toHaveLength(2))
  expect(heard[1]).toEqual(hintOf('own'))
})
