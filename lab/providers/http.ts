/** A loopback server that keeps what it was asked, for the stand-ins of all providers. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RecordedRequest } from './answers.ts'

/** Nothing of the lab outlives its test run, not even when a test forgets to close it. */
const STOP_AFTER_MS = 10 * 60_000

export interface RecordingServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly port: number
  readonly requests: RecordedRequest[]
  /** Resolves when no answer is under way. */
  idle(): Promise<void>
  /** Cuts what is under way. */
  close(): Promise<void>
}

export type Handler = (request: RecordedRequest, response: ServerResponse) => Promise<void> | void

export async function startRecordingServer(options: {
  readonly handle: Handler
  readonly stopAfterMs?: number
}): Promise<RecordingServer> {
  const requests: RecordedRequest[] = []
  const underWay = new Set<ServerResponse>()
  const waiting: (() => void)[] = []

  const server = createServer(async (incoming, response) => {
    underWay.add(response)
    response.once('close', () => {
      underWay.delete(response)
      if (underWay.size === 0) for (const resume of waiting.splice(0)) resume()
    })
    const request = await record(incoming, requests.length, (request) => requests.push(request))
    response.once('close', () => {
      request.aborted ||= !response.writableEnded && !response.errored && !cutByUs.has(response)
    })
    if (response.destroyed) request.aborted = true
    else await handled(options.handle, request, response)
  })
  // An answer may take as long as a test wants.
  server.requestTimeout = 0
  server.timeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })

  const close = () => {
    clearTimeout(timer)
    return new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const response of underWay) cutByUs.add(response)
      server.closeAllConnections()
    })
  }
  const timer = setTimeout(close, options.stopAfterMs ?? STOP_AFTER_MS)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    idle: () => (underWay.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close,
  }
}

/** A mistake in a test's script becomes an answer that no client repeats, with the mistake in it. */
async function handled(handle: Handler, request: RecordedRequest, response: ServerResponse): Promise<void> {
  try {
    await handle(request, response)
  } catch (error) {
    if (response.headersSent) return cut(response)
    const message = `The stand-in's script failed: ${error instanceof Error ? error.stack : error}`
    response.writeHead(400, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ type: 'error', error: { type: 'invalid_request_error', message } }))
  }
}

const cutByUs = new WeakSet<ServerResponse>()

/** Destroys the connection from this side. */
export function cut(response: ServerResponse): void {
  cutByUs.add(response)
  response.socket?.destroy()
}

async function record(
  incoming: IncomingMessage,
  index: number,
  begin: (request: RecordedRequest) => void,
): Promise<RecordedRequest> {
  const request = {
    index,
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    rawHeaders: incoming.rawHeaders,
    body: undefined as unknown,
    rawBody: Buffer.alloc(0),
    bytes: 0,
    at: Date.now(),
    aborted: false,
  }
  begin(request)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
  } catch {
    request.aborted = true
  }
  request.rawBody = Buffer.concat(chunks)
  request.bytes = request.rawBody.length
  try {
    request.body = JSON.parse(request.rawBody.toString('utf8'))
  } catch {
    // Not JSON: the raw body is there.
  }
  return request
}

/** Waits for room, so that a slow reader slows this down. False when the client has left. */
export async function write(response: ServerResponse, data: string | Buffer): Promise<boolean> {
  if (response.destroyed) return false
  if (response.write(data)) return true
  await new Promise<void>((resolve) => {
    const resume = () => {
      response.off('drain', resume)
      response.off('close', resume)
      resolve()
    }
    response.on('drain', resume)
    response.on('close', resume)
  })
  return !response.destroyed
}

/** Until the client leaves or the server closes. */
export function left(response: ServerResponse): Promise<void> {
  if (response.destroyed) return Promise.resolve()
  return new Promise((resolve) => response.once('close', () => resolve()))
}

export const pause = (ms: number | undefined): Promise<void> =>
  ms ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve()
