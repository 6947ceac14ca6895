import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { isJsonObject } from '@turnpike/kernel/json'

/** Whether the client wants to see the model's thoughts. */
export function includesReasoning(request: InferenceRequest): boolean {
  const { reasoning, include_reasoning: include } = request.parameters
  if (isJsonObject(reasoning) && reasoning.exclude === true) return false
  return include !== false
}
