/** Every wire protocol that can be spoken. A new one is a folder beside these and a line here. */
import type { Protocol } from '@turnpike/catalog/core/provider-row'
import { decodeError as decodeAnthropicError } from './anthropic-messages/decode-error.ts'
import { decodeResponse as decodeAnthropicResponse } from './anthropic-messages/decode-response.ts'
import { streamFold as anthropicStream } from './anthropic-messages/decode-stream.ts'
import { encodeRequest as encodeAnthropicRequest } from './anthropic-messages/encode-request.ts'
import { decodeError as decodeChatError } from './openai-chat/decode-error.ts'
import { decodeResponse as decodeChatResponse } from './openai-chat/decode-response.ts'
import { streamFold as chatStream } from './openai-chat/decode-stream.ts'
import { encodeRequest as encodeChatRequest } from './openai-chat/encode-request.ts'
import { type ProtocolAdapter, toStreamDecoder } from './protocol.ts'

export const PROTOCOLS: Readonly<Record<Protocol, ProtocolAdapter>> = {
  'openai-chat': {
    encodeRequest: encodeChatRequest,
    decodeResponse: decodeChatResponse,
    openStream: (provider) => toStreamDecoder(chatStream, provider),
    decodeError: decodeChatError,
  },
  'anthropic-messages': {
    encodeRequest: encodeAnthropicRequest,
    decodeResponse: decodeAnthropicResponse,
    openStream: (provider) => toStreamDecoder(anthropicStream, provider),
    decodeError: decodeAnthropicError,
  },
}
