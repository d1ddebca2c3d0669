import type { IncomingMessage, ServerResponse } from 'node:http'
import { ActionError } from '../errors.ts'
import { passed } from '../memory.ts'
import { isLasting } from '../network/failures.ts'
import { errorBody } from './anthropic-error.ts'
import { BodyRefused, ClientLeft } from './body.ts'
import { redirected, refuseBody, reply } from './forward.ts'
import type { Count } from './meter.ts'
import { type AnswerOptions, callIds } from './openai/answer.ts'
import { countTokens } from './openai/count-tokens.ts'
import { type AnthropicError, brokenAnswer, toAnthropicError } from './openai/errors.ts'
import { isObject } from './openai/json.ts'
import { type Lesson, lessonOf } from './openai/learn.ts'
import { translateModel, translateModels } from './openai/models.ts'
import { translateRequest, UntranslatableRequest } from './openai/request.ts'
import { translateResponse } from './openai/response.ts'
import { StreamTranslation } from './openai/sse.ts'
import { AnthropicStream } from './openai/stream.ts'
import type { ToolNames } from './openai/tool-names.ts'
import { estimatedUsage } from './openai/usage.ts'
import type { GatewayMeans } from './upstream.ts'
import type { Proved } from './upstreams/key-proof.ts'
import type { OpenAiUpstream } from './upstreams/openai.ts'

/** What it takes to have a server that speaks OpenAI's API answer the CLI. */
export interface Translating extends GatewayMeans {
  server: OpenAiUpstream
}

/** One of the CLI's calls, under way. */
interface Call extends Translating {
  request: IncomingMessage
  response: ServerResponse
  /** Aborted when the CLI leaves before its answer is whole: then nobody wants the server to go on. */
  left: AbortSignal
}

/** A server that refuses one thing after the other is asked this often for one message. */
const mostLessons = 8

/** Of an error's body this much is read, of a whole answer this much. */
const longestError = 64 << 10
const longestAnswer = 32 << 20

/** `POST /v1/messages` */
export function answerMessage(
  request: IncomingMessage,
  response: ServerResponse,
  translating: Translating,
): Promise<void> {
  return answering(request, response, translating, async (call) => {
    const { body, release } = await call.bodies.read(request)
    try {
      await message(parsed(body), call)
    } finally {
      release()
    }
  })
}

/** `POST /v1/messages/count_tokens`: an estimate, since the server has no such call. */
export function answerCount(request: IncomingMessage, response: ServerResponse, means: Translating): Promise<void> {
  return answering(request, response, means, async ({ bodies }) => {
    const { body, release } = await bodies.read(request)
    release()
    giveJson(response, { input_tokens: countTokens(parsed(body)) })
  })
}

/** `GET /v1/models`, and one of them: `which` is empty or `/the-model`. */
export function answerModels(
  which: string,
  request: IncomingMessage,
  response: ServerResponse,
  means: Translating,
): Promise<void> {
  return answering(request, response, means, async (call) => {
    const { server, connections, left } = call
    const answer = await proved(server, (proof) =>
      connections.send('GET', server.call(`/models${which}`, {}, proof), Buffer.alloc(0), undefined, left),
    )
    const status = answer.statusCode!
    if (status >= 400)
      return refused(toAnthropicError(status, await readText(answer, longestError), answer.headers), answer, call)
    if (status >= 300) return redirected(answer, response, call.meter)
    const listed = await readJson(answer)
    giveJson(response, which === '' ? translateModels(listed) : (translateModel(listed) ?? {}))
  })
}

async function answering(
  request: IncomingMessage,
  response: ServerResponse,
  translating: Translating,
  answer: (call: Call) => Promise<void>,
): Promise<void> {
  const left = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) left.abort()
  })
  const call = { ...translating, request, response, left: left.signal }
  try {
    call.bodies.declared(request)
    await answer(call)
  } catch (error) {
    failed(error, call)
  }
}

