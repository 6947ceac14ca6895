/** What a form of the access pages gets back when it could not go on. */
export type AccessState = {
  /** What was typed, so that nothing is asked twice. Never the password. */
  email: string
  fieldErrors: { email?: string; password?: string }
  /** Above the form. */
  formError?: string
  /** Too many attempts: seconds until the next one. */
  waitSeconds?: number
}

export const initialAccessState: AccessState = { email: '', fieldErrors: {} }
