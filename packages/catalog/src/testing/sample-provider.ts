/** A provider row for tests: speaks OpenAI's chat format, keeps nothing, and stops billing when it is cancelled. */
import { type ProviderRow, providerRowSchema } from '../core/provider-row.ts'

type SamplePolicy = Partial<ProviderRow['policy']>

/** `more` replaces or adds columns; of the policy it may name only what matters to the test. */
export const sampleProvider = (
  id: string,
  { policy, ...more }: { policy?: SamplePolicy; [column: string]: unknown } = {},
) =>
  providerRowSchema.parse({
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    protocol: 'openai-chat',
    baseUrl: `https://api.${id}.example/v1`,
    auth: { kind: 'bearer' },
    keyEnv: `${id.toUpperCase()}_API_KEY`,
    policy: {
      canCancel: true,
      billsAfterCancel: false,
      trainsOnPrompts: false,
      retainsPromptsDays: 0,
      zdr: true,
      regions: [],
      headquarters: null,
      ...policy,
    },
    ...more,
  })
