import { describeFailure } from '../describe-failure.ts'

/**
 * A failing answer → `ProviderError`. Providers of this protocol use every error shape there is, so the shared reader
 * does the work; the row adds its own path and codes.
 */
export const decodeError = describeFailure
