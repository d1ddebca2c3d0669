import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { isLoopback } from '../resolve/base-url.ts'
import type { OutgoingRequest } from './upstream.ts'

/** The proxy variables of the step's environment, in any case: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`. */
export type ProxyEnv = Readonly<Record<string, string>>

interface Way {
  request: typeof import('node:http').request
  agent: import('node:http').Agent
}

/** How long a connection may take to be made, and how long it may then be silent (a long answer sends pings). */
const connectMs = 30_000
const silentMs = 660_000

/** Connections to the provider: kept open between requests, through the proxy where one is set. */
export class Connections {
  readonly #proxyEnv: ProxyEnv
  readonly #open = new Map<string, Way>()

  constructor(proxyEnv: ProxyEnv) {
    this.#proxyEnv = proxyEnv
  }

  /** How to get to a host. What is on this machine is never asked for through a proxy. */
  #way({ protocol, hostname }: URL): Way {
    const direct = isLoopback(hostname)
    const key = `${protocol} ${direct}`
    let way = this.#open.get(key)
    if (way === undefined) {
      // Loaded at the first request: TLS takes time to load, and by then `claude` is still starting.
      const client =
        protocol === 'https:' ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http')
      way = {
        request: client.request,
        agent: new client.Agent({
          keepAlive: true,
          scheduling: 'lifo',
          ...(direct ? {} : { proxyEnv: this.#proxyEnv }),
        }),
      }
      this.#open.set(key, way)
    }
    return way
  }

  /** Sends a request and gives the answer once its headers are there. Rejects with the system's error. */
  send(
    method: string,
    outgoing: OutgoingRequest,
    body: Buffer | Readable,
    length: number | undefined,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const { url, path } = outgoing
    const way = this.#way(url)
    const secure = url.protocol === 'https:'
    const headers = [...outgoing.headers, 'host', url.host, 'accept-encoding', 'identity']
    if (length !== undefined) headers.push('content-length', String(length))
    return new Promise((resolve, reject) => {
      const request = way.request({
        method,
        path,
        headers,
        agent: way.agent,
        signal,
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port === '' ? undefined : url.port,
        timeout: silentMs,
      })
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
      request.on('error', reject)
      if (Buffer.isBuffer(body)) request.end(body)
      else {
        body.on('error', (error) => request.destroy(error))
        body.pipe(request)
      }
    })
  }

  close(): void {
    for (const { agent } of this.#open.values()) agent.destroy()
  }
}

function timedOut(message: string): Error {
  return Object.assign(new Error(message), { code: 'ETIMEDOUT' })
}
