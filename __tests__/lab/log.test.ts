import { describe, expect, test } from 'vitest'
import { lineSplitter, logReader } from '../../lab/runner/log.ts'
import { createMasks } from '../../lab/runner/masks.ts'

function read(lines: string[], options: { debug?: boolean; secrets?: string[] } = {}) {
  const shown: string[] = []
  const reader = logReader({
    masks: createMasks(options.secrets),
    show: (line) => shown.push(line),
    debug: options.debug ?? false,
  })
  for (const line of lines) reader.line(line)
  return { reader, shown }
}

describe('lines', () => {
  const split = (...chunks: string[]) => {
    const lines: string[] = []
    const splitter = lineSplitter((line) => lines.push(line))
    for (const chunk of chunks) splitter.push(chunk)
    splitter.end()
    return lines
  }

  test('end with \\n, \\r\\n and a lone \\r', () => {
    expect(split('a\nb\r\nc\rd\n\ne')).toEqual(['a', 'b', 'c', 'd', '', 'e'])
  })

  test('do not depend on how the text was cut', () => {
    const text = 'one\r\ntwo\rthree\n\r\n\nfour\r'
    const whole = split(text)
    expect(whole).toEqual(['one', 'two', 'three', '', '', 'four'])
    expect(split(...text)).toEqual(whole)
    for (let at = 0; at < text.length; at++) expect(split(text.slice(0, at), text.slice(at))).toEqual(whole)
  })
})

describe('commands', () => {
  test('carry unescaped properties and data', () => {
    const { reader } = read(['  ::error title=A%3A B%2C C,file=x.ts,line=3::two%0Alines 100%2525'])
    expect(reader.commands).toEqual([
      { command: 'error', properties: { title: 'A: B, C', file: 'x.ts', line: '3' }, data: 'two\nlines 100%25' },
    ])
    expect(reader.annotations).toEqual([
      { level: 'error', title: 'A: B, C', file: 'x.ts', line: '3', message: 'two\nlines 100%25' },
    ])
  })

  test('with colons count only at the start of a line, the legacy ones anywhere', () => {
    const { reader, shown } = read([
      'say ::warning::no',
      'say ##[warning]yes',
      '##[set-output name=a;]x%3By',
      '::nonsense::',
    ])
    expect(reader.commands.map(({ command, data }) => [command, data])).toEqual([
      ['warning', 'yes'],
      ['set-output', 'x;y'],
    ])
    expect(reader.outputs).toEqual({ a: 'x;y' })
    expect(shown[0]).toBe('say ::warning::no')
    expect(shown.at(-1)).toBe('::nonsense::')
  })

  test('are not shown when they say nothing', () => {
    const lines = ['::add-mask::s3cret', '::debug::detail', '::group::G', 'in it: s3cret', '::endgroup::']
    expect(read(lines).shown).toEqual(['##[group]G', 'in it: ***', '##[endgroup]'])
    expect(read(lines, { debug: true }).shown).toContain('##[debug]detail')
  })

  test('rest between stop-commands and its token', () => {
    const { reader, shown } = read([
      '::stop-commands::the-token',
      '::set-output name=a::evil',
      '##[add-mask]visible',
      'visible',
      '::THE-TOKEN::',
      '::set-output name=b::good',
    ])
    expect(reader.commands.map(({ command }) => command)).toEqual(['stop-commands', 'set-output'])
    expect(reader.outputs).toEqual({ b: 'good' })
    expect(shown).toContain('visible')
    expect(shown[0]).toBe('::stop-commands::***')
  })

  test.each(['::set-env name=A::b', '::add-path::/x', '::stop-commands::error', '::set-output::x'])(
    '%s fails the step',
    (line) => {
      const { reader } = read([line])
      expect(reader.failed).toBe(true)
      expect(reader.annotations[0]?.level).toBe('error')
    },
  )

  test('annotations are masked, cut and counted as on GitHub', () => {
    const { reader } = read([
      '::add-mask::s3cret',
      ...Array.from({ length: 12 }, () => `::error::s3cret${'x'.repeat(9000)}`),
    ])
    expect(reader.annotations).toHaveLength(10)
    expect(reader.annotations[0]?.message).toBe(`***${'x'.repeat(4093)}`)
  })
})

describe('masks', () => {
  test('cover each line of a secret and its encodings', () => {
    const { reader, shown } = read(['::add-mask::first line%0Asecond"line', 'a first line b', 'c second"line d'])
    expect(reader.masks).toEqual(['first line\nsecond"line'])
    expect(shown).toEqual(['a *** b', 'c *** d'])
    const masks = createMasks(['päss word"'])
    for (const form of [
      'p%C3%A4ss%20word%22',
      'päss word\\"',
      Buffer.from('päss word"').toString('base64'),
      'päss word&quot;',
    ]) {
      expect(masks.apply(`<${form}>`)).toBe('<***>')
    }
    expect(masks.apply(Buffer.from('päss word"').subarray(1).toString('base64'))).toBe('***')
  })

  test('that overlap or touch become one', () => {
    expect(createMasks(['abc', 'bcd', 'ef']).apply('xabcdefx abc')).toBe('x***x ***')
    expect(createMasks(['aa']).apply('aaaaa b')).toBe('*** b')
  })

  test('work from the moment they are added', () => {
    expect(read(['s3cret', '::add-mask::s3cret', 's3cret']).shown).toEqual(['s3cret', '***'])
    expect(read(['s3cret'], { secrets: ['s3cret'] }).shown).toEqual(['***'])
  })

  test('of nothing are refused', () => {
    const { reader, shown } = read(['::add-mask::', 'text'])
    expect(reader.masks).toEqual([])
    expect(reader.annotations).toMatchObject([{ level: 'warning' }])
    expect(shown.at(-1)).toBe('text')
  })
})
