import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { Agents } from '../network/agents.ts'
import type { OutgoingRequest } from './upstream.ts'

/** How long a connection may take to be made, and how long it may then be silent (a long answer sends pings). */
const connectMs = 30_000
const silentMs = 660_000

/** How soon it shows that a connection was closed before the request came; later the provider was at work on it. */
const closedMs = 2_000

type Sent = [
  method: string,
  outgoing: OutgoingRequest,
  body: Buffer | Readable,
  length: number | undefined,
  signal: AbortSignal,
]

/** Connections to the provider. */
export class Connections {
  readonly #agents: Agents

  constructor(agents: Agents) {
    this.#agents = agents
  }

  /**
   * Sends a request and gives the answer once its headers are there. Rejects with the system's error. A server may close a
   * connection that was idle just as it is used again: then nobody has read the request, and it goes out once more.
   */
  async send(...sent: Sent): Promise<IncomingMessage> {
    const [, , body] = sent
    try {
      return await this.#send(...sent)
    } catch (error) {
      if (!(error instanceof WasClosed)) throw error
      if (!Buffer.isBuffer(body)) throw error.cause
      return await this.#send(...sent).catch((again: unknown) => {
        throw again instanceof WasClosed ? again.cause : again
      })
    }
  }

  #send(...[method, outgoing, body, length, signal]: Sent): Promise<IncomingMessage> {
    const { url, path } = outgoing
    const secure = url.protocol === 'https:'
    const client = secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http')
    const headers = [...outgoing.headers, 'host', url.host, 'accept-encoding', 'identity']
    if (length !== undefined) headers.push('content-length', String(length))
    return new Promise((resolve, reject) => {
      const request = client.request({
        method,
        path,
        headers,
        agent: secure ? this.#agents.https : this.#agents.http,
        signal,
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port === '' ? undefined : url.port,
        timeout: silentMs,
      })
      const sentAt = performance.now()
      const late = setTimeout(() => request.destroy(timedOut(`no connection within ${connectMs / 1000} s`)), connectMs)
      request.on('socket', (socket) => {
        if (!socket.connecting) clearTimeout(late)
        else socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(late))
      })
      request.on('timeout', () => request.destroy(timedOut(`nothing came for ${silentMs / 1000} s`)))
      request.on('close', () => clearTimeout(late))
      request.on('response', resolve)
      request.on('upgrade', (_answer, socket) => {
        socket.destroy()
        reject(Object.assign(new Error('it wants to switch to another protocol'), { code: 'ERR_UPGRADE' }))
      })
      request.on('error', (error: NodeJS.ErrnoException) => {
        const soon = performance.now() - sentAt < closedMs
        const closed = soon && request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
        reject(closed ? new WasClosed(error) : error)
      })
      if (Buffer.isBuffer(body)) request.end(body)
      else {
        body.on('error', (error) => request.destroy(error))
        body.pipe(request)
      }
    })
  }
}

/** A connection that had been used before ended without a word. */
class WasClosed extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause })
  }
}

function timedOut(message: string): Error {
  return Object.assign(new Error(message), { code: 'ETIMEDOUT' })
}
