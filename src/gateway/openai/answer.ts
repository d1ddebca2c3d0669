import { randomBytes } from 'node:crypto'
import { isObject, type Loose, listOf, textOf } from './json.ts'
import type { ToolNames } from './tool-names.ts'

/** What an answer is translated with. */
export interface AnswerOptions {
  /** The model as the client named it. */
  model: string
  /** The names that the request's tools got. */
  names?: ToolNames
  /** Ids of the calls that the conversation holds already. Some servers begin anew in every answer. */
  takenIds?: ReadonlySet<string>
  /** An estimate of the prompt, where the server counts nothing. */
  inputTokens?: number
  mint?: (prefix: 'msg' | 'toolu') => string
  /** Takes out of an error what whoever asked may not see. */
  redact?: (message: string) => string
}

/** `msg_01…`, `toolu_01…`, as Anthropic's look. */
export function mintId(prefix: 'msg' | 'toolu'): string {
  return `${prefix}_01${randomBytes(11).toString('hex')}`
}

/** The ids of all calls in the conversation of a request. */
export function callIds(request: unknown): Set<string> {
  const ids = new Set<string>()
  for (const message of listOf(isObject(request) ? request.messages : undefined)) {
    if (!isObject(message) || message.role !== 'assistant') continue
    for (const block of listOf(message.content))
      if (isObject(block) && block.type === 'tool_use' && typeof block.id === 'string') ids.add(block.id)
  }
  return ids
}

/** Gives each call of an answer an id that no other has. The server's own where that is possible: it will see it again. */
export class IdGiver {
  readonly #taken: Set<string>
  readonly #mint: NonNullable<AnswerOptions['mint']>

  constructor({ takenIds, mint = mintId }: AnswerOptions) {
    this.#taken = new Set(takenIds)
    this.#mint = mint
  }

  give(serverId: string | undefined): string {
    const id = serverId === undefined || this.#taken.has(serverId) ? this.#mint('toolu') : serverId
    this.#taken.add(id)
    return id
  }
}

/** The pieces of thinking and text in a delta or a message, in their order; a refusal is a text. */
export interface Said {
  kind: 'thinking' | 'text'
  text: string
}

/** Whatever a model says besides calls. `content` is a text, null, or a list of parts (Mistral). */
export function saidIn(held: Loose, say: (kind: Said['kind'], text: string) => void): void {
  const reasoning = textOf(held.reasoning_content) ?? textOf(held.reasoning)
  if (reasoning !== undefined) say('thinking', reasoning)
  const { content } = held
  if (typeof content === 'string') {
    if (content !== '') say('text', content)
  } else if (Array.isArray(content)) {
    for (const part of content) sayPart(part, say)
  }
  const refusal = textOf(held.refusal)
  if (refusal !== undefined) say('text', refusal)
}

function sayPart(part: unknown, say: (kind: Said['kind'], text: string) => void): void {
  if (typeof part === 'string') {
    if (part !== '') say('text', part)
    return
  }
  if (!isObject(part)) return
  if (part.type === 'thinking' || part.type === 'reasoning') {
    const thinking = part.thinking ?? part.reasoning ?? part.text
    for (const inner of Array.isArray(thinking) ? thinking : [thinking]) {
      const text = textOf(isObject(inner) ? inner.text : inner)
      if (text !== undefined) say('thinking', text)
    }
    return
  }
  const text = textOf(part.text) ?? textOf(part.refusal)
  if (text !== undefined) say('text', text)
}

/** Whether the model refuses to answer. */
export function refuses(held: Loose): boolean {
  return (
    textOf(held.refusal) !== undefined ||
    listOf(held.content).some((part) => isObject(part) && part.type === 'refusal' && textOf(part.refusal) !== undefined)
  )
}
