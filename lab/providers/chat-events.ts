/**
 * Answers as the chunks of OpenAI's Chat Completions API, and as the one completion they add up to; with the ways in
 * which servers that follow this API differ. Nothing here knows about HTTP.
 */
import type { Block, Message } from './message-events.ts'

/** What one server does otherwise than another. The first of each is what OpenAI does, or most that think. */
export interface Flavour {
  /** In a chunk of its own behind the last choice, which OpenAI sends on demand; in the last chunk of the choice; never. */
  readonly usage: 'own-chunk' | 'last-chunk' | 'none'
  /** How a stream ends: with `[DONE]`, or only with the connection. */
  readonly end: 'done' | 'close'
  /** Whether a fragment of a tool call says which call it belongs to. */
  readonly toolIndex: 'numbered' | 'missing'
  /** A call after the other in fragments; each whole in one chunk (Ollama); the fragments of all calls by turns. */
  readonly arguments: 'fragments' | 'one-chunk' | 'by-turns'
  /** Where thinking goes: DeepSeek, vLLM, llama.cpp; OpenRouter, Ollama. */
  readonly reasoning: 'reasoning_content' | 'reasoning'
  /** Why an answer ended: as it is; always `stop`, tool calls or not; never said, as when a server is killed behind its proxy. */
  readonly finish: 'said' | 'always-stop' | 'never'
}

export const openAi: Flavour = {
  usage: 'own-chunk',
  end: 'done',
  toolIndex: 'numbered',
  arguments: 'fragments',
  reasoning: 'reasoning_content',
  finish: 'said',
}

export type Chunk = Readonly<Record<string, unknown>>
type Delta = Readonly<Record<string, unknown>>

/** All chunks of a stream, `[DONE]` not included. */
export function* chunks(message: Message, flavour: Flavour, includeUsage: boolean): Generator<Chunk> {
  yield chunk(message, [choice({ role: 'assistant', content: '' })])
  const calls = message.blocks.filter(({ type }) => type === 'tool_use')
  for (const block of message.blocks) {
    if (block.type === 'tool_use') continue
    for (const delta of block.deltas) {
      const translated = contentDelta(delta, flavour)
      if (translated) yield chunk(message, [choice(translated)])
    }
  }
  for (const call of callDeltas(calls, flavour)) yield chunk(message, [choice({ tool_calls: [call] })])
  const last = flavour.finish === 'never' ? undefined : choice({}, finishReason(message, flavour))
  const counted = flavour.usage === 'last-chunk' && { usage: usageOf(message) }
  if (last) yield { ...chunk(message, [last]), ...counted }
  if (flavour.usage === 'own-chunk' && includeUsage) yield { ...chunk(message, []), usage: usageOf(message) }
}

/** The begin of a stream that never gets to its end. */
export function* chunksUpTo(text: string, message: Message): Generator<Chunk> {
  yield chunk(message, [choice({ role: 'assistant', content: '' })])
  // Between code points: half a surrogate pair would not survive UTF-8.
  for (const content of text.match(/.{1,24}/gsu) ?? []) yield chunk(message, [choice({ content })])
}

/** The answer to a request that does not stream. */
export function completion(message: Message, flavour: Flavour): Record<string, unknown> {
  const wholes = message.blocks.map((block) => block.whole())
  const texts = (type: string) => wholes.filter((whole) => whole.type === type).map((whole) => whole[type] as string)
  const thinking = texts('thinking').join('')
  const text = texts('text').join('')
  const calls = wholes
    .filter(({ type }) => type === 'tool_use')
    .map(({ id, name, input }) => ({
      id: callId(id),
      type: 'function',
      function: { name, arguments: JSON.stringify(input) },
    }))
  return {
    ...envelope(message, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text === '' && calls.length > 0 ? null : text,
          ...(thinking === '' ? {} : { [flavour.reasoning]: thinking }),
          ...(calls.length === 0 ? {} : { tool_calls: calls }),
        },
        logprobs: null,
        finish_reason: flavour.finish === 'never' ? null : finishReason(message, flavour),
      },
    ],
    ...(flavour.usage === 'none' ? {} : { usage: usageOf(message) }),
  }
}

function chunk(message: Message, choices: readonly unknown[]): Chunk {
  return { ...envelope(message, 'chat.completion.chunk'), choices }
}

function envelope({ id, model }: Message, object: string) {
  return { id: `chatcmpl-${id.slice('msg_'.length)}`, object, created: Math.floor(Date.now() / 1000), model }
}

function choice(delta: Delta, finishReason: string | null = null) {
  return { index: 0, delta, logprobs: null, finish_reason: finishReason }
}

/** Of a thinking block the signature is Anthropic's alone. */
function contentDelta(delta: Delta, { reasoning }: Flavour): Delta | undefined {
  if (delta.type === 'text_delta') return { content: delta.text }
  return delta.type === 'thinking_delta' ? { [reasoning]: delta.thinking } : undefined
}

function callDeltas(calls: readonly Block[], flavour: Flavour): Iterable<Delta> {
  const each = calls.map((call, index) => {
    const numbered = flavour.toolIndex === 'numbered' ? { index } : {}
    return flavour.arguments === 'one-chunk' ? [callInOne(call, numbered)] : callInFragments(call, numbered)
  })
  return flavour.arguments === 'by-turns' ? byTurns(each) : each.flat()
}

function callInOne({ whole }: Block, numbered: Delta): Delta {
  const { id, name, input } = whole()
  return {
    ...numbered,
    id: callId(id),
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  }
}

/** The first one has the name, and what follows is only arguments. */
function callInFragments({ start, deltas }: Block, numbered: Delta): Delta[] {
  const fragments = [...deltas].map(({ partial_json }) => partial_json)
  return fragments.map((part, at) =>
    at === 0
      ? { ...numbered, id: callId(start.id), type: 'function', function: { name: start.name, arguments: part } }
      : { ...numbered, function: { arguments: part } },
  )
}

function byTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat()
}

const callId = (id: unknown): string => `call_${String(id).slice('toolu_01'.length)}`

const finishReasons: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
}

/** A script may also use OpenAI's own words. */
function finishReason({ stopReason }: Message, { finish }: Flavour): string {
  return finish === 'always-stop' ? 'stop' : (finishReasons[stopReason] ?? stopReason)
}

/** The prompt is counted whole here, what came out of a cache included. */
function usageOf({ usage }: Message): Record<string, unknown> {
  const { input_tokens, output_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage
  const prompt_tokens = input_tokens + cache_creation_input_tokens + cache_read_input_tokens
  return {
    prompt_tokens,
    completion_tokens: output_tokens,
    total_tokens: prompt_tokens + output_tokens,
    prompt_tokens_details: { cached_tokens: cache_read_input_tokens },
  }
}
