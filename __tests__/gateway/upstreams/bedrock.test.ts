import { randomBytes } from 'node:crypto'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { chunkFrame } from '../../../lab/aws/bedrock-answers.ts'
import {
  type BedrockRuntime,
  type BedrockRuntimeOptions,
  startBedrockRuntime,
} from '../../../lab/aws/bedrock-runtime.ts'
import { newSession, type Session } from '../../../lab/aws/identities.ts'
import { verifySignature } from '../../../lab/aws/signature.ts'
import { type Handler, startRecordingServer } from '../../../lab/providers/http.ts'
import { events, messageOf } from '../../../lab/providers/message-events.ts'
import type { AwsCredentials } from '../../../src/credentials/aws/credentials.ts'
import { type Credential, fixed } from '../../../src/credentials/credential.ts'
import { ActionError } from '../../../src/errors.ts'
import { Meter } from '../../../src/gateway/meter.ts'
import { type Gateway, startGateway } from '../../../src/gateway/server.ts'
import { BedrockUpstream } from '../../../src/gateway/upstreams/bedrock.ts'
import { openAgents } from '../../../src/network/agents.ts'
import type { BedrockPlan } from '../../../src/resolve/plan.ts'
import { Secret } from '../../../src/secret.ts'
import { type Asked, ask, type Got, valuesOf } from '../fixture.ts'

const REGION = 'eu-west-1'
const ROLE = 'arn:aws:iam::123456789012:role/ClaudeCodeBedrock'
const MODEL = 'eu.anthropic.claude-haiku-4-5-20251001-v1:0'
const body = JSON.stringify({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Zwölf?' }],
})

/** Sessions of a role, one after another; `renewed` counts how often the next one was asked for. */
function sessionsOf(how: { seconds?: number } = {}) {
  const known = new Map<string, Session>()
  const rejected: AwsCredentials[] = []
  const credentialsOf = ({ accessKeyId, secretAccessKey, sessionToken }: Session) => ({
    accessKeyId,
    secretAccessKey,
    sessionToken,
  })
  const next = (seconds?: number) => {
    const session = newSession({ role: ROLE, ...(seconds === undefined ? {} : { seconds }) })
    known.set(session.accessKeyId, session)
    return credentialsOf(session)
  }
  let current = next(how.seconds)
  const credential: Credential<AwsCredentials> = {
    get: async () => current,
    rejected: async (credentials) => {
      rejected.push(credentials)
      if (credentials === current) current = next()
      return true
    },
  }
  return { known, rejected, credential, first: current }
}

interface Opened {
  gateway: Gateway
  meter: Meter
}

async function openGateway(endpoint: string, proof: ConstructorParameters<typeof BedrockUpstream>[1]): Promise<Opened> {
  const plan: BedrockPlan = {
    provider: 'bedrock',
    region: REGION,
    endpoint: new URL(endpoint),
    credential: {} as never,
  }
  const meter = new Meter()
  const gateway = await startGateway({ upstream: new BedrockUpstream(plan, proof), meter, agents: openAgents({}) })
  onTestFinished(() => gateway.close())
  return { gateway, meter }
}

const text = { kind: 'message', text: 'Twelve.' } as const

/** A gateway in front of the runtime, which knows the sessions. */
async function open(
  options: Partial<BedrockRuntimeOptions> & { sessionSeconds?: number; credential?: Credential<AwsCredentials> } = {},
): Promise<Opened & { runtime: BedrockRuntime } & ReturnType<typeof sessionsOf>> {
  const { sessionSeconds, credential, ...rest } = options
  const sessions = sessionsOf(sessionSeconds === undefined ? {} : { seconds: sessionSeconds })
  const runtime = await startBedrockRuntime({ script: [text], sessions: sessions.known, region: REGION, ...rest })
  onTestFinished(() => runtime.close())
  const proof = { kind: 'aws', credential: credential ?? sessions.credential } as const
  return { runtime, ...sessions, ...(await openGateway(runtime.url + (options.prefix ?? ''), proof)) }
}

/** As the CLI asks: with the token in the path, and no header for it. */
const invoke = ({ gateway }: Opened, model = MODEL, { path, headers = [], ...more }: Asked = {}): Promise<Got> =>
  ask(gateway, {
    path: `/${gateway.token}${path ?? `/model/${model}/invoke`}`,
    headers: ['content-type', 'application/json', ...headers],
    token: undefined,
    body,
    ...more,
  })

