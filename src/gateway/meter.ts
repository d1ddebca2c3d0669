import { createParser } from 'eventsource-parser'
import { costOf, findModel, noUsage, type Price, type Usage } from '../models/index.ts'
import type { Provider } from '../resolve/plan.ts'
import { decode } from './decode.ts'
import { AwsEventFilter } from './event-stream.ts'
import { FrameFilter, type Seen } from './frames.ts'
import { type ProviderError, readErrorBody } from './provider-error.ts'
import { type SaidUsage, toUsage } from './usage.ts'

/** What went through the gateway so far: requests, tokens by model as the provider counted them, the last refusal. */
export interface Metered {
  requests: number
  /** By the model's name as the provider gave it. */
  tokens: ReadonlyMap<string, Usage>
  /** In USD by the catalogue's prices; undefined as soon as a model answered whose price is not known. */
  costUsd: number | undefined
  /** The provider's last error that no later answer made good. */
  error: ProviderError | undefined
}

/** Reads one answer on its way through. It must never hold the answer up, nor grow with it. */
export interface Reading {
  chunk(bytes: Buffer): void
  end(): void
  /** It broke off, or whoever asked has left: what it took until then is estimated. */
  cut(): void
}

/** What a request asked for, where somebody looked. */
export interface Asked {
  model: string
  price: Price
  /** Estimates of what it has and may get at most. */
  inputTokens: number
  outputTokens: number
  streamed: boolean
}

/** What a request may cost at most. */
export function costOfAsked({ price, inputTokens, outputTokens }: Asked): number {
  return costOf(price, { ...noUsage(), cacheWrite5mTokens: inputTokens, outputTokens })
}

/** A JSON answer is read when it is no longer than this; of an error the beginning. */
const messageBytes = 4 << 20
const errorBytes = 64 << 10

/** The events that say what an answer took, and how it ended. */
const tellingEvents = ['message_start', 'message_delta', 'message_stop', 'error']

/** What is known of an answer when its headers are there. */
export interface Answer {
  status: number
  contentType: string
  encoding: string
  requestId: string | undefined
  /** The error's name, where a header has it. */
  errorType: string | undefined
  /** Whether it takes tokens; a token count and the model list do not. */
  counts: boolean
  asked?: Asked | undefined
}

/** Counts the tokens of an answer that is read by whoever makes it. */
export interface Count {
  /** What it took so far, as Anthropic's API has it; the last word counts. */
  usage(usage: SaidUsage): void
  /** It came to its end. */
  whole(): void
}

/** Whose prices hold for what a provider was asked: a server with an account of its own has its own. */
export type Prices = 'catalogue' | 'unknown'

export function pricesOf(provider: Provider): Prices {
  return provider === 'openai-compatible' ? 'unknown' : 'catalogue'
}

export class Meter {
  readonly #prices: Prices
  #requests = 0
  readonly #tokens = new Map<string, Usage>()
  #costUsd: number | undefined
  #spentUsd = 0
  #error: ProviderError | undefined

  constructor(prices: Prices = 'catalogue') {
    this.#prices = prices
    this.#costUsd = prices === 'catalogue' ? 0 : undefined
  }

  get metered(): Metered {
    return { requests: this.#requests, tokens: this.#tokens, costUsd: this.#costUsd, error: this.#error }
  }

  /** The same for a budget: what has no price is left out, and was not let through either. */
  get spentUsd(): number {
    return this.#spentUsd
  }

  failed(error: ProviderError): void {
    this.#error = error
  }

  /** Starts to count an answer of a model. */
  count(model: string): Count {
    this.#requests++
    let counted = noUsage()
    return {
      usage: (usage) => {
        const now = toUsage(usage)
        this.#count(model, now, counted, undefined)
        counted = now
      },
      whole: () => {
        this.#error = undefined
      },
    }
  }

  /** Starts to read an answer. */
  read(answer: Answer): Reading {
    const { status, contentType, requestId, counts, asked } = answer
    if (counts) this.#requests++
    if (status >= 400) return this.#readError(answer)
    if (!counts) return ignored
    if (contentType.includes('text/event-stream')) return this.#readStream(requestId, asked)
    return contentType.includes('vnd.amazon.eventstream')
      ? this.#readAwsStream(requestId, asked)
      : this.#readMessage(asked)
  }

  /** Whoever asked left before there was an answer. Of one that is not streamed nobody knows how far it got: all of it. */
  lost(asked: Asked | undefined): void {
    if (asked === undefined) return
    const { model, inputTokens, streamed } = asked
    const outputTokens = streamed ? 0 : asked.outputTokens
    this.#count(model, { ...noUsage(), inputTokens, outputTokens }, noUsage(), asked)
  }

  #readError({ status, requestId, encoding, errorType }: Answer): Reading {
    return beginning(errorBytes, (bytes) => {
      const { type, ...said } = readErrorBody(decode(bytes, encoding))
      this.#error = { kind: 'answer', status, requestId, type: errorType ?? type, ...said }
    })
  }

