import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cut, left, write } from '../../lab/providers/http.ts'
import { ActionError } from '../../src/errors.ts'
import { Secret } from '../../src/secret.ts'
import { ask, begin, KEY, open, openGateway, until, valuesOf } from './fixture.ts'

const ok = (_: unknown, response: { end(body: string): void }) => response.end('{}')
const sse = { 'content-type': 'text/event-stream' }

describe('what goes to the provider', () => {
  test.each([
    ['', '/v1/messages?beta=true', '/v1/messages?beta=true'],
    ['', '/v1/messages?a=%2F..%2f&b=%C3%BC%20+&&c', '/v1/messages?a=%2F..%2f&b=%C3%BC%20+&&c'],
    ['/anthropic', '/v1/messages', '/anthropic/v1/messages'],
    ['/team/a%2Fb:c', '/v1/messages?beta=true', '/team/a%2Fb:c/v1/messages?beta=true'],
  ])('behind %j the path %s is %s', async (prefix, path, arrives) => {
    const { gateway, upstream } = await open(ok, { path: prefix })
    await ask(gateway, { path, body: '{}' })
    expect(upstream.requests[0]!.path).toBe(arrives)
  })

  test('headers as they came, without those of the hop and of the run', async () => {
    const { gateway, upstream } = await open(ok)
    const kept = [
      ...['Anthropic-Version', '2023-06-01', 'anthropic-beta', 'a-1,b-2', 'anthropic-beta', 'c-3'],
      ...['X-Stainless-Lang', 'js', 'user-agent', 'claude-cli/2', 'Content-Type', 'application/json; x="ü"'],
    ]
    const dropped = [
      ...['Cookie', 'a=b', 'Proxy-Authorization', 'Basic x', 'Keep-Alive', 'timeout=5', 'TE', 'trailers'],
      ...['X-Api-Key', 'sk-ant-own', 'Accept-Encoding', 'gzip, br', 'Proxy-Connection', 'keep-alive'],
    ]
    await ask(gateway, { headers: [...kept, ...dropped], body: '{}' })
    const [{ rawHeaders, headers }] = upstream.requests as [(typeof upstream.requests)[0]]
    expect(rawHeaders.slice(0, kept.length)).toEqual(kept)
    expect(rawHeaders.slice(kept.length).filter((_, index) => index % 2 === 0)).toEqual([
      ...['x-api-key', 'host', 'accept-encoding', 'content-length'],
      expect.stringMatching(/^connection$/i),
    ])
    expect(headers).toMatchObject({ 'accept-encoding': 'identity', host: new URL(upstream.url).host })
    expect(JSON.stringify(rawHeaders)).not.toContain(gateway.token)
  })

  test('no header that `connection` names as one of the hop', async () => {
    const { gateway, upstream } = await open(ok)
    await ask(gateway, { headers: ['Connection', 'close, X-Hop', 'X-Hop', 'mine'], body: '{}' })
    expect(upstream.requests[0]!.headers['x-hop']).toBeUndefined()
  })

  test.each([
    ['x-api-key', { 'x-api-key': KEY }],
    ['bearer', { authorization: `Bearer ${KEY}` }],
  ] as const)('the key as %s, and in that header only', async (scheme, expected) => {
    const { gateway, upstream } = await open(ok, { auth: { scheme } })
    await ask(gateway, { headers: ['X-API-Key', 'own', 'authorization', 'Basic own'], body: '{}' })
    const { rawHeaders, headers } = upstream.requests[0]!
    expect(headers).toMatchObject(expected)
    expect(rawHeaders.filter((value) => value.includes(KEY))).toHaveLength(1)
    expect([...valuesOf(rawHeaders, 'x-api-key'), ...valuesOf(rawHeaders, 'authorization')]).toHaveLength(1)
  })

  test('the extra headers, in place of what the CLI says', async () => {
    const extraHeaders = { 'x-team': 'blue', 'anthropic-beta': 'mine' }
    const { gateway, upstream } = await open(ok, { extraHeaders })
    await ask(gateway, { headers: ['Anthropic-Beta', 'a', 'X-Team', 'red', 'x-other', 'o'], body: '{}' })
    expect(upstream.requests[0]!.headers).toMatchObject({ 'x-team': 'blue', 'anthropic-beta': 'mine', 'x-other': 'o' })
    expect(valuesOf(upstream.requests[0]!.rawHeaders, 'anthropic-beta')).toEqual(['mine'])
  })

  const megabytes = randomBytes(5 << 20)
  const chunks = [
    Buffer.from('{"a":'),
    randomBytes(100_000),
    Buffer.from('\r\n0\r\n\r\n'),
    Buffer.from([0xff, 0, 0x80]),
  ]
  const bodies: [string, Buffer | Buffer[] | undefined, Buffer][] = [
    ['nothing', undefined, Buffer.alloc(0)],
    ['an empty body', Buffer.alloc(0), Buffer.alloc(0)],
    ['JSON', Buffer.from('{"a": "ü\\u0000"}'), Buffer.from('{"a": "ü\\u0000"}')],
    ['5 MB of bytes', megabytes, megabytes],
    ['chunks', chunks, Buffer.concat(chunks)],
  ]
  describe.each(['never', 'once'] as const)('when another scheme may be tried %s', (other) => {
    test.each(bodies)('%s', async (_, body, arrives) => {
      const { gateway, upstream } = await open(ok, { auth: { other } })
      expect((await ask(gateway, { body })).status).toBe(200)
      expect(upstream.requests[0]!.rawBody.equals(arrives)).toBe(true)
    })
  })

  test('a request over the limit is a 413, however it comes', async () => {
    const { gateway, upstream } = await open(ok)
    const tooLarge = expect.objectContaining({ status: 413, text: expect.stringContaining('request_too_large') })
    expect(await ask(gateway, { body: Buffer.alloc((64 << 20) + 1) })).toEqual(tooLarge)
    expect(upstream.requests).toEqual([])
    const megabyte = Buffer.alloc(1 << 20)
    const chunked = () => Array.from({ length: 65 }, () => megabyte)
    expect(await ask(gateway, { body: chunked() })).toEqual(tooLarge)
    const buffered = await open(ok, { auth: { other: 'once' } })
    expect(await ask(buffered.gateway, { body: chunked() })).toEqual(tooLarge)
    expect(buffered.upstream.requests).toEqual([])
  })
})

