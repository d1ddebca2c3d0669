import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Handler, startRecordingServer, write } from '../../lab/providers/http.ts'
import { type Credential, fixed } from '../../src/credentials/credential.ts'
import { ActionError } from '../../src/errors.ts'
import { Meter } from '../../src/gateway/meter.ts'
import { startGateway } from '../../src/gateway/server.ts'
import { AnthropicGatewayUpstream } from '../../src/gateway/upstreams/anthropic.ts'
import { KeyProof } from '../../src/gateway/upstreams/key-proof.ts'
import { openAgents } from '../../src/network/agents.ts'
import { Redactor } from '../../src/redact/redactor.ts'
import { Secret } from '../../src/secret.ts'
import { ask } from './fixture.ts'

const secret = 'sk-ant-api03-a-key-of-some-length-0123456789'

async function open(handle: Handler, key: Credential<Secret> = fixed(new Secret(secret))) {
  const upstream = await startRecordingServer({ handle })
  const meter = new Meter()
  const redactor = new Redactor()
  redactor.add(secret)
  const plan = {
    provider: 'anthropic',
    upstream: { kind: 'gateway', url: new URL(upstream.url) },
    key: { kind: 'given', secret: new Secret(secret) },
    auth: { scheme: 'x-api-key', other: 'never' },
    extraHeaders: new Map(),
  } as const
  const gateway = await startGateway({
    upstream: new AnthropicGatewayUpstream(plan, new KeyProof(plan, key)),
    meter,
    agents: openAgents({}),
    redactor,
  })
  onTestFinished(() => {
    gateway.close()
    return upstream.close()
  })
  return { gateway, meter }
}

const error = JSON.stringify({ type: 'error', error: { type: 'some_error', message: `no: ${secret}, and no` } })

describe('what the gateway says by itself', () => {
  test('of a credential that is not to be had is without what the cloud said of it', async () => {
    const failed = () => Promise.reject(new ActionError('aws-role-denied', `the token ${secret} is not for you`))
    const { gateway } = await open(() => {}, { get: failed, rejected: failed })
    const { status, text } = await ask(gateway, { body: '{}' })
    expect([status, JSON.parse(text).error.message]).toEqual([401, 'aws-role-denied: the token *** is not for you'])
  })

  test('of a redirect is without what its host is called', async () => {
    const { gateway } = await open((_, response) => {
      response.writeHead(307, { location: `https://${secret}.example/` }).end()
    })
    const { status, text } = await ask(gateway, { body: '{}' })
    expect(status).toBe(502)
    expect(text).not.toContain(secret)
  })
})

describe('an error of the provider', () => {
  test.each<[string, string | undefined, (text: string) => string | Buffer]>([
    ['as it is', undefined, (text) => text],
    ['compressed by gzip', 'gzip', gzipSync],
    ['compressed by deflate', 'deflate', deflateSync],
    ['compressed by brotli', 'br', brotliCompressSync],
  ])('%s comes without what it was asked with', async (_, encoding, compress) => {
    const { gateway, meter } = await open((_request, response) => {
      const body = compress(error)
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-said': secret,
      }
      response.writeHead(
        403,
        `No, ${secret}`,
        encoding === undefined ? headers : { ...headers, 'content-encoding': encoding },
      )
      response.end(body)
    })
    const got = await ask(gateway, { body: '{}' })
    expect(got.status).toBe(403)
    expect(JSON.parse(got.text)).toEqual({ type: 'error', error: { type: 'some_error', message: 'no: ***, and no' } })
    expect(got.headers).toMatchObject({ 'content-type': 'application/json', 'x-said': '***' })
    expect(got.headers['content-encoding']).toBeUndefined()
    expect(JSON.stringify(meter.metered.error)).not.toContain(secret)
    expect(meter.metered.error).toMatchObject({ status: 403, message: 'no: ***, and no' })
  })

  test('in pieces of one byte', async () => {
    const { gateway } = await open(async (_request, response) => {
      response.writeHead(500, { 'content-type': 'application/json' })
      for (const byte of Buffer.from(error)) await write(response, Buffer.from([byte]))
      response.end()
    })
    expect((await ask(gateway, { body: '{}' })).text).toContain('no: ***, and no')
  })

  test('of any length', async () => {
    const page = Buffer.from(`<p>${secret}</p>${'x'.repeat(64 << 10)}`)
    const { gateway } = await open(async (_request, response) => {
      response.writeHead(502, { 'content-type': 'text/html' })
      for (let count = 0; count < 400; count++) await write(response, page)
      response.end()
    })
    const got = await ask(gateway, { body: '{}' })
    expect(got.body.length).toBeGreaterThan(25 << 20)
    expect(got.body.includes(secret)).toBe(false)
  })

  test('keeps its length and its words where there is nothing to hide', async () => {
    const { gateway } = await open(
      (_request, response) => void response.writeHead(529, { 'retry-after': '1' }).end('busy'),
    )
    expect(await ask(gateway, { body: '{}' })).toMatchObject({
      status: 529,
      text: 'busy',
      headers: { 'retry-after': '1' },
    })
  })
})

test('an answer that is none is not touched', async () => {
  const { gateway } = await open((_request, response) => void response.end(`{"said": "${secret}"}`))
  expect((await ask(gateway, { body: '{}' })).text).toContain(secret)
})
