/** What is refused in the `messages` of a chat completion: their order, their fields, and what they hold. */
import { invalid, type Refusal } from './chat-errors.ts'
import type { Rules } from './chat-request.ts'
import { isRecord, type Loose, namePattern, unknownKey } from './loose.ts'

export function messagesRefusal(messages: unknown, rules: Rules): Refusal | undefined {
  if (messages === undefined) return invalid("Missing required parameter: 'messages'.", 'messages')
  if (!Array.isArray(messages) || messages.length === 0)
    return invalid("Invalid 'messages': empty array. Expected an array with minimum length 1.", 'messages')
  for (const [at, message] of messages.entries()) {
    const refused = messageRefusal(message, `messages[${at}]`, rules)
    if (refused) return refused
  }
  return orderRefusal(messages, rules)
}

const fields: Readonly<Record<string, readonly string[]>> = {
  system: ['role', 'content', 'name'],
  developer: ['role', 'content', 'name'],
  user: ['role', 'content', 'name'],
  assistant: ['role', 'content', 'name', 'refusal', 'tool_calls', 'reasoning_content'],
  tool: ['role', 'content', 'tool_call_id'],
}

/** The kinds of parts that a role's content may be made of. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  system: ['text'],
  developer: ['text'],
  user: ['text', 'image_url', 'input_audio', 'file'],
  assistant: ['text', 'refusal'],
  tool: ['text'],
}

function messageRefusal(message: unknown, at: string, rules: Rules): Refusal | undefined {
  if (!isRecord(message)) return invalid(`Invalid type for '${at}': expected an object.`, at)
  const role = String(message.role)
  const allowed = fields[role]
  if (!allowed)
    return invalid(
      `Invalid value: '${role}'. Supported values are: 'system', 'assistant', 'user', 'tool', and 'developer'.`,
      `${at}.role`,
    )
  const unknown = unknownKey(message, allowed)
  if (unknown !== undefined) return invalid(`Unknown parameter: '${at}.${unknown}'.`, `${at}.${unknown}`)
  return (
    contentRefusal(message, role, `${at}.content`, rules) ??
    (role === 'assistant' ? assistantRefusal(message, at, rules) : undefined) ??
    (role === 'tool' && !isText(message.tool_call_id)
      ? invalid(`Missing required parameter: '${at}.tool_call_id'.`, `${at}.tool_call_id`)
      : undefined)
  )
}

function contentRefusal(message: Loose, role: string, at: string, rules: Rules): Refusal | undefined {
  const { content } = message
  if (typeof content === 'string') return undefined
  if (content == null) {
    if (role === 'assistant' && (message.tool_calls !== undefined || message.refusal != null)) return undefined
    return invalid(`Invalid value for 'content': expected a string, got null.`, at)
  }
  if (!Array.isArray(content)) return invalid(`Invalid type for '${at}': expected one of a string or array.`, at)
  if (content.length === 0) return invalid(`Invalid '${at}': empty array. Expected an array with minimum length 1.`, at)
  for (const [index, part] of content.entries()) {
    const refused = partRefusal(part, role, `${at}[${index}]`, rules)
    if (refused) return refused
  }
  return undefined
}

function partRefusal(part: unknown, role: string, at: string, { pictures }: Rules): Refusal | undefined {
  if (!isRecord(part)) return invalid(`Invalid type for '${at}': expected an object.`, at)
  const kind = String(part.type)
  const supported = kinds[role] ?? []
  if (!supported.includes(kind))
    return invalid(
      `Invalid value: '${kind}'. Supported values are: ${supported.map((one) => `'${one}'`).join(', ')}.`,
      `${at}.type`,
    )
  const unknown = unknownKey(part, ['type', kind])
  if (unknown !== undefined) return invalid(`Unknown parameter: '${at}.${unknown}'.`, `${at}.${unknown}`)
  const held = part[kind]
  switch (kind) {
    case 'image_url':
      if (pictures === 'refused') return invalid('This model does not support image input.', at)
      return pictureRefusal(held, `${at}.image_url`)
    case 'file':
      return isRecord(held) && [held.file_data, held.file_id].some(isText)
        ? undefined
        : invalid(`Missing required parameter: '${at}.file.file_data'.`, `${at}.file`)
    case 'input_audio':
      return isRecord(held) ? undefined : invalid(`Invalid type for '${at}.input_audio'.`, at)
    default:
      return typeof held === 'string' ? undefined : invalid(`Invalid type for '${at}.${kind}'.`, `${at}.${kind}`)
  }
}

function pictureRefusal(picture: unknown, at: string): Refusal | undefined {
  if (!isRecord(picture)) return invalid(`Invalid type for '${at}': expected an object, but got a string instead.`, at)
  const unknown = unknownKey(picture, ['url', 'detail'])
  if (unknown !== undefined) return invalid(`Unknown parameter: '${at}.${unknown}'.`, `${at}.${unknown}`)
  const url = String(picture.url)
  const [, base64] = /^data:image\/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/]+={0,2})$/.exec(url) ?? []
  if (base64 === undefined ? /^https?:\/\/./.test(url) : base64.length % 4 === 0) return undefined
  return invalid(`Invalid '${at}.url'. Expected a valid URL, or a data URI with a base64-encoded picture.`, `${at}.url`)
}

/** OpenAI takes no longer ones. */
const longestId = 40

