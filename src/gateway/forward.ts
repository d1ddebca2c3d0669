import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { passed } from '../memory.ts'
import { BodyRefused, ClientLeft } from './body.ts'
import type { Budget, Place } from './budget.ts'
import { redactedError } from './error-answer.ts'
import { leaving } from './leaving.ts'
import { overBudget, redirected, refuseBody, unreachable } from './reply.ts'
import { type GatewayMeans, type GatewayRequest, requestIdOf, returnedHeaders, type Upstream } from './upstream.ts'

interface Means extends GatewayMeans {
  upstream: Upstream
  budget: Budget
}

/** One of the CLI's requests, under way. */
interface Passing extends Means {
  request: IncomingMessage
  response: ServerResponse
  asked: GatewayRequest
  /** Aborted when the CLI leaves, or when too much of a body has come; the reason then says so. */
  left: AbortController
  atEnd(end: () => void): void
  /** Its place in the budget, once it has one. */
  place: Place | undefined
  /** Whether the provider may have got it, and what it answered. */
  sent: boolean
  answers: IncomingMessage[]
}

/** Sends one of the CLI's requests on to the provider and streams the answer back, both as they came. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  asked: GatewayRequest,
  means: Means,
): Promise<void> {
  const ends: (() => void)[] = []
  const left = leaving(response)
  const atEnd = (end: () => void) => void ends.push(end)
  try {
    await pass({ ...means, request, response, asked, left, atEnd, place: undefined, sent: false, answers: [] })
  } finally {
    for (const end of ends) end()
  }
}

async function pass(passing: Passing): Promise<void> {
  let answer: IncomingMessage | undefined
  try {
    const taken = await take(passing)
    if (!(await admitted(passing, taken))) return
    answer = await exchange(passing, taken)
  } catch (error) {
    return failed(passing, error)
  }
  if (answer === undefined) return
  const status = answer.statusCode!
  if (status >= 300 && status < 400) return redirected(answer, passing.response, passing)
  await relay(answer, passing)
}

/** A body in hand; or none, when it goes on as it comes. */
interface Taken {
  body: Buffer | undefined
  length: number | undefined
}

/** Reads the body where it has to be signed, sent twice or priced; else only looks on as it goes by. */
async function take({ request, asked, upstream, budget, bodies, left, atEnd }: Passing): Promise<Taken> {
  const length = bodies.declared(request)
  if (asked.method === 'GET' || asked.method === 'HEAD') return { body: Buffer.alloc(0), length: undefined }
  if (!upstream.needsBody() && !budget.needsBody) {
    bodies.watch(request, (why) => left.abort(why))
    return { body: undefined, length }
  }
  const { body, release } = await bodies.read(request)
  atEnd(release)
  return { body, length: body.length === 0 ? undefined : body.length }
}

/** Waits for a place in the budget. Whoever gets none has been told. */
async function admitted(passing: Passing, { body }: Taken): Promise<boolean> {
  const { response, asked, upstream, budget, left, atEnd } = passing
  if (body === undefined || !takesTokens(asked)) return true
  const admission = await budget.admit(asked, body, left.signal)
  if (admission.kind === 'refused') {
    overBudget(response, upstream.shown(401), admission.message)
    return false
  }
  passing.place = admission
  atEnd(admission.done)
  return true
}

/** Asks, once more where that may help, and gives the answer that tells; nothing when the CLI has left. */
async function exchange(passing: Passing, { body, length }: Taken): Promise<IncomingMessage | undefined> {
  const { request, asked, upstream, connections, left } = passing
  let refusal: IncomingMessage | undefined
  for (let attempt = 1; ; attempt++) {
    const outgoing = await upstream.prepare(asked, body, attempt)
    if (left.signal.aborted) return undefined
    passing.sent = true
    const answer = await connections.send(asked.method, outgoing, body ?? request, length, left.signal)
    passing.answers.push(answer)
    const head = { status: answer.statusCode!, headers: answer.headers }
    if (body !== undefined && (await upstream.again(head, outgoing, attempt))) {
      refusal?.resume()
      refusal = answer
      continue
    }
    // When the other way is refused as well, the first answer is the telling one; unless AWS has another name for it now.
    const [told, other] = refusal !== undefined && isSame(answer, refusal) ? [refusal, answer] : [answer, refusal]
    other?.resume()
    return told
  }
}

function isSame(one: IncomingMessage, other: IncomingMessage): boolean {
  const name = 'x-amzn-errortype'
  return one.statusCode === other.statusCode && one.headers[name] === other.headers[name]
}

function failed(passing: Passing, error: unknown): void {
  const { response, upstream, meter, left, place, sent, answers } = passing
  // One that nobody takes would keep its connection.
  for (const unread of answers) unread.resume()
  const why = error instanceof BodyRefused ? error : left.signal.reason
  if (why instanceof BodyRefused) refuseBody(response, why)
  else if (!left.signal.aborted && !(error instanceof ClientLeft))
    unreachable(response, passing, error, upstream.shown(401))
  else if (sent) meter.lost(place?.asked)
}

async function relay(answer: IncomingMessage, passing: Passing): Promise<void> {
  const { response, asked, upstream, meter, redactor, left, place } = passing
  const status = answer.statusCode!
  const shown = upstream.shown(status)
  const headers = returnedHeaders(answer.rawHeaders)
  // A key that was refused stays refused: without this the CLI asks ten times more, over three minutes.
  if (shown === 401 && answer.headers['x-should-retry'] === undefined) headers.push('x-should-retry', 'false')
  const requestId = requestIdOf(answer)
  const error = status < 400 ? undefined : redactedError(answer, headers, redactor)
  const reading = meter.read({
    status,
    contentType: answer.headers['content-type'] ?? '',
    encoding: error === undefined ? (answer.headers['content-encoding'] ?? '') : '',
    requestId,
    // AWS names the error in a header, at times with a namespace or a URL around it.
    errorType: /^[\w.]+/.exec(String(answer.headers['x-amzn-errortype'] ?? '').replace(/^.*#/, ''))?.[0],
    counts: takesTokens(asked),
    asked: place?.asked,
  })

  const reason = error === undefined ? answer.statusMessage : error.statusMessage
  const returned = error?.headers ?? headers
  response.writeHead(shown, shown === status ? reason : undefined, returned)
  // Node sends headers that are flushed by themselves as UTF-8, others byte for byte: only ASCII is the same in both.
  if (returned.every(isAscii)) response.flushHeaders()
  // Who ended it has to be asked at once: the pipe then closes the other side, and both look left.
  let brokeOff: Error | undefined
  answer.once('error', (error) => {
    if (!left.signal.aborted) brokeOff = error
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

/** A token count and the model list take none. By the path alone: what stands in a query is for the caller to choose. */
function takesTokens({ method, target }: GatewayRequest): boolean {
  return method === 'POST' && !tokenCount.test(target.replace(/\?.*$/s, ''))
}

/** The call of that name, or on Vertex AI the model. */
const tokenCount = /\/(count[-_]tokens|models\/count-tokens(@\w+)?:\w+)$/

function isAscii(text: string): boolean {
  return !/[^\x00-\x7f]/.test(text)
}