describe('what comes back', () => {
  const page = '<html><head><title>Bad Gateway</title></head>\n<body>\u00fc</body></html>'
  const error = (type: string) => JSON.stringify({ type: 'error', error: { type, message: 'no' }, request_id: 'req_1' })
  test.each<[number, Record<string, string>, string]>([
    [200, { 'content-type': 'application/json' }, '{"ok":true}'],
    [400, { 'content-type': 'application/json', 'request-id': 'req_1' }, error('invalid_request_error')],
    [403, { 'content-type': 'application/json', 'x-should-retry': 'false' }, error('permission_error')],
    [429, { 'retry-after': '7', 'anthropic-ratelimit-requests-remaining': '0' }, error('rate_limit_error')],
    [500, { 'x-should-retry': 'true' }, error('api_error')],
    [502, { 'content-type': 'text/html; charset=utf-8', server: 'proxy' }, page],
    [529, { 'retry-after-ms': '1500', 'x-should-retry': 'true' }, error('overloaded_error')],
  ])('%i as it came', async (status, headers, body) => {
    const { gateway } = await open((_, response) => void response.writeHead(status, 'Own Words', headers).end(body))
    const answer = await begin(gateway, { body: '{}' })
    expect([answer.statusCode, answer.statusMessage, await text(answer)]).toEqual([status, 'Own Words', body])
    expect(answer.headers).toMatchObject(headers)
    expect(answer.headers['x-should-retry']).toBe(headers['x-should-retry'])
  })

  test('headers in their order, spelling and number', async () => {
    const sent = ['X-One', '1', 'Set-Cookie', 'a=b', 'Set-Cookie', 'c=d', 'x-two', '2', 'Content-Length', '2']
    const { gateway } = await open((_, response) => {
      response.sendDate = false
      response.writeHead(200, sent).end('{}')
    })
    const { rawHeaders } = await ask(gateway, { body: '{}' })
    expect(rawHeaders.slice(0, sent.length)).toEqual(sent)
  })

  test('headers that are not ASCII byte for byte', async () => {
    const { gateway } = await open((_, response) => {
      response.writeHead(200, { 'x-organization': 'fa\u00e7ade' }).end(Buffer.from('{}'))
    })
    expect((await ask(gateway, { body: '{}' })).headers['x-organization']).toBe('fa\u00e7ade')
  })

  test.each([
    [undefined, 'false'],
    ['true', 'true'],
  ])('a 401 is final, unless the provider says otherwise (%j)', async (said, expected) => {
    const { gateway } = await open((_, response) => {
      response.writeHead(401, said === undefined ? {} : { 'x-should-retry': said }).end('no')
    })
    expect((await ask(gateway, { body: '{}' })).headers['x-should-retry']).toBe(expected)
  })

  test('bytes that are compressed all the same stay so', async () => {
    const zipped = gzipSync('{"ok":true}')
    const { gateway } = await open((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(zipped)
    })
    const got = await ask(gateway, { body: '{}' })
    expect(got.headers['content-encoding']).toBe('gzip')
    expect(got.body.equals(zipped)).toBe(true)
  })

  test('the first chunk is here before the second one is sent', async () => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const { gateway } = await open(async (_, response) => {
      response.writeHead(200, sse)
      await write(response, 'event: ping\n')
      await released
      response.end('data: {}\n\n')
    })
    const answer = await begin(gateway, { body: '{}' })
    const [first] = await once(answer, 'data')
    expect(String(first)).toBe('event: ping\n')
    release()
    expect(await text(answer)).toBe('data: {}\n\n')
  })

  test('the headers are here before there is a body', async () => {
    const { gateway } = await open(async (_, response) => {
      response.writeHead(200, sse).flushHeaders()
      await left(response)
    })
    const answer = await begin(gateway, { body: '{}' })
    expect(answer.headers['content-type']).toBe('text/event-stream')
    answer.destroy()
  })

  test('a reader that stops stops the provider', async () => {
    let sent = 0
    const chunk = Buffer.alloc(1 << 16)
    const { gateway } = await open(async (_, response) => {
      response.writeHead(200, sse)
      while (await write(response, chunk)) sent += chunk.length
    })
    const answer = await begin(gateway, { body: '{}' })
    answer.pause()
    await sleep(500)
    const before = sent
    await sleep(300)
    expect(sent).toBe(before)
    expect(sent).toBeLessThan(64 << 20)
    answer.destroy()
  })

  test('an answer of 100 MB in flat memory', async () => {
    const chunk = Buffer.alloc(1 << 20, 'event: ping\ndata: {}\n\n')
    const { gateway } = await open(async (_, response) => {
      response.writeHead(200, sse)
      for (let sent = 0; sent < 100; sent++) await write(response, chunk)
      response.end()
    })
    const before = process.memoryUsage().rss
    let most = 0
    let length = 0
    for await (const part of await begin(gateway, { body: '{}' })) {
      length += (part as Buffer).length
      most = Math.max(most, process.memoryUsage().rss)
    }
    expect(length).toBe(100 << 20)
    // Client, gateway and provider are all in this process.
    expect(most - before).toBeLessThan(80 << 20)
  })
})

