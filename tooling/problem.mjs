/**
 * A failure that is explained to the person at the terminal: its sentences say what is wrong and what to do, so no
 * stack is printed. Anything else that is thrown is a bug of ours and is printed with its stack.
 */
export class Problem extends Error {
  /** @param {string | string[]} sentences one sentence per thing that is wrong */
  constructor(sentences) {
    const list = Array.isArray(sentences) ? sentences : [sentences]
    super(list.join('\n'))
    this.name = 'Problem'
    this.sentences = list
  }
}

/** Thrown by whatever was under way when the person asked to stop. It is not a failure. */
export class Stopped extends Error {
  constructor() {
    super('stopped on request')
    this.name = 'Stopped'
  }
}

/**
 * @param {unknown} error
 * @param {{ write(text: string): unknown }} [output]
 */
export function printFailure(error, output = process.stderr) {
  if (error instanceof Problem) for (const sentence of error.sentences) output.write(`✖ ${sentence}\n`)
  else output.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}
