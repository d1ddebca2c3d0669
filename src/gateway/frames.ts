/** What went by of an answer that nobody looked at: its deltas, but for what is around them. */
export interface Seen {
  frames: number
  bytes: number
}

const newline = 0x0a
const carriageReturn = 0x0d

/** A frame that is longer is left out: none that carries counts of tokens comes near it. */
const longestFrame = 1 << 20

/**
 * Lets only the frames of some events of an event stream through. Nearly all of an answer is deltas of text: turning each
 * into strings and objects to throw them away costs more than all else the gateway does, and a heap that grows with it.
 */
export class FrameFilter {
  readonly #wanted: ReadonlySet<string>
  readonly #onFrame: (frame: Buffer) => void
  /** What is known of the frame that is being read. */
  #state: 'unknown' | 'wanted' | 'unwanted' = 'unknown'
  /** The frame so far, unless it is unwanted; its last piece may be the beginning of a line. */
  #pieces: Buffer[] = []
  #length = 0
  /** The first piece of the line that is being read, while the frame's event is not known. */
  #line = 0
  /** Whether the line that is being read has anything in it. */
  #lineBegun = false
  /** What was left out. */
  readonly seen: Seen = { frames: 0, bytes: 0 }

  constructor(wanted: readonly string[], onFrame: (frame: Buffer) => void) {
    this.#wanted = new Set(wanted)
    this.#onFrame = onFrame
  }

  push(chunk: Buffer): void {
    let from = 0
    while (from < chunk.length) {
      const at = chunk.indexOf(newline, from)
      const to = at < 0 ? chunk.length : at + 1
      const blank = at >= 0 && !this.#lineBegun && (at === from || (at === from + 1 && chunk[from] === carriageReturn))
      if (this.#state !== 'unwanted') this.#keep(chunk.subarray(from, to), at >= 0)
      else this.seen.bytes += to - from
      this.#lineBegun = at < 0 && (this.#lineBegun || chunk[to - 1] !== carriageReturn || to - from > 1)
      if (blank) this.#frameEnded()
      from = to
    }
  }

  #keep(piece: Buffer, lineEnded: boolean): void {
    // A copy of what is left at the end of a chunk: the rest of the chunk need not wait for the frame's end.
    this.#pieces.push(lineEnded ? piece : Buffer.from(piece))
    this.#length += piece.length
    if (this.#length > longestFrame) this.#drop()
    else if (lineEnded && this.#state === 'unknown') {
      const event = /^event: ?([^\r\n]*)/.exec(Buffer.concat(this.#pieces.slice(this.#line)).toString('latin1'))?.[1]
      this.#line = this.#pieces.length
      if (event === undefined) return
      if (this.#wanted.has(event)) this.#state = 'wanted'
      else this.#drop()
    }
  }

  #drop(): void {
    this.#state = 'unwanted'
    this.#pieces = []
    this.#length = this.#line = 0
  }

  #frameEnded(): void {
    if (this.#state === 'wanted') this.#onFrame(Buffer.concat(this.#pieces))
    else if (this.#state === 'unwanted') this.seen.frames++
    this.#state = 'unknown'
    this.#pieces = []
    this.#length = this.#line = 0
  }
}
