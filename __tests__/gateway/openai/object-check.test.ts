import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ObjectCheck } from '../../../src/gateway/openai/object-check.ts'

function check(...pieces: string[]): 'empty' | 'complete' | 'broken' | 'open' {
  const input = new ObjectCheck()
  for (const piece of pieces) input.push(piece)
  return input.isEmpty ? 'empty' : input.isComplete ? 'complete' : input.isBroken ? 'broken' : 'open'
}

/** What `JSON.parse` makes of it. */
function isObject(text: string): boolean {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

const objects = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())
const cuts = fc.array(fc.nat(400))

test('every object is complete at its end and not before, however it is cut', () => {
  fc.assert(
    fc.property(objects, fc.constantFrom(undefined, 1, '\t\r\n '), cuts, (object, space, at) => {
      const text = JSON.stringify(object, undefined, space)
      expect(check(...pieces(text, at))).toBe('complete')
      expect(check(`\n ${text}`, ' \r\n\t')).toBe('complete')
      for (let end = 1; end < text.length; end++) expect(check(text.slice(0, end))).toBe('open')
    }),
  )
})

test('whatever else is complete when JSON.parse takes it as an object', () => {
  const alphabet = [
    ...'{}[]",:\\ \n0123456789-+.eEutrfalsn',
    'true',
    'false',
    'null',
    '"a"',
    '"a":',
    '\\u00',
    '\u0001',
    'ü',
  ]
  const nearly = fc.array(fc.constantFrom(...alphabet), { maxLength: 14 }).map((parts) => `{"k":${parts.join('')}`)
  const mended = fc.tuple(objects, fc.nat(), fc.constantFrom(...alphabet, '')).map(([object, at, put]) => {
    const text = JSON.stringify(object)
    const from = at % text.length
    return text.slice(0, from) + put + text.slice(from + 1)
  })
  fc.assert(
    fc.property(
      fc.oneof(
        nearly,
        nearly.map((text) => `${text}}`),
        mended,
        fc.string(),
      ),
      cuts,
      (text, at) => {
        expect(check(...pieces(text, at)) === 'complete').toBe(isObject(text))
      },
    ),
    { numRuns: 3_000 },
  )
})

test.each([
  ['', 'empty'],
  [' \n', 'empty'],
  ['{', 'open'],
  ['{"a":"\\u12', 'open'],
  ['{"a":01}', 'broken'],
  ['{"a":1.}', 'broken'],
  ['{"a":-}', 'broken'],
  ['{"a":1e5,"b":-0.5E-3}', 'complete'],
  ['{"a":tru}', 'broken'],
  ['{"a":1,}', 'broken'],
  ['{,}', 'broken'],
  ['{"a" 1}', 'broken'],
  ["{'a':1}", 'broken'],
  ['{"a":[1,2}', 'broken'],
  ['{"a":"\t"}', 'broken'],
  ['{"a":"\\x"}', 'broken'],
  ['{} {}', 'broken'],
  ['[]', 'broken'],
  ['"{}"', 'broken'],
  ['null', 'broken'],
  ['\ufeff{}', 'broken'],
  [`{"a":${'['.repeat(2_000)}`, 'broken'],
])('%j is %s', (text, expected) => expect(check(text)).toBe(expected))

function pieces(text: string, at: readonly number[]): string[] {
  const sorted = [0, ...at.map((one) => one % (text.length + 1)).sort((a, b) => a - b), text.length]
  return sorted.slice(1).map((to, index) => text.slice(sorted[index], to))
}
