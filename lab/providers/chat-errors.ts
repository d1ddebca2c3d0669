/** How a server that follows OpenAI's API says no. */
import type { ServerResponse } from 'node:http'
import type { ErrorAnswer } from './answers.ts'

/** A request that is not taken: as OpenAI words it, with the parameter it is about. */
export interface Refusal {
  readonly status: number
  readonly message: string
  readonly param?: string
  readonly code?: string
}

export const invalid = (message: string, param?: string, status = 400): Refusal => ({
  status,
  message,
  ...(param === undefined ? {} : { param }),
})

/** The body of an error in OpenAI's shape. */
export function errorBody({ status, message, param, code, type }: Refusal & { readonly type?: string }): unknown {
  return { error: { message, type: type ?? types[status] ?? typeOf(status), param: param ?? null, code: code ?? null } }
}

const types: Readonly<Record<number, string>> = { 429: 'rate_limit_exceeded', 503: 'service_unavailable' }

const typeOf = (status: number): string => (status < 500 ? 'invalid_request_error' : 'server_error')

/** An error of a script's: in OpenAI's shape, or as the page that it holds. */
export function sendScriptedError(response: ServerResponse, answer: ErrorAnswer): void {
  const { status, type, headers, body, message = `Answered with ${status} by the script` } = answer
  const error = errorBody({ status, message, ...(type === undefined ? {} : { type }) })
  response
    .writeHead(status, { 'content-type': body === undefined ? json : 'text/html; charset=utf-8', ...headers })
    .end(body ?? JSON.stringify(error))
}

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  response.writeHead(refusal.status, { 'content-type': json }).end(JSON.stringify(errorBody(refusal)))
}

/** What a server says of a path that it does not have; protocols are told apart by this. */
export type UnknownPath =
  | 'openai'
  | 'vllm'
  | 'llama.cpp'
  | 'fastapi'
  | 'ollama'
  | 'tgi'
  | 'method-not-allowed'
  | 'lm-studio'

const json = 'application/json'

export function sendUnknownPath(response: ServerResponse, as: UnknownPath, method: string, path: string): void {
  const { status, body, type = json } = unknownPathAnswer(as, method, path)
  response
    .writeHead(status, body === '' ? {} : { 'content-type': type })
    .end(typeof body === 'string' ? body : JSON.stringify(body))
}

interface PathAnswer {
  readonly status: number
  readonly body: unknown
  readonly type?: string
}

function unknownPathAnswer(as: UnknownPath, method: string, path: string): PathAnswer {
  switch (as) {
    case 'openai':
      return { status: 404, body: errorBody(invalid(`Invalid URL (${method} ${path})`, undefined, 404)) }
    case 'vllm':
      return {
        status: 404,
        body: { error: { message: 'Not Found', type: 'Not Found', param: null, code: 404 } },
      }
    case 'llama.cpp':
      return { status: 404, body: { error: { code: 404, message: 'File Not Found', type: 'not_found_error' } } }
    case 'fastapi':
      return { status: 404, body: { detail: 'Not Found' } }
    case 'ollama':
      return { status: 404, body: '404 page not found', type: 'text/plain' }
    case 'tgi':
      return { status: 404, body: '' }
    case 'method-not-allowed':
      return { status: 405, body: { detail: 'Method Not Allowed' } }
    case 'lm-studio':
      // With this status, whatever the path.
      return { status: 200, body: { error: `Unexpected endpoint or method. (${method} ${path})` } }
  }
}
