import { createParser } from 'eventsource-parser'
import { costOf, findModel, noUsage, type Usage } from '../models/index.ts'
import type { Provider } from '../resolve/plan.ts'
import { type ProviderError, readErrorBody } from './anthropic-error.ts'
import { AwsEventFilter } from './event-stream.ts'
import { FrameFilter } from './frames.ts'

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
}

/** Counts the tokens of an answer that is read by whoever makes it. */
export interface Count {
  /** What it took so far, as Anthropic's API has it; the last word counts. */
  usage(usage: AnthropicUsage): void
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
  #error: ProviderError | undefined

  constructor(prices: Prices = 'catalogue') {
    this.#prices = prices
    this.#costUsd = prices === 'catalogue' ? 0 : undefined
  }

  get metered(): Metered {
    return { requests: this.#requests, tokens: this.#tokens, costUsd: this.#costUsd, error: this.#error }
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
        this.#count(model, now, counted)
        counted = now
      },
      whole: () => {
        this.#error = undefined
      },
    }
  }

  /** Starts to read an answer. */
  read(answer: Answer): Reading {
    const { status, contentType, requestId, counts } = answer
    if (counts) this.#requests++
    if (status >= 400) return this.#readError(answer)
    if (!counts) return ignored
    if (contentType.includes('text/event-stream')) return this.#readStream(requestId)
    return contentType.includes('vnd.amazon.eventstream') ? this.#readAwsStream(requestId) : this.#readMessage()
  }

  #readError({ status, requestId, encoding, errorType }: Answer): Reading {
    return beginning(errorBytes, (bytes) => {
      const { type, ...said } = readErrorBody(decode(bytes, encoding))
      this.#error = { kind: 'answer', status, requestId, type: errorType ?? type, ...said }
    })
  }

  #readMessage(): Reading {
    return beginning(messageBytes, (bytes, complete) => {
      if (!complete) return
      const body = bytes.toString('utf8')
      const message = parse<{ model?: unknown; usage?: AnthropicUsage }>(body)
      if (typeof message?.model !== 'string' || message.usage == null) return
      this.#count(message.model, toUsage(message.usage), noUsage())
      this.#error = undefined
    })
  }

  #readStream(requestId: string | undefined): Reading {
    const read = this.#readEvents(requestId)
    const parser = createParser({ onEvent: ({ event, data }) => read(event, data) })
    const filter = new FrameFilter(tellingEvents, (frame) => parser.feed(frame.toString('utf8')))
    return { chunk: (bytes) => filter.push(bytes), end: () => {} }
  }

  #readAwsStream(requestId: string | undefined): Reading {
    const read = this.#readEvents(requestId)
    const filter = new AwsEventFilter(tellingEvents, (event) => {
      if (event.kind === 'event') return read(parse<{ type?: string }>(event.json)?.type, event.json)
      this.#error = { kind: 'stream', requestId, type: event.type, message: readErrorBody(event.body).message }
    })
    return { chunk: (bytes) => filter.push(bytes), end: () => {} }
  }

  /** Reads the telling events of one answer, whatever they came in. */
  #readEvents(requestId: string | undefined): (event: string | undefined, data: string) => void {
    let model: string | undefined
    // Counts in a stream are cumulative: what this answer added so far is replaced, not added to.
    let counted = noUsage()
    const take = (usage: AnthropicUsage | null | undefined) => {
      if (model === undefined || usage == null) return
      const now = toUsage(usage, counted)
      this.#count(model, now, counted)
      counted = now
    }
    return (event, data) => {
      if (event === 'message_start') {
        const start = parse<{ message?: { model?: unknown; usage?: AnthropicUsage } }>(data)?.message
        model = typeof start?.model === 'string' ? start.model : undefined
        take(start?.usage)
      } else if (event === 'message_delta') take(parse<{ usage?: AnthropicUsage }>(data)?.usage)
      else if (event === 'message_stop') this.#error = undefined
      else if (event === 'error') this.#error = { kind: 'stream', requestId, ...readErrorBody(data) }
    }
  }

  /** Puts what one answer took so far in place of what it had taken before. */
  #count(model: string, now: Usage, before: Usage): void {
    const total = this.#tokens.get(model) ?? noUsage()
    for (const key of Object.keys(total) as (keyof Usage)[]) total[key] += now[key] - before[key]
    this.#tokens.set(model, total)
    const found = this.#prices === 'catalogue' ? findModel(model) : undefined
    const price = found?.kind === 'model' ? found.model.price : null
    if (price == null) this.#costUsd = undefined
    else if (this.#costUsd !== undefined) this.#costUsd += costOf(price, now) - costOf(price, before)
  }
}

/** `usage` as Anthropic's API gives it; what a server really sends may be anything. */
export interface AnthropicUsage {
  input_tokens?: unknown
  output_tokens?: unknown
  cache_read_input_tokens?: unknown
  cache_creation_input_tokens?: unknown
  cache_creation?: { ephemeral_1h_input_tokens?: unknown } | null
}

function toUsage(usage: AnthropicUsage, before: Usage = noUsage()): Usage {
  const hour = count(usage.cache_creation?.ephemeral_1h_input_tokens) ?? before.cacheWrite1hTokens
  const written = count(usage.cache_creation_input_tokens)
  return {
    inputTokens: count(usage.input_tokens) ?? before.inputTokens,
    outputTokens: count(usage.output_tokens) ?? before.outputTokens,
    cacheReadTokens: count(usage.cache_read_input_tokens) ?? before.cacheReadTokens,
    cacheWrite1hTokens: hour,
    cacheWrite5mTokens: written === undefined ? before.cacheWrite5mTokens : Math.max(0, written - hour),
  }
}

/** A number of tokens that one answer can have taken. */
function count(held: unknown): number | undefined {
  return typeof held === 'number' && held >= 0 && held <= 1e12 ? held : undefined
}

const ignored: Reading = { chunk: () => {}, end: () => {} }

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
  }
}

/** Some gateways compress whatever they were asked. The text may be cut: what can be read of it is enough. */
function decode(bytes: Buffer, encoding: string): string {
  if (encoding === '' || encoding === 'identity') return bytes.toString('utf8')
  // Loaded when it comes to that: start-up is on the way of every run.
  const { brotliDecompressSync, constants, unzipSync } = process.getBuiltinModule('node:zlib')
  const cut = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 20 }
  try {
    if (/gzip|deflate/.test(encoding)) return unzipSync(bytes, cut).toString('utf8')
    if (/br/.test(encoding))
      return brotliDecompressSync(bytes, {
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
        maxOutputLength: 1 << 20,
      }).toString('utf8')
  } catch {
    return `(an answer in ${encoding} that cannot be read)`
  }
  return bytes.toString('utf8')
}

function parse<T>(json: string): T | undefined {
  try {
    return JSON.parse(json) as T
  } catch {
    return undefined
  }
}
