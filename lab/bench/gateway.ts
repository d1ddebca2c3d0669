import { Agent, request } from 'node:http'
import { fixed } from '../../src/credentials/credential.ts'
import { Meter } from '../../src/gateway/meter.ts'
import { startGateway } from '../../src/gateway/server.ts'
import { AnthropicGatewayUpstream } from '../../src/gateway/upstreams/anthropic.ts'
import { KeyProof } from '../../src/gateway/upstreams/key-proof.ts'
import { openAgents } from '../../src/network/agents.ts'
import { Secret } from '../../src/secret.ts'
import { startMessagesApi } from '../providers/messages-api.ts'
import { type Figure, inTurn, median } from './measure.ts'

/** The size of the CLI's own request for a prompt of one line. */
const requestBytes = 117_000

/** What the gateway adds to the time to the first byte of an answer, against the provider asked directly. */
export async function passThrough(rounds: number): Promise<Figure[]> {
  const key = 'sk-ant-bench-0123456789abcdef'
  const api = await startMessagesApi({ key, script: [{ kind: 'message', text: 'Hello.' }] })
  const plan = {
    upstream: { url: new URL(api.url) },
    key: { kind: 'given', secret: new Secret(key) },
    auth: { scheme: 'x-api-key', other: 'never' },
    extraHeaders: new Map(),
  } as const
  const upstream = new AnthropicGatewayUpstream(plan, new KeyProof(plan, fixed(new Secret(key))))
  const gateway = await startGateway({ upstream, meter: new Meter(), agents: openAgents({}) })
  const agent = new Agent({ keepAlive: true })
  const times = await inTurn(rounds, {
    direct: () => firstByte(api.url, key, agent),
    through: () => firstByte(gateway.url, gateway.token, agent),
  })
  agent.destroy()
  gateway.close()
  await api.close()
  const added = median(times.through) - median(times.direct)
  const value = `${added.toFixed(2)} ms (${median(times.through).toFixed(2)} over ${median(times.direct).toFixed(2)})`
  return [{ name: 'gateway, 117 kB request, first byte', value, goal: '1 ms or less', reached: added <= 1 }]
}

function firstByte(url: string, key: string, agent: Agent): Promise<number> {
  const content = 'x'.repeat(requestBytes - 100)
  const body = JSON.stringify({
    model: 'claude-haiku-4-5',
    max_tokens: 8,
    stream: true,
    messages: [{ role: 'user', content }],
  })
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const headers = { 'x-api-key': key, 'anthropic-version': '2023-06-01', 'content-type': 'application/json' }
    const asked = request(`${url}/v1/messages`, { method: 'POST', headers, agent }, (answer) => {
      answer.once('data', () => {
        const ms = performance.now() - started
        answer.resume()
        answer.once('end', () => resolve(ms))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
