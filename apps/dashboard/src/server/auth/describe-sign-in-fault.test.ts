import { expect, it } from 'vitest'
import { describeSignInFault } from './describe-sign-in-fault.ts'

it("the operator reads what the provider said, not only a link to next-auth's manual", () => {
  const answer = { error: 'invalid_client', error_description: 'The client_secret is incorrect.' }
  const err = new Error('server responded with an error in the response body', { cause: answer })
  // The shape that next-auth gives its errors.
  const fault = Object.assign(
    new Error('Read more at https://errors.authjs.dev', { cause: { err, ...answer, provider: 'google' } }),
    { type: 'CallbackRouteError' },
  )
  expect(describeSignInFault(fault)).toEqual({
    kind: 'CallbackRouteError',
    provider: 'google',
    message: 'server responded with an error in the response body',
    answer: 'invalid_client: The client_secret is incorrect.',
  })
})

it('an error without a cause still tells its own message', () => {
  expect(describeSignInFault(new Error('no database'))).toMatchObject({ kind: 'Error', message: 'no database' })
})
