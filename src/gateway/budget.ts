import { findModel, type Price } from '../models/index.ts'
import type { Limits, ModelPlan } from '../resolve/plan.ts'
import { type Asked, costOfAsked, type Meter } from './meter.ts'
import type { GatewayRequest } from './upstream.ts'

/**
 * Requests of one gateway, whoever sends them. A turn is one, and each turn of a subagent, a fetched page, a count of
 * tokens and a repetition is another: no honest run comes near it, a loop that calls the gateway by itself ends at it.
 */
const mostRequests = 10_000

/** Where the turns are limited the requests are as well, with room for all that a turn may set off. */
const requestsATurn = 100
const requestsBeside = 1_000

/** More than any model writes in one answer. */
const longestAnswer = 200_000
/** A token is three bytes of a request or more. */
const bytesAToken = 3

/**
 * What a request is made of that its length does not tell: a picture by its URL, a file, what the provider looks up by
 * itself, a PDF, each of whose pages is a picture however little it takes.
 */
const fetches =
  /"type"\s*:\s*"(url|file|web_search_\w+|web_fetch_\w+|code_execution_\w+)"|"media_type"\s*:\s*"application\/pdf"/
const longestInput = 200_000

/** What a request may cost at most, where there is a budget to keep. */
export interface Spending {
  maxUsd: number
  model: Pick<ModelPlan, 'id' | 'name' | 'price'>
}

/** A request that may go on; `done` is to be called when its answer has ended. */
export interface Place {
  kind: 'admitted'
  asked: Asked | undefined
  done(): void
}

export type Admission = Place | { kind: 'refused'; message: string }

/**
 * What a run may ask for, counted where nobody gets past: the CLI knows nothing of what a tool, or what a tool left
 * running, sends to the gateway with the run's token.
 */
export class Budget {
  readonly #meter: Meter
  readonly #requests: number
  readonly #spending: Spending | undefined
  readonly #underWay = new Set<object>()
  #reserved = 0
  #taken = 0
  #waiting: (() => void)[] = []
  #exhausted: string | undefined

  constructor(meter: Meter, requests: number = mostRequests, spending?: Spending) {
    this.#meter = meter
    this.#requests = requests
    this.#spending = spending
  }

  /** Why the budget let nothing more through; nothing while it does. */
  get exhausted(): string | undefined {
    return this.#exhausted
  }

  /** Whether a request has to be read before it may go on. */
  get needsBody(): boolean {
    return this.#spending !== undefined
  }

  /** Counts a request. Says why not where it is one too many. */
  take(): string | undefined {
    if (this.#taken < this.#requests) {
      this.#taken++
      return undefined
    }
    return this.#refuse(`The run has made ${this.#requests} requests, which is as many as one may make.`)
  }

  /**
   * Lets a request on while money is left. Where those under way may use up what is left, it waits for one of them to
   * end: so the budget is overrun by the last request at most, however many are sent at once.
   */
  async admit(request: GatewayRequest, body: Buffer, left: AbortSignal): Promise<Admission> {
    const spending = this.#spending
    if (spending === undefined) return { kind: 'admitted', asked: undefined, done: () => {} }
    const asked = askedOf(request, body, spending)
    if (typeof asked === 'string') return { kind: 'refused', message: asked }
    const most = costOfAsked(asked)
    for (;;) {
      const { spentUsd } = this.#meter
      if (spentUsd >= spending.maxUsd)
        return { kind: 'refused', message: this.#refuse(usedUp(spending.maxUsd, spentUsd)) }
      if (this.#underWay.size === 0 || spentUsd + this.#reserved + most <= spending.maxUsd || left.aborted) break
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve)
        left.addEventListener('abort', () => resolve(), { once: true })
      })
    }
    return { kind: 'admitted', asked, done: this.#reserve(most) }
  }

  #reserve(most: number): () => void {
    const place = {}
    this.#underWay.add(place)
    this.#reserved += most
    return () => {
      if (!this.#underWay.delete(place)) return
      this.#reserved -= most
      for (const wake of this.#waiting.splice(0)) wake()
    }
  }

  #refuse(message: string): string {
    this.#exhausted = message
    return message
  }
}

/** The budget of a run: the limits that it was given, and those that every run has. */
export function budgetOf({ maxTurns, maxBudgetUsd }: Limits, model: ModelPlan, meter: Meter): Budget {
  const requests =
    maxTurns === undefined ? mostRequests : Math.min(mostRequests, requestsBeside + requestsATurn * maxTurns)
  return new Budget(meter, requests, maxBudgetUsd === undefined ? undefined : { maxUsd: maxBudgetUsd, model })
}

function usedUp(maxUsd: number, spentUsd: number): string {
  return `The budget of $${maxUsd} (\`max-budget-usd\`) is used up: the requests so far cost $${spentUsd.toFixed(4)}, those that the agent sent by itself included.`
}

/** What a request asks for, as far as it tells what it will cost; or why that cannot be told. */
function askedOf(request: GatewayRequest, body: Buffer, { model }: Spending): Asked | string {
  const said = parse(body)
  const inPath = /\/model\/([^/?#]+)\/|\/models\/([^/?#]+):\w+$/.exec(request.target)
  const named = inPath === null ? said.model : decoded(inPath[1] ?? inPath[2] ?? '')
  if (typeof named !== 'string') return 'The request names no model.'
  const price = named === model.id || named === model.name ? (model.price ?? priceOf(named)) : priceOf(named)
  if (price === undefined) return `\`max-budget-usd\` cannot be kept: the price of ${named.slice(0, 100)} is not known.`
  const { max_tokens: most, speed } = said
  if (speed !== undefined && speed !== 'standard')
    return '`max-budget-usd` cannot be kept: what another speed than the usual one costs is not known.'
  return {
    model: named,
    price,
    inputTokens: Math.max(Math.ceil(body.length / bytesAToken), fetches.test(plainly(body, said)) ? longestInput : 0),
    outputTokens: typeof most === 'number' && most >= 0 ? Math.min(most, longestAnswer) : longestAnswer,
    streamed: said.stream === true || /stream/i.test(request.target),
  }
}

/** As JSON without needless escapes, behind which a word would not be seen. */
function plainly(body: Buffer, said: object): string {
  const text = body.toString('latin1')
  return /\\u00[2-7]|\\\//i.test(text) ? text + JSON.stringify(said) : text
}

function priceOf(named: string): Price | undefined {
  const found = findModel(named)
  return found.kind === 'model' || found.kind === 'arn' ? (found.model?.price ?? undefined) : undefined
}

function parse(body: Buffer): { model?: unknown; max_tokens?: unknown; stream?: unknown; speed?: unknown } {
  try {
    const said: unknown = JSON.parse(body.toString('utf8'))
    return typeof said === 'object' && said !== null ? said : {}
  } catch {
    return {}
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
