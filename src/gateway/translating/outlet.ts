import type { ServerResponse } from 'node:http'

/** What comes within this time of the last write waits for it to pass; no reader of a stream sees the difference. */
const togetherMs = 2

/** So much goes out at once in any case. */
const enough = 16 << 10

/**
 * Writes the events of a stream. Those that come close upon each other go out as one: a write takes more of the CPU than
 * what is written took to be made, and a server may send each token by itself.
 */
export class Outlet {
  readonly #response: ServerResponse
  readonly #full: () => void
  #held = ''
  #writtenAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined

  /** `full` is called when whoever reads is behind; `drain` is the response's own to tell. */
  constructor(response: ServerResponse, full: () => void) {
    this.#response = response
    this.#full = full
  }

  write(events: string): void {
    if (events === '') return
    this.#held += events
    if (this.#held.length >= enough || performance.now() - this.#writtenAt >= togetherMs) this.#flush()
    else this.#timer ??= setTimeout(() => this.#flush(), togetherMs)
  }

  end(events: string): void {
    clearTimeout(this.#timer)
    this.#response.end(this.#held + events)
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const held = this.#held
    this.#held = ''
    this.#writtenAt = performance.now()
    if (!this.#response.write(held)) this.#full()
  }
}