function assistantRefusal(message: Loose, at: string, { reasoningContent }: Rules): Refusal | undefined {
  const { tool_calls: calls, reasoning_content: reasoning } = message
  if (reasoning !== undefined && (reasoningContent === 'refused' || typeof reasoning !== 'string'))
    return invalid(`Unknown parameter: '${at}.reasoning_content'.`, `${at}.reasoning_content`)
  if (calls === undefined) return undefined
  if (!Array.isArray(calls) || calls.length === 0)
    return invalid(`Invalid '${at}.tool_calls': empty array. Expected an array with minimum length 1.`, at)
  if (reasoning === undefined && reasoningContent === 'wanted')
    return invalid(`Missing \`reasoning_content\` field in the assistant message at message index ${at}.`, at)
  const seen = new Set<unknown>()
  for (const [index, call] of calls.entries()) {
    const refused = callRefusal(call, `${at}.tool_calls[${index}]`)
    if (refused) return refused
    if (seen.has(call.id)) return invalid(`Duplicate value for '${at}.tool_calls[${index}].id': '${call.id}'.`, at)
    seen.add(call.id)
  }
  return undefined
}

function callRefusal(call: unknown, at: string): Refusal | undefined {
  if (!isRecord(call) || call.type !== 'function' || !isRecord(call.function))
    return invalid(`Invalid '${at}': expected a function call.`, at)
  const unknown = unknownKey(call, ['id', 'type', 'function']) ?? unknownKey(call.function, ['name', 'arguments'])
  if (unknown !== undefined) return invalid(`Unknown parameter: '${at}.${unknown}'.`, `${at}.${unknown}`)
  if (!isText(call.id)) return invalid(`Missing required parameter: '${at}.id'.`, `${at}.id`)
  if (call.id.length > longestId)
    return invalid(
      `Invalid '${at}.id': string too long. Expected a string with maximum length ${longestId}, but got a string with length ${call.id.length} instead.`,
      `${at}.id`,
    )
  const { name, arguments: args } = call.function
  if (!namePattern.test(String(name)))
    return invalid(
      `Invalid '${at}.function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
      `${at}.function.name`,
    )
  // vLLM and llama.cpp parse them for the chat template, and fail on anything else.
  return typeof args === 'string' && isRecord(parsed(args))
    ? undefined
    : invalid(`Invalid '${at}.function.arguments': expected a JSON object as a string.`, `${at}.function.arguments`)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function isText(held: unknown): held is string {
  return typeof held === 'string' && held !== ''
}

/** Every message is one by now. */
function orderRefusal(messages: readonly Loose[], rules: Rules): Refusal | undefined {
  let unanswered: unknown[] = []
  let before: unknown
  for (const [at, { role, tool_call_id: id, tool_calls: calls }] of messages.entries()) {
    const param = `messages.[${at}].role`
    if (role === 'tool') {
      if (!unanswered.includes(id))
        return invalid(
          "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
          param,
        )
      unanswered = unanswered.filter((call) => call !== id)
    } else if (unanswered.length > 0) return unansweredRefusal(unanswered, param)
    if (role === 'system' && rules.system === 'only-first' && at > 0)
      return invalid('System message must be at the beginning.', param)
    if (rules.turns === 'alternating' && role === before && (role === 'user' || role === 'assistant'))
      return invalid('Conversation roles must alternate user/assistant/user/assistant/...', param)
    if (role === 'assistant' && Array.isArray(calls)) unanswered = calls.map((call) => call.id)
    before = role
  }
  return unanswered.length > 0 ? unansweredRefusal(unanswered, `messages.[${messages.length - 1}].role`) : undefined
}

function unansweredRefusal(ids: readonly unknown[], param: string): Refusal {
  return invalid(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids.join(', ')}`,
    param,
  )
}