describe('when it does not go well', () => {
  test.each(['before the headers', 'in the middle'])(
    'a client that leaves %s ends the provider’s work',
    async (when) => {
      const { gateway, upstream, meter } = await open(async (_, response) => {
        if (when === 'in the middle') {
          response.writeHead(200, sse)
          await write(response, 'event: ping\n')
        }
        await left(response)
      })
      const leave = new AbortController()
      const answer = begin(gateway, { body: '{}', signal: leave.signal })
      answer.catch(() => {})
      await until(() => upstream.requests.length === 1)
      if (when === 'in the middle') (await answer).on('error', () => {})
      leave.abort()
      await until(() => upstream.requests[0]!.aborted)
      expect(meter.metered.error).toBeUndefined()
    },
  )

  test.each(['never', 'once'] as const)(
    'a client that leaves while it sends is no error of the provider (%s)',
    async (other) => {
      const { gateway, meter } = await open(ok, { auth: { other } })
      const leave = new AbortController()
      const answer = begin(gateway, { signal: leave.signal, body: (outgoing) => void outgoing.write('the begin') })
      setTimeout(() => leave.abort(), 50)
      await expect(answer).rejects.toThrow()
      await sleep(100)
      expect(meter.metered.error).toBeUndefined()
    },
  )

  describe.each<[string, Record<string, string>]>([
    ['in chunks', {}],
    ['of a known length', { 'content-length': '1000' }],
  ])('an answer %s that is cut', (_, framing) => {
    test.each([
      ['a few bytes', 'event: ping\n'],
      ['a megabyte', 'x'.repeat(1 << 20)],
    ])('behind %s is one that breaks off for the client, too', async (_, sent) => {
      const { gateway, meter } = await open(async (_, response) => {
        const length = framing['content-length'] === undefined ? {} : { 'content-length': String(sent.length + 1) }
        response.writeHead(200, { ...sse, 'request-id': 'req_1', ...length })
        await write(response, sent)
        await sleep(20)
        cut(response)
      })
      const answer = await begin(gateway, { body: '{}' })
      await expect(text(answer)).rejects.toThrow('aborted')
      expect(answer.complete).toBe(false)
      await until(() => meter.metered.error !== undefined)
      expect(meter.metered.error).toMatchObject({ kind: 'stream', requestId: 'req_1', message: expect.any(String) })
    })
  })

  test('a connection that is cut before the headers is a 502', async () => {
    const { gateway, meter } = await open((_, response) => cut(response))
    const got = await ask(gateway, { body: '{}' })
    expect([got.status, JSON.parse(got.text).error.type]).toEqual([502, 'api_error'])
    expect(got.headers['x-should-retry']).toBeUndefined()
    expect(meter.metered.error).toMatchObject({ kind: 'connection', code: 'ECONNRESET' })
  })

  test('a port where nobody listens is a 502', async () => {
    const nobody = createServer().listen(0, '127.0.0.1')
    await once(nobody, 'listening')
    const { port } = nobody.address() as AddressInfo
    await new Promise((resolve) => nobody.close(resolve))
    const { gateway, meter } = await openGateway(`http://127.0.0.1:${port}`)
    const got = await ask(gateway, { body: '{}' })
    expect([got.status, JSON.parse(got.text)]).toMatchObject([
      502,
      { type: 'error', error: { type: 'api_error', message: expect.stringContaining('ECONNREFUSED') } },
    ])
    expect(meter.metered.error).toMatchObject({ kind: 'connection', code: 'ECONNREFUSED' })
  })

  test('a name that nobody has is a 502 that need not be tried again', async () => {
    const { gateway, meter } = await openGateway('https://nobody.invalid')
    const got = await ask(gateway, { body: '{}' })
    expect(got.status).toBe(502)
    expect(meter.metered.error).toMatchObject({ kind: 'connection' })
    if (got.text.includes('ENOTFOUND')) expect(got.headers['x-should-retry']).toBe('false')
  })

  test('something that speaks no HTTP is a 502', async () => {
    const server = createTcpServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH\r\n'))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void server.close())
    const { gateway } = await openGateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    expect((await ask(gateway, { body: '{}' })).status).toBe(502)
  })

  test('a good answer behind an error makes it good', async () => {
    let asked = 0
    const stream = 'event: message_stop\ndata: {"type":"message_stop"}\n\n'
    const { gateway, meter } = await open((_, response) => {
      if (asked++ === 0) cut(response)
      else response.writeHead(200, sse).end(stream)
    })
    await ask(gateway, { body: '{}' })
    expect(meter.metered.error).toBeDefined()
    await ask(gateway, { body: '{}' })
    expect(meter.metered).toMatchObject({ error: undefined, requests: 1 })
  })
})

