import type { CandidateRecord } from '@turnpike/contracts/activity/generation-detail'
import type { Candidate } from './plan.ts'

/** A candidate as it is kept with the generation. */
export const toCandidateRecord = ({ endpoint, provider, model, score }: Candidate): CandidateRecord => ({
  endpointId: endpoint.id,
  modelId: model.id,
  providerId: provider.id,
  providerName: provider.name,
  priceVersionId: endpoint.price.id,
  inputNanoUsdPerMillion: endpoint.price.prices.input.toString(),
  outputNanoUsdPerMillion: endpoint.price.prices.output.toString(),
  score,
})
