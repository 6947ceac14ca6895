/** Every call that the simulated Stripe answers: a new one is one object in its resource's file and one line here. */
import type { Operation } from '../http/operation.ts'
import { listCharges, retrieveCharge } from './charges.ts'
import {
  createCheckoutSession,
  expireCheckoutSession,
  listCheckoutSessions,
  listSessionLineItems,
  retrieveCheckoutSession,
} from './checkout-sessions.ts'
import { changeCustomer, createCustomer, listCustomers, retrieveCustomer } from './customers.ts'
import { listEvents, retrieveEvent } from './events.ts'
import {
  cancelIntent,
  confirmPaymentIntent,
  createPaymentIntent,
  listPaymentIntents,
  retrievePaymentIntent,
} from './payment-intents.ts'
import {
  attachPaymentMethod,
  detachPaymentMethod,
  listPaymentMethods,
  listPaymentMethodsOfCustomer,
  retrievePaymentMethod,
} from './payment-methods.ts'
import { createRefund, listRefunds, retrieveRefund } from './refunds.ts'

export const OPERATIONS: readonly Operation[] = [
  createCustomer,
  retrieveCustomer,
  changeCustomer,
  listCustomers,
  retrievePaymentMethod,
  listPaymentMethods,
  listPaymentMethodsOfCustomer,
  attachPaymentMethod,
  detachPaymentMethod,
  createCheckoutSession,
  retrieveCheckoutSession,
  listCheckoutSessions,
  listSessionLineItems,
  expireCheckoutSession,
  createPaymentIntent,
  retrievePaymentIntent,
  listPaymentIntents,
  confirmPaymentIntent,
  cancelIntent,
  retrieveCharge,
  listCharges,
  createRefund,
  retrieveRefund,
  listRefunds,
  retrieveEvent,
  listEvents,
]
