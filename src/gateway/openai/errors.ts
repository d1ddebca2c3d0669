import { isObject, textOf } from './json.ts'
import { limitIn, overflows } from './limits.ts'
import { type Problem, problemIn, problemOf } from './problem.ts'

/** An error as Anthropic's API gives it. */
export interface AnthropicError {
  status: number
  type: string
  message: string
  headers: Readonly<Record<string, string>>
}

/** "Errors" of Anthropic's API reference. */
const types: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  422: 'invalid_request_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
}

/** What the CLI goes by when it tries again. */
const passedOn = ['retry-after', 'retry-after-ms', 'x-should-retry']

/** A server's answer with an error status, or one that is no answer at all, such as the page of a proxy. */
export function toAnthropicError(
  status: number,
  body: string,
  headers: Readonly<Record<string, string | string[] | undefined>> = {},
): AnthropicError {
  const kept: Record<string, string> = {}
  for (const name of passedOn) {
    const value = headers[name]
    if (typeof value === 'string') kept[name] = value
  }
  const problem = problemIn(body)
  // The same key, or an empty account, is refused again: without this the CLI asks ten times more, over three minutes.
  if (status === 401 || problem.code === 'insufficient_quota') kept['x-should-retry'] ??= 'false'
  const message = problem.message || `The server answered with status ${status}.`
  return anthropicError(status < 400 ? 502 : status, { ...problem, message }, kept)
}

/** The error that a chunk of a stream, or an answer with status 200, is instead of one. */
export function inBandError(held: unknown): AnthropicError | undefined {
  if (!isObject(held)) return brokenAnswer('The server sent something that is no part of an answer.')
  const { error, object, choices, usage, message, detail } = held
  if (isSaid(error) || object === 'error') return fromProblem(problemOf(held))
  // OpenRouter puts what happened to the provider behind it into the choice.
  const [choice] = Array.isArray(choices) ? choices : []
  if (isObject(choice) && isSaid(choice.error)) return fromProblem(problemOf(choice))
  const bare = textOf(message) ?? textOf(detail)
  return choices === undefined && usage === undefined && bare !== undefined ? fromProblem(problemOf(held)) : undefined
}

/** Some servers send an empty error with every chunk. */
function isSaid(error: unknown): boolean {
  return isObject(error) ? Object.keys(error).length > 0 : error != null && error !== '' && error !== false
}

/** An answer that is not whole, or not what it says. */
export function brokenAnswer(message: string): AnthropicError {
  return { status: 502, type: 'api_error', message, headers: {} }
}

export const namelessCall = brokenAnswer('The model called a tool that the server does not name.')

export function badInput(tool: string | undefined): AnthropicError {
  return brokenAnswer(`The model called ${tool ?? 'a tool'} with an input that is not a JSON object.`)
}

function fromProblem(problem: Problem): AnthropicError {
  return anthropicError(problem.status ?? 500, problem, {})
}

function anthropicError(
  status: number,
  { message, code }: Problem,
  headers: AnthropicError['headers'],
): AnthropicError {
  // In these words the CLI is told that it has to sum the conversation up.
  const limit = status <= 500 ? limitIn(message) : undefined
  if (limit?.kind === 'prompt') {
    const told = `prompt is too long: ${limit.tokens} tokens > ${limit.most} maximum (${message})`
    return { status: 400, type: 'invalid_request_error', message: told, headers }
  }
  if (limit === undefined && status <= 500 && overflows(message, code)) {
    const told = `prompt is too long (${message})`
    return { status: 400, type: 'invalid_request_error', message: told, headers }
  }
  const shown = status === 503 ? 529 : status
  const type = types[shown] ?? (shown < 500 ? 'invalid_request_error' : 'api_error')
  return { status: shown, type, message, headers }
}
