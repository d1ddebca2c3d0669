/** Longest string inside a line that is kept, in bytes: more than any output of an action can hold. */
const longestString = 1 << 20
/** Longest line that is kept once its strings are cut; a longer one is left out. */
const longestLine = 16 << 20

const quote = 0x22
const backslash = 0x5c
const newline = 0x0a
const unicodeEscape = 0x75

/**
 * Splits a stream of JSON lines, in memory that does not grow with them: of a string of 100 MB the beginning is kept, so
 * that what stands around it (the cost, the session) can still be read. What is given out stays valid JSON.
 */
export class JsonLines {
  readonly #onLine: (line: string) => void
  #kept: Buffer[] = []
  #length = 0
  #inString = false
  #dropping = false
  /** Bytes of the open string so far. */
  #string = 0
  /** Bytes that still belong to an escape (`\n`, `\u00e9`), which must not be cut in two. */
  #escape = 0
  /** Those bytes are the four digits behind a `\u`. */
  #hexDigits = false

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine
  }

  push(chunk: Buffer): void {
    let from = 0
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index]!
      if (byte === newline) {
        this.#keep(chunk, from, index)
        this.end()
        from = index + 1
      } else if (this.#inString) {
        const wasDropping = this.#dropping
        this.#follow(byte)
        if (this.#dropping && !wasDropping) this.#keep(chunk, from, index)
        if (this.#dropping || wasDropping) from = this.#dropping ? index + 1 : index
      } else if (byte === quote) this.#inString = true
    }
    this.#keep(chunk, from, chunk.length)
  }

  /** Gives out what stands in front of the next newline, or at the end of the stream. */
  end(): void {
    const line = this.#length <= longestLine ? Buffer.concat(this.#kept).toString('utf8') : ''
    this.#kept = []
    this.#length = this.#string = this.#escape = 0
    this.#inString = this.#dropping = false
    if (line.trim() !== '') this.#onLine(line)
  }

  /** One byte inside a string: finds its end, and whether it has become too long. */
  #follow(byte: number): void {
    const startsCharacter = this.#escape === 0 && (byte & 0xc0) !== 0x80
    if (this.#escape > 0) {
      this.#escape--
      if (byte === unicodeEscape && this.#escape === 0 && !this.#hexDigits) this.#escape = 4
      this.#hexDigits = this.#escape > 0
    } else if (byte === backslash) this.#escape = 1
    else if (byte === quote) {
      this.#inString = this.#dropping = false
      this.#string = 0
      return
    }
    if (++this.#string > longestString && startsCharacter) this.#dropping = true
  }

  #keep(chunk: Buffer, from: number, to: number): void {
    if (from >= to) return
    this.#length += to - from
    // A copy: the chunk is the pipe's own buffer, which would be held for the sake of a few bytes.
    if (this.#length <= longestLine) this.#kept.push(Buffer.from(chunk.subarray(from, to)))
    else this.#kept = []
  }
}
