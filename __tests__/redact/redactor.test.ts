import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import { Redactor } from '../../src/redact/redactor.ts'

const secret = 'sk-ant-api03-Zm9vYmFy/x+0Q_T~9'
const pem = [
  '-----BEGIN PRIVATE KEY-----',
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
  'MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictGeurT8jNbvJZHtCSuYEvu',
  'NMoSfm76oqFvAp8Gy0iz5sxjZmSnXyCdPEovGhLa0VzMaQ8s+CLOyS56YyCFGeJZ',
  'A1b2C3d4E5f6G7h8',
  '-----END PRIVATE KEY-----',
  '',
].join('\n')

function redactor(...secrets: string[]): Redactor {
  const made = new Redactor()
  for (const one of secrets) made.add(one)
  return made
}

function streamed(text: string, size: number, secrets: string[], kind: 'json' | 'text' = 'json'): string {
  const stream = redactor(...secrets).stream(kind)
  const bytes = Buffer.from(text)
  const out: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) out.push(Buffer.from(stream.push(bytes.subarray(at, at + size))))
  return Buffer.concat([...out, stream.end()]).toString('utf8')
}

const hex = Buffer.from(secret).toString('hex')
const forms: [string, string][] = [
  ['plain', secret],
  ['in JSON', JSON.stringify({ a: secret })],
  ['in JSON in JSON', JSON.stringify(JSON.stringify({ a: `"${secret}"` }))],
  ['percent-encoded', encodeURIComponent(secret)],
  ['percent-encoded in small letters', encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
  ['percent-encoded, all of it', hex.replace(/../g, '%$&')],
  ['percent-encoded but for the slash', encodeURIComponent(secret).replaceAll('%2F', '/')],
  ['hex', hex],
  ['hex in capitals', hex.toUpperCase()],
  ['hex with spaces', hex.replace(/../g, '$& ')],
  ['hex with colons', hex.replace(/..(?=.)/g, '$&:')],
  ['a C array', hex.replace(/../g, '0x$&, ')],
  ['escapes of a shell', hex.replace(/../g, '\\x$&')],
  ['with colours in it', `${secret.slice(0, 9)}\u001b[01;31m\u001b[K${secret.slice(9)}\u001b[m`],
  ['over two lines', `${secret.slice(0, 9)}\n${secret.slice(9)}`],
  ['as PHP escapes a slash', JSON.stringify(secret).replaceAll('/', '\\/')],
]

const escapes = (text: string, which: RegExp, capitals = false) =>
  text.replace(which, (char) => {
    const digits = char.charCodeAt(0).toString(16).padStart(4, '0')
    return `\\u${capitals ? digits.toUpperCase() : digits}`
  })

describe('a secret with signs and letters that some programs escape', () => {
  const mixed = `pa"ss<&>wo'rd+\u00e9\u4f60\u597d(~*)`
  const json = JSON.stringify(mixed)
  test.each([
    ['Python’s JSON', escapes(json, /[\u007f-\uffff]/g)],
    ['Go’s JSON', escapes(json, /[<>&]/g)],
    ['Java’s JSON', escapes(json, /[\u007f-\uffff]/g, true)],
    ['.NET’s JSON', escapes(json.replaceAll('\\"', '\\u0022'), /[<>&'+\u007f-\uffff]/g, true)],
    ['a form', new URLSearchParams({ key: mixed }).toString()],
  ])('%s', (_, text) => {
    const out = redactor(mixed).text(`before ${text} behind`)
    expect(out).toContain('***')
    expect(out.length).toBeLessThan(30)
  })
})

describe('a secret', () => {
  test.each(forms)('%s', (_, text) => {
    const redacted = redactor(secret).text(`before ${text} behind`)
    expect(redacted).toMatch(/^before .*\*\*\*.* behind$/s)
    expect(redacted.length).toBeLessThan(45)
    // What comes in JSON is JSON afterwards, in pieces of any size.
    for (const size of [1, 7, 1000]) {
      const line = JSON.stringify({ text: `before ${text} behind`, [`key ${text}`]: [1, true, null] })
      const out = streamed(`${line}\n`, size, [secret])
      expect(JSON.parse(out)).toMatchObject({ text: redacted })
      expect(out).not.toContain(secret.slice(5, 15))
    }
  })

  test.each([
    'xxd',
    'xxd -p',
    'xxd -u',
    'hexdump -C',
    'hexdump',
    'od -tx1',
    'od -An -tx1',
    'od -x',
    'base64',
    'base64 -w 20',
  ])('as %s prints it, in a file with other things', (command) => {
    const long = `${secret}${Buffer.from(`${secret}!`).toString('base64url')}`
    const file = join(freshFolder('dump'), 'file')
    for (let offset = 0; offset < 20; offset++) {
      writeFileSync(file, `${'.'.repeat(offset)}${long}\nand more of it, a line or two behind the secret\n`)
      const printed = printedBy(`${command} ${file}`)
      if (printed === undefined) return
      const redacted = redactor(long).text(printed)
      expect(redacted).toContain('***')
      expect(readBack(redacted)).not.toMatch(/api03|Zm9vYmFy|x.0Q_T|c2stYW50/)
      expect(JSON.parse(streamed(JSON.stringify({ printed }), 10, [long])).printed).toBe(redacted)
    }
  })

  test('that is a key of many lines, in each of its lines', () => {
    const made = redactor(pem)
    for (const line of pem.split('\n').slice(1, -2)) expect(made.text(`+ ${line} |`)).toBe('+ *** |')
    expect(made.text(JSON.stringify({ key: pem }))).toBe(
      '{"key":"-----BEGIN PRIVATE KEY-----\\n***\\n***\\n***\\n***\\n-----END PRIVATE KEY-----\\n"}',
    )
    const wrapped = Buffer.from(pem).toString('base64').replace(/.{76}/g, '$&\n')
    const left = made.text(wrapped).replaceAll('***', '')
    expect(Buffer.from(left, 'base64').toString('latin1')).not.toMatch(/MIIEvQ|[\w+/]{9}/)
  })

  test('that is long, where only a part of it was printed', () => {
    const token = `ghs_${'0123456789abcdefghijklmnopqrstuvwxyz'.repeat(4)}`
    expect(redactor(token).text(`cut: ${token.slice(0, 100)}…`)).toMatch(/^cut: \*\*\*.{0,31}…$/)
  })

  test('beside another, and one within another', () => {
    expect(redactor('abcdefgh-1', 'efgh-12345', 'h-12').text('abcdefgh-12345')).toBe('***')
    expect(redactor('short-one', 'short-one-and-more').text('short-one-and-more short-one')).toBe('*** ***')
  })

  test('with what a tool escapes', () => {
    const odd = 'p"a\\s<s>wörd\t& more'
    const made = redactor(odd)
    for (const text of [
      odd,
      JSON.stringify(odd).slice(1, -1),
      encodeURIComponent(odd),
      JSON.stringify(JSON.stringify(odd)),
    ])
      expect(made.text(`- ${text} -`)).toMatch(/^- .{0,4}\*\*\*.{0,4} -$/)
    const ascii = JSON.stringify(odd).replace(/[<>&ö]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)
    expect(made.text(ascii)).toBe('"***"')
  })
})

describe('what is no secret', () => {
  test.each(['true', 'prod', '{', '}', '1234567', '123456789012', '', '  ', '-----BEGIN PRIVATE KEY-----'])(
    '%j is too common to be one',
    (word) => {
      const text = `{"a": true, "b": {"n": 123456789012}, "c": "prod -----BEGIN PRIVATE KEY-----"}`
      expect(redactor(word).text(text)).toBe(text)
    },
  )

  test('an escape is never cut in two', () => {
    for (const [held, text] of [
      ['nabcdefgh', 'x\nabcdefgh'],
      ['e9abcdefgh', '\u0001e9abcdefgh'],
      ['0001e9abcdefgh', '\u0001e9abcdefgh'],
      ['"abcdefgh"', '"abcdefgh"'],
      ['uabcdefgh', '\\uabcdefgh'],
    ] as const) {
      const line = JSON.stringify({ text, [text]: text })
      for (const size of [1, 3, 100]) expect(() => JSON.parse(streamed(line, size, [held]))).not.toThrow()
    }
  })

  test('nor is JSON that is itself the secret taken out of the structure', () => {
    const file = { type: 'service_account', private_key_id: 'abcdef0123456789' }
    const line = JSON.stringify({ structured_output: file, text: JSON.stringify(file) })
    const out = JSON.parse(streamed(line, 11, [JSON.stringify(file)]))
    expect(out).toEqual({ structured_output: file, text: expect.stringContaining('***') })
  })
})

const secrets = fc
  .stringMatching(/^[A-Za-z0-9+/_=.-]{12,90}$/)
  .filter((text) => !/^\d+$/.test(text) && !text.includes('0x'))

test('any secret at any offset of base64, in any chunks, in any width of lines, is gone', () => {
  fc.assert(
    fc.property(
      secrets,
      fc.uint8Array({ maxLength: 40 }),
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom('base64', 'base64url'),
      fc.integer({ min: 4, max: 80 }),
      fc.integer({ min: 1, max: 200 }),
      (held, before, behind, alphabet, width, size) => {
        const all = Buffer.concat([before, Buffer.from(held), behind]).toString(alphabet as BufferEncoding)
        const lines = all.replace(new RegExp(`.{${width}}`, 'g'), '$&\n')
        const line = `${JSON.stringify({ text: lines })}\n`
        const { text } = JSON.parse(streamed(line, size, [held])) as { text: string }
        expect(text).toBe(redactor(held).text(lines))
        const core = Buffer.from(held).subarray(2, -2).toString('latin1')
        expect(text).toContain('***')
        for (let shift = 0; shift < 3; shift++)
          expect(text.replace(/\s/g, '')).not.toContain(
            Buffer.from(core.slice(shift, shift + 8))
              .toString('base64')
              .slice(0, 9),
          )
      },
    ),
    { numRuns: 500 },
  )
})

test('text without a secret is what it was, whatever it is cut into', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[A-Z0-9]{20,60}$/), { minLength: 1, maxLength: 5 }),
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.base64String()), { maxLength: 8 }),
      fc.integer({ min: 1, max: 50 }),
      (held, lines, size) => {
        const strange = held.map((one) => `${one}Ω${one}`)
        const text = lines.map((line) => JSON.stringify({ line })).join('\n')
        expect(streamed(text, size, strange)).toBe(text)
        expect(redactor(...strange).text(text)).toBe(text)
      },
    ),
  )
})

