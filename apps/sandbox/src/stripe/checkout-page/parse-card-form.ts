/** What a payer typed → card details, or a sentence for each field that is wrong. Pure. */
import { err, ok, type Result } from '@turnpike/kernel/result'
import type { CardDetails } from '../core/make-payment-method.ts'
import { isLuhnValid } from '../core/test-cards.ts'

/** The form as sent; every field is a text, empty when it was left out. */
export type CardForm = { email: string; number: string; expiry: string; cvc: string; name: string }

export type FieldErrors = Partial<Record<keyof CardForm, string>>

const LONGEST_FIELD = 200

export function readCardForm(body: unknown): CardForm {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const read = (name: string): string => {
    const value = fields[name]
    return typeof value === 'string' ? value.trim().slice(0, LONGEST_FIELD) : ''
  }
  return { email: read('email'), number: read('number'), expiry: read('expiry'), cvc: read('cvc'), name: read('name') }
}

/** Whose receipt it is: the address that the shop told (null when its customer has none), or the form's own. */
export type PayerEmail = { asked: true } | { asked: false; known: string | null }

export function parseCardForm(form: CardForm, email: PayerEmail, nowMs: number): Result<CardDetails, FieldErrors> {
  const number = form.number.replace(/[\s-]/g, '')
  const expiry = parseExpiry(form.expiry)
  const errors: FieldErrors = {}
  if (email.asked && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email)) errors.email = 'Enter your email address.'
  if (number === '') errors.number = 'Enter a card number.'
  else if (!isLuhnValid(number)) errors.number = 'Your card number is invalid.'
  if (!expiry) errors.expiry = "Enter your card's expiry as MM / YY."
  else if (isOver(expiry, nowMs)) errors.expiry = "Your card's expiration date is in the past."
  if (!/^\d{3,4}$/.test(form.cvc)) errors.cvc = 'Enter the 3 or 4 digits of the security code.'
  if (form.name === '') errors.name = 'Enter the name on the card.'
  if (!expiry || Object.keys(errors).length > 0) return err(errors)
  return ok({
    number,
    expiryMonth: expiry.month,
    expiryYear: expiry.year,
    holderName: form.name,
    email: email.asked ? form.email : email.known,
  })
}

type Expiry = { month: number; year: number }

/** `12 / 34`, `12/34`, `1234`, `12/2034`. */
function parseExpiry(text: string): Expiry | null {
  const match = /^(0?[1-9]|1[0-2])\s*[/-]?\s*(\d{4}|\d{2})$/.exec(text)
  if (!match) return null
  const year = Number(match[2])
  return { month: Number(match[1]), year: year < 100 ? 2000 + year : year }
}

/** A card is good to the end of its month. */
function isOver({ month, year }: Expiry, nowMs: number): boolean {
  const now = new Date(nowMs)
  return year * 12 + month < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1
}
