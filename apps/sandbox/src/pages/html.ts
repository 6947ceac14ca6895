/** Pages are text made by the `html` tag, which escapes every value that was not itself made by it. */

const rawBrand = Symbol('html')

/** Text that is safe to put into a page as it is. */
export type Html = { readonly [rawBrand]: string }

export type HtmlValue = string | number | Html | null | false | readonly HtmlValue[]

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)

function toText(value: HtmlValue): string {
  if (value === null || value === false) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  return isHtml(value) ? value[rawBrand] : value.map(toText).join('')
}

const isHtml = (value: Html | readonly HtmlValue[]): value is Html => rawBrand in value

/** Null and false leave nothing; lists are joined. */
export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html => ({
  [rawBrand]: strings.reduce((text, part, index) => text + toText(values[index - 1] ?? null) + part),
})

/** Text that is known to be safe, for style sheets and scripts of our own. */
export const trustedHtml = (text: string): Html => ({ [rawBrand]: text })

export const renderHtml = (page: Html): string => page[rawBrand]
