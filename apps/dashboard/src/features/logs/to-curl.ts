/**
 * The request as a curl command. The key is an environment variable, never a secret, and the messages are a placeholder,
 * because they are not kept.
 */
import type { StoredRequest } from './request-view.ts'

export const KEY_VARIABLE = 'TURNPIKE_API_KEY'
const PLACEHOLDER = 'Put your own message here.'

/** The record keeps of tools how many there were, and what was chosen among them means nothing without them. */
const NOT_REPEATABLE = new Set(['tools', 'tool_choice'])

type Repeatable = Pick<StoredRequest, 'requestedModel' | 'streamed'> & {
  detail: Pick<StoredRequest['detail'], 'parameters'>
}

export function toCurl({ requestedModel, streamed, detail }: Repeatable, baseUrl: string): string {
  const parameters = Object.entries(detail.parameters).filter(([name]) => !NOT_REPEATABLE.has(name))
  const body = {
    model: requestedModel,
    messages: [{ role: 'user', content: PLACEHOLDER }],
    ...Object.fromEntries(parameters),
    ...(streamed && { stream: true }),
  }
  return [
    `curl ${baseUrl}/chat/completions \\`,
    `  -H "Authorization: Bearer $${KEY_VARIABLE}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d ${quote(JSON.stringify(body, null, 2))}`,
  ].join('\n')
}

/** For a POSIX shell: nothing inside single quotes means anything but the quote itself. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
