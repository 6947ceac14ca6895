/**
 * The purchase that a form stands for. Guarantee: the same amount is the same purchase, however often Pay is pressed;
 * another amount is another one, because a purchase cannot change its amount.
 */
export type PurchaseDraft = { purchaseId: string; creditsCents: bigint }

export const toDraft = (previous: PurchaseDraft | null, creditsCents: bigint, nextId: () => string): PurchaseDraft =>
  previous?.creditsCents === creditsCents ? previous : { purchaseId: nextId(), creditsCents }
