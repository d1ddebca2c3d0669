import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { mintToken, sameToken } from '../../src/token.ts'
import { type Asked, ask, open, rawRequest } from './fixture.ts'

const ok = (_: unknown, response: { end(body: string): void }) => response.end('{}')

describe('the token', () => {
  test('is random, long and needs no escaping', () => {
    const tokens = new Set(Array.from({ length: 100 }, mintToken))
    expect(tokens.size).toBe(100)
    for (const token of tokens) expect(token).toMatch(/^cpa-run-[\w-]{43}$/)
  })

  test.each([
    [undefined, false],
    ['', false],
    ['abc', false],
    ['abcde', false],
    ['ABCD', false],
    ['abcd', true],
  ])('%j is the same as abcd: %s', (held, same) => expect(sameToken(held, 'abcd')).toBe(same))

  test('is another one for each gateway', async () => {
    const [one, two] = await Promise.all([open(ok), open(ok)])
    expect(one.gateway.token).not.toBe(two.gateway.token)
    expect((await ask(one.gateway, { token: two.gateway.token })).status).toBe(401)
  })
})

describe('a request', () => {
  test.each<[string, (token: string) => Asked, number]>([
    ['with the token as bearer', (token) => ({ token }), 200],
    [
      'with bearer in small letters',
      (token) => ({ token: undefined, headers: ['authorization', `bearer ${token}`] }),
      200,
    ],
    ['with the token as x-api-key', (token) => ({ token: undefined, headers: ['x-api-key', token] }), 200],
    ['without a token', () => ({ token: undefined }), 401],
    ['with a wrong token', () => ({ token: 'cpa-run-wrong' }), 401],
    ['with an empty token', () => ({ token: '' }), 401],
    ['with the token and more', (token) => ({ token: `${token}x` }), 401],
    ['with the token in part', (token) => ({ token: token.slice(0, -1) }), 401],
    [
      'with the token by another scheme',
      (token) => ({ token: undefined, headers: ['authorization', `Basic ${token}`] }),
      401,
    ],
    ['with the token in the query', (token) => ({ token: undefined, path: `/v1/messages?token=${token}` }), 401],
    ['without a token, for another path', () => ({ token: undefined, path: '/elsewhere' }), 401],
    ['without a token, to see who is there', () => ({ token: undefined, method: 'GET', path: '/' }), 401],
  ])('%s', async (_, asked, status) => {
    const { gateway, upstream } = await open(ok)
    const got = await ask(gateway, { body: '{}', ...asked(gateway.token) })
    expect(got.status).toBe(status)
    expect(upstream.requests).toHaveLength(status === 200 ? 1 : 0)
    if (status === 401) {
      expect(JSON.parse(got.text)).toMatchObject({ type: 'error', error: { type: 'authentication_error' } })
      expect(got.text).not.toContain(gateway.token)
      expect(got.headers['x-should-retry']).toBe('false')
    }
  })

  test('of 5 MB is told that its token is wrong, too', async () => {
    const { gateway } = await open(ok)
    expect((await ask(gateway, { token: 'wrong', body: Buffer.alloc(5 << 20, 'x') })).status).toBe(401)
  })
})

