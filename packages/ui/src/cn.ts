import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

/** Our type scale, so that `text-data text-ink-2` is read as a size and a colour and not as two colours. */
const TEXT_SIZES = ['figure', 'title', 'section', 'body', 'read', 'data', 'meta', 'display']

const merge = extendTailwindMerge({
  extend: { theme: { text: TEXT_SIZES, radius: ['control', 'panel'] } },
})

/** Joins class names; of two that set the same property the later one stays. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes))
