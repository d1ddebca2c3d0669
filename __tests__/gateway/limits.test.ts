import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Handler, startRecordingServer } from '../../lab/providers/http.ts'
import { fixed } from '../../src/credentials/credential.ts'
import { Budget, budgetOf } from '../../src/gateway/budget.ts'
import { type GatewayLimits, usualLimits } from '../../src/gateway/limits.ts'
import { Meter } from '../../src/gateway/meter.ts'
import { type Gateway, startGateway } from '../../src/gateway/server.ts'
import { AnthropicGatewayUpstream } from '../../src/gateway/upstreams/anthropic.ts'
import { KeyProof } from '../../src/gateway/upstreams/key-proof.ts'
import { openAgents } from '../../src/network/agents.ts'
import type { ModelPlan } from '../../src/resolve/plan.ts'
import { Secret } from '../../src/secret.ts'
import { ask, begin, KEY, until } from './fixture.ts'

const ok: Handler = (_, response) => void response.end('{}')

interface Limited {
  limits?: Partial<GatewayLimits>
  /** Bodies are read whole before they go on, as where they are signed. */
  buffered?: boolean
  budget?: (meter: Meter) => Budget
}

async function open(handle: Handler, { limits, buffered = false, budget }: Limited = {}) {
  const upstream = await startRecordingServer({ handle })
  const meter = new Meter()
  const plan = {
    provider: 'anthropic',
    upstream: { kind: 'gateway', url: new URL(upstream.url) },
    key: { kind: 'given', secret: new Secret(KEY) },
    auth: { scheme: 'x-api-key', other: buffered ? 'once' : 'never' },
    extraHeaders: new Map(),
  } as const
  const gateway = await startGateway({
    upstream: new AnthropicGatewayUpstream(plan, new KeyProof(plan, fixed(new Secret(KEY)))),
    meter,
    agents: openAgents({}),
    ...(budget === undefined ? {} : { budget: budget(meter) }),
    limits: { ...usualLimits, ...limits },
  })
  onTestFinished(() => {
    gateway.close()
    return upstream.close()
  })
  return { gateway, upstream, meter }
}

/** A connection that says this much and then nothing; how long it lasted, and what came back. */
function silent(gateway: Gateway, said: string, dripMs?: number): Promise<{ ms: number; got: string }> {
  return new Promise((resolve) => {
    const started = performance.now()
    let got = ''
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => socket.write(said))
    const drip = dripMs === undefined ? undefined : setInterval(() => socket.write('x'), dripMs)
    socket.setEncoding('latin1').on('data', (text) => {
      got += text
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(drip)
      resolve({ ms: performance.now() - started, got })
    })
    setTimeout(() => socket.destroy(), 5_000).unref()
  })
}

const head = (gateway: Gateway, more: string) =>
  `POST /v1/messages HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${gateway.token}\r\n${more}`

describe('a client that takes its time', () => {
  test.each<[string, (gateway: Gateway) => string, number | undefined]>([
    ['says nothing', () => '', undefined],
    ['begins a request', () => 'POST /v1/mess', undefined],
    ['sends headers byte by byte', () => 'POST / HTTP/1.1\r\nx-a: ', 20],
  ])('%s and is sent away', async (_, said, dripMs) => {
    const { gateway, upstream } = await open(ok, { limits: { headersMs: 200 } })
    const { ms } = await silent(gateway, said(gateway), dripMs)
    expect(ms).toBeLessThan(2_500)
    expect(upstream.requests).toHaveLength(0)
    expect((await ask(gateway, { body: '{}' })).status).toBe(200)
  })

  test.each([true, false])('begins a body and is told so (held back: %s)', async (buffered) => {
    const { gateway } = await open(ok, { limits: { bodySilentMs: 200 }, buffered })
    const { ms, got } = await silent(gateway, head(gateway, 'content-length: 100\r\n\r\n{'))
    expect(ms).toBeLessThan(2_500)
    expect(got).toMatch(/^HTTP\/1.1 408 .*timeout_error/s)
  })

  test('begins a body that drips for ever', async () => {
    const { gateway } = await open(ok, { limits: { bodySilentMs: 100, bodyMs: 300 } })
    const { ms, got } = await silent(gateway, head(gateway, 'content-length: 100000\r\n\r\n{'), 20)
    expect(ms).toBeLessThan(2_500)
    expect(got).toMatch(/^HTTP\/1.1 408 /)
  })

  test('is waited for while it makes progress, and while the provider takes nothing', async () => {
    const { gateway } = await open(
      async (_, response) => {
        await sleep(600)
        response.end('{}')
      },
      { limits: { bodySilentMs: 200 } },
    )
    const slow = await ask(gateway, {
      body: async (outgoing) => {
        for (let piece = 0; piece < 6; piece++) {
          outgoing.write('x')
          await sleep(100)
        }
        outgoing.end()
      },
    })
    expect(slow.status).toBe(200)
  })

  test('gets an answer that thinks for longer than any of these', async () => {
    const { gateway } = await open(
      async (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
        await sleep(800)
        response.end('event: ping\ndata: {}\n\n')
      },
      { limits: { headersMs: 100, bodySilentMs: 100 } },
    )
    expect((await ask(gateway, { body: '{}' })).text).toContain('ping')
  })
})

