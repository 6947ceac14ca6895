import { expect, test } from 'vitest'
import { addSwitch, NO_SWITCH, switchSchema, takeSwitch } from './switches.ts'

const failTwice = switchSchema.parse({ mode: 'failing', times: 2 })
const slowModel = switchSchema.parse({ mode: 'slow', model: 'm' })

test('a counted switch acts exactly so many times', () => {
  const first = takeSwitch([failTwice], null)
  const second = takeSwitch(first.rest, 'any')
  const third = takeSwitch(second.rest, null)
  expect([first, second, third].map(({ current }) => current.mode)).toEqual(['failing', 'failing', 'ok'])
})

test('a switch for a model goes first and leaves other models alone', () => {
  const switches = addSwitch([failTwice], slowModel)
  expect(takeSwitch(switches, 'm').current.mode).toBe('slow')
  expect(takeSwitch(switches, 'other').current.mode).toBe('failing')
  expect(takeSwitch([slowModel], 'other').current).toEqual(NO_SWITCH)
})

test('setting a switch replaces the one before it', () => {
  expect(addSwitch([failTwice, slowModel], switchSchema.parse({ mode: 'cut' })).map(({ mode }) => mode)).toEqual([
    'slow',
    'cut',
  ])
})
