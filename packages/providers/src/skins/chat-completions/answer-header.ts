/** What every chunk and every whole answer says of itself. */
export type AnswerHeader = {
  /** The generation's id. */
  id: string
  createdSeconds: number
  /** The model that answers, under our name. */
  model: string
  /** The provider's name as shown. */
  provider: string
  /** `false` hides the thoughts; they are billed all the same. */
  includeReasoning?: boolean
}
