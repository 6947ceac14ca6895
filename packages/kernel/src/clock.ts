/** The time of day, injected so that tests and the simulator can move it. */
export type Clock = { nowMs: () => number }

export const systemClock: Clock = { nowMs: () => Date.now() }

export const fixedClock = (nowMs: number): Clock => ({ nowMs: () => nowMs })
