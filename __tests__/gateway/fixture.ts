/** A gateway in front of an upstream that the test scripts, and a client that sends exactly what it is told to. */
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { type Handler, type RecordingServer, startRecordingServer } from '../../lab/providers/http.ts'
import { type Credential, fixed } from '../../src/credentials/credential.ts'
import { Meter } from '../../src/gateway/meter.ts'
import { type Gateway, startGateway } from '../../src/gateway/server.ts'
import { AnthropicGatewayUpstream } from '../../src/gateway/upstreams/anthropic.ts'
import { KeyProof } from '../../src/gateway/upstreams/key-proof.ts'
import { openAgents, type ProxyEnv } from '../../src/network/agents.ts'
import type { AuthPlan } from '../../src/resolve/plan.ts'
import { Secret } from '../../src/secret.ts'

export const KEY = 'sk-ant-the-real-key'

export interface GatewayOptions {
  auth?: Partial<AuthPlan>
  /** A path behind the upstream's host. */
  path?: string
  extraHeaders?: Record<string, string>
  credential?: Credential<Secret>
  proxyEnv?: ProxyEnv
}

export interface Opened {
  gateway: Gateway
  meter: Meter
}

/** A gateway to that URL, until the test ends. */
export async function openGateway(url: string, options: GatewayOptions = {}): Promise<Opened> {
  const { auth, path = '', extraHeaders = {}, credential = fixed(new Secret(KEY)), proxyEnv = {} } = options
  const plan = {
    provider: 'anthropic',
    upstream: { kind: 'gateway', url: new URL(url + path) },
    key: { kind: 'given', secret: new Secret(KEY) },
    auth: { scheme: 'x-api-key', other: 'never', ...auth },
    extraHeaders: new Map(Object.entries(extraHeaders).map(([name, value]) => [name, new Secret(value)])),
  } as const
  const meter = new Meter()
  const gateway = await startGateway({
    upstream: new AnthropicGatewayUpstream(plan, new KeyProof(plan, credential)),
    meter,
    agents: openAgents(proxyEnv),
  })
  onTestFinished(() => gateway.close())
  return { gateway, meter }
}

/** An upstream that answers as the handler says, with the gateway in front of it. */
export async function open(
  handle: Handler,
  options: GatewayOptions = {},
): Promise<Opened & { upstream: RecordingServer }> {
  const upstream = await startRecordingServer({ handle })
  onTestFinished(() => upstream.close())
  return { upstream, ...(await openGateway(upstream.url, options)) }
}

export interface Asked {
  method?: string
  path?: string
  /** Names and values in turn. */
  headers?: string[]
  /** The run's own where it is not named. */
  token?: string | undefined
  /** A list goes out in chunks; a function sends by itself. */
  body?: string | Buffer | readonly Buffer[] | ((outgoing: ClientRequest) => void) | undefined
  signal?: AbortSignal
}

export interface Got {
  status: number
  headers: IncomingMessage['headers']
  rawHeaders: string[]
  body: Buffer
  text: string
}

/** Sends a request and gives the answer as soon as its headers are there; the path goes out as it is written. */
export function begin(gateway: Gateway, asked: Asked = {}): Promise<IncomingMessage> {
  const { method = 'POST', path = '/v1/messages', headers = [], body, signal } = asked
  const token = 'token' in asked ? asked.token : gateway.token
  const { hostname, port } = new URL(gateway.url)
  const credential = token === undefined ? [] : ['authorization', `Bearer ${token}`]
  const length = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.byteLength(body) : undefined
  const framing =
    length !== undefined ? ['content-length', String(length)] : body ? ['transfer-encoding', 'chunked'] : []
  return new Promise((resolve, reject) => {
    const outgoing = request({
      ...{ method, path, hostname, port, agent: false },
      headers: ['host', `${hostname}:${port}`, ...credential, ...headers, ...framing],
      ...(signal === undefined ? {} : { signal }),
    })
    outgoing.on('response', resolve).on('error', reject)
    if (typeof body === 'function') body(outgoing)
    // Bytes throughout: behind a body of text Node would send the headers as UTF-8, too.
    else if (!Array.isArray(body)) outgoing.end(typeof body === 'string' ? Buffer.from(body) : body)
    else {
      for (const chunk of body) outgoing.write(chunk)
      outgoing.end()
    }
  })
}

/** The same, with the whole of the answer. Rejects when it breaks off. */
export async function ask(gateway: Gateway, asked: Asked = {}): Promise<Got> {
  const answer = await begin(gateway, asked)
  const body = await buffer(answer)
  const { headers, rawHeaders } = answer
  return { status: answer.statusCode!, headers, rawHeaders, body, text: body.toString('utf8') }
}

/** Bytes to a port, and all that comes back until it closes. */
export function rawRequest(url: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let received = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('latin1').on('data', (text) => {
      received += text
    })
    socket.on('error', () => {}).on('close', () => resolve(received))
    setTimeout(() => socket.destroy(), 2_000).unref()
  })
}

/** The values of a header, however often it came. */
export function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]!.toLowerCase() === name)
}

/** Until it holds; throws after two seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 2_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 5)))
    if (Date.now() > end) throw new Error('it never came true')
}
