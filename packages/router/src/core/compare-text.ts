/** Order by code unit: the same everywhere, whatever the locale of the machine. */
export const compareText = (first: string, other: string): number => (first < other ? -1 : first > other ? 1 : 0)
