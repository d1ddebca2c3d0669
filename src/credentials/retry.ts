import { setTimeout as sleep } from 'node:timers/promises'
import { words } from '../network/failures.ts'

export interface Patience {
  /** Whether a failure may be another one, or none, the next time. */
  passes(error: unknown): boolean
  /** How long whoever failed asked to be left alone, in milliseconds. */
  afterMs?(error: unknown): number
  /** All tries together, and one of them, in milliseconds. */
  overallMs: number
  tryMs: number
  /** Ends the waiting. */
  stop: AbortSignal
}

/** A failure that outlasted all patience; `cause` is what the last try said. */
export class OutOfPatience extends Error {
  readonly tries: number
  constructor(tries: number, overallMs: number, last: unknown) {
    const often = tries === 1 ? '1 try' : `${tries} tries`
    super(`no answer within ${Math.round(overallMs / 1000)} s (${often}; the last: ${words(last)})`, { cause: last })
    this.tries = tries
  }
}

const firstMs = 200
const longestMs = 5_000

/**
 * Tries until it works, until a failure will not pass, or until the time is up. Between two tries it waits for a random part
 * of a span that doubles ("Exponential Backoff And Jitter" of the AWS Architecture Blog, full jitter).
 */
export async function retry<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  { passes, afterMs = () => 0, overallMs, tryMs, stop }: Patience,
): Promise<T> {
  const end = Date.now() + overallMs
  for (let tries = 1; ; tries++) {
    const ms = Math.max(1, Math.min(tryMs, end - Date.now()))
    try {
      return await attempt(AbortSignal.any([stop, AbortSignal.timeout(ms)]))
    } catch (error) {
      if (stop.aborted || !passes(error)) throw error
      const wait = Math.max(afterMs(error), Math.random() * Math.min(longestMs, firstMs * 2 ** (tries - 1)))
      if (Date.now() + wait >= end) throw new OutOfPatience(tries, overallMs, error)
      await sleep(wait, undefined, { signal: stop })
    }
  }
}
