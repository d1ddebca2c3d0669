/** The shapes of the catalogue. Plain data: nothing here knows of inputs, environments or the network. */

export type Family = 'haiku' | 'sonnet' | 'opus' | 'fable' | 'mythos'

/** A tier is what a workflow names when it does not want to name a model. */
export type Tier = 'haiku' | 'sonnet' | 'opus'

/** Who serves the model. A gateway (`openai-compatible`, or a base URL) takes names of its own and is not in here. */
export type Provider = 'anthropic' | 'bedrock' | 'vertex'

/** What stands in front of a Bedrock inference profile's id (`eu.anthropic.…`). */
export type Geography = 'us' | 'eu' | 'jp' | 'au' | 'in' | 'apac' | 'us-gov' | 'global'

/** USD per million tokens. */
export interface Rates {
  input: number
  output: number
  cacheRead: number
  /** Written to the cache for five minutes. */
  cacheWrite5m: number
  /** Written to the cache for an hour. */
  cacheWrite1h: number
}

export interface Price extends Rates {
  /** Other rates for the whole request once its prompt (input, cache reads, cache writes) has more tokens than this. */
  longPrompt?: Rates & { abovePromptTokens: number }
}

/**
 * Tokens of one request, as Anthropic counts them: `inputTokens` is the prompt less everything that touched the cache.
 */
export interface Usage {
  inputTokens: number
  outputTokens: number
  cacheReadTokens: number
  cacheWrite5mTokens: number
  cacheWrite1hTokens: number
}

/**
 * How an inference profile routes: called from a region in `from`, a request may run in any region of `to` or in the
 * region that it was called from. Every routing that AWS documents has this form, some in two parts.
 */
export interface Routes {
  from: readonly string[]
  to: readonly string[]
  /** The list of callers is not complete: another region of the same geography may call it, too. */
  open?: true
  /** A request may run in any commercial region: what `global.` means. */
  anywhere?: true
}

/** Where Bedrock has a model. */
export interface Geographies {
  /** The inference profiles that AWS documents. */
  profiles: Partial<Record<Geography, readonly Routes[]>>
  /** Geographies for which the sources are silent or contradict each other: asked for by rule, and no error of ours. */
  unverified?: readonly Geography[]
  /** Regions that take the bare foundation model id (on-demand, "In-Region"); everywhere else Bedrock refuses it. */
  onDemand?: readonly string[]
}

/** One row of the catalogue. */
export interface Model {
  /** The short Anthropic id, without a date: the row's name everywhere in this project. */
  id: string
  family: Family
  /** For people: `Haiku 4.5`. */
  name: string
  /** What Anthropic's own API is asked for. */
  anthropic: string
  /** The Bedrock foundation model's id, to which a geography is put in front; null where Bedrock has no such model. */
  bedrock: string | null
  /** What Vertex AI is asked for; null where it has no such model. */
  vertex: string | null
  /** Null when it is not known: then a run's cost is not, either. */
  price: Price | null
  /** The CLI has no price for this model and reports an invented one (`costBasis: "unknown"`). */
  unpricedByCli?: true
  /** Its makers and clouds have ended it, or will soon, in most places: known, but never suggested. */
  ended?: true
  /** Null where Bedrock has no such model. */
  geographies: Geographies | null
}
