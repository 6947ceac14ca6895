import type { JsonObject } from '@turnpike/kernel/json'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { extractHints } from './extract-hints.ts'
import { generateInstance } from './generate-instance.ts'

const hints = extractHints('Plan 3 days in Rome for 2 people about "art and food"')

const expectValid = (schema: JsonObject) => {
  const instance = generateInstance(schema, hints)
  const checked = z.fromJSONSchema(schema).safeParse(instance)
  expect(checked.success, `${JSON.stringify(schema)} → ${JSON.stringify(instance)}`).toBe(true)
}

const leaf: fc.Arbitrary<JsonObject> = fc.oneof(
  fc
    .record({ minLength: fc.integer({ min: 0, max: 20 }), more: fc.integer({ min: 0, max: 20 }) })
    .map(({ minLength, more }): JsonObject => ({ type: 'string', minLength, maxLength: minLength + more })),
  fc.constantFrom<JsonObject>({ type: 'boolean' }, { type: 'null' }, { const: 'fixed' }, { enum: ['a', 'b', 3] }),
  fc
    .constantFrom('date', 'date-time', 'email', 'uri', 'uuid', 'ipv4')
    .map((format): JsonObject => ({ type: 'string', format })),
  fc
    .record({ minimum: fc.integer({ min: -50, max: 50 }), more: fc.integer({ min: 0, max: 50 }) })
    .map(({ minimum, more }): JsonObject => ({ type: 'integer', minimum, maximum: minimum + more })),
  fc.integer({ min: -50, max: 50 }).map((bound): JsonObject => ({ type: 'number', exclusiveMinimum: bound })),
)

const { schema: anySchema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .record({ items: tie('schema'), minItems: fc.integer({ min: 0, max: 3 }) })
      .map((array): JsonObject => ({ type: 'array', ...array })),
    fc.dictionary(fc.constantFrom('city', 'name', 'count', 'tags', 'email_text'), tie('schema')).map(
      (properties): JsonObject => ({
        type: 'object',
        properties,
        required: Object.keys(properties),
        additionalProperties: false,
      }),
    ),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf): JsonObject => ({ anyOf })),
  ),
}))

test('an instance of any schema people write is valid against it', () => {
  fc.assert(fc.property(anySchema, expectValid), { numRuns: 300 })
})

test.each<[string, JsonObject]>([
  [
    'references and recursion',
    {
      type: 'object',
      properties: { root: { $ref: '#/$defs/node' } },
      required: ['root'],
      $defs: {
        node: {
          type: 'object',
          properties: { name: { type: 'string' }, next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } },
          required: ['name', 'next'],
        },
      },
    },
  ],
  ['a pattern', { type: 'string', pattern: '^[A-Z]{3}$' }],
  ['a multiple', { type: 'integer', minimum: 7, multipleOf: 5 }],
  ['nullable types', { type: ['null', 'string'] }],
])('%s: the instance is valid', (_name, schema) => expectValid(schema))

test('fields are filled with words of the prompt', () => {
  const properties = { city: { type: 'string' }, days: { type: 'integer', maximum: 10 }, topic: { type: 'string' } }
  expect(generateInstance({ type: 'object', properties }, hints)).toMatchObject({ city: 'Rome', days: 3 })
})
