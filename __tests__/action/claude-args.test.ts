import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseClaudeArgs } from '../../src/action/claude-args.ts'

const parsed = (text: string) => {
  const got = parseClaudeArgs(text)
  return got.ok ? got.args : got.expected
}

describe('words', () => {
  test.each([
    ['--add-dir ../x  --effort\tlow', ['--add-dir', '../x', '--effort', 'low']],
    ['--a\n--b\r\n  --c', ['--a', '--b', '--c']],
    ['--append-system-prompt "two words"', ['--append-system-prompt', 'two words']],
    [`--x='a "b" c' --y="it's"`, ['--x=a "b" c', "--y=it's"]],
    ['--x "a \\"b\\" \\\\ c"', ['--x', 'a "b" \\ c']],
    ['--x a\\ b', ['--x', 'a b']],
    ['--x ""', ['--x', '']],
    ['--x \'a\'b"c"', ['--x', 'abc']],
    ['--x $HOME "$HOME" \'$HOME\'', ['--x', '$HOME', '$HOME', '$HOME']],
    ['--x ${HOME} "${A:-b}"', ['--x', '${HOME}', '${A:-b}']],
    ['--x $5 a$ "$" $$ $?', ['--x', '$5', 'a$', '$', '$$', '$?']],
    ['--x `date` $(date)', expect.stringContaining('holds')],
    ['--x *.ts "src/**" a?', ['--x', '*.ts', 'src/**', 'a?']],
    ['--x ünï 🥊', ['--x', 'ünï', '🥊']],
    ['--x "a\nb"', ['--x', 'a\nb']],
  ])('%j', (text, words) => expect(parsed(text)).toEqual(words))

  test.each([
    ['--x a; rm -rf /', '`;`'],
    ['--x a | b', '`|`'],
    ['--x a && b', '`&&`'],
    ['--x > file', '`>`'],
    ['--x Bash(git:*)', '`(`'],
    ['--x a #b', '`#`'],
    ['--x "open', 'quote (")'],
    ["--x 'open", "quote (')"],
    ['--x "a\\"', 'quote (")'],
    ['--x ${open', '$'],
    ['--x ${}', '$'],
  ])('%j is refused', (text, why) => expect(parsed(text)).toContain(why))

  test('of any text, quoted as for a shell, are that text', () => {
    const word = fc.string({ unit: 'grapheme' }).map((text) => `=${text}`)
    const single = (text: string) => `'${text.replaceAll("'", `'"'"'`)}'`
    const double = (text: string) => `"${text.replaceAll(/["\\$]/g, '\\$&')}"`
    fc.assert(
      fc.property(fc.array(word), (words) => {
        for (const quote of [single, double]) expect(parsed(words.map(quote).join(' '))).toEqual(words)
      }),
    )
  })

  test('never make it throw', () => {
    const part = fc.constantFrom(
      '"',
      "'",
      '\\',
      '$',
      '${',
      '}',
      '{',
      '`',
      '(',
      '#',
      '*',
      ' ',
      '\n',
      'a',
      '--x',
      '[',
      ']',
      ',',
    )
    fc.assert(fc.property(fc.array(part), (parts) => void parseClaudeArgs(parts.join(''))))
  })
})

describe('a JSON array', () => {
  test.each([
    ['["--x", "a b", ""]', ['--x', 'a b', '']],
    ['  [ ]', []],
    ['["$(x) | \' \\n"]', ["$(x) | ' \n"]],
  ])('%s', (text, words) => expect(parsed(text)).toEqual(words))

  test.each(['["a"', '["a", 5]', '[["a"]]', '[null]', '[] x'])('%s is refused', (text) => {
    expect(parseClaudeArgs(text).ok).toBe(false)
  })
})

describe('what the action sets itself', () => {
  const own = [
    ...['--print', '-p', '--verbose', '--output-format', '--input-format', '--include-partial-messages', '--model'],
    ...[
      '--max-turns',
      '--max-budget-usd',
      '--allowedTools',
      '--allowed-tools',
      '--disallowedTools',
      '--disallowed-tools',
    ],
    ...['--permission-mode', '--json-schema', '--setting-sources', '--bg', '--version', '-v', '--help', '-h'],
  ]
  test.each(own)('%s may not be given, in any spelling', (flag) => {
    const spellings = [`${flag} x`, `--effort low ${flag}`, `"${flag}" x`, JSON.stringify([flag, 'x'])]
    if (flag.startsWith('--')) spellings.push(`${flag}=x`, JSON.stringify([`${flag}=x`]))
    for (const text of spellings) expect(parsed(text)).toContain(`\`${flag}\``)
  })

  test.each(['--models x', '--fallback-model x', '--add-dir --x', '--system-prompt-file=-p', '--resume abc'])(
    '%s may',
    (text) => {
      expect(parsed(text)).toEqual(text.split(' '))
    },
  )
})

describe('the user’s own settings', () => {
  test.each([
    ['--settings a.json --x', ['--x'], 'a.json'],
    ['--x --settings=a.json', ['--x'], 'a.json'],
    [`--settings '{"a": 1}'`, [], '{"a": 1}'],
    ['["--settings", "{\\"a\\": 1}"]', [], '{"a": 1}'],
    ['--x', ['--x'], undefined],
  ])('are taken out of %s', (text, args, settings) => {
    expect(parseClaudeArgs(text)).toEqual({ ok: true, args, settings })
  })

  test.each(['--settings', '--settings a --settings b', '--settings=a --settings=b'])('%s is refused', (text) => {
    expect(parsed(text)).toContain('`--settings`')
  })
})