describe('a request that is too big', () => {
  test.each([
    ['with a length', { body: Buffer.alloc(3_000) }],
    ['without one', { body: [Buffer.alloc(1_500), Buffer.alloc(1_500)] }],
  ])('%s', async (_, asked) => {
    for (const buffered of [true, false]) {
      const { gateway } = await open(ok, { limits: { bodyBytes: 2_000 }, buffered })
      expect((await ask(gateway, asked)).status).toBe(413)
    }
  })

  test('by its length alone', async () => {
    const { gateway } = await open(ok, { limits: { bodyBytes: 2_000 } })
    const { got } = await silent(gateway, head(gateway, 'content-length: 99999999999\r\n\r\n'))
    expect(got).toMatch(/^HTTP\/1.1 413 /)
  })

  test('in its headers', async () => {
    const { gateway, upstream } = await open(ok)
    const { got } = await silent(gateway, head(gateway, `x-a: ${'x'.repeat(70_000)}\r\n\r\n`))
    expect(got).toMatch(/^HTTP\/1.1 431 /)
    const many = Array.from({ length: 3_000 }, (_, index) => `x-${index}: ${'y'.repeat(20)}\r\n`).join('')
    expect((await silent(gateway, head(gateway, `${many}\r\n`))).got).toMatch(/^HTTP\/1.1 431 /)
    expect(upstream.requests).toHaveLength(0)
  })

  test('together with others that are held', async () => {
    const { gateway } = await open(ok, { limits: { heldBytes: 2_500 }, buffered: true })
    const stalled = begin(gateway, { body: (out) => void out.write(Buffer.alloc(2_000)) })
    stalled.catch(() => {})
    await sleep(100)
    const second = await ask(gateway, { body: Buffer.alloc(1_000) })
    expect(second.status).toBe(429)
    expect((await ask(gateway, { body: Buffer.alloc(100) })).status).toBe(200)
  })
})

describe('too many at once', () => {
  test('requests', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const { gateway, upstream } = await open(
      async (_, response) => {
        await held
        response.end('{}')
      },
      { limits: { requests: 3 } },
    )
    const three = [1, 2, 3].map(() => ask(gateway, { body: '{}' }))
    await until(() => upstream.requests.length === 3)
    const fourth = await ask(gateway, { body: '{}' })
    expect([fourth.status, fourth.headers['x-should-retry']]).toEqual([429, 'true'])
    release()
    expect((await Promise.all(three)).map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await ask(gateway, { body: '{}' })).status).toBe(200)
  })

  test('connections: those that ask for nothing make room', async () => {
    const { gateway } = await open(ok, { limits: { connections: 10, headersMs: 300 } })
    const port = Number(new URL(gateway.url).port)
    const sockets = Array.from({ length: 30 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
    })
    await sleep(100)
    const left = () => sockets.filter((socket) => socket.readyState === 'open').length
    await until(() => left() <= 10)
    await until(() => left() === 0).catch(() => {})
    expect((await ask(gateway, { body: '{}' })).status).toBe(200)
  })
})

