import { describe, expect, onTestFinished, test } from 'vitest'
import { apiError, unauthenticated } from '../../../lab/google/errors.ts'
import { type Handler, startRecordingServer } from '../../../lab/providers/http.ts'
import type { Credential } from '../../../src/credentials/credential.ts'
import type { GoogleAccess } from '../../../src/credentials/google/google.ts'
import { ActionError } from '../../../src/errors.ts'
import { Meter } from '../../../src/gateway/meter.ts'
import { startGateway } from '../../../src/gateway/server.ts'
import { VertexUpstream } from '../../../src/gateway/upstreams/vertex.ts'
import { openAgents } from '../../../src/network/agents.ts'
import type { VertexPlan } from '../../../src/resolve/plan.ts'
import { Secret } from '../../../src/secret.ts'
import { ask } from '../fixture.ts'

/** Tokens with a number, a new one each time that one is rejected. */
function counting(more: Partial<GoogleAccess> = {}): Credential<GoogleAccess> & { rejections: number } {
  const made = (number: number): GoogleAccess => ({
    token: new Secret(`token-${number}`),
    expiresAt: Date.now() + 3_600_000,
    project: 'my-project-12345',
    ...more,
  })
  let current = made(0)
  const credential = {
    rejections: 0,
    get: async () => current,
    rejected: async (value: GoogleAccess) => {
      if (value === current) current = made(++credential.rejections)
      return true
    },
  }
  return credential
}

interface Options {
  credential?: Credential<GoogleAccess>
  path?: string
  region?: string
}

async function open(handle: Handler, { credential = counting(), path = '', region = 'europe-west4' }: Options = {}) {
  const upstream = await startRecordingServer({ handle })
  onTestFinished(() => upstream.close())
  const plan = { provider: 'vertex', region, project: undefined, endpoint: new URL(upstream.url + path) }
  const meter = new Meter()
  const gateway = await startGateway({
    upstream: new VertexUpstream(plan as VertexPlan, credential),
    meter,
    agents: openAgents({}),
  })
  onTestFinished(() => gateway.close())
  return { upstream, meter, gateway, credential }
}

