/** A stand-in for Anthropic's Messages API on loopback, which the real CLI and the official SDK take for the real one. */
import type { ServerResponse } from 'node:http'
import { type Answer, type ErrorAnswer, errorType, nextAnswer, type RecordedRequest, type Script } from './answers.ts'
import { type Handler, startRecordingServer } from './http.ts'
import { requestId, sendAnswer, sendJson } from './message-answer.ts'
import { id } from './message-events.ts'

export { frame } from './message-answer.ts'
export type { Answer, RecordedRequest, Script }

export interface MessagesApiOptions {
  readonly script: Script
  /** The key to ask for, or several, or a test of it. Default: any key, but there must be one. */
  readonly key?: string | readonly string[] | ((key: string) => boolean)
  /** How the key may come; both headers in one request are a 400 whatever this says. Default: either. */
  readonly accept?: 'x-api-key' | 'bearer' | 'either'
  /** A path in front, such as `/anthropic`: everything else is a 404. */
  readonly prefix?: string
  /**
   * Adds `x-should-retry` to errors. Without it, which is the default and what most gateways do, the CLI repeats even a
   * 401 ten times over three minutes.
   */
  readonly retryHints?: boolean
  /** Closes by itself; 10 minutes by default. */
  readonly stopAfterMs?: number
}

export interface MessagesApi {
  /** `http://127.0.0.1:PORT`, without the prefix. */
  readonly url: string
  readonly port: number
  readonly requests: RecordedRequest[]
  /** Only `POST /v1/messages`. */
  readonly messages: RecordedRequest[]
  idle(): Promise<void>
  close(): Promise<void>
}

/** What the real API takes at most. */
const REQUEST_BYTES = 32 * 1024 * 1024

export async function startMessagesApi(options: MessagesApiOptions): Promise<MessagesApi> {
  const messages: RecordedRequest[] = []
  const handle = messagesHandler(options, messages)
  const server = await startRecordingServer({ handle, ...pick(options.stopAfterMs) })
  return { ...server, messages }
}

/** For a server that speaks other protocols besides. */
export function messagesHandler(options: MessagesApiOptions, messages: RecordedRequest[]): Handler {
  const prefix = (options.prefix ?? '').replace(/\/$/, '')

  const hints = options.retryHints ?? false

  return async (request, response) => {
    const path = request.path.replace(/[?#].*$/s, '')
    const route = path === prefix ? '/' : path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : undefined
    if (request.method === 'POST' && route === '/v1/messages') messages.push(request)
    response.setHeader('request-id', id('req'))
    if (request.method === 'HEAD' && route === '/') return void response.writeHead(200).end()

    const refused = route === undefined ? notFound : refusal(request, options)
    if (refused) return sendError(response, refused, hints)
    switch (`${request.method} ${route}`) {
      case 'POST /v1/messages': {
        const invalid = invalidity(request)
        if (invalid) return sendError(response, invalid, hints)
        const answer = await nextAnswer(options.script, request, messages.indexOf(request))
        const { model, stream } = request.body
        return sendAnswer(response, answer, {
          model,
          streamed: stream === true,
          sendError: (error) => sendError(response, error, hints),
        })
      }
      case 'POST /v1/messages/count_tokens':
        return sendJson(response, { input_tokens: Math.ceil(request.bytes / 4) })
      case 'GET /v1/models':
        return sendJson(response, modelList())
    }
    const model = request.method === 'GET' && /^\/v1\/models\/([^/]+)$/.exec(route ?? '')?.[1]
    return model ? sendJson(response, modelEntry(decodeURIComponent(model))) : sendError(response, notFound, hints)
  }
}

const pick = (stopAfterMs: number | undefined) => (stopAfterMs === undefined ? {} : { stopAfterMs })

const notFound: ErrorAnswer = { kind: 'error', status: 404, message: 'Not Found' }

function refusal(request: RecordedRequest, { key, accept = 'either' }: MessagesApiOptions): ErrorAnswer | undefined {
  const unauthorized = (message: string): ErrorAnswer => ({ kind: 'error', status: 401, message })
  const apiKey = request.headers['x-api-key']
  const bearer = request.headers.authorization
  if (apiKey !== undefined && bearer !== undefined) {
    return { kind: 'error', status: 400, message: 'x-api-key and authorization may not be sent in one request' }
  }
  if (apiKey !== undefined && accept !== 'bearer') {
    return matches(apiKey, key) ? undefined : unauthorized('invalid x-api-key')
  }
  if (bearer !== undefined && accept !== 'x-api-key') {
    const token = /^Bearer (.+)$/.exec(bearer)?.[1]
    return token && matches(token, key) ? undefined : unauthorized('Invalid bearer token')
  }
  return unauthorized(accept === 'bearer' ? 'authorization header is required' : 'x-api-key header is required')
}

function matches(given: string, key: MessagesApiOptions['key']): boolean {
  if (typeof key === 'function') return key(given)
  if (typeof key === 'string') return given === key
  return key ? key.includes(given) : given !== ''
}

/** The mistakes that a gateway on the way could make. */
function invalidity(request: RecordedRequest): ErrorAnswer | undefined {
  const invalid = (message: string, status = 400): ErrorAnswer => ({ kind: 'error', status, message })
  const { body, headers } = request
  if (request.bytes > REQUEST_BYTES) return invalid('Request exceeds the maximum size', 413)
  if (!headers['anthropic-version']) return invalid('anthropic-version: header is required')
  if (typeof body !== 'object' || body === null) return invalid('The request body is not valid JSON')
  if (typeof body.model !== 'string') return invalid('model: Field required')
  if (typeof body.max_tokens !== 'number') return invalid('max_tokens: Field required')
  if (!Array.isArray(body.messages)) return invalid('messages: Field required')
  if (body.messages.length === 0) return invalid('messages: at least one message is required')
  return undefined
}

function sendError(response: ServerResponse, answer: ErrorAnswer, hints: boolean): void {
  const { status, type, message, headers, body } = answer
  const error = { type: type ?? errorType(status), message: message ?? `Answered with ${status} by the script` }
  const hint = { 'x-should-retry': String(status === 408 || status === 409 || status === 429 || status >= 500) }
  const contentType = body === undefined ? 'application/json' : 'text/html; charset=utf-8'
  response
    .writeHead(status, { 'content-type': contentType, ...(hints ? hint : {}), ...headers })
    .end(body ?? JSON.stringify({ type: 'error', error, request_id: requestId(response) }))
}

function modelList(): unknown {
  const data = ['claude-opus-4-6', 'claude-sonnet-4-6', 'claude-haiku-4-5'].map(modelEntry)
  return { data, has_more: false, first_id: data[0]?.id, last_id: data.at(-1)?.id }
}

function modelEntry(name: string) {
  return { type: 'model', id: name, display_name: name, created_at: '2026-02-01T00:00:00Z' }
}
