/**
 * Sends events until they are answered with 2xx. The queue is in the database, so nothing is lost by a restart; one
 * run goes at a time and in the order of events, though a failed one does not hold up the next.
 */

import { expireOverdueSessions } from '../checkout-page/expire-overdue-sessions.ts'
import type { WireEvent } from '../core/wire.ts'
import {
  type Delivery,
  findDelivery,
  listDueDeliveries,
  listPendingDeliveries,
  nextDeliveryMs,
  saveProgress,
} from '../store/delivery-store.ts'
import { findObject, nextSessionExpirySeconds } from '../store/object-store.ts'
import { readWebhookControl } from '../store/setting-store.ts'
import type { World } from '../world.ts'
import { isDelivered } from './post-webhook.ts'
import { nextProgress } from './retry-schedule.ts'
import { sendPayload, toSignedPayload } from './send-event.ts'

export type Dispatcher = {
  /** Closes sessions whose time is over and sends what is due. Gives the number of attempts made. */
  runDue: () => Promise<number>
  /** Sends everything pending at once, whatever its next time, paused or not. */
  flush: () => Promise<number>
  /** Looks at the queue soon. */
  wake: () => void
  /** No further runs; resolves when the one under way ended. */
  stop: () => Promise<void>
}

/** At the latest after this long the queue is looked at again. */
const LONGEST_SLEEP_MS = 60_000
const CRASH_PAUSE_MS = 1_000

/** `automatic: false` never runs by itself: tests call `runDue` under a clock of their own. */
export function createDispatcher(world: World, automatic: boolean, onCrash: (problem: unknown) => void): Dispatcher {
  let timer: NodeJS.Timeout | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let stopped = false

  const inTurn = (work: () => Promise<number>): Promise<number> => {
    const run = queue.then(work)
    queue = run.catch(onCrash)
    return run
  }
  const runDue = (): Promise<number> => inTurn(() => sendDue(world, () => stopped))
  const flush = (): Promise<number> =>
    inTurn(() => sendAll(world, listPendingDeliveries(world.database), () => stopped))

  const sleep = (): void => {
    if (stopped || !automatic) return
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => void runDue().then(sleep, sleepAfterCrash), nextRunInMs(world))
  }
  const sleepAfterCrash = (): void => {
    if (!stopped) timer = setTimeout(sleep, CRASH_PAUSE_MS)
  }
  const wake = (): void => {
    if (stopped || !automatic) return
    if (timer) clearTimeout(timer)
    // The caller is still inside its transaction; the run starts once it has committed.
    timer = setTimeout(sleep, 0)
  }
  const stop = async (): Promise<void> => {
    stopped = true
    if (timer) clearTimeout(timer)
    await queue
  }
  return { runDue, flush, wake, stop }
}

function nextRunInMs(world: World): number {
  const { paused } = readWebhookControl(world.database)
  const expirySeconds = nextSessionExpirySeconds(world.database)
  const deliveryMs = paused ? null : nextDeliveryMs(world.database)
  const times = [expirySeconds === null ? null : expirySeconds * 1000, deliveryMs].filter((time) => time !== null)
  return Math.min(LONGEST_SLEEP_MS, Math.max(0, Math.min(...times, Number.POSITIVE_INFINITY) - world.clock.nowMs()))
}

async function sendDue(world: World, isStopped: () => boolean): Promise<number> {
  if (isStopped()) return 0
  expireOverdueSessions(world)
  const isHalted = (): boolean => isStopped() || readWebhookControl(world.database).paused
  return sendAll(world, listDueDeliveries(world.database, world.clock.nowMs()), isHalted)
}

async function sendAll(world: World, deliveries: readonly Delivery[], isHalted: () => boolean): Promise<number> {
  let attempts = 0
  for (const { eventId } of deliveries) {
    if (isHalted()) break
    // Read again: a reset or an earlier send in this very run may have changed it.
    const delivery = findDelivery(world.database, eventId)
    const event = findObject(world.database, 'event', eventId)
    if (!event || delivery?.status !== 'pending') continue
    await sendOnce(world, event, delivery)
    attempts++
  }
  return attempts
}

async function sendOnce(world: World, event: WireEvent, delivery: Delivery): Promise<void> {
  const attempt = await sendPayload(world, event.id, toSignedPayload(world, event), 'schedule')
  saveProgress(world.database, event.id, nextProgress(delivery, isDelivered(attempt), world.clock.nowMs()))
}
