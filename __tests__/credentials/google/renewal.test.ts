import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { CloudSettings } from '../../../lab/google/cloud.ts'
import { startVertex } from '../../../lab/google/vertex.ts'
import { Meter } from '../../../src/gateway/meter.ts'
import { startGateway } from '../../../src/gateway/server.ts'
import { VertexUpstream } from '../../../src/gateway/upstreams/vertex.ts'
import { openAgents } from '../../../src/network/agents.ts'
import { ask } from '../../gateway/fixture.ts'
import { startJob } from './fixture.ts'

/** The gateway of a job with its own identity, in front of a Vertex AI that checks tokens. */
async function start(settings: Partial<CloudSettings> = {}) {
  const job = await startJob(settings)
  const vertex = await startVertex({ script: () => ({ kind: 'message', text: 'Hello.' }), cloud: job.cloud })
  const plan = job.workloadIdentity()
  const upstream = new VertexUpstream(
    {
      provider: 'vertex',
      region: 'europe-west4',
      project: 'my-project-12345',
      endpoint: new URL(vertex.url),
      credential: plan,
    },
    job.credential(plan, { project: 'my-project-12345' }),
  )
  const gateway = await startGateway({ upstream, meter: new Meter(), agents: openAgents({}) })
  onTestFinished(async () => {
    gateway.close()
    await vertex.close()
  })
  const body = JSON.stringify({
    anthropic_version: 'vertex-2023-10-16',
    max_tokens: 9,
    messages: [{ role: 'user', content: 'Hi.' }],
  })
  const path = `/${gateway.token}/v1/projects/p/locations/l/publishers/anthropic/models/claude-haiku-4-5:rawPredict`
  const asked = async () => (await ask(gateway, { path, body: Buffer.from(body), token: undefined })).status
  return { job, vertex, asked }
}

test('however many requests find their token ended, it is renewed once', async () => {
  const { job, vertex, asked } = await start({ delayMs: 50 })
  expect(await asked()).toBe(200)
  job.cloud.endAllTokens()
  expect(await Promise.all(Array.from({ length: 8 }, asked))).toEqual(Array(8).fill(200))
  expect(job.cloud.asked('sts')).toHaveLength(2)
  expect(job.github.issued).toHaveLength(2)
  expect(new Set(vertex.messages.map(({ headers }) => headers.authorization)).size).toBe(2)
})

test('ahead of its end it is renewed while requests go on with it', async () => {
  const { job, vertex, asked } = await start({ tokenSeconds: 3 })
  expect(await asked()).toBe(200)
  await sleep(2_200)
  job.cloud.settings.delayMs = 800
  job.cloud.settings.tokenSeconds = 3600
  const started = Date.now()
  expect(await Promise.all([asked(), asked()])).toEqual([200, 200])
  expect(Date.now() - started).toBeLessThan(700)
  await sleep(1_400)
  expect(await asked()).toBe(200)
  expect(job.cloud.asked('sts')).toHaveLength(2)
  const tokens = vertex.messages.map(({ headers }) => headers.authorization)
  expect(tokens.map((token) => tokens.indexOf(token))).toEqual([0, 0, 0, 3])
})
