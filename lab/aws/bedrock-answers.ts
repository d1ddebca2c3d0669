/** Answers in the form of Bedrock's runtime: Anthropic's events in frames, exceptions by name. */
import { randomInt, randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type Answer, type ErrorAnswer, errorType, type InBandErrorAnswer } from '../providers/answers.ts'
import { cut, left, pause, write } from '../providers/http.ts'
import {
  bigMessageOf,
  events,
  eventsUpTo,
  type Message,
  messageOf,
  type StreamEvent,
  wholeMessage,
} from '../providers/message-events.ts'
import { eventFrame } from './event-stream.ts'

/** An exception of the runtime: its name, the status it comes with, and what it says by default. */
const exceptions: Record<number, readonly [name: string, message: string]> = {
  400: ['ValidationException', 'The provided model identifier is invalid.'],
  403: ['AccessDeniedException', "You don't have access to the model with the specified model ID."],
  404: ['ResourceNotFoundException', 'Could not resolve the foundation model from the provided model identifier.'],
  408: ['ModelTimeoutException', 'Model has timed out in processing the request. Try your request again.'],
  424: ['ModelErrorException', 'The system encountered an unexpected error during processing. Try your request again.'],
  429: ['ThrottlingException', 'Too many requests, please wait before trying again.'],
  500: [
    'InternalServerException',
    'The system encountered an unexpected error during processing. Try your request again.',
  ],
  503: ['ServiceUnavailableException', 'Bedrock is unable to process your request.'],
}

/** What a script that was written for Anthropic's own API calls it. */
const fromAnthropic: Record<string, string> = {
  invalid_request_error: 'validationException',
  rate_limit_error: 'throttlingException',
  overloaded_error: 'serviceUnavailableException',
  timeout_error: 'modelTimeoutException',
  api_error: 'internalServerException',
}

const PADDING = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  modelId: string,
  streamed: boolean,
): Promise<void> {
  const started = Date.now()
  const model = modelName(modelId)
  switch (answer.kind) {
    case 'message': {
      await pause(answer.firstByteMs)
      const message = fromBedrock(messageOf(answer, model))
      return streamed ? stream(response, message, started, answer.betweenMs) : sendWhole(response, message, started)
    }
    case 'big': {
      const message = fromBedrock(bigMessageOf(answer, model))
      return streamed ? stream(response, message, started) : sendWhole(response, message, started)
    }
    case 'error':
      await pause(answer.firstByteMs)
      return sendException(response, answer)
    case 'in-band-error':
      if (!streamed) return sendException(response, atStart(answer))
      await begin(response, answer.text ?? '', model)
      await write(response, exceptionFrame(answer))
      return void response.end()
    case 'cut':
      if (answer.at !== 'headers') await (streamed ? begin : beginWhole)(response, answer.text ?? '', model)
      // What was written is to arrive, or the cut would always be one before the headers.
      await pause(20)
      return cut(response)
    case 'hang':
      if (answer.text !== undefined) await (streamed ? begin : beginWhole)(response, answer.text, model)
      return left(response)
  }
}

