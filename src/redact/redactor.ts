import { type Form, formsOf, positionsOf, squeeze } from './forms.ts'
import { dumpsIn } from './hex-dump.ts'

/** What stands in place of a secret. */
const mask = Buffer.from('***')

/** How much of an unfinished line is held back: what a piece of a secret takes at most, printed byte by byte. */
const reach = 1024

/** A part of a text, in bytes. */
export interface Span {
  from: number
  to: number
}

/** Whether the text is JSON as a program writes it, which has to be JSON afterwards as well. */
type Kind = 'text' | 'json'

/** Puts `***` in place of secrets, in each form in which a tool would print them. Secrets may be added at any time. */
export class Redactor {
  readonly #secrets = new Set<string>()
  #matcher: Matcher | undefined

  add(secret: string): void {
    if (this.#secrets.has(secret)) return
    this.#secrets.add(secret)
    this.#matcher = undefined
  }

  readonly text = (text: string): string => this.#string(text, 'text')

  /** JSON stays JSON. */
  readonly json = (json: string): string => this.#string(json, 'json')

  #string(text: string, kind: Kind): string {
    if (text.length < 6 || this.#current().isEmpty) return text
    const bytes = Buffer.from(text)
    const redacted = this.bytes(bytes, kind)
    return redacted === bytes ? text : redacted.toString('utf8')
  }

  /** The same bytes where there is nothing to hide. */
  bytes(bytes: Buffer, kind: Kind): Buffer {
    const spans = this.#current().find(bytes, kind)
    return spans.length === 0 ? bytes : without(bytes, spans)
  }

  /** For what comes in pieces. Nothing is given out while it could be the beginning of a secret. */
  stream(kind: Kind): RedactedStream {
    return new RedactedStream((bytes) => this.#current().find(bytes, kind), kind)
  }

  #current(): Matcher {
    this.#matcher ??= new Matcher([...this.#secrets].flatMap(formsOf))
    return this.#matcher
  }
}

/** A stream on its way through: lines of JSON, each of which stands for itself, or text. */
export class RedactedStream {
  readonly #find: (bytes: Buffer) => Span[]
  readonly #kind: Kind
  #held = Buffer.alloc(0)

  constructor(find: (bytes: Buffer) => Span[], kind: Kind) {
    this.#find = find
    this.#kind = kind
  }

  /** What of it can be given out by now. */
  push(chunk: Buffer): Buffer {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    const spans = this.#find(bytes)
    // No secret reaches over the end of a line of JSON.
    const lineEnd = this.#kind === 'json' ? bytes.lastIndexOf(0x0a) + 1 : 0
    let until = Math.max(lineEnd, outsideEscape(bytes, bytes.length - reach))
    const cut = spans.find(({ from, to }) => from < until && to > until)
    if (cut !== undefined) until = cut.to
    // A copy: what is held would hold all of the chunk.
    this.#held = Buffer.from(bytes.subarray(until))
    return without(
      bytes.subarray(0, until),
      spans.filter(({ to }) => to <= until),
    )
  }

  /** The rest, when nothing more comes or nobody wants to wait for it. */
  end(): Buffer {
    const rest = this.#held
    this.#held = Buffer.alloc(0)
    return without(rest, this.#find(rest))
  }
}

/** A position at or before the one given that is not in the midst of an escape. */
function outsideEscape(bytes: Buffer, at: number): number {
  if (at <= 0) return 0
  let before = at
  for (let back = 1; back <= 12 && at - back >= 0; back++) {
    const byte = bytes[at - back]
    if (byte === backslash || byte === 0x1b) before = at - back
  }
  return before
}

function without(bytes: Buffer, spans: readonly Span[]): Buffer {
  if (spans.length === 0) return bytes
  const pieces: Buffer[] = []
  let at = 0
  for (const { from, to } of spans) {
    pieces.push(bytes.subarray(at, from), mask)
    at = to
  }
  pieces.push(bytes.subarray(at))
  return Buffer.concat(pieces)
}

const backslash = 0x5c
const quote = 0x22
/** How many bytes at the end of the window decide, how long it is at most, and for how many of their values there is room. */
const block = 4
const widest = 24
const hashBits = 18

/**
 * Looks for many forms at once (Wu and Manber's way): from the four bytes at the end of a window it knows how far the
 * window may move before anything can begin in it, so most of a text is never looked at.
 */
class Matcher {
  readonly #forms: readonly Form[]
  /** How much of each form the window covers: the length of the shortest. */
  readonly #window: number
  readonly #shift: Uint8Array
  readonly #atEnd = new Map<number, Form[]>()
  #squeezed = new Uint8Array(128 << 10)

