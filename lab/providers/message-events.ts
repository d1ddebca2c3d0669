/**
 * Answers as Anthropic's stream of events, and as the one message they add up to. Bedrock and Vertex wrap the same
 * events, so nothing here knows about HTTP.
 */
import { randomBytes } from 'node:crypto'
import type { BigAnswer, MessageAnswer, Usage } from './answers.ts'

/** One event; its `type` is also the name of the SSE event. */
export interface StreamEvent {
  readonly type: string
  readonly [field: string]: unknown
}

export interface Block {
  readonly type: 'thinking' | 'text' | 'tool_use'
  /** As `content_block_start` has it: empty. */
  readonly start: Record<string, unknown>
  readonly deltas: Iterable<Record<string, unknown>>
  /** As a message that is not streamed has it. */
  readonly whole: () => Record<string, unknown>
}

export interface Message {
  readonly id: string
  readonly model: string
  readonly blocks: readonly Block[]
  readonly usage: Usage
  readonly stopReason: string
}

const DEFAULT_USAGE: Usage = {
  input_tokens: 100,
  output_tokens: 20,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
}
const DEFAULT_CHUNK_BYTES = 16_384

export function messageOf(answer: MessageAnswer, model: string): Message {
  const { thinking, text, tools = [] } = answer
  return {
    id: id('msg'),
    model,
    blocks: [
      ...(thinking === undefined ? [] : [thinkingBlock(pieces(thinking), () => thinking)]),
      ...(text === undefined ? [] : [textBlock(text)]),
      ...tools.map(toolBlock),
    ],
    usage: { ...DEFAULT_USAGE, ...answer.usage },
    stopReason: answer.stopReason ?? (tools.length ? 'tool_use' : 'end_turn'),
  }
}

/** Its deltas are made while they are sent. */
export function bigMessageOf(answer: BigAnswer, model: string): Message {
  const parts = () => filler(answer.bytes, answer.chunk ?? DEFAULT_CHUNK_BYTES)
  const whole = () => [...parts()].join('')
  const text: Block = {
    type: 'text',
    start: { type: 'text', text: '' },
    deltas: mapped(parts(), (text) => ({ type: 'text_delta', text })),
    whole: () => ({ type: 'text', text: whole() }),
  }
  return {
    id: id('msg'),
    model,
    // A message needs a text to be a result, so thinking gets a short one behind it.
    blocks: answer.as === 'thinking' ? [thinkingBlock(parts(), whole), textBlock('done')] : [text],
    usage: { ...DEFAULT_USAGE, output_tokens: Math.ceil(answer.bytes / 4) },
    stopReason: 'end_turn',
  }
}

export function messageStart(message: Message): StreamEvent {
  return {
    type: 'message_start',
    message: { ...envelope(message), content: [], stop_reason: null, usage: { ...message.usage, output_tokens: 1 } },
  }
}

/** From `message_start` to `message_stop`, the `ping` included. */
export function* events(message: Message): Generator<StreamEvent> {
  yield messageStart(message)
  for (const [index, block] of message.blocks.entries()) {
    yield { type: 'content_block_start', index, content_block: block.start }
    if (index === 0) yield { type: 'ping' }
    for (const delta of block.deltas) yield { type: 'content_block_delta', index, delta }
    yield { type: 'content_block_stop', index }
  }
  yield {
    type: 'message_delta',
    delta: { stop_reason: message.stopReason, stop_sequence: null },
    usage: message.usage,
  }
  yield { type: 'message_stop' }
}

/** The begin of a stream that never gets to its end: the first text block up to that text. */
export function* eventsUpTo(text: string, message: Message): Generator<StreamEvent> {
  yield messageStart(message)
  yield { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }
  yield { type: 'ping' }
  for (const piece of pieces(text)) {
    yield { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: piece } }
  }
}

/** The answer to a request that does not stream. */
export function wholeMessage(message: Message): Record<string, unknown> {
  return {
    ...envelope(message),
    content: message.blocks.map((block) => block.whole()),
    stop_reason: message.stopReason,
    usage: message.usage,
  }
}

function envelope({ id, model }: Message): Record<string, unknown> {
  return { id, type: 'message', role: 'assistant', model, stop_sequence: null }
}

function textBlock(text: string | readonly string[]): Block {
  const parts = typeof text === 'string' ? pieces(text) : text
  return {
    type: 'text',
    start: { type: 'text', text: '' },
    deltas: mapped(parts, (text) => ({ type: 'text_delta', text })),
    whole: () => ({ type: 'text', text: parts.join('') }),
  }
}

function thinkingBlock(parts: Iterable<string>, whole: () => string): Block {
  const signature = randomBytes(48).toString('base64')
  return {
    type: 'thinking',
    start: { type: 'thinking', thinking: '', signature: '' },
    deltas: (function* () {
      yield* mapped(parts, (thinking) => ({ type: 'thinking_delta', thinking }))
      yield { type: 'signature_delta', signature }
    })(),
    whole: () => ({ type: 'thinking', thinking: whole(), signature }),
  }
}

/** The input comes as fragments of its JSON, the first one empty. */
function toolBlock({ name, input }: { readonly name: string; readonly input: unknown }): Block {
  const start = { type: 'tool_use', id: id('toolu'), name, input: {} }
  const fragments = ['', ...pieces(JSON.stringify(input ?? {}), 12)]
  return {
    type: 'tool_use',
    start,
    deltas: mapped(fragments, (partial_json) => ({ type: 'input_json_delta', partial_json })),
    whole: () => ({ ...start, input: input ?? {} }),
  }
}

/** By code points: half a surrogate pair would not survive UTF-8. */
function pieces(text: string, size = 24): string[] {
  const characters = Array.from(text)
  const parts: string[] = []
  for (let at = 0; at < characters.length; at += size) parts.push(characters.slice(at, at + size).join(''))
  return parts
}

function* filler(bytes: number, chunk: number): Generator<string> {
  const line = `${'all work and no play '.repeat(4).trim()}\n`
  const full = line.repeat(Math.ceil(chunk / line.length)).slice(0, chunk)
  for (let left = bytes; left > 0; left -= chunk) yield left >= chunk ? full : full.slice(0, left)
}

function* mapped<From, To>(values: Iterable<From>, change: (value: From) => To): Generator<To> {
  for (const value of values) yield change(value)
}

/** `msg_01…`, `toolu_01…`, `req_011…` */
export function id(kind: 'msg' | 'toolu' | 'req' | 'req_vrtx'): string {
  const letters = randomBytes(32)
    .toString('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
  return `${kind}_01${letters.slice(0, 22)}`
}