const ok: Handler = (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
const model = '/publishers/anthropic/models/claude-haiku-4-5@20251001:streamRawPredict'
const place = `/v1/projects/cpa-run-project/locations/us-central1${model}`
const body = Buffer.from('{"anthropic_version": "vertex-2023-10-16"}')

/** As the CLI asks: the token is a segment of the base URL, and the path is sent as it stands. */
function asked(gateway: { url: string; token: string }, path = place, more: Parameters<typeof ask>[1] = {}) {
  return ask({ ...gateway, token: '' } as never, { body, ...more, path: `/${gateway.token}${path}`, token: undefined })
}

describe('a request', () => {
  test('goes to the project and location of the plan, the rest of its path as it came', async () => {
    const { gateway, upstream } = await open(ok)
    expect((await asked(gateway)).status).toBe(200)
    const [sent] = upstream.requests
    expect(sent!.path).toBe(`/v1/projects/my-project-12345/locations/europe-west4${model}`)
    expect(sent!.rawBody).toEqual(body)
    expect(sent!.headers.authorization).toBe('Bearer token-0')
    expect(sent!.headers['x-goog-user-project']).toBeUndefined()
  })

  test('goes behind the path of a private endpoint, to the project of a domain, with its quota project', async () => {
    const credential = counting({ project: 'example.com:claude', quotaProject: 'who-pays' })
    const { gateway, upstream } = await open(ok, { credential, path: '/vertex', region: 'global' })
    const headers = ['x-goog-user-project', 'somebody-else', 'x-goog-api-key', 'sssh', 'anthropic-beta', 'one,two']
    expect((await asked(gateway, place.replace('stream', 'stream'), { headers })).status).toBe(200)
    const [sent] = upstream.requests
    expect(sent!.path).toBe(`/vertex/v1/projects/example.com:claude/locations/global${model}`)
    expect(sent!.headers).toMatchObject({ 'x-goog-user-project': 'who-pays', 'anthropic-beta': 'one,two' })
    expect(sent!.headers['x-goog-api-key']).toBeUndefined()
  })

  test.each([
    '/v1/projects/p/locations/l/publishers/anthropic/models/claude-haiku-4-5@20251001:rawPredict',
    '/v1/projects/p/locations/l/publishers/anthropic/models/count-tokens:rawPredict',
  ])('is served: %s', async (path) => {
    const { gateway, upstream } = await open(ok)
    expect((await asked(gateway, path)).status).toBe(200)
    expect(upstream.requests).toHaveLength(1)
  })

  test.each([
    ['POST', '/v1/projects/p/locations/l/publishers/google/models/gemini:streamRawPredict'],
    ['POST', '/v1/projects/p/locations/l/publishers/anthropic/models/x:predict'],
    ['POST', '/v1/projects/p/locations/l/publishers/anthropic/models/..%2f..%2Fgoogle%2Fmodels%2Fgemini:rawPredict'],
    ['POST', '/v1/projects/p/locations/l/endpoints/1:rawPredict'],
    ['POST', `/v1/projects/p/x/locations/l${model}`],
    ['POST', `${place}?alt=sse`],
    ['POST', `/projects/p/locations/l${model}`],
    ['GET', place],
    ['GET', '/v1/projects/p'],
  ])('is not served: %s %s', async (method, path) => {
    const { gateway, upstream } = await open(ok)
    expect((await asked(gateway, path, { method, body: undefined })).status).toBe(404)
    expect(upstream.requests).toHaveLength(0)
  })

  test('without the token of the run is for nobody', async () => {
    const { gateway, upstream } = await open(ok)
    const got = await ask(gateway, { path: `/cpa-run-made-up${place}`, body, token: undefined })
    expect(got.status).toBe(401)
    expect(upstream.requests).toHaveLength(0)
  })
})

describe('a token that Google does not take', () => {
  const refusing =
    (until: string): Handler =>
    ({ headers }, response) => {
      const good = headers.authorization === `Bearer ${until}`
      const refused = unauthenticated()
      response.writeHead(good ? 200 : 401, { 'content-type': 'application/json' })
      response.end(JSON.stringify(good ? {} : [refused.body]))
    }

  test('is renewed once, and the request repeated', async () => {
    const credential = counting()
    const { gateway, upstream, meter } = await open(refusing('token-1'), { credential })
    expect((await asked(gateway)).status).toBe(200)
    expect(upstream.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-0', 'Bearer token-1'])
    for (const { rawBody } of upstream.requests) expect(rawBody).toEqual(body)
    expect(meter.metered.error).toBeUndefined()
    expect((await asked(gateway)).status).toBe(200)
    expect(credential.rejections).toBe(1)
  })

  test('and another one neither: the CLI is given what it does not repeat, the report what it was', async () => {
    const credential = counting()
    const { gateway, upstream, meter } = await open(refusing('none'), { credential })
    const got = await asked(gateway)
    expect(got.status).toBe(403)
    expect(got.text).toContain('UNAUTHENTICATED')
    expect(upstream.requests).toHaveLength(2)
    expect(meter.metered.error).toMatchObject({
      kind: 'answer',
      status: 401,
      type: 'UNAUTHENTICATED',
      info: { reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED' },
    })
  })
})

test('where there is no token the CLI is told so once', async () => {
  const failing: Credential<GoogleAccess> = {
    get: () => Promise.reject(new ActionError('gcp-identity-denied', 'no')),
    rejected: async () => false,
  }
  const { gateway, upstream } = await open(ok, { credential: failing })
  const got = await asked(gateway)
  expect([got.status, got.text]).toEqual([403, expect.stringContaining('gcp-identity-denied: no')])
  expect(upstream.requests).toHaveLength(0)
})

test('other refusals come through as they are, and are read in whatever form', async () => {
  const refusal = apiError(429, 'Quota exceeded.', { reason: 'RATE_LIMIT_EXCEEDED', domain: 'googleapis.com' })
  for (const form of [refusal.body, [refusal.body]]) {
    const text = JSON.stringify(form)
    const { gateway, meter } = await open(
      (_, response) => void response.writeHead(429, { 'retry-after': '7' }).end(text),
    )
    const got = await asked(gateway)
    expect([got.status, got.text, got.headers['retry-after']]).toEqual([429, text, '7'])
    expect(meter.metered.error).toEqual({
      kind: 'answer',
      status: 429,
      type: 'RESOURCE_EXHAUSTED',
      message: 'Quota exceeded.',
      requestId: undefined,
      info: { reason: 'RATE_LIMIT_EXCEEDED', metadata: {} },
    })
  }
})