async function message(asked: unknown, call: Call): Promise<void> {
  const { meter, response } = call
  const model = isObject(asked) && typeof asked.model === 'string' ? asked.model : ''
  const count = meter.count(model)
  const { answer, names, refusal } = await complete(asked, model, call)
  if (refusal !== undefined) return refused(refusal, answer, call)
  if (answer.statusCode! >= 300) return redirected(answer, response, meter)
  const { stream } = asked as { stream?: unknown }
  const options: AnswerOptions = { model, names, takenIds: callIds(asked), inputTokens: countTokens(asked) }
  const giving: Giving = { ...call, answer, options, count }
  if (stream !== true) return giveMessage(giving)
  return isWhole(answer) ? giveAsStream(giving) : giveStream(giving)
}

interface Completed {
  answer: IncomingMessage
  names: ToolNames
  /** Why the server does not take the request, in whatever words. */
  refusal: AnthropicError | undefined
}

/** Asks for an answer, and again in other words where the server says how it wants to be asked. */
async function complete(
  asked: unknown,
  model: string,
  { request, server, connections, left }: Call,
): Promise<Completed> {
  const lessons: Lesson[] = []
  let dialect = server.dialectOf(model)
  for (;;) {
    const { body, names } = translateRequest(asked, dialect)
    const bytes = Buffer.from(JSON.stringify(body))
    const accept = body.stream === true ? 'text/event-stream' : 'application/json'
    const headers = {
      'content-type': 'application/json',
      accept,
      'user-agent': request.headers['user-agent'] ?? 'claude-provider-action',
    }
    const answer = await proved(server, (proof) =>
      connections.send('POST', server.call('/chat/completions', headers, proof), bytes, bytes.length, left),
    )
    const status = answer.statusCode!
    if (status < 400) {
      server.learned(model, lessons)
      return { answer, names, refusal: undefined }
    }
    const text = await readText(answer, longestError)
    const lesson = lessons.length < mostLessons ? lessonOf(status, text, dialect) : undefined
    if (lesson === undefined) return { answer, names, refusal: toAnthropicError(status, text, answer.headers) }
    lessons.push(lesson)
    dialect = { ...dialect, ...lesson.change }
  }
}

/** Sends with the key, in the header that the server wants it in. */
async function proved(
  { proof }: OpenAiUpstream,
  send: (proved: Proved) => Promise<IncomingMessage>,
): Promise<IncomingMessage> {
  let refusal: IncomingMessage | undefined
  for (let attempt = 1; ; attempt++) {
    const shown = await proof.prove(attempt)
    const answer = await send(shown)
    if (await proof.again(answer.statusCode!, shown, attempt)) {
      refusal?.resume()
      refusal = answer
      continue
    }
    // When the other way is refused as well, the first answer is the telling one.
    const [told, other] = refusal?.statusCode === answer.statusCode ? [refusal!, answer] : [answer, refusal]
    other?.resume()
    return told
  }
}

/** An answer on its way back. */
interface Giving extends Call {
  answer: IncomingMessage
  options: AnswerOptions
  count: Count
}

/** A message that was not to be streamed. */
async function giveMessage(giving: Giving): Promise<void> {
  const { answer, response, options, count } = giving
  const translated = translateResponse(await readJson(answer), options)
  if ('error' in translated) return refused(translated.error, answer, giving)
  count.usage(translated.message.usage)
  count.whole()
  giveJson(response, translated.message)
}

/** One that the server sent whole though it was asked for a stream: an error, most often. */
async function giveAsStream(giving: Giving): Promise<void> {
  const { answer, response, options, count } = giving
  const stream = new AnthropicStream(options)
  const events = stream.push(await readJson(answer)) + stream.end('done')
  if (stream.failure !== undefined) return refused(stream.failure, answer, giving)
  count.usage(stream.usage ?? estimatedUsage(options.inputTokens))
  count.whole()
  startStream(response)
  response.end(events)
}

