import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Redactor } from '../redact/redactor.ts'
import type { Bodies } from './body.ts'
import type { Connections } from './connection.ts'
import type { Meter } from './meter.ts'

/** One of the CLI's requests, as far as an upstream has to know it. `target` is the raw request target, query included. */
export interface GatewayRequest {
  method: string
  target: string
  headers: IncomingHttpHeaders
  /** Header names and values in turn, as they came. */
  rawHeaders: string[]
}

/** What the provider is sent. The path is the one that came, byte for byte, behind the upstream's own prefix. */
export interface OutgoingRequest {
  url: URL
  /** The raw path with its query; not taken from `url`, which would normalise it. */
  path: string
  /** Header names and values in turn. */
  headers: string[]
}

export type Route = { kind: 'forward' } | { kind: 'answer'; status: number; body: string } | { kind: 'refuse' }

/**
 * A provider behind the gateway: which of the CLI's requests it serves, and how each is proved to be paid for. One small
 * file a provider in `upstreams/`.
 */
export interface Upstream<Sent extends OutgoingRequest = OutgoingRequest> {
  route(request: GatewayRequest): Route
  /** Whether the body has to be in hand whole, to be signed or to be sent a second time. */
  needsBody(): boolean
  /** The request with its credential; waits until there is one. `attempt` counts from 1. */
  prepare(request: GatewayRequest, body: Buffer | undefined, attempt: number): Promise<Sent>
  /** The provider answered what was sent: is it worth sending the request again, prepared anew? */
  again(answer: AnswerHead, sent: Sent, attempt: number): Promise<boolean>
  /** The status that the CLI is given for the provider's. */
  shown(status: number): number
}

/** What a gateway has for each of its requests. */
export interface GatewayMeans {
  meter: Meter
  connections: Connections
  bodies: Bodies
  /** What takes the action's secrets out of a provider's error. */
  redactor: Redactor
}

/** A provider that is asked in other words than the CLI's. It answers by itself what its route calls `forward`. */
export interface TranslatingUpstream {
  route(request: GatewayRequest): Route
  translate(
    request: IncomingMessage,
    response: ServerResponse,
    asked: GatewayRequest,
    means: GatewayMeans,
  ): Promise<void>
}

export type AnyUpstream = Upstream | TranslatingUpstream

/** What is known of an answer before its body. */
export interface AnswerHead {
  status: number
  headers: IncomingHttpHeaders
}

/** The name under which the provider has the request in its own log. */
export function requestIdOf({ headers }: Pick<AnswerHead, 'headers'>): string | undefined {
  return [headers['request-id'], headers['x-request-id'], headers['x-amzn-requestid']]
    .flat()
    .find((id) => id !== undefined)
}

/** Headers of one hop (RFC 9110, section 7.6.1), and those that the gateway sets itself. */
const notForwarded = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
  'content-length',
  // The run token must never leave this machine, and the CLI's own credential is not one.
  'authorization',
  'x-api-key',
  'cookie',
  // The answer is read on its way through, for the tokens it took; on loopback there is nothing to save by compressing.
  'accept-encoding',
])

/** The headers that go on to the provider, names and values in turn, in their order and spelling. */
export function forwardedHeaders(rawHeaders: readonly string[], replaced: Iterable<string> = []): string[] {
  const dropped = new Set([...replaced, ...namedInConnection(rawHeaders)])
  const kept: string[] = []
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!
    const lower = name.toLowerCase()
    if (!notForwarded.has(lower) && !dropped.has(lower)) kept.push(name, rawHeaders[index + 1]!)
  }
  return kept
}

/** Headers that `connection` declares to be of this hop alone. */
function namedInConnection(rawHeaders: readonly string[]): string[] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && name.toLowerCase() === 'connection'
      ? rawHeaders[index + 1]!.split(',').map((named) => named.trim().toLowerCase())
      : [],
  )
}

/** The headers of an answer that go back to the CLI. */
export function returnedHeaders(rawHeaders: readonly string[]): string[] {
  const kept: string[] = []
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const lower = rawHeaders[index]!.toLowerCase()
    if (lower === 'content-length' || !notForwarded.has(lower)) kept.push(rawHeaders[index]!, rawHeaders[index + 1]!)
  }
  return kept
}
