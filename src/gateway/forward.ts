import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ActionError } from '../errors.ts'
import { passed } from '../memory.ts'
import { isLasting } from '../network/failures.ts'
import { errorBody } from './anthropic-error.ts'
import { BodyRefused, ClientLeft } from './body.ts'
import type { Budget, Place } from './budget.ts'
import { redactedError } from './error-answer.ts'
import type { Asked, Meter } from './meter.ts'
import { type GatewayMeans, type GatewayRequest, returnedHeaders, type Upstream } from './upstream.ts'

interface Means extends GatewayMeans {
  upstream: Upstream
  budget: Budget
}

/** Sends one of the CLI's requests on to the provider and streams the answer back, both as they came. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  asked: GatewayRequest,
  means: Means,
): Promise<void> {
  const ends: (() => void)[] = []
  try {
    await pass(request, response, asked, means, (end) => void ends.push(end))
  } finally {
    for (const end of ends) end()
  }
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  asked: GatewayRequest,
  means: Means,
  atEnd: (end: () => void) => void,
): Promise<void> {
  const { upstream, meter, connections, bodies, budget } = means
  const left = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) left.abort()
  })

  let length: number | undefined
  let place: Place | undefined
  let answer: IncomingMessage
  let refusal: IncomingMessage | undefined
  let sent = false
  const answers: IncomingMessage[] = []
  try {
    length = bodies.declared(request)
    let body: Buffer | undefined
    if (asked.method === 'GET' || asked.method === 'HEAD') body = Buffer.alloc(0)
    else if (upstream.needsBody() || budget.needsBody) {
      const held = await bodies.read(request)
      atEnd(held.release)
      body = held.body
    } else bodies.watch(request, (why) => left.abort(why))
    if (body !== undefined) length = body.length === 0 ? undefined : body.length
    if (body !== undefined && takesTokens(asked)) {
      const admission = await budget.admit(asked, body, left.signal)
      if (admission.kind === 'refused') return overBudget(response, upstream.shown(401), admission.message)
      place = admission
      atEnd(place.done)
    }

    for (let attempt = 1; ; attempt++) {
      const outgoing = await upstream.prepare(asked, body, attempt)
      if (left.signal.aborted) return
      sent = true
      answer = await connections.send(asked.method, outgoing, body ?? request, length, left.signal)
      answers.push(answer)
      const again =
        body !== undefined &&
        (await upstream.again({ status: answer.statusCode!, headers: answer.headers }, outgoing, attempt))
      if (!again) break
      refusal = answer
    }
    // When the other way is refused as well, the first answer is the telling one; unless AWS has another name for it now.
    if (refusal !== undefined && isSame(answer, refusal)) [answer, refusal] = [refusal, answer]
    refusal?.resume()
  } catch (error) {
    // One that nobody takes would keep its connection.
    for (const unread of answers) unread.resume()
    const why = error instanceof BodyRefused ? error : left.signal.reason
    if (why instanceof BodyRefused) return refuseBody(response, why)
    if (left.signal.aborted || error instanceof ClientLeft) return sent ? meter.lost(place?.asked) : undefined
    return unreachable(response, means, error as NodeJS.ErrnoException)
  }
  if (answer.statusCode! >= 300 && answer.statusCode! < 400) return redirected(answer, response, meter)
  await relay(answer, response, asked, place?.asked, means, left.signal)
}

function isSame(one: IncomingMessage, other: IncomingMessage): boolean {
  const name = 'x-amzn-errortype'
  return one.statusCode === other.statusCode && one.headers[name] === other.headers[name]
}

/** The CLI would follow by itself, with the prompt and past the gateway: to a host that nobody chose. */
export function redirected(answer: IncomingMessage, response: ServerResponse, meter: Meter): void {
  answer.resume()
  const target = answer.headers.location ?? ''
  const host = URL.canParse(target) ? new URL(target).host : 'another path'
  const message = `The provider sends the request on to ${host}, which is not followed: give its URL as \`base-url\` if it is right.`
  meter.failed({ kind: 'answer', status: answer.statusCode!, type: 'redirect', message, requestId: undefined })
  reply(response, 502, 'api_error', message, { 'x-should-retry': 'false' })
}