/** Passes a stream on as it comes, no faster than it is taken. */
function giveStream(giving: Giving): Promise<void> {
  const { answer, response, options, count, meter, left, redactor } = giving
  const translation = new StreamTranslation(options)
  const { stream } = translation
  return new Promise((resolve) => {
    const give = (events: string) => {
      // Until the first event has gone out, what went wrong can be said with a status.
      if (!response.headersSent && stream.failure !== undefined && !stream.hasStarted) {
        refused(stream.failure, answer, giving)
        return finish()
      }
      if (events !== '') {
        if (!response.headersSent) startStream(response)
        // With a failure comes what the server said of it.
        if (!response.write(stream.failure === undefined ? events : redactor.text(events))) answer.pause()
      }
      if (stream.isOver) finish()
    }
    const counted = () => {
      if (stream.hasStarted) count.usage(stream.usage ?? estimatedUsage(options.inputTokens))
    }
    const finish = () => {
      answer.off('data', take)
      counted()
      if (stream.failure === undefined) {
        count.whole()
        // Behind the last event may be an empty line: read, the connection can be used again.
        answer.resume()
      } else {
        meter.failed({
          kind: 'stream',
          type: stream.failure.type,
          message: stream.failure.message,
          requestId: idOf(answer),
        })
        answer.destroy()
      }
      response.end()
      resolve()
    }
    const take = (chunk: Buffer) => {
      passed(chunk.length)
      give(translation.push(chunk))
    }
    const end = (how: 'end' | 'cut', message?: string) => {
      if (left.aborted) {
        counted()
        resolve()
      } else if (!stream.isOver) give(translation.end(how, message))
    }
    response.on('drain', () => answer.resume())
    answer.on('data', take)
    answer.on('end', () => end('end'))
    answer.on('error', (error) => end('cut', error.message))
  })
}

function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
}

function giveJson(response: ServerResponse, body: unknown): void {
  if (!response.destroyed) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Gives an error as Anthropic would, and has it in mind for the report. */
function refused(error: AnthropicError, answer: IncomingMessage, { response, meter, redactor }: Call): void {
  const { status, type, message, headers } = error
  meter.failed({ kind: 'answer', status, type, message, requestId: idOf(answer) })
  if (response.destroyed) return
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(errorBody(type, redactor.text(message)))
}

function failed(error: unknown, { response, meter, left }: Call): void {
  const final = { 'x-should-retry': 'false' }
  if (error instanceof BodyRefused) refuseBody(response, error)
  else if (left.aborted || error instanceof ClientLeft) return
  else if (error instanceof BrokenOff) {
    meter.failed({ kind: 'stream', type: 'api_error', message: error.message, requestId: undefined })
    reply(response, 502, 'api_error', error.message)
  } else if (error instanceof UntranslatableRequest) reply(response, 400, 'invalid_request_error', error.message)
  else if (error instanceof ActionError)
    reply(response, 401, 'authentication_error', `${error.code}: ${error.message}`, final)
  else {
    const { code, name, message } = error as NodeJS.ErrnoException
    meter.failed({ kind: 'connection', code: code ?? name, message })
    reply(response, 502, 'api_error', `The server cannot be reached: ${message}`, isLasting(error) ? final : {})
  }
}

/** No stream: JSON, or the page of a proxy. */
function isWhole({ headers }: IncomingMessage): boolean {
  return /\bjson\b|text\/html/.test(headers['content-type'] ?? '')
}

function idOf({ headers }: IncomingMessage): string | undefined {
  return [headers['x-request-id'], headers['request-id']].flat().find((id) => id !== undefined)
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new UntranslatableRequest('The body is not JSON.')
  }
}

/** The server began to answer and did not end. */
class BrokenOff extends Error {}

/** An answer's beginning. */
async function readText(answer: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      if (length < most) chunks.push(chunk)
      length += chunk.length
    }
  } catch (error) {
    throw new BrokenOff(`The connection to the server broke off: ${(error as Error).message}.`)
  }
  return Buffer.concat(chunks).subarray(0, most).toString('utf8')
}

/** What is no JSON is no answer either. */
async function readJson(answer: IncomingMessage): Promise<unknown> {
  const text = await readText(answer, longestAnswer)
  try {
    return JSON.parse(text)
  } catch {
    return { error: { ...brokenAnswer(''), message: toAnthropicError(502, text).message } }
  }
}
