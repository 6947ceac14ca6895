/**
 * The half-open UTC interval [start, end) in which a budget counts. Weeks begin on Monday; a lifetime has no end.
 * The database has the same rule as `budget_window_bounds`, and its clock decides; a test holds the two together.
 */
import type { BudgetPeriod } from './budget.ts'

export type BudgetWindow = { start: Date; end: Date | null }

const DAYS_PER_WEEK = 7

export function budgetWindow(period: BudgetPeriod, at: Date): BudgetWindow {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  switch (period) {
    case 'day':
      return { start: utc(year, month, day), end: utc(year, month, day + 1) }
    case 'week': {
      const monday = day - ((at.getUTCDay() + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK)
      return { start: utc(year, month, monday), end: utc(year, month, monday + DAYS_PER_WEEK) }
    }
    case 'month':
      return { start: utc(year, month, 1), end: utc(year, month + 1, 1) }
    case 'lifetime':
      return { start: new Date(0), end: null }
  }
}

const utc = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month, day))