describe('what goes to Bedrock', () => {
  const profile = 'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile'
  test.each([
    ['an id with a colon', MODEL, MODEL],
    ['one with the colon escaped', MODEL.replace(':', '%3A'), MODEL],
    ['in lower case', MODEL.replace(':', '%3a'), MODEL],
    ['an ARN, as the CLI escapes it', encodeURIComponent(`${profile}/abc`), `${profile}/abc`],
    ['an ARN with its slash alone escaped', `${profile}%2Fabc`, `${profile}/abc`],
    ['in lower case, too', `${profile}%2fabc`, `${profile}/abc`],
    ['other marks', "a!'()*~_-.;,@$&=+b", "a!'()*~_-.;,@$&=+b"],
    ['an escaped percent', '100%25', '100%'],
    ['escapes of more than ASCII', '%C3%BCber', 'über'],
  ])('is signed as it came: %s', async (_, segment, model) => {
    const opened = await open({ models: [model] })
    for (const operation of ['invoke', 'invoke-with-response-stream']) {
      const got = await invoke(opened, segment, { path: `/model/${segment}/${operation}` })
      expect([got.status, got.text]).toEqual([200, expect.anything()])
      expect(opened.runtime.messages.at(-1)!.path).toBe(`/model/${segment}/${operation}`)
    }
    expect(opened.runtime.sessionsSeen).toEqual([opened.first.accessKeyId, opened.first.accessKeyId])
  })

  test('goes behind the endpoint’s own path, which is signed with it', async () => {
    const opened = await open({ prefix: '/vpc/a%2Fb:c' })
    expect((await invoke(opened)).status).toBe(200)
    expect(opened.runtime.messages[0]!.path).toBe(`/vpc/a%2Fb:c/model/${MODEL}/invoke`)
  })

  test('has its body as it came, whatever is in it', async () => {
    const sessions = sessionsOf()
    const upstream = await startRecordingServer({ handle: (_, response) => void response.end('{}') })
    onTestFinished(() => upstream.close())
    const opened = await openGateway(upstream.url, { kind: 'aws', credential: sessions.credential })
    const bytes = randomBytes(3 << 20)
    for (const sent of [bytes, [bytes.subarray(0, 1000), bytes.subarray(1000)], Buffer.alloc(0)])
      await invoke(opened, MODEL, { body: sent })
    expect(upstream.requests.map(({ bytes }) => bytes)).toEqual([3 << 20, 3 << 20, 0])
    expect(upstream.requests[1]!.rawBody.equals(bytes)).toBe(true)
    for (const request of upstream.requests)
      expect(verifySignature(request, sessions.known, { region: REGION, service: 'bedrock' })).toMatchObject({
        ok: true,
      })
  })

  test('has no credential of the client’s own, nor the run’s token', async () => {
    const opened = await open()
    const own = [
      ...['X-Amz-Security-Token', 'own-token', 'X-Amz-Date', '20200101T000000Z', 'x-amz-content-sha256', 'own-hash'],
      ...['Authorization', 'AWS4-HMAC-SHA256 Credential=own/x', 'X-Api-Key', 'own-key', 'Cookie', 'own=1'],
      ...['x-amz-user-agent', 'own-agent', 'X-Amzn-Trace-Id', 'kept', 'anthropic-beta', 'kept-too'],
    ]
    expect((await invoke(opened, MODEL, { headers: own })).status).toBe(200)
    const { rawHeaders, headers } = opened.runtime.messages[0]!
    expect(rawHeaders.filter((value) => value.includes('own'))).toEqual([])
    expect(rawHeaders.join('\n')).not.toContain(opened.gateway.token)
    expect(headers).toMatchObject({ 'x-amzn-trace-id': 'kept', 'anthropic-beta': 'kept-too' })
    for (const name of ['authorization', 'x-amz-date', 'x-amz-security-token', 'host', 'content-type'])
      expect([name, valuesOf(rawHeaders, name).length]).toEqual([name, 1])
  })

  test('a header for AWS that is not known does not spoil the signature', async () => {
    const opened = await open()
    expect((await invoke(opened, MODEL, { headers: ['X-Amz-Something', 'new'] })).status).toBe(200)
  })

  test('a Bedrock API key in place of a signature', async () => {
    const runtime = await startBedrockRuntime({ script: [text], bearer: 'bedrock-api-key', region: REGION })
    onTestFinished(() => runtime.close())
    const credential = fixed(new Secret('bedrock-api-key'))
    const opened = await openGateway(runtime.url, { kind: 'bearer', credential })
    expect((await invoke(opened, MODEL, { headers: ['authorization', 'Bearer own'] })).status).toBe(200)
    expect(runtime.sessionsSeen).toEqual(['bearer'])
    expect(Object.keys(runtime.messages[0]!.headers).filter((name) => name.startsWith('x-amz'))).toEqual([])
  })
})

