import type { AnthropicUsage } from './usage.ts'

/** Events of an Anthropic stream as they go over the wire, each with its `event:` line. Written by hand: there are many. */

export function messageStart(id: string, model: string, usage: AnthropicUsage): string {
  const message = { id, type: 'message', role: 'assistant', model, content: [], stop_reason: null, stop_sequence: null }
  return event('message_start', { message: { ...message, usage } })
}

export function blockStart(index: number, block: object): string {
  return event('content_block_start', { index, content_block: block })
}

/** What stands in front of the text of a block's deltas; `deltaEnd` stands behind. */
export function deltaHead(index: number, type: string, field: string): string {
  return `event: content_block_delta\ndata: {"type":"content_block_delta","index":${index},"delta":{"type":"${type}","${field}":`
}

export const deltaEnd = '}}\n\n'

export function blockStop(index: number): string {
  return event('content_block_stop', { index })
}

/** How the message ended, and that it ended. */
export function messageEnd(stop: { stop_reason: string; stop_sequence: string | null }, usage: AnthropicUsage): string {
  return event('message_delta', { delta: stop, usage }) + event('message_stop', {})
}

export function errorEvent(type: string, message: string): string {
  return event('error', { error: { type, message } })
}

/** Keeps a client that waits for the first token from taking the silence for the end. */
export const ping = event('ping', {})

function event(type: string, rest: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`
}
