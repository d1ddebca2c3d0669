import type { Prices } from '../gateway/meter.ts'
import { findModel, type Usage } from '../models/index.ts'
import type { Transcript } from './transcript.ts'

/** What the gateway counted; nothing where there is no gateway (`isolation: env`). */
export interface Counted {
  tokens: ReadonlyMap<string, Usage>
  costUsd: number | undefined
}

/** What a run took. Undefined where it is not known. */
export interface Figures {
  costUsd: number | undefined
  inputTokens: number | undefined
  outputTokens: number | undefined
  /** Read from and written to the prompt cache. */
  cachedTokens: number | undefined
  turns: number
  durationMs: number
}

/** The CLI and the gateway count the same requests with the same prices: less than this is how they round. */
const roundingUsd = 0.00001

/**
 * The CLI's own figures where it came to a result, else the gateway's count times the catalogue's prices. The gateway's as
 * well where they are more: it saw what the agent sent past the CLI, and the answers that were thrown away. For a model that
 * the CLI does not know it invents a price, so what it says counts only where the catalogue has one too.
 */
export function figuresOf(
  transcript: Transcript,
  counted: Counted | undefined,
  elapsedMs: number,
  prices: Prices = 'catalogue',
): Figures {
  const { result } = transcript
  const byModel = Object.entries(result?.modelUsage ?? {})
  const common = {
    turns: result?.num_turns ?? transcript.turns,
    durationMs: Math.round(result?.duration_ms ?? elapsedMs),
  }

  const isPriced = prices === 'catalogue' && byModel.every(([model]) => pricedByCli(model))
  const own = isPriced ? result?.total_cost_usd : counted?.costUsd
  const more = (counted?.costUsd ?? 0) > (own ?? Number.POSITIVE_INFINITY) + roundingUsd
  if (result !== undefined && !more && (byModel.length > 0 || counted === undefined)) {
    const sum = (pick: (usage: (typeof byModel)[number][1]) => number | undefined) =>
      byModel.reduce((total, [, usage]) => total + (pick(usage) ?? 0), 0)
    return {
      ...common,
      costUsd: own,
      inputTokens: sum((usage) => usage.inputTokens),
      outputTokens: sum((usage) => usage.outputTokens),
      cachedTokens: sum((usage) => (usage.cacheReadInputTokens ?? 0) + (usage.cacheCreationInputTokens ?? 0)),
    }
  }
  if (counted === undefined) {
    const nothing = { costUsd: undefined, inputTokens: undefined, outputTokens: undefined, cachedTokens: undefined }
    return { ...common, ...nothing }
  }
  const usages = [...counted.tokens.values()]
  const sum = (pick: (usage: Usage) => number) => usages.reduce((total, usage) => total + pick(usage), 0)
  return {
    ...common,
    costUsd: counted.costUsd,
    inputTokens: sum((usage) => usage.inputTokens),
    outputTokens: sum((usage) => usage.outputTokens),
    cachedTokens: sum((usage) => usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens),
  }
}

function pricedByCli(model: string): boolean {
  const found = findModel(model)
  return found.kind === 'model' && found.model.price !== null && found.model.unpricedByCli !== true
}

/** "$0.0123"; four digits, since a cheap turn costs less than a cent. */
export function showCost(usd: number | undefined): string {
  if (usd === undefined) return 'unknown'
  return usd >= 100 ? `$${usd.toFixed(2)}` : `$${usd.toFixed(4)}`
}

/** "950", "12.3k", "4.57M" */
export function showTokens(count: number | undefined): string {
  if (count === undefined) return 'unknown'
  if (count < 1000) return String(count)
  // 999,950 and more would be rounded to "1000.0k".
  return count < 999_950 ? `${(count / 1000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(2)}M`
}

/** "0.8 s", "4 min 5 s" */
export function showTime(ms: number): string {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