describe('what the gateway lets through', () => {
  test('the list of profiles is its own, and never asked for', async () => {
    const opened = await open()
    for (const path of ['/inference-profiles?type=SYSTEM_DEFINED', '/inference-profiles']) {
      const got = await invoke(opened, MODEL, { method: 'GET', path, body: undefined })
      expect([got.status, JSON.parse(got.text)]).toEqual([200, { inferenceProfileSummaries: [] }])
    }
    expect(opened.runtime.requests).toEqual([])
  })

  test.each([
    ['GET', `/model/${MODEL}/invoke`],
    ['POST', '/inference-profiles'],
    ['POST', '/'],
    ['POST', ''],
    ['POST', '/v1/messages'],
    ['POST', `/model/${MODEL}`],
    ['POST', `/model/${MODEL}/converse`],
    ['POST', `/model/${MODEL}/invoke/`],
    ['POST', `/model/${MODEL}/invoke/../../../guardrail`],
    ['POST', `/model/${MODEL}/invoke?x=1`],
    ['POST', `/model/${MODEL}/invoke#x`],
    ['POST', '/model/a/b/invoke'],
    ['POST', '/model//invoke'],
    ['POST', '/model/../invoke'],
    ['POST', '/model/./invoke'],
    ['POST', '/model/%2e%2E/invoke'],
    ['POST', '/model/.%2e/invoke'],
    ['POST', '//model/x/invoke'],
    ['DELETE', '/guardrails/x'],
    ['POST', '/async-invoke'],
  ])('not %s %s', async (method, path) => {
    const opened = await open()
    const got = await invoke(opened, MODEL, { method, path, body: method === 'POST' ? body : undefined })
    expect([got.status, got.headers['x-should-retry']]).toEqual([404, 'false'])
    expect(opened.runtime.requests).toEqual([])
  })

  test.each<[string, (gateway: Gateway) => Asked]>([
    ['no token', () => ({ path: `/model/${MODEL}/invoke`, token: undefined })],
    ['another one', () => ({ path: `/cpa-run-${'x'.repeat(43)}/model/${MODEL}/invoke`, token: undefined })],
    ['a part of it', ({ token }) => ({ path: `/${token.slice(0, -1)}/model/${MODEL}/invoke`, token: undefined })],
    ['more than it', ({ token }) => ({ path: `/${token}x/model/${MODEL}/invoke`, token: undefined })],
    ['another one in front of the right header', ({ token }) => ({ path: `/cpa-run-x/model/${MODEL}/invoke`, token })],
    ['it in the query', ({ token }) => ({ path: `/model/${MODEL}/invoke?${token}`, token: undefined })],
    ['it further behind', ({ token }) => ({ path: `/x/${token}/model/${MODEL}/invoke`, token: undefined })],
  ])('nobody with %s', async (_, asked) => {
    const opened = await open()
    const got = await ask(opened.gateway, { body, ...asked(opened.gateway) })
    expect(got.status).toBe(401)
    expect(got.text).not.toContain(opened.gateway.token)
    expect(opened.runtime.requests).toEqual([])
  })

  test('whoever has the token in a header', async () => {
    const opened = await open()
    expect((await ask(opened.gateway, { path: `/model/${MODEL}/invoke`, body })).status).toBe(200)
    expect(opened.runtime.messages).toHaveLength(1)
  })
})