const haiku = { id: 'claude-haiku-4-5-20251001', name: 'claude-haiku-4-5' } as ModelPlan
const message = (input: number, output: number) =>
  JSON.stringify({ model: 'claude-haiku-4-5', usage: { input_tokens: input, output_tokens: output } })
const body = (more: object = {}) =>
  JSON.stringify({ model: 'claude-haiku-4-5', max_tokens: 100, messages: [], ...more })
const dollars = (maxBudgetUsd: number) => (meter: Meter) =>
  budgetOf({ maxTurns: undefined, timeoutMs: undefined, maxBudgetUsd }, haiku, meter)

describe('a budget', () => {
  test('of requests counts all that go on, whatever for', async () => {
    const { gateway, upstream } = await open(ok, { budget: (meter) => new Budget(meter, 3) })
    const asked = [{}, { path: '/v1/messages/count_tokens' }, { method: 'GET', path: '/v1/models' }, {}, {}]
    const statuses: number[] = []
    for (const one of asked) statuses.push((await ask(gateway, { body: '{}', ...one })).status)
    expect(statuses).toEqual([200, 200, 200, 401, 401])
    expect(upstream.requests).toHaveLength(3)
  })

  test.each([
    [undefined, 10_000],
    [5, 1_500],
    [1_000_000, 10_000],
  ])('with max-turns %s lets %i through', (maxTurns, most) => {
    const budget = budgetOf({ maxTurns, timeoutMs: undefined, maxBudgetUsd: undefined }, haiku, new Meter())
    let taken = 0
    while (budget.take() === undefined) taken++
    expect(taken).toBe(most)
    expect(budget.exhausted).toContain(String(most))
  })

  test('of dollars ends with an answer that is final', async () => {
    const { gateway, meter } = await open(
      (_, response) => void response.setHeader('content-type', 'application/json').end(message(1_000, 0)),
      {
        budget: dollars(0.0025),
      },
    )
    const got = []
    for (let count = 0; count < 5; count++) got.push(await ask(gateway, { body: body() }))
    expect(got.map(({ status }) => status)).toEqual([200, 200, 200, 401, 401])
    expect(got[3]!.headers['x-should-retry']).toBe('false')
    expect(JSON.parse(got[3]!.text).error.message).toContain('max-budget-usd')
    expect(meter.spentUsd).toBeCloseTo(0.003, 9)
    expect((await ask(gateway, { path: '/v1/messages/count_tokens', body: body() })).status).toBe(200)
  })

  test('holds a request back while those under way may use it up', async () => {
    let underWay = 0
    let most = 0
    const { gateway, meter } = await open(
      async (_, response) => {
        most = Math.max(most, ++underWay)
        await sleep(20)
        underWay--
        response.setHeader('content-type', 'application/json').end(message(10, 1_000))
      },
      { budget: dollars(0.02) },
    )
    const all = await Promise.all(Array.from({ length: 12 }, () => ask(gateway, { body: body({ max_tokens: 1_000 }) })))
    expect(most).toBe(3)
    expect(all.filter(({ status }) => status === 200)).toHaveLength(4)
    expect(all.filter(({ status }) => status === 401)).toHaveLength(8)
    expect(meter.spentUsd).toBeLessThan(0.0251)
  })

  test('counts a message, whatever stands in its query', async () => {
    const { gateway, meter } = await open(
      (_, response) => void response.setHeader('content-type', 'application/json').end(message(1_000, 0)),
      { budget: dollars(0.0025) },
    )
    const statuses: number[] = []
    for (let count = 0; count < 4; count++)
      statuses.push((await ask(gateway, { path: '/v1/messages?count_tokens=/count_tokens', body: body() })).status)
    expect(statuses).toEqual([200, 200, 200, 401])
    expect(meter.metered.requests).toBe(3)
  })

  test.each([
    ['a URL, written so that it is not seen', '{"t\\u0079pe":"u\\u0072l","url":"https://example.com/long.pdf"}'],
    ['a PDF, which is small', '{"type":"base64","media_type":"application/pdf","data":"JVBERi0="}'],
    ['a PDF, with a slash that is escaped', '{"type":"base64","media_type":"application\\/pdf","data":"JVBERi0="}'],
  ])('takes %s for as much as it can be', async (_, source) => {
    let underWay = 0
    let most = 0
    const { gateway } = await open(
      async (_, response) => {
        most = Math.max(most, ++underWay)
        await sleep(50)
        underWay--
        response.setHeader('content-type', 'application/json').end(message(10, 10))
      },
      { budget: dollars(0.2) },
    )
    const asked = body().replace(
      '"messages":[]',
      `"messages":[{"role":"user","content":[{"type":"document","source":${source}}]}]`,
    )
    await Promise.all(Array.from({ length: 4 }, () => ask(gateway, { body: asked })))
    expect(most).toBe(1)
  })

  test('gives a place back when whoever waited for it leaves', async () => {
    const { gateway, upstream } = await open(
      async (_, response) => {
        await sleep(200)
        response.setHeader('content-type', 'application/json').end(message(10, 10))
      },
      { budget: dollars(0.001) },
    )
    const first = ask(gateway, { body: body({ max_tokens: 1_000 }) })
    await until(() => upstream.requests.length === 1)
    const impatient = begin(gateway, { body: body({ max_tokens: 1_000 }), signal: AbortSignal.timeout(50) })
    await expect(impatient).rejects.toThrow()
    expect((await first).status).toBe(200)
    expect((await ask(gateway, { body: body({ max_tokens: 1_000 }) })).status).toBe(200)
    expect(upstream.requests).toHaveLength(2)
  })

  test.each([
    ['a model that nobody knows', body({ model: 'my-model' }), /price of my-model/],
    ['a speed that costs more', body({ speed: 'fast' }), /speed/],
    ['none', JSON.stringify({ max_tokens: 1 }), /names no model/],
    ['no JSON', 'nonsense', /names no model/],
    ['a model that is none', body({ model: { id: 'claude-haiku-4-5' } }), /names no model/],
  ])('is not risked on %s', async (_, asked, why) => {
    const { gateway, upstream } = await open(ok, { budget: dollars(1) })
    const got = await ask(gateway, { body: asked })
    expect(got.status).toBe(401)
    expect(got.text).toMatch(why)
    expect(upstream.requests).toHaveLength(0)
  })

  const start = `event: message_start\ndata: ${JSON.stringify({ type: 'message_start', message: { model: 'claude-haiku-4-5', usage: { input_tokens: 5_000, output_tokens: 1 } } })}\n\n`
  const delta = `event: content_block_delta\ndata: ${JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'twelve chars' } })}\n\n`

  test('counts an answer that was left in its middle', async () => {
    const { gateway, meter } = await open(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write(start + delta.repeat(100))
        return new Promise(() => {})
      },
      { budget: dollars(1) },
    )
    const answer = await begin(gateway, { body: body({ stream: true }) })
    await sleep(50)
    answer.destroy()
    await until(() => (meter.metered.tokens.get('claude-haiku-4-5')?.outputTokens ?? 0) > 1)
    const { inputTokens, outputTokens } = meter.metered.tokens.get('claude-haiku-4-5')!
    expect(inputTokens).toBe(5_000)
    expect(outputTokens).toBeGreaterThanOrEqual(100)
    expect(outputTokens).toBeLessThan(1_000)
  })

  test.each([
    ['a stream', { stream: true }, 1_000 / 3 / 1e6],
    ['an answer in one piece, whose length nobody knows', {}, (1_000 / 3 + 5 * 100) / 1e6],
  ])('counts %s that was left before it began', async (_, more, usd) => {
    const { gateway, upstream, meter } = await open(() => new Promise(() => {}), { budget: dollars(1) })
    const padded = body({ ...more, messages: ['x'.repeat(930)] })
    await expect(begin(gateway, { body: padded, signal: AbortSignal.timeout(150) })).rejects.toThrow()
    await until(() => meter.spentUsd > 0)
    expect(upstream.requests).toHaveLength(1)
    expect(meter.spentUsd).toBeGreaterThan(usd * 0.95)
    expect(meter.spentUsd).toBeLessThan(usd * 1.1)
  })
})
