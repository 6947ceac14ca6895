/** Small correct programs for the tasks people try first, in the languages they name. */

type Task = 'reverse' | 'fibonacci' | 'factorial' | 'hello'

const TASKS: readonly (readonly [RegExp, Task])[] = [
  [/revers/i, 'reverse'],
  [/fibonacci/i, 'fibonacci'],
  [/factorial/i, 'factorial'],
]

const python: Record<Task, string> = {
  reverse: 'def reverse(text: str) -> str:\n    return text[::-1]',
  fibonacci:
    'def fibonacci(n: int) -> int:\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a',
  factorial:
    'def factorial(n: int) -> int:\n    result = 1\n    for i in range(2, n + 1):\n        result *= i\n    return result',
  hello: 'def main() -> None:\n    print("Hello from a simulated model")\n\n\nmain()',
}

const typescript: Record<Task, string> = {
  reverse: "export const reverse = (text: string): string => [...text].reverse().join('')",
  fibonacci:
    'export function fibonacci(n: number): number {\n  let [a, b] = [0, 1]\n  for (let i = 0; i < n; i++) [a, b] = [b, a + b]\n  return a\n}',
  factorial: 'export const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))',
  hello: "console.log('Hello from a simulated model')",
}

const javascript: Record<Task, string> = {
  ...typescript,
  reverse: "export const reverse = (text) => [...text].reverse().join('')",
  fibonacci: typescript.fibonacci.replace('(n: number): number', '(n)'),
  factorial: 'export const factorial = (n) => (n < 2 ? 1 : n * factorial(n - 1))',
}

const sayHello = (code: string): Record<Task, string> => ({
  reverse: code,
  fibonacci: code,
  factorial: code,
  hello: code,
})

const LANGUAGES: readonly (readonly [RegExp, string, Record<Task, string>])[] = [
  [/typescript/i, 'typescript', typescript],
  [/javascript|node\.?js/i, 'javascript', javascript],
  [/\brust\b/i, 'rust', sayHello('fn main() {\n    println!("Hello from a simulated model");\n}')],
  [
    /\bgo(?:lang)?\b/i,
    'go',
    sayHello('package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("Hello from a simulated model")\n}'),
  ],
  [/\bsql\b/i, 'sql', sayHello("SELECT 'Hello from a simulated model' AS greeting;")],
  [/\b(?:bash|shell)\b/i, 'bash', sayHello('echo "Hello from a simulated model"')],
  [/./s, 'python', python],
]

const ASKS_FOR_CODE = /\b(?:code|function|script|program|snippet|implement|sql query|regex)\b/i

/** A fenced code block when the prompt asks for code, else `null`. */
export function writeCodeBlock(prompt: string): string | null {
  if (!ASKS_FOR_CODE.test(prompt)) return null
  const [, language, programs] = LANGUAGES.find(([pattern]) => pattern.test(prompt)) ?? [/./, 'python', python]
  const task = TASKS.find(([pattern]) => pattern.test(prompt))?.[1] ?? 'hello'
  return `\`\`\`${language}\n${programs[task]}\n\`\`\``
}
