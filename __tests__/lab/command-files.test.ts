import { describe, expect, test } from 'vitest'
import { parseKeyValues } from '../../lab/runner/command-files.ts'
import { evaluate, holds, interpolate } from '../../lab/runner/expressions.ts'

describe('command files', () => {
  test('hold pairs and blocks', () => {
    expect(parseKeyValues('a=1\n\nb=x=y\nc<<EOF\none\n\nEOF2\nEOF\nd<<E\nE\ne=<<\nf<<=\n=\n')).toEqual({
      a: '1',
      b: 'x=y',
      c: 'one\n\nEOF2',
      d: '',
      e: '<<',
      f: '',
    })
  })

  test('keep a \\r, as a runner on Linux does', () => {
    expect(parseKeyValues('a=1\r\nb<<E\nx\r\nE\n')).toEqual({ a: '1\r', b: 'x\r' })
    expect(() => parseKeyValues('b<<E\r\nx\r\nE')).toThrow('delimiter not found')
  })

  test('need no line end at the end', () => {
    expect(parseKeyValues('a<<E\nx\nE')).toEqual({ a: 'x' })
  })

  test.each([
    ['no separator', "Invalid format 'no separator'"],
    ['=value', 'Name must not be empty'],
    ['<<E\nx\nE\n', 'must not be empty'],
    ['a<<\nx\n\n', 'must not be empty'],
    ['a<<E\nx\n', "delimiter not found 'E'"],
  ])('%j is malformed', (content, message) => {
    expect(() => parseKeyValues(content)).toThrow(message)
  })
})

describe('expressions', () => {
  const scope = {
    contexts: { github: { token: 't0ken', event_name: 'push', event: { number: 7, labels: ['a'] } }, env: {} },
    functions: { always: () => true, failure: () => false },
  }

  test('are replaced inside a text', () => {
    expect(interpolate('[${{ github.token }}] ${{github.event.number}} ${{ github.no.such }}', scope)).toBe(
      '[t0ken] 7 ',
    )
    expect(interpolate('plain', scope)).toBe('plain')
  })

  test.each([
    ["github.event_name == 'PUSH' && 'yes' || 'no'", 'yes'],
    ["github.event_name != 'push' && 'yes' || 'no'", 'no'],
    ['!(failure() || false)', true],
    ["'it''s'", "it's"],
    ['null == github.missing', true],
    ['1.5', 1.5],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, scope)).toBe(value)
  })

  test('are conditions with and without their braces', () => {
    expect(holds('always()', scope)).toBe(true)
    expect(holds("${{ failure() && github.event_name == 'push' }}", scope)).toBe(false)
  })

  test.each(['secrets.KEY', 'hashFiles(x)', "'open", 'always(', 'a b', ''])('%s is an error', (expression) => {
    expect(() => evaluate(expression, scope)).toThrow('Expression')
  })
})
