import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JsonLines } from '../../src/claude/json-lines.ts'

const megabyte = 1 << 20

/** The lines of those pieces. */
function lines(...pieces: (Buffer | string)[]): string[] {
  const all: string[] = []
  const reader = new JsonLines((line) => all.push(line))
  for (const piece of pieces) reader.push(Buffer.from(piece))
  reader.end()
  return all
}

/** The bytes of a text, cut at those places. */
function cut(text: string, places: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text)
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return at.slice(1).map((to, index) => bytes.subarray(at[index], to))
}

describe('lines', () => {
  test.each([
    ['one', '{"a":1}\n', ['{"a":1}']],
    ['none', '', []],
    ['empty ones', '\n\n{"a":1}\n \n', ['{"a":1}']],
    ['the last one without an end', '{"a":1}\n{"b":2}', ['{"a":1}', '{"b":2}']],
    ['ends of two characters', '{"a":1}\r\n{"b":2}\r\n', ['{"a":1}\r', '{"b":2}\r']],
    ['no JSON', 'Error: "x\nat y\n{"a":1}\n', ['Error: "x', 'at y', '{"a":1}']],
    ['quotes and backslashes', '{"a":"\\"\\\\"}\n{"b":"\\\\"}\n', ['{"a":"\\"\\\\"}', '{"b":"\\\\"}']],
  ])('%s', (_, text, expected) => {
    expect(lines(text)).toEqual(expected)
    expect(lines(...Array.from(Buffer.from(text), (byte) => Buffer.of(byte)))).toEqual(expected)
  })

  test('of any JSON are what they were, however they are cut', () => {
    const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(fc.array(value), fc.array(fc.nat()), (values, places) => {
        const text = values.map((value) => `${JSON.stringify(value)}\n`).join('')
        expect(lines(...cut(text, places))).toEqual(values.map((value) => JSON.stringify(value)))
      }),
    )
  })

  test('of any text are what a split gives', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'a', 'u', ' ', 'ü') }),
        fc.array(fc.nat()),
        (text, places) => {
          expect(lines(...cut(text, places))).toEqual(text.split('\n').filter((line) => line.trim() !== ''))
        },
      ),
    )
  })
})

describe('a long string', () => {
  test.each<[string, string]>([
    ['letters', 'x'],
    ['quotes', '"'],
    ['backslashes', '\\'],
    ['newlines', '\n'],
    ['control characters', '\u0001'],
    ['two bytes', 'ü'],
    ['three bytes', '漢'],
    ['four bytes', '🥊'],
    ['lone surrogates', '\ud83e'],
    ['digits behind an escape', '\u00010041'],
  ])('of %s is cut and stays JSON, with all that is around it', (_, part) => {
    const long = part.repeat((1.5 * megabyte) / part.length)
    const event = { type: 'result', before: '"\\', long, after: 'ü', cost: 0.5, list: [{ id: 'x' }] }
    for (const shift of [0, 1, 2, 3, 5]) {
      const text = `${' '.repeat(shift)}${JSON.stringify({ x: 'y'.repeat(shift), ...event })}\n{"next":1}\n`
      const [first, second] = lines(...cut(text, [megabyte / 2, megabyte, megabyte + shift]))
      const read = JSON.parse(first!)
      expect(read).toMatchObject({ ...event, long: expect.any(String) })
      expect(long.startsWith(read.long)).toBe(true)
      expect(read.long.length).toBeGreaterThan(100_000)
      expect(first!.length).toBeLessThan(2 * megabyte)
      expect(second).toBe('{"next":1}')
    }
  })

  test('is cut at a place that leaves JSON, wherever that falls', () => {
    const tail = fc
      .array(fc.constantFrom('\\n', '\\u00e9', '\\ud83e\\udd4a', '\\"', '\\\\', 'ü', '🥊', 'u', '0041', 'x'), {
        minLength: 30,
      })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(
        tail,
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.nat(), { maxLength: 3 }),
        (tail, before, places) => {
          const [line] = lines(...cut(`{"a":"${'x'.repeat(megabyte - before)}${tail}","b":[1]}`, places))
          const { a, b } = JSON.parse(line!)
          expect([a.length >= megabyte - 60, b]).toEqual([true, [1]])
        },
      ),
      { numRuns: 60 },
    )
  })

  test.each([
    ['one string', 'x'.repeat(1 << 16)],
    ['one string of escapes', '\\n'.repeat(1 << 15)],
    ['very many short strings', '","'.repeat(1 << 14)],
  ])('of 100 MB takes no memory: %s', (_, text) => {
    const chunk = Buffer.from(text)
    const all: string[] = []
    const reader = new JsonLines((line) => all.push(line))
    const held = () => {
      const { heapUsed, external } = process.memoryUsage()
      return heapUsed + external
    }
    const before = held()
    let most = 0
    reader.push(Buffer.from('{"a":"'))
    for (let pushed = 0; pushed < 100 * megabyte; pushed += chunk.length) {
      reader.push(chunk)
      most = Math.max(most, held())
    }
    reader.push(Buffer.from('"}\n{"next":1}\n'))
    expect(all.at(-1)).toBe('{"next":1}')
    expect(most - before).toBeLessThan(40 * megabyte)
  })

  test('does not take the next line with it when its own is left out', () => {
    const short = `["${'x'.repeat(1000)}"]`
    expect(lines(`[${Array.from({ length: 20_000 }, () => short).join()}]\n{"next":1}\n`)).toEqual(['{"next":1}'])
  })
})
