import { nanoUsd } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import { explainFirstRequest, type FirstRequest } from './explain-first-request.ts'

const request = (more: Partial<FirstRequest>): FirstRequest => ({
  id: 'gen-1',
  status: 500,
  outcome: 'failed',
  errorCode: null,
  errorMessage: null,
  totalMs: 12,
  costNanoUsd: nanoUsd(0n),
  providerName: null,
  requestedModel: 'a/b',
  ...more,
})

it('says what happened in the words of the error, then what to do', () => {
  const unknownModel = { errorCode: 'model_not_found', errorMessage: 'There is no model called gpt.' }
  expect(explainFirstRequest(request(unknownModel))).toBe(
    'There is no model called gpt. Copy the model name from the snippet.',
  )
  expect(explainFirstRequest(request({ errorCode: 'provider_overloaded', errorMessage: 'Overloaded.' }))).toBe(
    'Overloaded. The provider failed, not your request. Run it again.',
  )
})

it('nothing is left unexplained: an unknown code leads to the receipt', () => {
  expect(explainFirstRequest(request({ errorCode: 'new_code', errorMessage: 'Something new.' }))).toBe(
    'Something new. The receipt tells more.',
  )
  expect(explainFirstRequest(request({ outcome: 'cancelled' }))).toMatch(/^The client went away\. The program closed/)
})
