import type { Price, Usage } from './types.ts'

/**
 * What one request cost, in USD. A model may charge more for a long prompt, and which side of the line a request falls
 * on is decided request by request: a run's cost is the sum over its requests, never the cost of the summed usage.
 */
export function costOf(price: Price, usage: Usage): number {
  const prompt = usage.inputTokens + usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens
  const long = price.longPrompt
  const rates = long && prompt > long.abovePromptTokens ? long : price
  const perMillion =
    usage.inputTokens * rates.input +
    usage.outputTokens * rates.output +
    usage.cacheReadTokens * rates.cacheRead +
    usage.cacheWrite5mTokens * rates.cacheWrite5m +
    usage.cacheWrite1hTokens * rates.cacheWrite1h
  return perMillion / 1_000_000
}

export function noUsage(): Usage {
  return { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0 }
}
