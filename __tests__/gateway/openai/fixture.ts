/** Chunks as OpenAI-style servers send them, and the events of Anthropic's that they should come to. */
import type { AnswerOptions } from '../../../src/gateway/openai/answer.ts'
import { StreamTranslation } from '../../../src/gateway/openai/sse.ts'

export type Json = Record<string, unknown>

/** One chunk with a delta of the first choice. */
export function chunk(delta: unknown, finish: string | null = null, more: Json = {}, choice: Json = {}): Json {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: 'served-model',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish, ...choice }],
    ...more,
  }
}

export const role = chunk({ role: 'assistant', content: '' })
export const says = (content: unknown) => chunk({ content })
export const thinks = (reasoning_content: string) => chunk({ reasoning_content })
export const finishes = (reason: string) => chunk({}, reason)

/** A piece of a call: what is not given is not sent. */
export function calls(...pieces: { index?: number; id?: string | null; name?: string; input?: unknown }[]): Json {
  return chunk({ tool_calls: pieces.map(piece) })
}

export function piece({
  index,
  id,
  name,
  input,
}: {
  index?: number
  id?: string | null
  name?: string
  input?: unknown
}) {
  return {
    ...(index !== undefined && { index }),
    ...(id !== undefined && { id, type: 'function' }),
    function: { ...(name !== undefined && { name }), ...(input !== undefined && { arguments: input }) },
  }
}

export function counts(prompt: number, completion: number, more: Json = {}): Json {
  const usage = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion, ...more }
  return { id: 'chatcmpl-1', object: 'chat.completion.chunk', model: 'served-model', choices: [], usage }
}

export const DONE = 'data: [DONE]\n\n'

/** As an event stream; a text goes in as it is. */
export function sse(...frames: (Json | string)[]): string {
  return frames.map((frame) => (typeof frame === 'string' ? frame : `data: ${JSON.stringify(frame)}\n\n`)).join('')
}

/** Ids in the order in which they are minted. */
export function answerOptions(options: Partial<AnswerOptions> = {}): AnswerOptions {
  let minted = 0
  return { model: 'asked-model', mint: (prefix) => `${prefix}_minted${minted++}`, ...options }
}

export interface Event extends Json {
  type: string
}

/** Every event, with its `event:` line held against its type. */
export function eventsIn(text: string): Event[] {
  const frames = text.split('\n\n')
  if (frames.pop() !== '') throw new Error(`It does not end with a blank line: ${text.slice(-100)}`)
  return frames.map((frame) => {
    const [, name, data] = /^event: (.*)\ndata: (.*)$/s.exec(frame) ?? []
    const event = JSON.parse(data ?? '') as Event
    if (event.type !== name) throw new Error(`The event ${name} holds a ${event.type}`)
    return event
  })
}

/** All that comes of a stream that ends by itself, or is cut. */
export function translated(
  frames: readonly (Json | string)[],
  options: Partial<AnswerOptions> = {},
  end: 'end' | 'cut' = 'end',
): Event[] {
  const translation = new StreamTranslation(answerOptions(options))
  return eventsIn(translation.push(Buffer.from(sse(...frames))) + translation.end(end, 'ECONNRESET'))
}

/** Tokens as Anthropic counts them. */
export function usage(input: number, output: number, read = 0, written = 0) {
  return {
    input_tokens: input,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: read,
    output_tokens: output,
  }
}

export function begins(counted = usage(0, 0)): Event {
  const message = { id: 'msg_minted0', type: 'message', role: 'assistant', model: 'asked-model', content: [] }
  return { type: 'message_start', message: { ...message, stop_reason: null, stop_sequence: null, usage: counted } }
}

export function text(index: number, ...pieces: string[]): Event[] {
  return block(index, { type: 'text', text: '' }, pieces, 'text_delta', 'text')
}

export function thinking(index: number, ...pieces: string[]): Event[] {
  const events = block(index, { type: 'thinking', thinking: '', signature: '' }, pieces, 'thinking_delta', 'thinking')
  events.splice(-1, 0, { type: 'content_block_delta', index, delta: { type: 'signature_delta', signature: '' } })
  return events
}

export function tool(index: number, id: string, name: string, ...pieces: string[]): Event[] {
  return block(index, { type: 'tool_use', id, name, input: {} }, pieces, 'input_json_delta', 'partial_json')
}

function block(index: number, content_block: Json, pieces: readonly string[], type: string, field: string): Event[] {
  return [
    { type: 'content_block_start', index, content_block },
    ...pieces.map((piece) => ({ type: 'content_block_delta', index, delta: { type, [field]: piece } })),
    { type: 'content_block_stop', index },
  ]
}

export function ends(stop_reason: string, counted = usage(0, 0), stop_sequence: string | null = null): Event[] {
  return [{ type: 'message_delta', delta: { stop_reason, stop_sequence }, usage: counted }, { type: 'message_stop' }]
}

export function fails(message: string, type = 'api_error'): Event {
  return { type: 'error', error: { type, message } }
}

/** What a block has sent so far when the stream fails in it. */
export function unstopped(events: Event[]): Event[] {
  return events.filter(({ type, delta }) => {
    return type !== 'content_block_stop' && (delta as Json | undefined)?.type !== 'signature_delta'
  })
}
