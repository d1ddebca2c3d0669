/** The log of a step: kept, up to a length, and waited for. */

const LOG_CHARACTERS = 50_000_000
/** A pattern that is waited for may span this much. */
const PATTERN_CHARACTERS = 8_192

/** A text that grows while somebody waits for what will be in it. */
export interface KeptText {
  add(text: string): void
  text(): string
  readonly length: number
  /** The text from a position on. */
  from(start: number): string
  onChange(listener: () => void): () => void
  wake(): void
}

export function keptText(): KeptText {
  let text = ''
  let dropped = 0
  const listeners = new Set<() => void>()
  const wake = () => {
    for (const listener of [...listeners]) listener()
  }
  return {
    add(more) {
      if (text.length < LOG_CHARACTERS) text += more
      else dropped += more.length
      wake()
    },
    text: () => (dropped ? `${text}\n(${dropped} more characters were not kept)\n` : text),
    get length() {
      return text.length
    },
    from: (start) => text.slice(start),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    wake,
  }
}

/** Until the pattern is there; rejects when the text is at its end, or the time is up. */
export function waitFor(
  text: KeptText,
  pattern: RegExp | string,
  timeoutMs: number,
  finished: () => boolean,
): Promise<void> {
  // Without `g` and `y`, which would make `test` remember a position.
  const wanted = typeof pattern === 'string' ? pattern : new RegExp(pattern, pattern.flags.replace(/[gy]/g, ''))
  return new Promise((resolve, reject) => {
    let looked = 0
    const stop = (settle: () => void) => {
      clearTimeout(timer)
      forget()
      settle()
    }
    const fail = (why: string) =>
      stop(() => reject(new Error(`${why} before the log had ${pattern}:\n${text.text().slice(-4_000)}`)))
    const look = () => {
      const recent = text.from(Math.max(0, looked - PATTERN_CHARACTERS))
      looked = text.length
      if (typeof wanted === 'string' ? recent.includes(wanted) : wanted.test(recent)) stop(resolve)
      else if (finished()) fail('The step ended')
    }
    const timer = setTimeout(() => fail(`${timeoutMs} ms passed`), timeoutMs)
    const forget = text.onChange(look)
    look()
  })
}
