/** A gateway in front of a server that speaks OpenAI's API, or may. */
import type { ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import type { RecordedRequest } from '../../../lab/providers/answers.ts'
import { startRecordingServer } from '../../../lab/providers/http.ts'
import { type Credential, fixed } from '../../../src/credentials/credential.ts'
import { Meter } from '../../../src/gateway/meter.ts'
import { startGateway } from '../../../src/gateway/server.ts'
import { openUpstream } from '../../../src/gateway/upstreams/open.ts'
import { openAgents } from '../../../src/network/agents.ts'
import { Redactor } from '../../../src/redact/redactor.ts'
import type { OpenAiPlan } from '../../../src/resolve/plan.ts'
import { Secret } from '../../../src/secret.ts'

export const KEY = 'sk-the-server-s-own-key'

export type Options = Partial<Omit<OpenAiPlan, 'extraHeaders'>> & {
  /** Behind the server's host. */
  path?: string
  extraHeaders?: Record<string, string>
  credential?: Credential<Secret>
}

export type Answer = (request: RecordedRequest, response: ServerResponse) => Promise<void> | void

/** The gateway as it is opened for a run; `first` settles when the server is known to be well. */
export async function openTo(url: string, options: Options = {}) {
  const { path = '', extraHeaders = {}, credential = fixed(new Secret(KEY)), ...rest } = options
  const plan: OpenAiPlan = {
    provider: 'openai-compatible',
    url: new URL(url + path),
    protocol: 'openai',
    assumed: undefined,
    key: { kind: 'given', secret: new Secret(KEY) },
    auth: { scheme: 'bearer', other: 'never' },
    extraHeaders: new Map(Object.entries(extraHeaders).map(([name, value]) => [name, new Secret(value)])),
    ...rest,
  }
  const agents = openAgents({})
  const said: string[] = []
  const stop = new AbortController()
  const means = { agents, mask: () => {}, say: (line: string) => void said.push(line), stop: stop.signal }
  const { upstream, first } = await openUpstream(
    plan,
    means,
    (key) => key,
    () => credential,
  )
  first.catch(() => {})
  const meter = new Meter('unknown')
  const redactor = new Redactor()
  redactor.add(KEY)
  const gateway = await startGateway({ upstream, meter, agents, redactor })
  onTestFinished(() => {
    stop.abort()
    gateway.close()
  })
  return { gateway, meter, first, said }
}

/** The same, with a server that answers as the test says. */
export async function open(handle: Answer, options: Options = {}) {
  const server = await startRecordingServer({ handle })
  onTestFinished(() => server.close())
  return { server, ...(await openTo(server.url, options)) }
}

export const question = {
  model: 'served-model',
  max_tokens: 100,
  stream: true,
  messages: [{ role: 'user', content: 'Well?' }],
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** A chunk of a stream, as it goes over the wire. */
export function chunk(delta: object, finish: string | null = null, more: object = {}): string {
  const choices = [{ index: 0, delta, finish_reason: finish }]
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model: 'served-model', choices, ...more })}\n\n`
}

export const usage = { prompt_tokens: 120, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 20 } }

/** A whole answer of one text. */
export function sendText(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.end(
    `${chunk({ role: 'assistant', content: '' })}${chunk({ content: text })}${chunk({}, 'stop')}data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`,
  )
}

/** The events of an Anthropic stream. */
export function eventsIn(text: string): { type: string; [key: string]: unknown }[] {
  return text
    .split('\n\n')
    .filter(Boolean)
    .map((frame) => JSON.parse(frame.replace(/^event: \w+\ndata: /, '')))
}