describe('the credential', () => {
  const later = (ms: number) => ({
    get: () => sleep(ms, new Secret(KEY)),
    rejected: async () => false,
  })

  test.each(['never', 'once'] as const)('that is not there yet holds the request (%s)', async (other) => {
    const { gateway, upstream } = await open(ok, { auth: { other }, credential: later(300) })
    const started = Date.now()
    const body = randomBytes(300_000)
    const got = await ask(gateway, { body })
    expect(got.status).toBe(200)
    expect(Date.now() - started).toBeGreaterThanOrEqual(299)
    expect(upstream.requests[0]!.headers['x-api-key']).toBe(KEY)
    expect(upstream.requests[0]!.rawBody.equals(body)).toBe(true)
  })

  test('that comes after the client has left is not used', async () => {
    const { gateway, upstream } = await open(ok, { credential: later(200) })
    const leave = new AbortController()
    setTimeout(() => leave.abort(), 50)
    await expect(ask(gateway, { body: '{}', signal: leave.signal })).rejects.toThrow()
    await sleep(300)
    expect(upstream.requests).toEqual([])
  })

  test('that cannot be had is a 401 with the reason', async () => {
    const get = async () => {
      throw new ActionError('aws-role-denied', 'the role says no')
    }
    const { gateway, upstream } = await open(ok, { credential: { get, rejected: async () => false } })
    const got = await ask(gateway, { body: '{}' })
    expect([got.status, got.headers['x-should-retry']]).toEqual([401, 'false'])
    expect(got.text).toContain('aws-role-denied: the role says no')
    expect(upstream.requests).toEqual([])
  })
})

