/** Plausible filler of an exact number of words about a topic; the first sentence says that it is simulated. */
import type { Random } from '@turnpike/kernel/random'

export const LONGEST_TEXT_WORDS = 20_000
const WORDS_PER_PARAGRAPH = 90

const SENTENCES: readonly string[] = [
  'People have thought about {topic} for a long time.',
  'What matters first is how {topic} behaves when conditions change.',
  'A careful observer notices small patterns before the large ones.',
  'Most surprises around {topic} come from details nobody wrote down.',
  'Consider a plain example and follow it step by step.',
  'The simplest explanation is often enough, yet it is rarely the whole story.',
  'Over the years, experience with {topic} turned guesses into habits.',
  'It helps to ask who depends on {topic} and why.',
  'Costs and benefits seldom arrive at the same moment.',
  'Seen from a distance, {topic} looks calmer than it is.',
  'A good measure tells you when to stop as well as when to go on.',
  'In practice, people mix several approaches and keep what works.',
  'None of this is final, and {topic} will look different tomorrow.',
  'The next step is to try it, watch closely and write down what happened.',
]

export function writeLongText(topic: string, wordCount: number, source: string, random: Random): string {
  const words = `This simulated text from ${source} is about ${topic}.`.split(' ')
  const sentences: string[] = [words.slice(0, wordCount).join(' ')]
  let left = wordCount - words.length
  while (left > 0) {
    const template = SENTENCES[Math.floor(random() * SENTENCES.length)] ?? ''
    const next = template.replaceAll('{topic}', topic).split(' ').slice(0, left)
    sentences.push(next.join(' '))
    left -= next.length
  }
  return toParagraphs(sentences)
}

function toParagraphs(sentences: readonly string[]): string {
  let text = ''
  let words = 0
  for (const sentence of sentences) {
    const starts = words >= WORDS_PER_PARAGRAPH
    text += text === '' ? sentence : `${starts ? '\n\n' : ' '}${sentence}`
    words = (starts ? 0 : words) + sentence.split(' ').length
  }
  return /[.?!]$/.test(text) ? text : `${text.replace(/,$/, '')}.`
}