  constructor(forms: readonly Form[]) {
    this.#forms = forms
    this.#window = Math.min(widest, ...forms.map(({ bytes }) => bytes.length))
    this.#shift = new Uint8Array(1 << hashBits).fill(Math.max(1, this.#window - block + 1))
    for (const form of forms)
      for (let at = 0; at + block <= this.#window; at++) {
        const hash = hashAt(form.bytes, at)
        const shift = this.#window - block - at
        this.#shift[hash] = Math.min(this.#shift[hash]!, shift)
        if (shift === 0) this.#atEnd.set(hash, [...(this.#atEnd.get(hash) ?? []), form])
      }
  }

  get isEmpty(): boolean {
    return this.#forms.length === 0
  }

  /** Where secrets stand, in order, none touching another. */
  find(bytes: Buffer, kind: Kind): Span[] {
    if (this.isEmpty || bytes.length < this.#window) return []
    const spans = this.#findPrinted(bytes, kind)
    for (const dump of dumpsIn(bytes))
      for (const decoded of dump.readings)
        for (const { from, to } of this.#findPrinted(decoded, 'text')) spans.push(...dump.rowsOf(from, to))
    return merged(spans)
  }

  #findPrinted(bytes: Buffer, kind: Kind): Span[] {
    if (this.#squeezed.length < bytes.length) this.#squeezed = new Uint8Array(bytes.length * 2)
    const text = this.#squeezed
    const found = this.#scan(text, squeeze(bytes, bytes.length, text))
    if (found.length === 0) return []
    const positions = positionsOf(bytes, bytes.length)
    return found.flatMap(({ form, at }) => {
      const span = { from: positions[at]!, to: positions[at + form.bytes.length - 1]! + 1 }
      if (kind === 'json' && holdsQuote(bytes, span)) return []
      return [widened(bytes, span, form)]
    })
  }

  #scan(text: Uint8Array, length: number): { form: Form; at: number }[] {
    const found: { form: Form; at: number }[] = []
    const window = this.#window
    const shift = this.#shift
    let end = window - 1
    while (end < length) {
      const hash = hashAt(text, end - block + 1)
      const step = shift[hash]!
      if (step > 0) {
        end += step
        continue
      }
      const at = end - window + 1
      for (const form of this.#atEnd.get(hash) ?? [])
        if (standsAt(text, length, at, form.bytes)) found.push({ form, at })
      end++
    }
    return found
  }
}

function hashAt(bytes: Uint8Array, at: number): number {
  const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
  return Math.imul(word, 0x9e3779b1) >>> (32 - hashBits)
}

function standsAt(text: Uint8Array, length: number, at: number, form: Uint8Array): boolean {
  if (at + form.length > length) return false
  for (let index = 0; index < form.length; index++) if (text[at + index] !== form[index]) return false
  return true
}

/** Whether a span holds the end of a string of JSON: then it is no text, but a part of the structure. */
function holdsQuote(bytes: Buffer, { from, to }: Span): boolean {
  for (let at = bytes.indexOf(quote, from); at >= 0 && at < to; at = bytes.indexOf(quote, at + 1))
    if (backslashesBefore(bytes, at) % 2 === 0) return true
  return false
}

/** With what of base64 belongs to it in part; never beginning in the midst of an escape, of which half would be left. */
function widened(bytes: Buffer, span: Span, { before, after }: Form): Span {
  let { from, to } = span
  // Behind a backslash a letter is a line break, perhaps, and no base64.
  for (let count = 0; count < before && isBase64(bytes[from - 1]) && bytes[from - 2] !== backslash; count++) from--
  for (let count = 0; count < after && isBase64(bytes[to]); count++) to++
  while (after > 0 && bytes[to] === 0x3d) to++
  if (from === span.from && backslashesBefore(bytes, from) % 2 === 1) from--
  return { from: behindHexEscape(bytes, from), to }
}

/** `\u00e9`: a span that begins among the digits begins behind them. */
function behindHexEscape(bytes: Buffer, from: number): number {
  for (let digits = 1; digits <= 4 && from - digits - 1 >= 0; digits++) {
    const at = from - digits
    if (bytes[at] === 0x75 && backslashesBefore(bytes, at) % 2 === 1) return Math.min(at + 5, bytes.length)
  }
  return from
}

function backslashesBefore(bytes: Buffer, at: number): number {
  let count = 0
  while (at - count - 1 >= 0 && bytes[at - count - 1] === backslash) count++
  return count
}

const base64 = new Uint8Array(256)
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') base64[char.charCodeAt(0)] = 1

function isBase64(byte: number | undefined): boolean {
  return byte !== undefined && base64[byte] === 1
}

/** In order; what overlaps or touches is one. */
function merged(spans: Span[]): Span[] {
  if (spans.length < 2) return spans
  spans.sort((one, other) => one.from - other.from)
  const all: Span[] = []
  for (const span of spans) {
    const last = all.at(-1)
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else all.push({ ...span })
  }
  return all
}
