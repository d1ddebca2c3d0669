import type { Seen } from './frames.ts'

const preludeBytes = 12
const checksumBytes = 4

/** Of a frame's payload so much is looked at to see what it is. */
const telling = 96

/** A frame that is longer is left out: none that carries counts of tokens comes near it. */
const longestFrame = 1 << 20

/** What a frame said: an event of the Messages API as JSON, or an exception of the service by its name. */
export type AwsEvent = { kind: 'event'; json: string } | { kind: 'exception'; type: string; body: string }

/**
 * Lets only some events of an AWS event stream through (`application/vnd.amazon.eventstream`: two lengths and a checksum,
 * headers, payload, a checksum; on Bedrock the payload is `{"bytes": base64 of the event's JSON}`). As in an event stream
 * of text nearly all of it is deltas, which are skipped without being decoded. The checksums are for the CLI to check.
 */
export class AwsEventFilter {
  readonly #wanted: ReadonlySet<string>
  readonly #onEvent: (event: AwsEvent) => void
  #pieces: Buffer[] = []
  #length = 0
  /** Bytes of the frame that have to be there before it can be looked at again. */
  #need = preludeBytes
  /** Bytes that are passed by. */
  #skip = 0
  /** What was left out, as the JSON that it is. */
  readonly seen: Seen = { frames: 0, bytes: 0 }

  constructor(wanted: readonly string[], onEvent: (event: AwsEvent) => void) {
    this.#wanted = new Set(wanted)
    this.#onEvent = onEvent
  }

  push(chunk: Buffer): void {
    let from = 0
    while (from < chunk.length) {
      const left = chunk.length - from
      if (this.#skip > 0) {
        const passed = Math.min(this.#skip, left)
        this.#skip -= passed
        from += passed
        continue
      }
      const taken = Math.min(this.#need - this.#length, left)
      // A copy: the rest of the chunk need not wait for the frame's end.
      this.#pieces.push(Buffer.from(chunk.subarray(from, from + taken)))
      this.#length += taken
      from += taken
      if (this.#length === this.#need) this.#look()
    }
  }

  #look(): void {
    const frame = Buffer.concat(this.#pieces)
    this.#pieces = [frame]
    const total = frame.readUInt32BE(0)
    const payloadAt = preludeBytes + frame.readUInt32BE(4)
    if (payloadAt + checksumBytes > total) {
      // Not an event stream, whatever it says of itself.
      this.#skip = Number.POSITIVE_INFINITY
      return
    }
    if (frame.length === preludeBytes && total <= longestFrame) {
      this.#need = Math.min(total, payloadAt + telling)
      return
    }
    const wanted = total <= longestFrame && this.#isWanted(frame, payloadAt)
    if (wanted && frame.length < total) {
      this.#need = total
      return
    }
    if (wanted) this.#emit(frame, payloadAt)
    else {
      this.seen.frames++
      this.seen.bytes += Math.round((total - payloadAt) * 0.75)
    }
    this.#skip = total - frame.length
    this.#pieces = []
    this.#length = 0
    this.#need = preludeBytes
  }

  #isWanted(frame: Buffer, payloadAt: number): boolean {
    if (frame.subarray(preludeBytes, payloadAt).includes('exception')) return true
    const head = frame.toString('latin1', payloadAt, payloadAt + telling)
    const base64 = /"bytes"\s*:\s*"([A-Za-z0-9+/]*)/.exec(head)?.[1] ?? ''
    const json = Buffer.from(base64.slice(0, base64.length & ~3), 'base64').toString('latin1')
    const type = /^\s*\{\s*"type"\s*:\s*"(\w+)"/.exec(json)?.[1]
    // One that does not begin with what it is has to be read whole.
    return type === undefined || this.#wanted.has(type)
  }

  #emit(frame: Buffer, payloadAt: number): void {
    const payload = frame.toString('utf8', payloadAt, frame.length - checksumBytes)
    const headers = readHeaders(frame.subarray(preludeBytes, payloadAt))
    const kind = headers[':message-type']
    if (kind === 'exception' || kind === 'error') {
      const type = headers[':exception-type'] ?? headers[':error-code'] ?? kind
      this.#onEvent({ kind: 'exception', type, body: headers[':error-message'] ?? payload })
      return
    }
    try {
      const { bytes } = JSON.parse(payload) as { bytes?: unknown }
      if (typeof bytes === 'string')
        this.#onEvent({ kind: 'event', json: Buffer.from(bytes, 'base64').toString('utf8') })
    } catch {
      // Not what Bedrock sends; the CLI will say so.
    }
  }
}

/** The headers that hold text (type 7); a name or value of another type ends the reading. */
function readHeaders(bytes: Buffer): Record<string, string> {
  const headers: Record<string, string> = {}
  let at = 0
  while (at < bytes.length) {
    const nameEnd = at + 1 + bytes[at]!
    if (bytes[nameEnd] !== 7 || nameEnd + 3 > bytes.length) break
    const valueEnd = nameEnd + 3 + bytes.readUInt16BE(nameEnd + 1)
    headers[bytes.toString('utf8', at + 1, nameEnd)] = bytes.toString('utf8', nameEnd + 3, valueEnd)
    at = valueEnd
  }
  return headers
}
