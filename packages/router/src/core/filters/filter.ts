import type { Entry } from '../entry.ts'
import type { PlanInput } from '../plan.ts'
import type { RequestNeeds } from '../request-needs.ts'

export type FilterContext = PlanInput & { needs: RequestNeeds }

/** Decides for one endpoint at a time and looks at no other, so adding a constraint can never add a candidate. */
export type EndpointFilter = {
  name: string
  /** Where the setting behind it is found, for whoever has to change it. */
  setting: string
  /** A sentence that says why the endpoint may not serve the request; `null` when it may. */
  reason: (entry: Entry, context: FilterContext) => string | null
}