async function relay(
  answer: IncomingMessage,
  response: ServerResponse,
  request: GatewayRequest,
  asked: Asked | undefined,
  { upstream, meter, redactor }: Means,
  left: AbortSignal,
): Promise<void> {
  const status = answer.statusCode!
  const shown = upstream.shown(status)
  const headers = returnedHeaders(answer.rawHeaders)
  // A key that was refused stays refused: without this the CLI asks ten times more, over three minutes.
  if (shown === 401 && answer.headers['x-should-retry'] === undefined) headers.push('x-should-retry', 'false')
  const requestId = [answer.headers['request-id'], answer.headers['x-request-id'], answer.headers['x-amzn-requestid']]
    .flat()
    .find((id) => id !== undefined)
  const counts = takesTokens(request)
  const error = status < 400 ? undefined : redactedError(answer, headers, redactor)
  const reading = meter.read({
    status,
    contentType: answer.headers['content-type'] ?? '',
    encoding: error === undefined ? (answer.headers['content-encoding'] ?? '') : '',
    requestId,
    // AWS names the error in a header, at times with a namespace or a URL around it.
    errorType: /^[\w.]+/.exec(String(answer.headers['x-amzn-errortype'] ?? '').replace(/^.*#/, ''))?.[0],
    counts,
    asked,
  })

  const reason = error === undefined ? answer.statusMessage : error.statusMessage
  const returned = error?.headers ?? headers
  response.writeHead(shown, shown === status ? reason : undefined, returned)
  // Node sends headers that are flushed by themselves as UTF-8, others byte for byte: only ASCII is the same in both.
  if (returned.every(isAscii)) response.flushHeaders()
  // Who ended it has to be asked at once: the pipe then closes the other side, and both look left.
  let brokeOff: Error | undefined
  answer.once('error', (error) => {
    if (!left.aborted) brokeOff = error
  })
  const source = error === undefined ? answer : Readable.from(error.body, { objectMode: false })
  const piped = pipeline(source, response)
  // Behind the pipe, so that a chunk is on its way before it is looked at.
  source.on('data', (chunk: Buffer) => {
    reading.chunk(chunk)
    passed(chunk.length)
  })
  try {
    await piped
    reading.end()
  } catch {
    reading.cut()
    // The pipe has destroyed the CLI's connection: a cut answer must not look like a whole one.
    if (brokeOff !== undefined)
      meter.failed({
        kind: 'stream',
        type: undefined,
        requestId,
        message: `the answer broke off (${brokeOff.message})`,
      })
  }
}

/** A token count and the model list take none. */
function takesTokens({ method, target }: GatewayRequest): boolean {
  return method === 'POST' && !/count[-_]tokens/.test(target)
}

/** For good: a refusal that the CLI takes for an answer, whatever it was started for. */
export function overBudget(response: ServerResponse, status: number, message: string): void {
  reply(response, status, 'permission_error', message, { 'x-should-retry': 'false' })
}

function isAscii(text: string): boolean {
  return !/[^\x00-\x7f]/.test(text)
}

export function refuseBody(response: ServerResponse, { status, type, message }: BodyRefused): void {
  reply(response, status, type, message)
}

function unreachable(response: ServerResponse, { upstream, meter }: Means, error: NodeJS.ErrnoException): void {
  const final = { 'x-should-retry': 'false' }
  if (error instanceof ActionError) {
    reply(response, upstream.shown(401), 'authentication_error', `${error.code}: ${error.message}`, final)
    return
  }
  const code = error.code ?? error.name
  meter.failed({ kind: 'connection', code, message: error.message })
  const message = `The provider cannot be reached: ${error.message}`
  // What will be the same the next time the CLI need not try ten times.
  reply(response, 502, 'api_error', message, isLasting(error) ? final : {})
}

export function reply(
  response: ServerResponse,
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return
  response
    .writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
    .end(errorBody(type, message))
}
