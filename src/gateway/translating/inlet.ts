import type { Readable } from 'node:stream'

/** A piece that is larger is taken by itself. */
const small = 4 << 10

/** Reads a stream. What arrived in one go, be it in many of HTTP's pieces, is taken as one. */
export class Inlet {
  readonly #source: Readable
  readonly #take: (bytes: Buffer) => void
  #held: Buffer[] = []

  constructor(source: Readable, take: (bytes: Buffer) => void) {
    this.#source = source
    this.#take = take
    source.on('data', this.#hold)
  }

  /** Gives at once what was held. */
  readonly flush = (): void => {
    const held = this.#held
    if (held.length === 0) return
    this.#held = []
    this.#take(held.length === 1 ? held[0]! : Buffer.concat(held))
  }

  /** Takes nothing more. */
  close(): void {
    this.#source.off('data', this.#hold)
    this.#held = []
  }

  readonly #hold = (chunk: Buffer): void => {
    // What is large gains nothing by it, and would only be copied.
    if (this.#held.push(chunk) > 1) return
    if (chunk.length < small) process.nextTick(this.flush)
    else this.flush()
  }
}
