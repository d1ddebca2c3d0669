import { type AnswerOptions, IdGiver, mintId, refuses, type Said, saidIn } from './answer.ts'
import { type AnthropicError, badInput, brokenAnswer, inBandError, namelessCall } from './errors.ts'
import { type Stop, stopOf } from './finish.ts'
import { isObject, type Loose, listOf, textOf } from './json.ts'
import { fragmentOf } from './tool-calls.ts'
import { type AnthropicUsage, estimatedUsage, toAnthropicUsage } from './usage.ts'

type Block =
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'text'; text: string }
  | { type: 'tool_use'; id: string; name: string; input: Loose }

/** A message as Anthropic's API gives it. */
export interface AnthropicMessage extends Stop {
  id: string
  type: 'message'
  role: 'assistant'
  model: string
  content: Block[]
  usage: AnthropicUsage
}

/** An answer that was not streamed, as Anthropic's API would give it, or the error that it is instead. */
export function translateResponse(
  completion: unknown,
  options: AnswerOptions,
): { message: AnthropicMessage } | { error: AnthropicError } {
  const error = inBandError(completion)
  if (error !== undefined) return { error }
  const { choices, usage } = completion as Loose
  const choice = listOf(choices).find((one) => isObject(one) && (one.index === 0 || one.index == null))
  if (!isObject(choice) || !isObject(choice.message))
    return { error: brokenAnswer('The server sent an answer without a message.') }
  const { message } = choice

  const calls = callsIn(message, options)
  if ('status' in calls) return { error: calls }
  const finish = textOf(choice.finish_reason)
  const calledTools = calls.length > 0
  const matched = choice.stop_reason ?? choice.matched_stop
  // A body that could be read is whole: a reason is missed only where the answer comes in pieces.
  const stop = stopOf({ finish: finish ?? 'stop', matched, calledTools, refused: refuses(message) })
  if ('failed' in stop) return { error: brokenAnswer(stop.failed) }
  return {
    message: {
      id: (options.mint ?? mintId)('msg'),
      type: 'message',
      role: 'assistant',
      model: options.model,
      content: contentOf(message, calls),
      ...stop,
      usage: toAnthropicUsage(usage) ?? toAnthropicUsage(choice.usage) ?? estimatedUsage(options.inputTokens),
    },
  }
}

/** Thinking, then text, then calls; nothing blank but where there is nothing else. */
function contentOf(message: Loose, calls: readonly Block[]): Block[] {
  const said: Record<Said['kind'], string> = { thinking: '', text: '' }
  saidIn(message, (kind, text) => {
    said[kind] += text
  })
  const content: Block[] = []
  if (/\S/.test(said.thinking)) content.push({ type: 'thinking', thinking: said.thinking, signature: '' })
  if (/\S/.test(said.text)) content.push({ type: 'text', text: said.text })
  content.push(...calls)
  return content.length > 0 ? content : [{ type: 'text', text: said.text }]
}

function callsIn(message: Loose, options: AnswerOptions): Block[] | AnthropicError {
  const ids = new IdGiver(options)
  const calls: Block[] = []
  for (const held of [...listOf(message.tool_calls), message.function_call]) {
    const fragment = fragmentOf(held)
    if (fragment === undefined) continue
    const { id, name, input } = fragment
    if (name === undefined) return namelessCall
    const parsed = inputOf(input)
    if (parsed === undefined) return badInput(name)
    calls.push({ type: 'tool_use', id: ids.give(id), name: options.names?.fromServer(name) ?? name, input: parsed })
  }
  return calls
}

/** Undefined for what is no JSON object. No input at all is one without properties. */
function inputOf(text: string): Loose | undefined {
  if (text.trim() === '' || text.trim() === 'null') return {}
  try {
    const parsed: unknown = JSON.parse(text)
    return isObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}