describe('the paths', () => {
  test.each([
    ['POST', '/v1/messages'],
    ['POST', '/v1/messages?beta=true'],
    ['POST', '/v1/messages/count_tokens'],
    ['POST', '/v1/messages/count_tokens?beta=true'],
    ['GET', '/v1/models'],
    ['GET', '/v1/models?limit=1000'],
    ['GET', '/v1/models/claude-haiku-4-5'],
  ])('%s %s is served', async (method, path) => {
    const { gateway, upstream } = await open(ok)
    expect((await ask(gateway, { method, path })).status).toBe(200)
    expect(upstream.requests).toMatchObject([{ method, path }])
  })

  test.each(['HEAD', 'GET'])('%s / is answered here', async (method) => {
    const { gateway, upstream } = await open(ok)
    expect(await ask(gateway, { method, path: '/' })).toMatchObject({ status: 200, text: '' })
    expect(upstream.requests).toEqual([])
  })

  test.each([
    ['POST', '/'],
    ['POST', '/v1'],
    ['POST', '/v1/messages/'],
    ['POST', '/v1/messages/../x'],
    ['POST', '/v1/messages/../../admin'],
    ['POST', '/v1/messages/%2e%2e/x'],
    ['POST', '/x/../v1/messages'],
    ['POST', '//v1/messages'],
    ['POST', '/v1//messages'],
    ['POST', '/V1/messages'],
    ['POST', '/v1/messages%3Fbeta'],
    ['POST', '/v1/messages;x'],
    ['POST', '/v1/messages#x'],
    ['POST', '/v1/messages/batches'],
    ['POST', '/v1/messages/count_tokens/x'],
    ['POST', '/v1/complete'],
    ['POST', '/v1/models'],
    ['POST', '/v1/files'],
    ['POST', '/v1/organizations/api_keys'],
    ['POST', 'http://elsewhere.invalid/v1/messages'],
    ['POST', 'http://127.0.0.1/v1/messages'],
    ['POST', '*'],
    ['GET', '/v1/messages'],
    ['GET', '/v1/models/a/b'],
    ['GET', '/v1/models/'],
    ['GET', '/v1/models/..'],
    ['GET', '/v1/models/.'],
    ['GET', '/v1/models/%2e%2e'],
    ['PUT', '/v1/messages'],
    ['DELETE', '/v1/messages'],
    ['PATCH', '/v1/messages'],
    ['OPTIONS', '/v1/messages'],
    ['HEAD', '/v1/messages'],
  ])('%s %s is not', async (method, path) => {
    const { gateway, upstream } = await open(ok)
    const got = await ask(gateway, { method, path })
    expect(got.status).toBe(404)
    if (method !== 'HEAD') expect(JSON.parse(got.text)).toMatchObject({ error: { type: 'not_found_error' } })
    expect(upstream.requests).toEqual([])
  })
})

describe('odd bytes', () => {
  const head = (first: string, ...more: string[]) => [first, 'host: x', ...more, '', ''].join('\r\n')

  test.each<[string, (token: string) => string, RegExp]>([
    ['no HTTP at all', () => '\u0016\u0003\u0001\r\n\r\n', /^HTTP\/1.1 400 /],
    [
      'CONNECT',
      (token) => head('CONNECT elsewhere.invalid:443 HTTP/1.1', `authorization: Bearer ${token}`),
      /^(HTTP\/1.1 4|$)/,
    ],
    [
      'two lengths',
      (token) => head('POST /v1/messages HTTP/1.1', `x-api-key: ${token}`, 'content-length: 3', 'content-length: 5'),
      /^HTTP\/1.1 400 /,
    ],
    [
      'a length and chunks',
      (token) =>
        head('POST /v1/messages HTTP/1.1', `x-api-key: ${token}`, 'content-length: 3', 'transfer-encoding: chunked'),
      /^HTTP\/1.1 400 /,
    ],
    ['headers of 100 kB', () => head('GET / HTTP/1.1', `x: ${'x'.repeat(100_000)}`), /^HTTP\/1.1 431 /],
    ['a space in the path', (token) => head('POST /v1/messages /x HTTP/1.1', `x-api-key: ${token}`), /^HTTP\/1.1 400 /],
  ])('%s reach nobody', async (_, bytes, answer) => {
    const { gateway, upstream } = await open(ok)
    expect(await rawRequest(gateway.url, bytes(gateway.token))).toMatch(answer)
    expect(upstream.requests).toEqual([])
    expect((await ask(gateway, { body: '{}' })).status).toBe(200)
  })

  test('an upgrade is a request like any other', async () => {
    const { gateway, upstream } = await open(ok)
    const headers = ['connection', 'upgrade', 'upgrade', 'websocket']
    expect((await ask(gateway, { method: 'GET', path: '/v1/models', headers })).status).toBe(200)
    expect(upstream.requests[0]!.headers.upgrade).toBeUndefined()
  })
})

test('only this machine can reach it', async () => {
  const { gateway } = await open(ok)
  expect(new URL(gateway.url).hostname).toBe('127.0.0.1')
  const others = Object.values(networkInterfaces()).flatMap((of) => of ?? [])
  for (const { address, family, internal } of others) {
    if (internal || family !== 'IPv4') continue
    await expect(fetch(`http://${address}:${new URL(gateway.url).port}/`)).rejects.toThrow()
  }
})

test('after close nobody is there, and what was under way is cut', async () => {
  const { gateway } = await open(() => {})
  const waiting = ask(gateway, { body: '{}' })
  setTimeout(() => gateway.close(), 100)
  await expect(waiting).rejects.toThrow()
  await expect(ask(gateway)).rejects.toThrow('ECONNREFUSED')
})
