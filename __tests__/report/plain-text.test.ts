import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logLine, logLines } from '../../src/report/plain-text.ts'

describe('lines for the log', () => {
  test.each([
    ['plain', ['plain']],
    ['', ['']],
    ['a\nb\r\nc\rd', ['a', 'b', 'c', 'd']],
    ['a\u2028b\u2029c\u0085d', ['a', 'b', 'c', 'd']],
    ['tab\tstays', ['tab\tstays']],
    ['ünï 🥊 \u{10ffff}', ['ünï 🥊 \u{10ffff}']],
    ['\u001b[31mred\u001b[0m \u001b[2K\u001b[1A', ['red ']],
    ['\u001b]0;title\u0007x\u001b]8;;http://a\u001b\\link\u001b]8;;\u001b\\', ['xlink']],
    ['\u001b[38;2;1;2;3mrgb', ['rgb']],
    ['\u001bMup', ['up']],
    ['a\u0000b\u0008c\u000bd\u000ce\u007ff', ['a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf']],
    ['\u009b31mred', ['\ufffd31mred']],
    ['an ##[error] here', ['an ##\u200b[error] here']],
    ['###[error]', ['###\u200b[error]']],
    ['#\u001b[0m#\u001b[0m[error]', ['##\u200b[error]']],
    ['# [x] ## [y]', ['# [x] ## [y]']],
  ])('%j', (text, lines) => expect(logLines(text)).toEqual(lines))

  test('never hold a control character, an end of line or the older form of a command', () => {
    const part = fc.constantFrom(
      '#',
      '##',
      '##[',
      '[',
      ']',
      '\u001b',
      '\u001b[',
      '\u001b]',
      '0m',
      'm',
      '\r',
      '\n',
      '\u0007',
      '\u009b',
      '::',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'binary', maxLength: 3 }))), (parts) => {
        for (const line of logLines(parts.join(''))) {
          expect(line).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]/)
          expect(line).not.toContain('##[')
        }
      }),
    )
  })

  test('of a megabyte of anything are made at once', () => {
    for (const part of ['\u001b', '\u001b[', '\u001b]', '\u001b[0', '\r', '##[', ' ', 'x']) {
      const started = performance.now()
      logLines(part.repeat((1 << 16) / part.length))
      expect(performance.now() - started, JSON.stringify(part)).toBeLessThan(500)
    }
  })
})

describe('one line', () => {
  test.each([
    ['  a \n\n b\t c  ', 100, 'a b c'],
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['', 6, ''],
    ['##[error]x', 100, '##\u200b[error]x'],
    ['::error::x\r::error::y', 100, '::error::x ::error::y'],
  ])('%j in %i', (text, length, line) => expect(logLine(text, length)).toBe(line))

  test('is never longer than asked for, and never cut in the middle of a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, length) => {
        const line = logLine(text, length)
        expect(line.length).toBeLessThanOrEqual(length)
        if (text.isWellFormed()) expect(line.isWellFormed()).toBe(true)
      }),
    )
  })
})
