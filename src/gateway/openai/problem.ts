import { readErrorBody } from '../provider-error.ts'
import { isObject, type Loose, listOf, textOf } from './json.ts'

/** What a server says went wrong, whichever of the many shapes it says it in. */
export interface Problem {
  message: string
  /** The parameter it is about, where it is named apart from the message. */
  param: string | undefined
  /** The HTTP status that it names, or that its type or code amounts to. */
  status: number | undefined
  code: string | undefined
}

/** Words for a status in `type` or `code`: OpenAI's own first, then vLLM's and others'. */
const words: readonly [RegExp, number][] = [
  [/rate_?limit|too_?many|insufficient_quota|throttl|^(requests|tokens)$/i, 429],
  [/overload|unavailable|capacity/i, 529],
  [/authenticat|invalid_?api_?key|unauthori/i, 401],
  [/permission|forbidden/i, 403],
  [/not_?found/i, 404],
  [/context_length|invalid_?request|bad_?request|unprocessable|validation/i, 400],
  [/timeout/i, 504],
  [/server_?error|internal/i, 500],
]

/** What goes on says enough with this; some servers repeat the whole request. */
const longestMessage = 2_000

/** Reads an error's body, JSON or not. */
export function problemIn(body: string): Problem {
  try {
    const json: unknown = JSON.parse(body)
    if (isObject(json)) return problemOf(json)
    if (Array.isArray(json) && isObject(json[0])) return problemOf(json[0])
  } catch {
    // Not JSON: a proxy's page, most likely.
  }
  return { message: readErrorBody(body).message, param: undefined, status: undefined, code: undefined }
}

/** Reads `{error: {…}}`, `{error: "…"}`, or an error with nothing around it. */
export function problemOf(held: Loose): Problem {
  const inner = isObject(held.error)
    ? held.error
    : typeof held.error === 'string'
      ? { ...held, message: held.error }
      : held
  const code = textOf(inner.code) ?? textOf(inner.type)
  return {
    message: messageOf(inner).slice(0, longestMessage),
    param: textOf(inner.param),
    status: numberOf(inner.code) ?? numberOf(inner.status) ?? numberOf(inner.status_code) ?? statusOf(inner),
    code,
  }
}

function messageOf(inner: Loose): string {
  const said = inner.message ?? inner.Message ?? inner.detail ?? inner.msg ?? inner.error
  const own = isObject(said)
    ? messageOf(said)
    : Array.isArray(said)
      ? details(said)
      : (textOf(said) ?? JSON.stringify(inner))
  // OpenRouter says "Provider returned error", and here what the provider returned.
  const raw = isObject(inner.metadata) ? textOf(inner.metadata.raw) : undefined
  return raw === undefined ? own : `${own}: ${problemIn(raw).message}`
}

/** What FastAPI finds wrong with a body: where, and what. */
function details(list: readonly unknown[]): string {
  return list
    .filter(isObject)
    .map(({ loc, msg }) => `${listOf(loc).join('.')}: ${msg}`)
    .join('; ')
}

function numberOf(held: unknown): number | undefined {
  const number = typeof held === 'string' ? Number(held) : held
  return typeof number === 'number' && number >= 400 && number <= 599 ? number : undefined
}

function statusOf({ code, type }: Loose): number | undefined {
  for (const word of [code, type])
    if (typeof word === 'string') for (const [meant, status] of words) if (meant.test(word)) return status
  return undefined
}
