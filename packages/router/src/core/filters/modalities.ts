import type { EndpointFilter } from './filter.ts'

export const modalities: EndpointFilter = {
  name: 'modalities',
  setting: 'the kinds of content in the messages, and modalities',
  reason: ({ endpoint }, { needs }) => {
    const unread = needs.inputModalities.filter((modality) => !endpoint.inputModalities.includes(modality))
    if (unread.length > 0) return `It does not take ${unread.join(' or ')} as input.`
    const unwritten = needs.outputModalities.filter((modality) => !endpoint.outputModalities.includes(modality))
    return unwritten.length > 0 ? `It does not give ${unwritten.join(' or ')} as output.` : null
  },
}
