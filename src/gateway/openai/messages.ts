import type OpenAI from 'openai'
import { blocksOf, instructions, joined, type Part, partsOf, resultOf, userContent } from './content.ts'
import type { Dialect } from './dialect.ts'
import { isObject, type Loose, textOf } from './json.ts'
import type { ToolNames } from './tool-names.ts'

type Message = OpenAI.ChatCompletionMessageParam
type Assistant = OpenAI.ChatCompletionAssistantMessageParam
type Call = OpenAI.ChatCompletionMessageFunctionToolCall

/** What stands in for the result of a call that has none: every call needs one, or the server refuses the conversation. */
const noResult = 'No result: the call was interrupted.'

/** The conversation, from the instructions on. */
export function translateMessages(
  system: unknown,
  turns: readonly unknown[],
  dialect: Dialect,
  names: ToolNames,
): Message[] {
  const messages: Message[] = []
  const text = instructions(system)
  if (text !== '') messages.push({ role: dialect.systemRole, content: text })

  for (let at = 0; at < turns.length; ) {
    // As Anthropic reads it: assistant turns in a row are one, and so is all that comes between them and the next.
    const said = run(turns, at, (role) => role === 'assistant')
    const answered = run(turns, at + said.length, (role) => role !== 'assistant')
    at += said.length + answered.length
    const message = said.length === 0 ? undefined : assistantMessage(said.flatMap(blocksIn), dialect, names)
    if (message !== undefined) messages.push(message)
    // Results stand right behind their calls, whatever came between.
    const results = new Results(answered)
    for (const { id } of (message?.tool_calls ?? []) as Call[]) {
      const result = results.take(id)
      const content = result === undefined ? noResult : resultOf(result, dialect).text
      messages.push({ role: 'tool', tool_call_id: id, content })
    }
    for (const turn of answered) {
      const other = otherMessage(turn, results, dialect, messages.length === 0)
      if (other !== undefined) messages.push(other)
    }
  }
  return dialect.alternating ? alternating(messages) : messages
}

function run(turns: readonly unknown[], from: number, wanted: (role: unknown) => boolean): Loose[] {
  const found: Loose[] = []
  for (let at = from; at < turns.length; at++) {
    const turn = turns[at]
    if (!isObject(turn)) found.push({})
    else if (wanted(turn.role)) found.push(turn)
    else break
  }
  return found
}

function blocksIn({ content }: Loose): readonly Loose[] {
  return blocksOf(content)
}

/** What an assistant said and called; undefined when that is nothing. */
function assistantMessage(blocks: readonly Loose[], dialect: Dialect, names: ToolNames): Assistant | undefined {
  const texts: string[] = []
  const calls: Call[] = []
  let reasoning = ''
  for (const block of blocks) {
    if (block.type === 'text') texts.push(textOf(block.text) ?? '')
    else if (block.type === 'thinking') reasoning += textOf(block.thinking) ?? ''
    else if (block.type === 'tool_use') calls.push(call(block, names))
  }
  const text = joined(texts)
  const message: Assistant = { role: 'assistant', content: text === '' && calls.length > 0 ? null : text }
  if (calls.length > 0) message.tool_calls = calls
  // DeepSeek and Kimi want it on every message that calls a tool, be it empty.
  const thought = dialect.reasoningContent && (reasoning !== '' || calls.length > 0)
  if (!thought) return text === '' && calls.length === 0 ? undefined : message
  return Object.assign(message, { reasoning_content: reasoning })
}

function call({ id, name, input }: Loose, names: ToolNames): Call {
  // What is no object is refused by servers that read it.
  const text = JSON.stringify(isObject(input) ? input : {})
  return { id: String(id), type: 'function', function: { name: names.toServer(String(name)), arguments: text } }
}

/** The results that are there for the calls of one assistant message, by the call's id. */
class Results {
  readonly #waiting = new Map<string, Loose[]>()
  readonly #taken = new Set<Loose>()

  constructor(turns: readonly Loose[]) {
    for (const block of turns.flatMap(blocksIn)) {
      if (block.type !== 'tool_result') continue
      const id = String(block.tool_use_id)
      const same = this.#waiting.get(id)
      if (same === undefined) this.#waiting.set(id, [block])
      else same.push(block)
    }
  }

  take(id: string): Loose | undefined {
    const result = this.#waiting.get(id)?.shift()
    if (result !== undefined) this.#taken.add(result)
    return result
  }

  wasTaken(block: Loose): boolean {
    return this.#taken.has(block)
  }
}

/** A turn of the user's less the results that stand in messages of their own, or instructions between the turns. */
function otherMessage(turn: Loose, results: Results, dialect: Dialect, first: boolean): Message | undefined {
  if (turn.role === 'system') {
    const text = instructions(turn.content)
    const role = first ? dialect.systemRole : dialect.systemInConversation
    return text === '' ? undefined : { role, content: text }
  }
  const parts = blocksIn(turn).flatMap((block): Part[] => {
    if (block.type !== 'tool_result') return partsOf(block, dialect)
    const { text, media } = resultOf(block, dialect)
    // A result whose call is not there any more would be refused as a message of its own.
    return results.wasTaken(block)
      ? media
      : [{ type: 'text', text: `Result of an earlier tool call: ${text}` }, ...media]
  })
  const content = userContent(parts)
  return content === undefined ? undefined : { role: 'user', content }
}

/** Makes one message of each row of user messages. */
function alternating(messages: readonly Message[]): Message[] {
  const merged: Message[] = []
  for (const message of messages) {
    const last = merged.at(-1)
    if (message.role !== 'user' || last?.role !== 'user') {
      merged.push(message)
      continue
    }
    const parts = [last, message].flatMap(({ content }): Part[] =>
      typeof content === 'string' ? [{ type: 'text', text: content }] : content,
    )
    merged[merged.length - 1] = { role: 'user', content: userContent(parts)! }
  }
  return merged
}
