import { noUsage, type Usage } from '../models/index.ts'

/** `usage` as Anthropic's API gives it; what a server really sends may be anything. */
export interface SaidUsage {
  input_tokens?: unknown
  output_tokens?: unknown
  cache_read_input_tokens?: unknown
  cache_creation_input_tokens?: unknown
  cache_creation?: { ephemeral_1h_input_tokens?: unknown } | null
}

/** What an answer took; what is not said is as it was before. */
export function toUsage(usage: SaidUsage, before: Usage = noUsage()): Usage {
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
