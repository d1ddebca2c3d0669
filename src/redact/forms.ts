/** One way in which a tool would print a secret, as the bytes that are left once the text is squeezed. */
export interface Form {
  bytes: Buffer
  /** Of base64: how many characters in front and behind hold bits of the secret beside bits of their neighbours. */
  before: number
  after: number
}

/** A value that is shorter is a word that a log is full of, or could be: it protects nothing and garbles everything. */
const shortest = 8
/** Digits alone are a number of something (an account, a date), unless there are this many. */
const shortestNumber = 16
/** A long token is looked for in pieces, so that one that was printed in part is found as well. */
const pieceLength = 16

/** Every form of a secret that is looked for; none for a value that is too short to be told from other text. */
export function formsOf(secret: string): Form[] {
  return linesOf(secret).flatMap(piecesOf).flatMap(spellings)
}

/** Each line of a secret is one of its own, since a log, a diff or a `grep` shows lines. A PEM file's armour is none. */
function linesOf(secret: string): string[] {
  return secret
    .split(/\r\n|[\r\n]/)
    .map((line) => line.replace(/^[\s"']+|[\s"',]+$/g, ''))
    .filter((line) => squeezed(line).length >= shortest && !/^-----[A-Z ]+-----$/.test(line))
    .filter((line) => !/^\d+$/.test(line) || line.length >= shortestNumber)
}

function piecesOf(line: string): string[] {
  if (line.length < 2 * pieceLength || !/^[\w+/=.~-]+$/.test(line)) return [line]
  const pieces = [line]
  for (let at = 0; line.length - at >= pieceLength; at += pieceLength) {
    const last = line.length - at < 2 * pieceLength
    pieces.push(line.slice(at, last ? undefined : at + pieceLength))
    if (last) break
  }
  // Words are words, also where they are a part of something.
  return pieces.filter((piece) => piece === line || /\d|[a-z].*[A-Z]|[A-Z].*[a-z]/.test(piece))
}

function spellings(text: string): Form[] {
  const plain = Buffer.from(text)
  const hex = plain.toString('hex')
  const exact = [text, ...jsonForms(text), ...urlForms(text), hex, hex.toUpperCase()]
  const forms = exact.map((form): Form => ({ bytes: squeezed(form), before: 0, after: 0 }))
  // Behind a backslash these letters are an escape, and are squeezed out with it: the rest tells as well.
  if (/^[nrtbfx]/.test(text)) forms.push({ bytes: squeezed(text.slice(1)), before: 0, after: 0 })
  const all = [...forms, ...base64Forms(plain)].filter(({ bytes }) => bytes.length >= shortest)
  return [...new Map(all.map((form) => [form.bytes.toString('latin1'), form])).values()]
}

/** What a program escapes that keeps its JSON to ASCII, away from what HTML acts on, or both; .NET's goes furthest. */
const escapedInJson = [
  /[\u007f-\uffff]/g,
  /[<>&]/g,
  /[<>&\u007f-\uffff]/g,
  /[<>&'\u007f-\uffff]/g,
  /["<>&'+`\u007f-\uffff]/g,
]

/** As JSON, with digits in either case: the backslashes are squeezed out later. */
function jsonForms(text: string): string[] {
  return escapedInJson.flatMap((escaped) =>
    [(digits: string) => digits, (digits: string) => digits.toUpperCase()].map((spell) =>
      text.replace(escaped, (char) => `\\u${spell(char.charCodeAt(0).toString(16).padStart(4, '0'))}`),
    ),
  )
}

/** Percent-encoded as the usual tools do it, which differ in what they leave alone and in the case of the digits. */
function urlForms(text: string): string[] {
  if (!text.isWellFormed()) return []
  const component = encodeURIComponent(text)
  const strict = component.replace(/[!'()*]/g, hexOf)
  const ofForm = new URLSearchParams({ '': text }).toString().slice(1)
  const all = [component, strict, strict.replaceAll('~', '%7E'), strict.replaceAll('%2F', '/'), encodeURI(text), ofForm]
  const spaced = all.map((form) => form.replaceAll('%20', '+'))
  return [...all, ...spaced].flatMap((form) => [form, form.replace(/%../g, (code) => code.toLowerCase())])
}

function hexOf(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`
}

/** What of a secret's base64 does not depend on what stands around it, wherever in the encoded bytes it begins. */
function base64Forms(plain: Buffer): Form[] {
  return [0, 1, 2].flatMap((skipped) => {
    const whole = plain.length - skipped - ((plain.length - skipped) % 3)
    if (whole <= 0) return []
    const core = plain.subarray(skipped, skipped + whole)
    const rest = plain.length - skipped - whole
    const around = { before: skipped === 0 ? 0 : skipped + 1, after: rest === 0 ? 0 : rest + 1 }
    return (['base64', 'base64url'] as const).map((alphabet) => ({
      bytes: squeezed(core.toString(alphabet)),
      ...around,
    }))
  })
}

/** What `squeeze` leaves of a text. */
function squeezed(text: string): Buffer {
  const bytes = Buffer.from(text)
  return bytes.subarray(0, squeeze(bytes, bytes.length, bytes))
}

const space = 0x20
const backslash = 0x5c
const escapeByte = 0x1b
const zero = 0x30
const x = 0x78

/** What a tool puts between the characters of what it prints: line breaks, spaces, `%`, `:` and `,` between bytes. */
const dropped = new Uint8Array(256)
for (let byte = 0; byte <= space; byte++) dropped[byte] = 1
for (const char of '%:,') dropped[char.charCodeAt(0)] = 1
dropped[backslash] = dropped[escapeByte] = dropped[zero] = 2

/** Letters that make an escape of a line break or the like with the backslash in front of them. */
const escapes = new Uint8Array(256)
for (const char of 'nrtbfx') escapes[char.charCodeAt(0)] = 1

/**
 * Takes out of a text what may stand between the characters of a secret without changing it for a reader: white space and
 * its escapes (`\n`, in JSON within JSON `\\n`), backslashes, colours, `0x`, `%`. Thereby base64 of many lines is one,
 * bytes printed one by one are a row of digits, and what was escaped is plain. Gives the length of what is left. `into`
 * may be the same memory.
 */
export function squeeze(from: Uint8Array, length: number, into: Uint8Array): number {
  let to = 0
  for (let at = 0; at < length; ) {
    const byte = from[at]!
    if (dropped[byte] === 0) {
      into[to++] = byte
      at++
      continue
    }
    const next = behind(from, at, length)
    if (next === at) into[to++] = from[at++]!
    else at = next
  }
  return to
}

/** Where each byte that is left stood. */
export function positionsOf(from: Uint8Array, length: number): Uint32Array {
  const positions = new Uint32Array(length)
  let to = 0
  for (let at = 0; at < length; ) {
    const next = dropped[from[at]!] === 0 ? at : behind(from, at, length)
    if (next === at) positions[to++] = at++
    else at = next
  }
  return positions
}

/** What comes behind something that is taken out; the same position where it stays after all. */
function behind(from: Uint8Array, start: number, length: number): number {
  const byte = from[start]!
  if (dropped[byte] === 1) return start + 1
  if (byte === zero) return from[start + 1] === x && isByteOfArray(from, start, length) ? start + 2 : start
  if (byte === escapeByte) return colourEnd(from, start + 1, length)
  let at = start + 1
  while (at < length && from[at] === backslash) at++
  if (at < length && escapes[from[at]!] === 1) return at + 1
  return isEscapedColour(from, at, length) ? colourEnd(from, at + 5, length) : at
}

/** `u001b[`, behind a backslash: how JSON writes the beginning of a terminal's escape sequence. */
function isEscapedColour(from: Uint8Array, at: number, length: number): boolean {
  if (at + 5 >= length || from[at] !== 0x75 || from[at + 3] !== 0x31) return false
  return from[at + 1] === zero && from[at + 2] === zero && (from[at + 4]! | 0x20) === 0x62 && from[at + 5] === 0x5b
}

/** `0x73`, standing for itself. */
function isByteOfArray(from: Uint8Array, start: number, length: number): boolean {
  const text = String.fromCharCode(...from.subarray(Math.max(0, start - 1), Math.min(length, start + 5)))
  return /^[^\w+/-]?0x[0-9a-f]{2}([^\w+/-]|$)/i.test(text) && (start > 0 || text.startsWith('0'))
}

/** What comes behind a sequence (`[31m`, `[K`) whose bracket is at `at`, or behind what there is of it. */
function colourEnd(from: Uint8Array, at: number, length: number): number {
  if (at >= length || from[at] !== 0x5b) return at
  let end = at + 1
  while (end < length && from[end]! >= space && from[end]! < 0x40 && end - at < 32) end++
  return Math.min(end + 1, length)
}