test('a line is given out as soon as it is there, and of a line without end all but a little', () => {
  const stream = redactor(secret).stream('json')
  expect(stream.push(Buffer.from('{"a":1}\n{"b"')).toString()).toBe('{"a":1}\n')
  expect(stream.push(Buffer.from(':2}\n')).toString()).toBe('{"b":2}\n')
  let held = 0
  for (let chunk = 0; chunk < 100; chunk++) {
    held += 10_000 - stream.push(Buffer.alloc(10_000, 'x')).length
    expect(held).toBeLessThanOrEqual(1024)
  }
})

/** The output of a tool, where this machine has it. */
function printedBy(command: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return undefined
  }
}

/** All that somebody could read out of a dump: the text beside it, its digits as bytes in both orders, base64. */
function readBack(text: string): string {
  const digits = [...text.matchAll(/(?<![0-9a-z])(?:[0-9a-f]{2}){1,2}(?![0-9a-z])/gi)].map(([pair]) => pair).join('')
  const bytes = Buffer.from(digits, 'hex')
  const even = bytes.subarray(0, bytes.length & ~1)
  const joined = text.replace(/\s/g, '')
  return [
    text,
    bytes.toString('latin1'),
    Buffer.from(even).swap16().toString('latin1'),
    Buffer.from(joined, 'hex').toString('latin1'),
    ...joined.split('***').map((part) => Buffer.from(part, 'base64').toString('latin1')),
  ].join('\n')
}
