import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Agents } from '../network/agents.ts'
import { Redactor } from '../redact/redactor.ts'
import { mintToken, sameToken, tokenPrefix } from '../token.ts'
import { Bodies } from './body.ts'
import { Budget } from './budget.ts'
import { Connections } from './connection.ts'
import { forward } from './forward.ts'
import { endPath } from './handover.ts'
import { type GatewayLimits, usualLimits } from './limits.ts'
import type { Meter } from './meter.ts'
import { overBudget, refuse, reply } from './reply.ts'
import type { AnyUpstream, GatewayMeans, GatewayRequest } from './upstream.ts'

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

/** What a gateway holds while it listens. */
interface Serving extends Pick<GatewayOptions, 'upstream'> {
  control: GatewayOptions['control'] | undefined
  token: string
  budget: Budget
  limits: GatewayLimits
  means: GatewayMeans
  underWay: number
}

/** Starts to listen on 127.0.0.1, on a port that is free. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { upstream, meter, agents, redactor = new Redactor(), limits = usualLimits, control } = options
  const token = mintToken()
  redactor.add(token)
  const budget = options.budget ?? new Budget(meter)
  const means = { meter, connections: new Connections(agents), bodies: new Bodies(limits), redactor }
  const serving: Serving = { upstream, control, token, budget, limits, means, underWay: 0 }
  const server = listener(limits, (request, response) => {
    answer(request, response, serving).catch((error: unknown) =>
      // A provider that could not be opened has said why, perhaps with what it was asked with.
      refuse(response, 500, 'api_error', redactor.text(String(error))),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, token, close: () => close(server, agents) }
}

function listener(limits: GatewayLimits, answer: RequestListener): Server {
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
    answer,
  )
  server.maxConnections = limits.connections
  // Whoever keeps connections that nothing is asked on makes room for those who ask.
  server.on('drop', () => server.closeIdleConnections())
  return server
}

async function answer(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  response.sendDate = false
  if (isEnd(request, serving)) return end(response, serving)
  const { token, target } = split(request)
  if (!sameToken(token, serving.token))
    return refuse(
      response,
      401,
      'authentication_error',
      "This gateway serves one run, and this is not that run's token.",
    )
  const { method = '', headers, rawHeaders } = request
  const asked: GatewayRequest = { method, target, headers, rawHeaders }
  const upstream = await serving.upstream
  const route = upstream.route(asked)
  switch (route.kind) {
    case 'forward':
      return serve(request, response, asked, upstream, serving)
    case 'answer':
      response.writeHead(route.status, { 'content-type': 'application/json' }).end(route.body)
      return
    case 'refuse': {
      const message = `This gateway does not serve ${method} ${target.slice(0, 200)}.`
      return refuse(response, 404, 'not_found_error', message)
    }
  }
}

/** Has the provider answer, unless there are too many requests: at once, or altogether. */
async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  asked: GatewayRequest,
  upstream: AnyUpstream,
  serving: Serving,
): Promise<void> {
  const { budget, limits, means } = serving
  if (serving.underWay >= limits.requests) {
    const message = `${serving.underWay} requests are under way already.`
    return reply(response, 429, 'rate_limit_error', message, { 'x-should-retry': 'true' })
  }
  const why = budget.take()
  if (why !== undefined) return overBudget(response, 'translate' in upstream ? 401 : upstream.shown(401), why)
  serving.underWay++
  try {
    if ('translate' in upstream) await upstream.translate(request, response, asked, means)
    else await forward(request, response, asked, { upstream, budget, ...means })
  } finally {
    serving.underWay--
  }
}

function isEnd(request: IncomingMessage, { control }: Serving): boolean {
  return (
    control !== undefined &&
    request.method === 'POST' &&
    request.url === endPath &&
    sameToken(shownToken(request), control.token)
  )
}

function end(response: ServerResponse, { control, means: { meter } }: Serving): void {
  const { requests, costUsd } = meter.metered
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ requests, costUsd }), control?.end)
}

/** For a cloud the CLI sends no credential that could be checked: there the token is the first segment of the path. */
function split(request: IncomingMessage): { token: string | undefined; target: string } {
  const { url = '' } = request
  if (!url.startsWith(`/${tokenPrefix}`)) return { token: shownToken(request), target: url }
  const end = url.indexOf('/', 1)
  return end < 0 ? { token: url.slice(1), target: '/' } : { token: url.slice(1, end), target: url.slice(end) }
}

/** The token where the CLI puts it (`Authorization: Bearer`), or where another client of the API would (`x-api-key`). */
function shownToken({ headers }: IncomingMessage): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  const key = headers['x-api-key']
  return bearer ?? (Array.isArray(key) ? key[0] : key)
}

function close(server: Server, agents: Agents): void {
  server.close()
  server.closeAllConnections()
  agents.close()
}
