import { describe, expect, test } from 'vitest'
import { parseYamlLines } from '../../src/action/yaml-lines.ts'

describe('YAML lines', () => {
  test.each<[string, [string, string][]]>([
    ['a: b', [['a', 'b']]],
    [
      'a: b\nc: d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a: 1.0\nb: true\nc: 0x10\nd: 2024-01-01\ne: ~\nf: null',
      [
        ['a', '1.0'],
        ['b', 'true'],
        ['c', '0x10'],
        ['d', '2024-01-01'],
        ['e', '~'],
        ['f', 'null'],
      ],
    ],
    [
      "x-key: \"a: b\"\nx-other: 'it''s'",
      [
        ['x-key', 'a: b'],
        ['x-other', "it's"],
      ],
    ],
    ['# said first\n\na: b  # and last\n', [['a', 'b']]],
    ['a: |\n  b\n  c', [['a', 'b\nc\n']]],
    [
      '{a: b, c: d}',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['__proto__: x', [['__proto__', 'x']]],
  ])('%j', async (text, expected) => {
    expect(await parseYamlLines(text)).toEqual({ ok: true, value: new Map(expected) })
  })

  test.each([
    ['a', 'not a list'],
    ['- a: b', 'not a list'],
    ['a:', 'no value'],
    ['a: ""', 'no value'],
    ['a: {b: c}', 'nested'],
    ['a: [b]', 'nested'],
    ['a: b\na: c', 'line 2'],
    ['a: b\n\tc: d', 'line 2'],
    ['a: b\nc: @d', 'line 2'],
    ['a: b: c', 'line 1'],
    ['a: "open', 'line 1'],
    ['a: &x b\nc: *x', 'nested'],
    ['a: b\n---\nc: d', ''],
  ])('%j is refused', async (text, reason) => {
    const parsed = await parseYamlLines(text)
    expect(parsed).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
  })

  test.each([
    ...[
      'x: "hunter2',
      'x: @hunter2',
      'x: b: hunter2',
      'a: b\nx: %hunter2',
      '`hunter2`',
      'x: [hunter2]',
      'hunter2',
      '\thunter2: x',
    ],
    ...[
      'x: hunter2\nx: hunter2',
      '*hunter2',
      'x: !!binary hunter2\n: y',
      'x: {hunter2',
      '- hunter2',
      'hunter2:',
      'x: y\nhunter2: ""',
    ],
  ])('%j is refused without a word of it', async (text) => {
    const parsed = await parseYamlLines(text)
    if (!parsed.ok) expect(parsed.reason).not.toContain('hunter2')
  })

  test('of 100 kB are read at once', async () => {
    const started = performance.now()
    await parseYamlLines(Array.from({ length: 5_000 }, (_, index) => `key-${index}: value`).join('\n'))
    await parseYamlLines('['.repeat(100_000)).catch(() => {})
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
