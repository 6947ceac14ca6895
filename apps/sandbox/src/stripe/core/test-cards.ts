/**
 * Stripe's published test cards (https://docs.stripe.com/testing, read 2026-11-21) and how each behaves. Every other
 * number is declined as Stripe's test mode declines a card that is not one of its test cards.
 */
import { docUrl } from './failure.ts'
import type { PaymentError } from './wire.ts'

export type CardBehaviour = 'succeed' | 'decline' | 'authenticate_until_set_up' | 'authenticate_always'

export type TestCard = {
  number: string
  brand: 'visa' | 'mastercard'
  behaviour: CardBehaviour
  /** What a person at the payment page is told the card does. */
  summary: string
  decline?: { code: string; declineCode: string; message: string; param?: string }
  /** Tokens of Stripe's that stand for this card where a payment method is wanted. */
  tokens: readonly string[]
}

export const TEST_CARDS: readonly TestCard[] = [
  {
    number: '4242424242424242',
    brand: 'visa',
    behaviour: 'succeed',
    summary: 'The payment succeeds',
    tokens: ['pm_card_visa'],
  },
  {
    number: '4000000000000002',
    brand: 'visa',
    behaviour: 'decline',
    summary: 'Declined by the bank',
    decline: { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' },
    tokens: ['pm_card_visa_chargeDeclined', 'pm_card_chargeDeclined'],
  },
  {
    number: '4000000000009995',
    brand: 'visa',
    behaviour: 'decline',
    summary: 'Insufficient funds',
    decline: {
      code: 'card_declined',
      declineCode: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    },
    tokens: ['pm_card_visa_chargeDeclinedInsufficientFunds', 'pm_card_chargeDeclinedInsufficientFunds'],
  },
  {
    number: '4000002500003155',
    brand: 'visa',
    behaviour: 'authenticate_until_set_up',
    summary: '3-D Secure once; later payments go through',
    tokens: ['pm_card_authenticationRequiredOnSetup'],
  },
  {
    number: '4000002760003184',
    brand: 'visa',
    behaviour: 'authenticate_always',
    summary: '3-D Secure at every payment',
    tokens: ['pm_card_authenticationRequired'],
  },
  {
    number: '4000000000000069',
    brand: 'visa',
    behaviour: 'decline',
    summary: 'Expired card',
    decline: {
      code: 'expired_card',
      declineCode: 'expired_card',
      message: 'Your card has expired.',
      param: 'exp_month',
    },
    tokens: ['pm_card_chargeDeclinedExpiredCard'],
  },
  {
    number: '4000000000000127',
    brand: 'visa',
    behaviour: 'decline',
    summary: 'Incorrect CVC',
    decline: {
      code: 'incorrect_cvc',
      declineCode: 'incorrect_cvc',
      message: "Your card's security code is incorrect.",
      param: 'cvc',
    },
    tokens: ['pm_card_chargeDeclinedIncorrectCvc'],
  },
]

export const findTestCard = (number: string): TestCard | null =>
  TEST_CARDS.find((card) => card.number === number) ?? null

export const findCardByToken = (token: string): TestCard | null =>
  TEST_CARDS.find((card) => card.tokens.includes(token)) ?? null

/** `4242 4242 4242 4242`, as printed on cards. */
export const groupDigits = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ')

/** Whether the digits end in the right check digit. Anything but 12 to 19 digits is no card number. */
export function isLuhnValid(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

export type CardVerdict = { kind: 'succeed' } | { kind: 'authenticate' } | { kind: 'decline'; error: PaymentError }

export type CardUse = { setUpForOffSession: boolean; authenticated: boolean; offSession: boolean }

/** How the bank answers when this number is charged. */
export function judgeCard(cardNumber: string, use: CardUse): CardVerdict {
  const card = findTestCard(cardNumber)
  if (!card) return { kind: 'decline', error: unlistedCardError() }
  if (card.decline) return { kind: 'decline', error: declineError(card.decline) }
  if (card.behaviour === 'succeed' || use.authenticated) return { kind: 'succeed' }
  if (card.behaviour === 'authenticate_until_set_up' && use.setUpForOffSession) return { kind: 'succeed' }
  return use.offSession ? { kind: 'decline', error: authenticationRequiredError() } : { kind: 'authenticate' }
}

const declineError = (decline: NonNullable<TestCard['decline']>): PaymentError => ({
  type: 'card_error',
  code: decline.code,
  decline_code: decline.declineCode,
  doc_url: docUrl(decline.code),
  message: decline.message,
  ...(decline.param ? { param: decline.param } : {}),
})

const authenticationRequiredError = (): PaymentError => ({
  type: 'card_error',
  code: 'authentication_required',
  decline_code: 'authentication_required',
  doc_url: docUrl('authentication_required'),
  message: 'Your card was declined. This transaction requires authentication.',
})

const unlistedCardError = (): PaymentError => ({
  type: 'card_error',
  code: 'card_declined',
  decline_code: 'test_mode_live_card',
  doc_url: docUrl('card_declined'),
  message: `Your card was declined: this is a simulation and takes test cards only. Use one of ${TEST_CARDS.map((card) => groupDigits(card.number)).join(', ')}.`,
})