describe('a session', () => {
  test('that has ended is renewed once, and the request repeated; the CLI sees nothing of it', async () => {
    const opened = await open({ sessionSeconds: -1 })
    const got = await invoke(opened)
    expect(got.status).toBe(200)
    expect(opened.rejected).toEqual([opened.first])
    expect(opened.runtime.sessionsSeen).toEqual([...opened.known.keys()])
    expect(opened.runtime.messages[1]!.rawBody.toString()).toBe(body)
    expect(opened.meter.metered).toMatchObject({ requests: 1, error: undefined })
  })

  test('that is renewed and then refused for something else: that is what counts', async () => {
    const opened = await open({ sessionSeconds: -1, script: [{ kind: 'error', status: 403 }] })
    const got = await invoke(opened)
    expect([got.status, opened.runtime.messages.length]).toEqual([401, 2])
    expect(opened.meter.metered.error).toMatchObject({ status: 403, type: 'AccessDeniedException' })
  })

  test('that ends for several requests at once is renewed for all', async () => {
    const opened = await open({ sessionSeconds: -1 })
    const got = await Promise.all([invoke(opened), invoke(opened), invoke(opened)])
    expect(got.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(opened.known.size).toBe(2)
  })

  test('that is refused again is not renewed a third time', async () => {
    const expired = { status: 403, type: 'ExpiredTokenException', message: 'The security token is expired' }
    const opened = await open({ refuse: () => expired })
    const got = await invoke(opened)
    expect([got.status, opened.runtime.messages.length, opened.rejected.length]).toEqual([401, 2, 1])
  })

  test('that ends as a 400, as other services of AWS say it, is renewed as well', async () => {
    const expired = { status: 400, type: 'ExpiredTokenException', message: 'expired' }
    const opened = await open({ refuse: (_, index) => (index === 0 ? expired : undefined) })
    expect((await invoke(opened)).status).toBe(200)
  })

  test('that is not known is renewed', async () => {
    const opened = await open()
    opened.known.clear()
    expect((await invoke(opened)).status).toBe(200)
    expect(opened.rejected).toEqual([opened.first])
  })

  test('is renewed on a 403 without a name', async () => {
    const opened = await open({
      refuse: (_, index) => (index === 0 ? { status: 403, body: '<h1>No</h1>' } : undefined),
    })
    expect((await invoke(opened)).status).toBe(200)
    expect(opened.rejected).toHaveLength(1)
  })

  test('is not renewed for a model that it may not use, while it is fresh', async () => {
    const opened = await open({ script: [{ kind: 'error', status: 403 }] })
    expect((await invoke(opened)).status).toBe(401)
    expect([opened.runtime.messages.length, opened.rejected]).toEqual([1, []])
  })

  test('is renewed once for that when it is older: a policy may have come since', async () => {
    const opened = await open({ script: [text, { kind: 'error', status: 403 }, text] })
    await invoke(opened)
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    expect((await invoke(opened)).status).toBe(200)
    expect(opened.rejected).toEqual([opened.first])
  })

  test.each([400, 404, 429, 500, 503])('has nothing to do with a %d', async (status) => {
    const opened = await open({ script: [{ kind: 'error', status }] })
    expect((await invoke(opened)).status).toBe(status)
    expect([opened.runtime.messages.length, opened.rejected]).toEqual([1, []])
  })

  test('of which there is no other stays refused, with AWS’s own answer', async () => {
    const first = newSession({ role: ROLE, seconds: -1 })
    const credential: Credential<AwsCredentials> = { get: async () => first, rejected: async () => false }
    const opened = await open({ sessions: new Map([[first.accessKeyId, first]]), credential })
    const got = await invoke(opened)
    expect([got.status, JSON.parse(got.text).message]).toEqual([401, expect.stringContaining('expired')])
    expect(opened.runtime.messages).toHaveLength(1)
  })

  test('a bearer token that is refused is what it is', async () => {
    const runtime = await startBedrockRuntime({ script: [text], bearer: 'another', region: REGION })
    onTestFinished(() => runtime.close())
    const opened = await openGateway(runtime.url, { kind: 'bearer', credential: fixed(new Secret('wrong')) })
    expect((await invoke(opened)).status).toBe(401)
    expect(runtime.messages).toHaveLength(1)
  })
})

describe('a clock that is wrong', () => {
  /** AWS with a clock of its own, which verifies by it. */
  async function openSkewed(aheadMs: number) {
    const sessions = sessionsOf({ seconds: 100_000 })
    const handle: Handler = (request, response) => {
      vi.useFakeTimers({ now: Date.now() + aheadMs, toFake: ['Date'] })
      const verified = verifySignature(request, sessions.known, { region: REGION, service: 'bedrock' })
      const date = new Date().toUTCString()
      vi.useRealTimers()
      if (verified.ok) return void response.writeHead(200, { date }).end('{}')
      const type = verified.code
      response.writeHead(403, { date, 'x-amzn-errortype': type }).end(JSON.stringify({ message: verified.message }))
    }
    const upstream = await startRecordingServer({ handle })
    onTestFinished(() => upstream.close())
    return {
      upstream,
      sessions,
      ...(await openGateway(upstream.url, { kind: 'aws', credential: sessions.credential })),
    }
  }

  test.each([7, -7, 60 * 24])('by %d minutes is corrected by AWS’s, once for all', async (minutes) => {
    const opened = await openSkewed(minutes * 60_000)
    expect((await invoke(opened)).status).toBe(200)
    expect(opened.upstream.requests).toHaveLength(2)
    expect((await invoke(opened)).status).toBe(200)
    expect(opened.upstream.requests).toHaveLength(3)
    expect(opened.sessions.rejected).toEqual([])
  })

  test('is not blamed for a signature that is wrong otherwise', async () => {
    const opened = await open({
      refuse: () => ({ status: 403, type: 'InvalidSignatureException', message: 'does not match' }),
    })
    expect((await invoke(opened)).status).toBe(401)
    expect([opened.runtime.messages.length, opened.rejected.length]).toEqual([2, 1])
  })
})

describe('what comes back', () => {
  test('a refusal is shown as a 401 that is not to be repeated; the meter keeps AWS’s status and name', async () => {
    const opened = await open({ script: [{ kind: 'error', status: 403 }] })
    const got = await invoke(opened)
    expect([got.status, got.headers['x-should-retry']]).toEqual([401, 'false'])
    expect(JSON.parse(got.text)).toEqual({ message: expect.stringContaining("don't have access to the model") })
    expect(opened.meter.metered.error).toEqual({
      kind: 'answer',
      status: 403,
      type: 'AccessDeniedException',
      message: expect.stringContaining("don't have access to the model"),
      requestId: got.headers['x-amzn-requestid'],
    })
  })

  test('a stream, byte for byte, and it is counted', async () => {
    const usage = { input_tokens: 100, output_tokens: 20 }
    const answer = messageOf({ ...text, usage }, 'claude-haiku-4-5')
    const sent = Buffer.concat([...events(answer)].map((event) => chunkFrame(event)))
    const handle: Handler = async (_, response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream', 'x-amzn-requestid': 'aws-1' })
      // In small pieces, which arrive one by one.
      for (let at = 0; at < sent.length; at += 97) {
        response.write(sent.subarray(at, at + 97))
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
      response.end()
    }
    const upstream = await startRecordingServer({ handle })
    onTestFinished(() => upstream.close())
    const opened = await openGateway(upstream.url, { kind: 'aws', credential: sessionsOf().credential })
    const got = await invoke(opened, MODEL, { path: `/model/${MODEL}/invoke-with-response-stream` })
    expect(got.headers).toMatchObject({
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-requestid': 'aws-1',
    })
    expect(got.body.equals(sent)).toBe(true)
    const { tokens, requests, costUsd, error } = opened.meter.metered
    expect([requests, error]).toEqual([1, undefined])
    expect(tokens.get('claude-haiku-4-5')).toMatchObject({ inputTokens: 100, outputTokens: 20 })
    expect(costUsd).toBeCloseTo((100 + 20 * 5) / 1e6, 12)
  })

  test('an exception in the middle of a stream is kept', async () => {
    const opened = await open({
      script: [{ kind: 'in-band-error', text: 'Tw', type: 'throttlingException', message: 'Slow down' }],
    })
    await invoke(opened, MODEL, { path: `/model/${MODEL}/invoke-with-response-stream` })
    expect(opened.meter.metered.error).toMatchObject({
      kind: 'stream',
      type: 'throttlingException',
      message: 'Slow down',
    })
  })

  test('a credential that is not to be had is told with its code, not to be repeated', async () => {
    const error = new ActionError('aws-role-denied', 'AWS did not let it be assumed')
    const opened = await open({ credential: { get: () => Promise.reject(error), rejected: async () => false } })
    const got = await invoke(opened)
    expect([got.status, got.headers['x-should-retry']]).toEqual([401, 'false'])
    expect(JSON.parse(got.text).error.message).toBe('aws-role-denied: AWS did not let it be assumed')
    expect(opened.runtime.requests).toEqual([])
  })

  test.each(['get', 'rejected'] as const)(
    'so is one that cannot be renewed: %s fails',
    async (fails) => {
      const first = newSession({ role: ROLE })
      const error = new ActionError('aws-role-denied', 'no longer')
      let asked = 0
      const credential: Credential<AwsCredentials> = {
        get: async () => {
          if (fails === 'get' && asked++ > 0) throw error
          return first
        },
        rejected: async () => {
          if (fails === 'rejected') throw error
          return true
        },
      }
      // An answer too long to be sent unless somebody takes it.
      const refuse = () => ({ status: 403, body: 'x'.repeat(8 << 20) })
      const opened = await open({ sessions: new Map([[first.accessKeyId, first]]), credential, refuse })
      const got = await invoke(opened)
      expect([got.status, JSON.parse(got.text).error.message]).toEqual([401, 'aws-role-denied: no longer'])
      await opened.runtime.idle()
    },
    5_000,
  )
})
