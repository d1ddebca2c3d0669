/** What a request asked for that the model has no room for. */
export type Limit =
  /** The prompt does not fit into the context. */
  | { kind: 'prompt'; tokens: number; most: number }
  /** The prompt fits, but not with an answer as long as was asked for: this long it may be. */
  | { kind: 'rest'; most: number }
  /** No answer of this model may be longer. */
  | { kind: 'answer'; most: number }

/** With less room than this an answer is not worth asking for. */
const shortestAnswer = 1_024

/**
 * How servers put it: OpenAI and DeepSeek ("maximum context length is 8192 tokens. However, you requested 9000 tokens (5000 in
 * the messages, 4000 in the completion)"), vLLM ("maximum context length is 32768 tokens and your request has 17459 input
 * tokens"), SGLang ("The input (345516 tokens) is longer than the model's context length (262144 tokens)"), llama.cpp
 * ("request (9000 tokens) exceeds the available context size (8192 tokens)"), TGI ("`inputs` tokens + `max_new_tokens` must
 * be <= 8193. Given: 9000 `inputs` tokens").
 */
const context = [/context (?:length|size|window|limit)\D{0,24}(\d+)/i, /`max_new_tokens` must be <= (\d+)/i]
const prompt = [
  /resulted in (\d+) tokens/i,
  /(\d+) (?:tokens )?(?:in|of|from) (?:the |your )?(?:messages|prompt|input|text)/i,
  /(\d+) `?inputs?`? tokens/i,
  /(?:request|input|prompt) \((\d+) tokens/i,
]
/** OpenAI ("supports at most 16384 completion tokens"), DeepSeek, Anthropic ("max_tokens: 32000 > 8192"), Groq and others. */
const answer = [
  /at most (\d+) (?:completion|output) tokens/i,
  /range of max_tokens is \[\d+, ?(\d+)\]/i,
  /max_tokens: \d+ > (\d+)/i,
  /max_(?:completion_|output_|new_)?tokens\b.{0,60}?(?:less than|<=|≤|greater than|larger than|exceed\w*|limit of|up to|maximum of)\D{0,24}(\d+)/i,
]

/** Reads in an error's message what there is room for. */
export function limitIn(message: string): Limit | undefined {
  const text = message.replace(/(?<=\d),(?=\d{3})/g, '')
  const whole = first(context, text)
  const tokens = first(prompt, text)
  if (whole === undefined || tokens === undefined) {
    const most = first(answer, text)
    return most === undefined ? undefined : { kind: 'answer', most }
  }
  if (tokens > whole) return { kind: 'prompt', tokens, most: whole }
  if (whole - tokens >= shortestAnswer) return { kind: 'rest', most: whole - tokens }
  return { kind: 'prompt', tokens: tokens + shortestAnswer, most: whole }
}

/** OpenAI's code, and llama.cpp's type. */
const overflowCodes = /context_length_exceeded|exceed_context_size/i
const overflowWords =
  /(?:exceed\w*|longer than|larger than|over|fit\w* (?:in|into)) (?:the |this |its |your )?(?:model'?s? )?(?:available |maximum |max )?context\b|prompt is too long/i

/** Whether a refusal says that the prompt does not fit into the context, be it without a number. */
export function overflows(message: string, code: string | undefined): boolean {
  return overflowCodes.test(code ?? '') || overflowWords.test(message)
}

function first(patterns: readonly RegExp[], text: string): number | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1]
    if (found !== undefined) return Number(found)
  }
  return undefined
}
