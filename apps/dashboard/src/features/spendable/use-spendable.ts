'use client'
import { useQuery } from '@tanstack/react-query'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'

/** Fast enough for "the balance is there when I come back"; the browser asks only while the page is looked at. */
export const MONEY_REFRESH_MS = 5_000

/** What the workspace can spend, kept fresh while the page is visible. */
export const useSpendable = (place: Place) =>
  useQuery({ ...useTRPC().billing.getSpendable.queryOptions(place), refetchInterval: MONEY_REFRESH_MS })
