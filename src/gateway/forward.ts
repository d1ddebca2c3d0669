import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { ActionError } from '../errors.ts'
import { passed } from '../memory.ts'
import { isLasting } from '../network/failures.ts'
import { errorBody } from './anthropic-error.ts'
import type { Connections } from './connection.ts'
import type { Meter } from './meter.ts'
import { type GatewayRequest, returnedHeaders, type Upstream } from './upstream.ts'

/** What Anthropic takes is 32 MB; a gateway may take more. Beyond this a request is a mistake. */
const longestBody = 64 << 20

interface Means {
  upstream: Upstream
  meter: Meter
  connections: Connections
}

/** Sends one of the CLI's requests on to the provider and streams the answer back, both as they came. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  asked: GatewayRequest,
  means: Means,
): Promise<void> {
  const { upstream, meter, connections } = means
  const left = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) left.abort()
  })

  if (Number(request.headers['content-length'] ?? 0) > longestBody) return tooLarge(response)
  let length = request.headers['content-length'] === undefined ? undefined : Number(request.headers['content-length'])
  let answer: IncomingMessage
  let refusal: IncomingMessage | undefined
  const answers: IncomingMessage[] = []
  try {
    let body: Buffer | undefined
    if (asked.method === 'GET' || asked.method === 'HEAD') body = Buffer.alloc(0)
    else if (upstream.needsBody()) body = await readBody(request)
    else watchLength(request, () => left.abort(new BodyTooLarge()))
    if (body !== undefined) length = body.length === 0 ? undefined : body.length

    for (let attempt = 1; ; attempt++) {
      const outgoing = await upstream.prepare(asked, body, attempt)
      if (left.signal.aborted) return
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
    if (error instanceof BodyTooLarge || left.signal.reason instanceof BodyTooLarge) return tooLarge(response)
    if (left.signal.aborted) return
    return unreachable(response, means, error as NodeJS.ErrnoException)
  }
  if (answer.statusCode! >= 300 && answer.statusCode! < 400) return redirected(answer, response, meter)
  await relay(answer, response, asked, means, left.signal)
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
  asked: GatewayRequest,
  { upstream, meter }: Means,
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
  const counts = asked.method === 'POST' && !/count[-_]tokens/.test(asked.target)
  const reading = meter.read({
    status,
    contentType: answer.headers['content-type'] ?? '',
    encoding: answer.headers['content-encoding'] ?? '',
    requestId,
    // AWS names the error in a header, at times with a namespace or a URL around it.
    errorType: /^[\w.]+/.exec(String(answer.headers['x-amzn-errortype'] ?? '').replace(/^.*#/, ''))?.[0],
    counts,
  })

  response.writeHead(shown, shown === status ? answer.statusMessage : undefined, headers)
  // Node sends headers that are flushed by themselves as UTF-8, others byte for byte: only ASCII is the same in both.
  if (headers.every(isAscii)) response.flushHeaders()
  // Who ended it has to be asked at once: the pipe then closes the other side, and both look left.
  let brokeOff: Error | undefined
  answer.once('error', (error) => {
    if (!left.aborted) brokeOff = error
  })
  const piped = pipeline(answer, response)
  // Behind the pipe, so that a chunk is on its way before it is looked at.
  answer.on('data', (chunk: Buffer) => {
    reading.chunk(chunk)
    passed(chunk.length)
  })
  try {
    await piped
    reading.end()
  } catch {
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

function isAscii(text: string): boolean {
  return !/[^\x00-\x7f]/.test(text)
}

export class BodyTooLarge extends Error {}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > longestBody) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function watchLength(request: IncomingMessage, tooLong: () => void): void {
  let length = 0
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > longestBody) tooLong()
  })
  // A listener for data starts the flow; it waits until the provider's connection is there to take it.
  request.pause()
}

export function tooLarge(response: ServerResponse): void {
  reply(response, 413, 'request_too_large', `The request is over ${longestBody} bytes.`)
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
