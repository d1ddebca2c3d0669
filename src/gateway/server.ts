import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Agents } from '../network/agents.ts'
import { Redactor } from '../redact/redactor.ts'
import { errorBody } from './anthropic-error.ts'
import { Bodies } from './body.ts'
import { Budget } from './budget.ts'
import { Connections } from './connection.ts'
import { forward, overBudget } from './forward.ts'
import { endPath } from './handover.ts'
import { type GatewayLimits, usualLimits } from './limits.ts'
import type { Meter } from './meter.ts'
import { mintToken, sameToken, tokenPrefix } from '../token.ts'
import type { AnyUpstream, GatewayRequest } from './upstream.ts'

/** The loopback server that stands between `claude` and the provider. */
export interface Gateway {
  /** `http://127.0.0.1:PORT` */
  url: string
  /** What `claude` has to show; good for this run only. */
  token: string
  close(): void
}

export interface GatewayOptions {
  /** A promise where what it speaks is being found out: until then the requests wait. */
  upstream: AnyUpstream | Promise<AnyUpstream>
  meter: Meter
  agents: Agents
  /** Knows the secrets that an error of the provider's may not show. */
  redactor?: Redactor
  /** What may be asked for; without one as much as any run may. */
  budget?: Budget
  limits?: GatewayLimits
  /** For a gateway that outlives its step: who shows this token may end it, and is told what it was used for. */
  control?: { token: string; end: () => void }
}

/** Starts to listen on 127.0.0.1, on a port that is free. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { upstream: opening, meter, agents, redactor = new Redactor(), limits = usualLimits, control } = options
  const budget = options.budget ?? new Budget(meter)
  const bodies = new Bodies(limits)
  let underWay = 0
  const token = mintToken()
  redactor.add(token)
  const connections = new Connections(agents)
  // Not imported: the import of `node:http` as a module also loads its WebSocket client, which costs 20 ms in front of `claude`.
  const server = process.getBuiltinModule('node:http').createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
      // The one client is on this machine: a connection is kept until the run ends, so that it never goes while in use.
      keepAliveTimeout: 0,
      // A body has limits of its own, a long answer none.
      requestTimeout: 0,
      highWaterMark: 64 << 10,
    },
    (request, response) => {
      answer(request, response).catch((error: unknown) => refuse(response, 500, 'api_error', String(error)))
    },
  )

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.sendDate = false
    if (
      control !== undefined &&
      request.method === 'POST' &&
      request.url === endPath &&
      sameToken(shownToken(request), control.token)
    ) {
      const { requests, costUsd } = meter.metered
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ requests, costUsd }), control.end)
      return
    }
    const inPath = tokenInPath(request.url ?? '')
    if (!sameToken(inPath?.token ?? shownToken(request), token))
      return refuse(
        response,
        401,
        'authentication_error',
        "This gateway serves one run, and this is not that run's token.",
      )
    const asked: GatewayRequest = {
      method: request.method ?? '',
      target: inPath?.rest ?? request.url ?? '',
      headers: request.headers,
      rawHeaders: request.rawHeaders,
    }
    const upstream = await opening
    const route = upstream.route(asked)
    if (route.kind === 'forward') {
      if (underWay >= limits.requests)
        return refuse(response, 429, 'rate_limit_error', `${underWay} requests are under way already.`, 'true')
      const why = budget.take()
      if (why !== undefined) return overBudget(response, 'translate' in upstream ? 401 : upstream.shown(401), why)
      underWay++
      const means = { meter, connections, bodies, redactor }
      const answering =
        'translate' in upstream
          ? upstream.translate(request, response, asked, means)
          : forward(request, response, asked, { upstream, budget, ...means })
      return answering.finally(() => underWay--)
    }
    if (route.kind === 'refuse')
      return refuse(
        response,
        404,
        'not_found_error',
        `This gateway does not serve ${asked.method} ${asked.target.slice(0, 200)}.`,
      )
    response.writeHead(route.status, { 'content-type': 'application/json' }).end(route.body)
  }

  server.maxConnections = limits.connections
  // Whoever keeps connections that nothing is asked on makes room for those who ask.
  server.on('drop', () => server.closeIdleConnections())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, token, close: () => close(server, agents) }
}

/** For a cloud the CLI sends no credential that could be checked: there the token is the first segment of the path. */
function tokenInPath(target: string): { token: string; rest: string } | undefined {
  if (!target.startsWith(`/${tokenPrefix}`)) return undefined
  const end = target.indexOf('/', 1)
  return end < 0 ? { token: target.slice(1), rest: '/' } : { token: target.slice(1, end), rest: target.slice(end) }
}

/** The token where the CLI puts it (`Authorization: Bearer`), or where another client of the API would (`x-api-key`). */
function shownToken({ headers }: IncomingMessage): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  const key = headers['x-api-key']
  return bearer ?? (Array.isArray(key) ? key[0] : key)
}

/** Refuses without reading the body, which therefore ends the connection. */
function refuse(response: ServerResponse, status: number, type: string, message: string, again = 'false'): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response
    .writeHead(status, { 'content-type': 'application/json', connection: 'close', 'x-should-retry': again })
    .end(errorBody(type, message))
}

function close(server: Server, agents: Agents): void {
  server.close()
  server.closeAllConnections()
  agents.close()
}
