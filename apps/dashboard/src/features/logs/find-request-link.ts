/** The link of a request in the list, while its row is in the page. */
export const findRequestLink = (requestId: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-request-link="${CSS.escape(requestId)}"]`)
