/** A stand-in for Anthropic's Messages API on loopback, which the real CLI and the official SDK take for the real one. */
import type { ServerResponse } from 'node:http'
import {
  type Answer,
  type ErrorAnswer,
  errorType,
  type InBandErrorAnswer,
  nextAnswer,
  type RecordedRequest,
  type Script,
} from './answers.ts'
import { cut, left, pause, startRecordingServer, write } from './http.ts'
import {
  bigMessageOf,
  events,
  eventsUpTo,
  id,
  type Message,
  messageOf,
  type StreamEvent,
  wholeMessage,
} from './message-events.ts'

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
  const prefix = (options.prefix ?? '').replace(/\/$/, '')

  const hints = options.retryHints ?? false

  const handle = async (request: RecordedRequest, response: ServerResponse): Promise<void> => {
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
        return answer(request, response, await nextAnswer(options.script, request, messages.indexOf(request)), hints)
      }
      case 'POST /v1/messages/count_tokens':
        return sendJson(response, { input_tokens: Math.ceil(request.bytes / 4) })
      case 'GET /v1/models':
        return sendJson(response, modelList())
    }
    const model = request.method === 'GET' && /^\/v1\/models\/([^/]+)$/.exec(route ?? '')?.[1]
    return model ? sendJson(response, modelEntry(decodeURIComponent(model))) : sendError(response, notFound, hints)
  }

  const server = await startRecordingServer({ handle, ...pick(options.stopAfterMs) })
  return { ...server, messages }
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

async function answer(
  request: RecordedRequest,
  response: ServerResponse,
  answer: Answer,
  hints: boolean,
): Promise<void> {
  const model = request.body.model as string
  const streamed = request.body.stream === true
  const nothing = () => messageOf({ kind: 'message' }, model)
  switch (answer.kind) {
    case 'message': {
      await pause(answer.firstByteMs)
      const message = messageOf(answer, model)
      return streamed ? stream(response, events(message), answer.betweenMs) : sendJson(response, wholeMessage(message))
    }
    case 'big': {
      const message = bigMessageOf(answer, model)
      return streamed ? stream(response, events(message)) : sendBigJson(response, message)
    }
    case 'error':
      await pause(answer.firstByteMs)
      return sendError(response, answer, hints)
    case 'in-band-error':
      return streamed ? streamWithError(response, answer, nothing()) : sendError(response, atStart(answer), hints)
    case 'cut':
      if (answer.at !== 'headers') await begin(response, streamed, answer.text ?? '', nothing())
      // What was written is to arrive, or the cut would always be one before the headers.
      await pause(20)
      return cut(response)
    case 'hang':
      if (answer.text !== undefined) await begin(response, streamed, answer.text, nothing())
      return left(response)
  }
}

/** Without a stream there is no band for an error to be in. */
function atStart({ type, message }: InBandErrorAnswer): ErrorAnswer {
  const status = [400, 401, 403, 404, 413, 429, 529].find((status) => errorType(status) === type) ?? 500
  return { kind: 'error', status, type, message }
}

async function streamWithError(response: ServerResponse, answer: InBandErrorAnswer, message: Message): Promise<void> {
  await begin(response, true, answer.text ?? '', message)
  const { type, message: text } = answer
  await write(response, frame({ type: 'error', error: { type, message: text }, request_id: requestId(response) }))
  response.end()
}

/** Headers and a first part of the body. */
async function begin(response: ServerResponse, streamed: boolean, text: string, message: Message): Promise<void> {
  if (streamed) {
    sendStreamHead(response)
    for (const event of eventsUpTo(text, message)) await write(response, frame(event))
    return
  }
  const whole = JSON.stringify({ ...wholeMessage(message), content: [{ type: 'text', text }] })
  const part = Buffer.from(whole.slice(0, whole.indexOf(JSON.stringify(text)) + text.length))
  response.writeHead(200, { 'content-type': 'application/json' })
  await write(response, part)
}

async function stream(response: ServerResponse, all: Iterable<StreamEvent>, betweenMs?: number): Promise<void> {
  sendStreamHead(response)
  for (const event of all) {
    if (betweenMs && event.type === 'content_block_delta') await pause(betweenMs)
    if (!(await write(response, frame(event)))) return
  }
  response.end()
}

function sendStreamHead(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  })
  response.flushHeaders()
}

export const frame = (event: StreamEvent): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** The deltas joined on the way out; the filler needs no escaping beyond its line ends. */
async function sendBigJson(response: ServerResponse, message: Message): Promise<void> {
  const mark = '\u0000'
  const block = message.blocks[0]
  const field = block?.type === 'thinking' ? 'thinking' : 'text'
  const content = [{ ...block?.start, [field]: mark }, ...message.blocks.slice(1).map((other) => other.whole())]
  const [head = '', tail = ''] = JSON.stringify({ ...wholeMessage({ ...message, blocks: [] }), content }).split(
    '\\u0000',
  )
  response.writeHead(200, { 'content-type': 'application/json' })
  await write(response, head)
  for (const delta of block?.deltas ?? []) {
    const text = delta[field]
    if (typeof text === 'string' && !(await write(response, JSON.stringify(text).slice(1, -1)))) return
  }
  response.end(tail)
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

const requestId = (response: ServerResponse) => String(response.getHeader('request-id') ?? '')

function modelList(): unknown {
  const data = ['claude-opus-4-6', 'claude-sonnet-4-6', 'claude-haiku-4-5'].map(modelEntry)
  return { data, has_more: false, first_id: data[0]?.id, last_id: data.at(-1)?.id }
}

function modelEntry(name: string) {
  return { type: 'model', id: name, display_name: name, created_at: '2026-02-01T00:00:00Z' }
}
