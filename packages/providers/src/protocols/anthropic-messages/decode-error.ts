import { describeFailure } from '../describe-failure.ts'

/** `{ type: "error", error: { type, message } }`, and whatever a proxy in between may say instead. */
export const decodeError = describeFailure