describe('a proxy', () => {
  /** Notes where it was asked to go, and lets nobody through. */
  async function startProxy(): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = []
    const proxy = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.end()
    })
    proxy.on('connect', (request, socket) => {
      asked.push(`CONNECT ${request.url}`)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
    await once(proxy.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void proxy.close())
    return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked }
  }

  test.each(['HTTPS_PROXY', 'https_proxy'])('in %s is asked for a host elsewhere', async (name) => {
    const proxy = await startProxy()
    const { gateway } = await openGateway('https://gateway.invalid', { proxyEnv: { [name]: proxy.url } })
    expect((await ask(gateway, { body: '{}' })).status).toBe(502)
    expect(proxy.asked).toEqual(['CONNECT gateway.invalid:443'])
  })

  test('is not asked for a host in NO_PROXY', async () => {
    const proxy = await startProxy()
    const proxyEnv = { HTTPS_PROXY: proxy.url, NO_PROXY: 'other.invalid,gateway.invalid' }
    const { gateway } = await openGateway('https://gateway.invalid', { proxyEnv })
    expect((await ask(gateway, { body: '{}' })).status).toBe(502)
    expect(proxy.asked).toEqual([])
  })

  test('is not asked for what is on this machine', async () => {
    const proxy = await startProxy()
    const { gateway } = await open(ok, { proxyEnv: { HTTP_PROXY: proxy.url, http_proxy: proxy.url } })
    expect((await ask(gateway, { body: '{}' })).status).toBe(200)
    expect(proxy.asked).toEqual([])
  })
})
