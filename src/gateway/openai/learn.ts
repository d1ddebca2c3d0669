import type { Dialect, Dispensable } from './dialect.ts'
import { limitIn } from './limits.ts'
import { problemIn } from './problem.ts'

/** What a refusal seems to teach. It is worth keeping when the request is taken then: words can mislead. */
export interface Lesson {
  change: Partial<Dialect>
  /** Whether it holds for requests to come; room for an answer is another one each time. */
  lasting: boolean
}

/** How a server says that it does not take something. */
const refusal =
  /unsupported|(?:not?|only) support|unrecogni[sz]ed|unknown|unexpected|unavailable|not (?:permitted|allowed|valid|accepted|available|enabled|a multi-?modal)|invalid|extra (?:inputs|fields)|no endpoints|additional properties|at most 0/i

const dispensable: readonly Dispensable[] = [
  'parallel_tool_calls',
  'reasoning_effort',
  'response_format',
  'tool_choice',
  'temperature',
  'top_p',
  'stop',
]

const pictures = /\bimages?\b|image_url|\bvision\b|multi-?modal/i

/**
 * What a refused request says that the server wants otherwise; undefined when it says nothing of the kind, or nothing that is
 * not done already. The request is worth sending once more then, translated anew.
 */
export function lessonOf(status: number, body: string, dialect: Dialect): Lesson | undefined {
  // Some say 404 or 500 for what a model cannot do (OpenRouter, llama.cpp).
  if (status < 400 || (status > 422 && status !== 500 && status !== 501)) return undefined
  if (status === 401 || status === 402 || status === 403 || status === 413) return undefined
  const { message, param } = problemIn(body)
  return room(message, dialect) ?? lasting(refusedParameter(message, param, dialect) ?? wanted(message, dialect))
}

function lasting(change: Partial<Dialect> | undefined): Lesson | undefined {
  return change && { change, lasting: true }
}

function room(message: string, { mostTokens }: Dialect): Lesson | undefined {
  const limit = limitIn(message)
  if (limit === undefined || limit.kind === 'prompt' || limit.most >= (mostTokens ?? Infinity)) return undefined
  return { change: { mostTokens: limit.most }, lasting: limit.kind === 'answer' }
}

function refusedParameter(message: string, param: string | undefined, dialect: Dialect): Partial<Dialect> | undefined {
  if (!refusal.test(message)) return undefined
  const names = (name: string) => param === name || named(name).test(message)
  // A refusal that names both names of it first says which one it refuses, and then which to use.
  const maxTokens = param ?? /(?<![a-z_])max_(?:completion_)?tokens/.exec(message)?.[0]
  if (maxTokens === dialect.maxTokensName && limitIn(message) === undefined)
    return { maxTokensName: maxTokens === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens' }
  if (dialect.includeUsage && (names('stream_options') || names('include_usage'))) return { includeUsage: false }
  const refused = dispensable.find((name) => !dialect.without.has(name) && names(name))
  if (refused !== undefined) return { without: new Set([...dialect.without, refused]) }
  return undefined
}

/** A parameter's name in a message. "stop" is a word as well: it has to be quoted there, or stand in a path. */
function named(name: string): RegExp {
  return new RegExp(name === 'stop' ? `['"\`.]stop['"\`:]` : `(?<![a-z_])${name}(?![a-z_])`)
}

function wanted(message: string, dialect: Dialect): Partial<Dialect> | undefined {
  // DeepSeek, Kimi: "Missing `reasoning_content` field", "… must be passed back", "… is missing in assistant tool call message".
  if (/reasoning_content/.test(message)) {
    const missing = /missing|must|required|passed back/i.test(message)
    return missing === dialect.reasoningContent ? undefined : { reasoningContent: missing }
  }
  // Chat templates: "Conversation roles must alternate user/assistant/…", "System message must be at the beginning".
  if (/roles must alternate/i.test(message) && !dialect.alternating) return { alternating: true }
  if (/system message (?:must|should|can|is)\b.*\b(?:beginning|first|start)/i.test(message))
    return dialect.systemInConversation === 'system' ? { systemInConversation: 'user' } : undefined
  if (/system role|role\W+system|'system' (?:role )?(?:is not|with)|does not support 'system'/i.test(message)) {
    if (dialect.systemInConversation === 'system') return { systemInConversation: 'user' }
    return dialect.systemRole === 'user' ? undefined : { systemRole: 'user' }
  }
  if (dialect.images && pictures.test(message) && refusal.test(message)) return { images: false }
  if (dialect.files && /\b(?:files?|pdfs?|documents?)\b/i.test(message) && refusal.test(message))
    return { files: false }
  return undefined
}
