import type { ContentBlock, ResultEvent, StreamEvent } from '../claude/events.ts'
import { words } from './plain-text.ts'

/** A tool the agent used: one call. */
export interface ToolCall {
  id: string
  name: string
  target: string
  state: 'running' | 'done' | 'failed' | 'denied'
}

/** What is known of a run from the CLI's own stream, at any moment of it. */
export interface Transcript {
  sessionId: string | undefined
  /** Turns of the main conversation; a turn is one answer of the model. */
  turns: number
  /** By the id of the call, in the order they were made. */
  tools: Map<string, ToolCall>
  /** The last text of the main conversation. */
  lastText: string
  result: ResultEvent | undefined
}

/** How many calls are remembered; beyond that only their number would be read by anybody. */
const mostTools = 10_000

/** Folds the stream into what is known. One object, changed in place: a run may have very many events. */
export class TranscriptReader {
  readonly transcript: Transcript = {
    sessionId: undefined,
    turns: 0,
    tools: new Map(),
    lastText: '',
    result: undefined,
  }
  #lastMessage: string | undefined

  read(event: StreamEvent): void {
    const { transcript } = this
    if ('session_id' in event && typeof event.session_id === 'string') transcript.sessionId = event.session_id
    switch (event.type) {
      case 'system':
        if (event.subtype === 'permission_denied') this.#mark(event.tool_use_id, 'denied')
        break
      case 'assistant': {
        const { message } = event
        if (message?.model === '<synthetic>') break
        const main = event.parent_tool_use_id == null
        // The CLI gives one event a block; blocks of one answer carry the same id.
        if (main && (message?.id === undefined || message.id !== this.#lastMessage)) {
          transcript.turns++
          this.#lastMessage = message?.id
        }
        for (const block of blocksOf(message?.content)) {
          if (block.type === 'text' && main && typeof block.text === 'string' && block.text !== '')
            transcript.lastText = block.text
          if (block.type === 'tool_use' && block.id !== undefined && transcript.tools.size < mostTools)
            transcript.tools.set(block.id, {
              id: block.id,
              name: words(block.name),
              target: toolTarget(block.input),
              state: 'running',
            })
        }
        break
      }
      case 'user':
        for (const block of blocksOf(event.message?.content))
          if (block.type === 'tool_result') this.#mark(block.tool_use_id, block.is_error ? 'failed' : 'done')
        break
      case 'result':
        transcript.result = cleanResult(event)
        if (Array.isArray(event.permission_denials))
          for (const denied of event.permission_denials) this.#mark(denied?.tool_use_id, 'denied')
    }
  }

  #mark(id: string | undefined, state: ToolCall['state']): void {
    const call = id === undefined ? undefined : this.transcript.tools.get(id)
    // A denial is followed by a tool result that calls it an error.
    if (call !== undefined && call.state !== 'denied') call.state = state
  }
}

/** A result whose figures are figures: what the rest adds up and prints. */
function cleanResult(event: ResultEvent): ResultEvent {
  const { num_turns, duration_ms, total_cost_usd, modelUsage, ...rest } = event
  const clean: ResultEvent = { ...rest }
  for (const [name, value] of Object.entries({ num_turns, duration_ms, total_cost_usd }))
    if (isFigure(value)) Object.assign(clean, { [name]: value })
  if (typeof modelUsage === 'object' && modelUsage !== null)
    clean.modelUsage = Object.fromEntries(
      Object.entries(modelUsage).flatMap(([model, usage]) =>
        typeof usage !== 'object' || usage === null
          ? []
          : [[model, Object.fromEntries(Object.entries(usage).filter(([, value]) => isFigure(value)))]],
      ),
    )
  return clean
}

function isFigure(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

export function blocksOf(content: unknown): ContentBlock[] {
  return Array.isArray(content) ? content.filter((block): block is ContentBlock => typeof block?.type === 'string') : []
}

/** What a tool was pointed at: the one argument that a person would want to see. */
export function toolTarget(input: Record<string, unknown> | undefined): string {
  if (typeof input !== 'object' || input === null) return ''
  const telling = [
    'command',
    'file_path',
    'notebook_path',
    'pattern',
    'url',
    'query',
    'skill',
    'description',
    'path',
    'prompt',
  ]
  for (const name of telling) {
    const value = input[name]
    if (typeof value === 'string' && value !== '') return value.slice(0, 2000)
  }
  const text = JSON.stringify(input)
  return text === '{}' ? '' : text.slice(0, 2000)
}
