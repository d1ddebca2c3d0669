import { isObject, type Loose } from './json.ts'

/** Tokens as Anthropic counts them: what came out of a cache, or went into one, is not part of `input_tokens`. */
export interface AnthropicUsage {
  input_tokens: number
  cache_creation_input_tokens: number
  cache_read_input_tokens: number
  output_tokens: number
}

/** OpenAI's usage, in which the prompt is counted whole, with what vendors call the cached part of it. */
export function toAnthropicUsage(usage: unknown): AnthropicUsage | undefined {
  if (!isObject(usage)) return undefined
  const details: Loose = isObject(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {}
  const prompt = count(usage.prompt_tokens)
  const output = count(usage.completion_tokens)
  if (prompt === undefined && output === undefined) return undefined
  // DeepSeek counts hits beside the prompt's whole, Moonshot cached tokens at the top.
  const read = count(details.cached_tokens) ?? count(usage.prompt_cache_hit_tokens) ?? count(usage.cached_tokens) ?? 0
  // vLLM, OpenRouter.
  const written = count(details.created_cache_tokens) ?? count(details.cache_write_tokens) ?? 0
  return {
    input_tokens: Math.max(0, (prompt ?? 0) - read - written),
    cache_creation_input_tokens: written,
    cache_read_input_tokens: read,
    output_tokens: output ?? 0,
  }
}

/** Where the server counted nothing: what was estimated of the prompt, so that the CLI sees its context fill up. */
export function estimatedUsage(inputTokens = 0): AnthropicUsage {
  return {
    input_tokens: inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: 0,
  }
}

function count(held: unknown): number | undefined {
  return typeof held === 'number' && held >= 0 && held <= 1e12 ? Math.floor(held) : undefined
}