export function sendException(response: ServerResponse, answer: Omit<ErrorAnswer, 'kind'>): void {
  const { status, type, message, headers, body } = answer
  const [name, text] = exceptions[status] ?? [status < 500 ? 'ValidationException' : 'InternalServerException', '']
  const contentType = body === undefined ? 'application/json' : 'text/html; charset=utf-8'
  response
    .writeHead(status, {
      'content-type': contentType,
      'x-amzn-requestid': randomUUID(),
      ...(body === undefined && {
        'x-amzn-errortype': `${type ?? name}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
      }),
      ...headers,
    })
    .end(body ?? JSON.stringify({ message: message ?? (text || `Answered with ${status} by the script`) }))
}

/** Without a stream there is no band for an error to be in. */
function atStart({ type, message }: InBandErrorAnswer): Omit<ErrorAnswer, 'kind'> {
  const name = capital(exceptionName(type))
  const status = Object.entries(exceptions).find(([, [other]]) => other === name)?.[0]
  return { status: Number(status ?? 500), type: name, message }
}

/** The names of exceptions are given as they are, the others translated. */
function exceptionName(type: string): string {
  if (type.endsWith('Exception')) return `${type[0]?.toLowerCase()}${type.slice(1)}`
  return fromAnthropic[type] ?? (errorType(500) === type ? 'internalServerException' : 'modelStreamErrorException')
}

const capital = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`

function exceptionFrame({ type, message }: InBandErrorAnswer): Buffer {
  const headers = {
    ':exception-type': exceptionName(type),
    ':content-type': 'application/json',
    ':message-type': 'exception',
  }
  return eventFrame(headers, Buffer.from(JSON.stringify({ message })))
}

/** The event inside, and as many letters as it takes that nobody can tell from the length how long a token was. */
export function chunkFrame(event: StreamEvent): Buffer {
  const bytes = Buffer.from(JSON.stringify(event)).toString('base64')
  const payload = JSON.stringify({ bytes, p: PADDING.slice(0, randomInt(1, PADDING.length + 1)) })
  const headers = { ':event-type': 'chunk', ':content-type': 'application/json', ':message-type': 'event' }
  return eventFrame(headers, Buffer.from(payload))
}

async function stream(response: ServerResponse, message: Message, started: number, betweenMs?: number): Promise<void> {
  sendStreamHead(response)
  const firstByteLatency = Date.now() - started
  for (const event of events(message)) {
    if (betweenMs && event.type === 'content_block_delta') await pause(betweenMs)
    if (!(await sendEvent(response, event.type === 'message_stop' ? withMetrics(event, firstByteLatency) : event)))
      return
  }
  response.end()

  function withMetrics(event: StreamEvent, firstByteLatency: number): StreamEvent {
    const metrics = { ...counts(message), invocationLatency: Date.now() - started, firstByteLatency }
    return { ...event, 'amazon-bedrock-invocationMetrics': metrics }
  }
}

function counts({ usage }: Message): Record<string, number> {
  return {
    inputTokenCount: usage.input_tokens,
    outputTokenCount: usage.output_tokens,
    cacheReadInputTokenCount: usage.cache_read_input_tokens,
    cacheWriteInputTokenCount: usage.cache_creation_input_tokens,
  }
}

/** Bedrock sends no pings. False when the client has left. */
async function sendEvent(response: ServerResponse, event: StreamEvent): Promise<boolean> {
  return event.type === 'ping' || write(response, chunkFrame(event))
}

/** Headers and the first part of a stream. */
async function begin(response: ServerResponse, text: string, model: string): Promise<void> {
  sendStreamHead(response)
  const message = fromBedrock(messageOf({ kind: 'message' }, model))
  for (const event of eventsUpTo(text, message)) await sendEvent(response, event)
}

async function beginWhole(response: ServerResponse, text: string, model: string): Promise<void> {
  const message = fromBedrock(messageOf({ kind: 'message', text }, model))
  const whole = JSON.stringify(wholeMessage(message))
  response.writeHead(200, wholeHeaders(message, 0))
  await write(response, whole.slice(0, whole.indexOf(JSON.stringify(text)) + text.length))
}

function sendStreamHead(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'application/vnd.amazon.eventstream',
    'x-amzn-bedrock-content-type': 'application/json',
    'x-amzn-requestid': randomUUID(),
  })
  response.flushHeaders()
}

/** Not in flat memory, not even a big one: Bedrock has no answer of that size either. */
function sendWhole(response: ServerResponse, message: Message, started: number): void {
  response.writeHead(200, wholeHeaders(message, started)).end(JSON.stringify(wholeMessage(message)))
}

function wholeHeaders({ usage }: Message, started: number): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-amzn-requestid': randomUUID(),
    'x-amzn-bedrock-invocation-latency': String(Date.now() - started),
    'x-amzn-bedrock-input-token-count': String(usage.input_tokens),
    'x-amzn-bedrock-output-token-count': String(usage.output_tokens),
  }
}

const fromBedrock = (message: Message): Message => ({ ...message, id: message.id.replace('msg_', 'msg_bdrk_') })

/** `eu.anthropic.claude-x-20260101-v1:0` calls itself `claude-x-20260101`. */
const modelName = (modelId: string): string =>
  (modelId.split('/').at(-1) ?? modelId).replace(/^.*anthropic\./, '').replace(/-v\d+(:\d+)?$/, '')
