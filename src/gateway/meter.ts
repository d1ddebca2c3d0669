import { createParser } from 'eventsource-parser'
import { costOf, findModel, type Usage } from '../models/index.ts'
import { type ProviderError, readErrorBody } from './anthropic-error.ts'
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

/** A JSON answer or an error is read whole up to here; longer ones are passed on uncounted. */
const readWhole = 4 << 20

export class Meter {
  #requests = 0
  readonly #tokens = new Map<string, Usage>()
  #costUsd: number | undefined = 0
  #error: ProviderError | undefined

  get metered(): Metered {
    return { requests: this.#requests, tokens: this.#tokens, costUsd: this.#costUsd, error: this.#error }
  }

  failed(error: ProviderError): void {
    this.#error = error
  }

  /** Starts to read an answer. `counts` is false for what takes no tokens (token counts, the model list). */
  read(status: number, contentType: string, requestId: string | undefined, counts: boolean): Reading {
    if (counts) this.#requests++
    if (status >= 400) return this.#readError(status, requestId)
    if (!counts) return ignored
    return contentType.includes('text/event-stream') ? this.#readStream(requestId) : this.#readMessage()
  }

  #readError(status: number, requestId: string | undefined): Reading {
    return whole((body) => {
      this.#error = { kind: 'answer', status, requestId, ...readErrorBody(body) }
    })
  }

  #readMessage(): Reading {
    return whole((body) => {
      const message = parse<{ model?: unknown; usage?: AnthropicUsage }>(body)
      if (typeof message?.model !== 'string' || message.usage == null) return
      this.#count(message.model, toUsage(message.usage), noUsage())
      this.#error = undefined
    })
  }

  #readStream(requestId: string | undefined): Reading {
    let model: string | undefined
    // Counts in a stream are cumulative: what this answer added so far is replaced, not added to.
    let counted = noUsage()
    const take = (usage: AnthropicUsage | null | undefined) => {
      if (model === undefined || usage == null) return
      const now = toUsage(usage, counted)
      this.#count(model, now, counted)
      counted = now
    }
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event === 'message_start') {
          const start = parse<{ message?: { model?: unknown; usage?: AnthropicUsage } }>(data)?.message
          model = typeof start?.model === 'string' ? start.model : undefined
          take(start?.usage)
        } else if (event === 'message_delta') take(parse<{ usage?: AnthropicUsage }>(data)?.usage)
        else if (event === 'message_stop') this.#error = undefined
        else if (event === 'error') this.#error = { kind: 'stream', requestId, ...readErrorBody(data) }
      },
    })
    const filter = new FrameFilter(['message_start', 'message_delta', 'message_stop', 'error'], (frame) =>
      parser.feed(frame.toString('utf8')),
    )
    return { chunk: (bytes) => filter.push(bytes), end: () => {} }
  }

  /** Puts what one answer took so far in place of what it had taken before. */
  #count(model: string, now: Usage, before: Usage): void {
    const total = this.#tokens.get(model) ?? noUsage()
    for (const key of Object.keys(total) as (keyof Usage)[]) total[key] += now[key] - before[key]
    this.#tokens.set(model, total)
    const found = findModel(model)
    const price = found.kind === 'model' ? found.model.price : null
    if (price == null) this.#costUsd = undefined
    else if (this.#costUsd !== undefined) this.#costUsd += costOf(price, now) - costOf(price, before)
  }
}

/** `usage` as Anthropic's API gives it; what a server really sends may be anything. */
interface AnthropicUsage {
  input_tokens?: unknown
  output_tokens?: unknown
  cache_read_input_tokens?: unknown
  cache_creation_input_tokens?: unknown
  cache_creation?: { ephemeral_1h_input_tokens?: unknown } | null
}

export function noUsage(): Usage {
  return { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0 }
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

function whole(done: (body: string) => void): Reading {
  const chunks: Buffer[] = []
  let length = 0
  return {
    chunk: (bytes) => {
      length += bytes.length
      if (length <= readWhole) chunks.push(bytes)
      else chunks.length = 0
    },
    end: () => done(Buffer.concat(chunks).toString('utf8')),
  }
}

function parse<T>(json: string): T | undefined {
  try {
    return JSON.parse(json) as T
  } catch {
    return undefined
  }
}
