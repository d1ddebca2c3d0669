/** Any answer of a script over HTTP, as a stream of server-sent events or whole: Anthropic's way, and Vertex AI's. */
import type { ServerResponse } from 'node:http'
import { type Answer, type ErrorAnswer, errorType, type InBandErrorAnswer } from './answers.ts'
import { cut, left, pause, write } from './http.ts'
import {
  bigMessageOf,
  events,
  eventsUpTo,
  type Message,
  messageOf,
  type StreamEvent,
  wholeMessage,
} from './message-events.ts'

export interface Delivery {
  readonly model: string
  readonly streamed: boolean
  /** Each provider has errors of its own. */
  readonly sendError: (answer: ErrorAnswer) => void
}

export async function sendAnswer(response: ServerResponse, answer: Answer, delivery: Delivery): Promise<void> {
  const { model, streamed, sendError } = delivery
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
      return sendError(answer)
    case 'in-band-error':
      return streamed ? streamWithError(response, answer, nothing()) : sendError(atStart(answer))
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

export function sendJson(response: ServerResponse, body: unknown): void {
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

export const requestId = (response: ServerResponse): string => String(response.getHeader('request-id') ?? '')