  #readMessage(asked: Asked | undefined): Reading {
    const lost = () => this.lost(asked)
    const reading = beginning(messageBytes, (bytes, complete) => {
      if (!complete) return lost()
      const body = bytes.toString('utf8')
      const message = parse<{ model?: unknown; usage?: SaidUsage }>(body)
      if (typeof message?.model !== 'string' || message.usage == null) return lost()
      this.#count(message.model, toUsage(message.usage), noUsage(), asked)
      this.#error = undefined
    })
    return { ...reading, cut: lost }
  }

  #readStream(requestId: string | undefined, asked: Asked | undefined): Reading {
    const { read, cut } = this.#readEvents(requestId, asked)
    const parser = createParser({ onEvent: ({ event, data }) => read(event, data) })
    const filter = new FrameFilter(tellingEvents, (frame) => parser.feed(frame.toString('utf8')))
    return streamReading(filter, cut)
  }

  #readAwsStream(requestId: string | undefined, asked: Asked | undefined): Reading {
    const { read, cut } = this.#readEvents(requestId, asked)
    const filter = new AwsEventFilter(tellingEvents, (event) => {
      if (event.kind === 'event') return read(parse<{ type?: string }>(event.json)?.type, event.json)
      this.#error = { kind: 'stream', requestId, type: event.type, message: readErrorBody(event.body).message }
    })
    return streamReading(filter, cut)
  }

  /** Reads the telling events of one answer, whatever they came in. */
  #readEvents(requestId: string | undefined, asked: Asked | undefined): EventReading {
    let model: string | undefined
    let stopped = false
    // Counts in a stream are cumulative: what this answer added so far is replaced, not added to.
    let counted = noUsage()
    const take = (usage: SaidUsage | null | undefined) => {
      if (model === undefined || usage == null) return
      const now = toUsage(usage, counted)
      this.#count(model, now, counted, asked)
      counted = now
    }
    const read = (event: string | undefined, data: string) => {
      if (event === 'message_start') {
        const start = parse<{ message?: { model?: unknown; usage?: SaidUsage } }>(data)?.message
        model = typeof start?.model === 'string' ? start.model : undefined
        take(start?.usage)
      } else if (event === 'message_delta') {
        // With it comes the last count.
        stopped = true
        take(parse<{ usage?: SaidUsage }>(data)?.usage)
      } else if (event === 'message_stop') this.#error = undefined
      else if (event === 'error') this.#error = { kind: 'stream', requestId, ...readErrorBody(data) }
    }
    const cut = (seen: Seen) => {
      if (stopped) return
      stopped = true
      if (model === undefined) return this.lost(asked)
      const now = { ...counted, outputTokens: Math.max(counted.outputTokens, estimate(seen)) }
      this.#count(model, now, counted, asked)
    }
    return { read, cut }
  }

  /** Puts what one answer took so far in place of what it had taken before. */
  #count(model: string, now: Usage, before: Usage, asked: Asked | undefined): void {
    const total = this.#tokens.get(model) ?? noUsage()
    for (const key of Object.keys(total) as (keyof Usage)[]) total[key] += now[key] - before[key]
    this.#tokens.set(model, total)
    const found = this.#prices === 'catalogue' ? findModel(model) : undefined
    const price = (found?.kind === 'model' ? found.model.price : null) ?? asked?.price
    if (price === undefined) {
      this.#costUsd = undefined
      return
    }
    const more = costOf(price, now) - costOf(price, before)
    this.#spentUsd += more
    if (this.#costUsd !== undefined) this.#costUsd += more
  }
}

interface EventReading {
  read(event: string | undefined, data: string): void
  cut(seen: Seen): void
}

/** What stands around a delta's text, and how much of it makes a token: rather more tokens than fewer. */
const aroundDelta = 100
const bytesAToken = 3

function estimate({ frames, bytes }: Seen): number {
  return Math.max(frames, Math.ceil((bytes - aroundDelta * frames) / bytesAToken))
}

function streamReading(filter: { push(bytes: Buffer): void; seen: Seen }, cut: (seen: Seen) => void): Reading {
  // Whatever a stream ends without its last count, it was cut off.
  return { chunk: (bytes) => filter.push(bytes), end: () => cut(filter.seen), cut: () => cut(filter.seen) }
}

const ignored: Reading = { chunk: () => {}, end: () => {}, cut: () => {} }

/** Keeps what an answer begins with, and says at its end whether that is all of it. */
function beginning(most: number, done: (bytes: Buffer, complete: boolean) => void): Reading {
  const chunks: Buffer[] = []
  let kept = 0
  let length = 0
  return {
    chunk: (bytes) => {
      length += bytes.length
      if (kept < most) chunks.push(bytes.subarray(0, most - kept))
      kept = Math.min(most, kept + bytes.length)
    },
    end: () => done(Buffer.concat(chunks), length === kept),
    cut: () => {},
  }
}

function parse<T>(json: string): T | undefined {
  try {
    return JSON.parse(json) as T
  } catch {
    return undefined
  }
}
