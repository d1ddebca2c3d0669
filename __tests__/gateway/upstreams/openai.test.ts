import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { cut, startRecordingServer, write } from '../../../lab/providers/http.ts'
import { Secret } from '../../../src/secret.ts'
import { ask, begin, until } from '../fixture.ts'
import {
  type Answer,
  chunk,
  eventsIn,
  KEY,
  open,
  openTo,
  question,
  sendJson,
  sendText,
  usage,
} from './openai-fixture.ts'

const body = JSON.stringify(question)
const messages = '/v1/messages?beta=true'

describe('what the server gets', () => {
  test('is the translated request with its own key, and nothing that is meant for Anthropic or this gateway', async () => {
    const { gateway, server } = await open((_, response) => sendText(response, 'Yes.'), {
      extraHeaders: { 'x-team': 'blue' },
    })
    const headers = [
      'anthropic-version',
      '2023-06-01',
      'anthropic-beta',
      'a,b',
      'user-agent',
      'claude-cli/2.1',
      'x-app',
      'cli',
    ]
    const { status, text } = await ask(gateway, { path: messages, body, headers })
    expect(status).toBe(200)
    expect(eventsIn(text).map(({ type }) => type)).toEqual([
      ...['message_start', 'content_block_start', 'content_block_delta', 'content_block_stop'],
      ...['message_delta', 'message_stop'],
    ])
    const [{ path, method, headers: got, body: sent }] = server.requests as [(typeof server.requests)[0]]
    expect([method, path]).toEqual(['POST', '/v1/chat/completions'])
    expect(sent).toEqual({
      ...{ model: 'served-model', max_tokens: 100, stream: true, stream_options: { include_usage: true } },
      messages: [{ role: 'user', content: 'Well?' }],
    })
    expect(got).toMatchObject({
      ...{ authorization: `Bearer ${KEY}`, 'content-type': 'application/json', accept: 'text/event-stream' },
      ...{ 'user-agent': 'claude-cli/2.1', 'x-team': 'blue' },
    })
    expect(Object.keys(got).filter((name) => /anthropic|x-app|x-api-key/.test(name))).toEqual([])
    expect(JSON.stringify(server.requests)).not.toContain(gateway.token)
  })

  test.each([
    ['', '/v1/chat/completions'],
    ['/team/llm', '/team/llm/v1/chat/completions'],
    ['/api/paas/v4', '/api/paas/v4/chat/completions'],
    ['/v1beta/openai', '/v1beta/openai/chat/completions'],
  ])('a URL that ends in %j is asked at %s', async (path, expected) => {
    const { gateway, server } = await open((_, response) => sendText(response, 'Yes.'), { path })
    expect((await ask(gateway, { path: messages, body })).status).toBe(200)
    expect(server.requests.map(({ path }) => path)).toEqual([expected])
  })

  test('an extra header takes the place of one of ours', async () => {
    const { gateway, server } = await open((_, response) => sendText(response, 'Yes.'), {
      extraHeaders: { 'User-Agent': 'the-team' },
    })
    await ask(gateway, { path: messages, body, headers: ['user-agent', 'claude-cli/2.1'] })
    expect(server.requests[0]!.rawHeaders.filter((name) => /user-agent/i.test(name))).toHaveLength(1)
    expect(server.requests[0]!.headers['user-agent']).toBe('the-team')
  })
})

describe('a message that is not streamed', () => {
  const whole = { model: 'm', choices: [{ message: { content: 'Yes.' }, finish_reason: 'stop' }], usage }
  const asked = JSON.stringify({ ...question, stream: false })

  test('is given whole, and counted', async () => {
    const { gateway, meter, server } = await open((_, response) => sendJson(response, 200, whole))
    const { status, text } = await ask(gateway, { path: messages, body: asked })
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({
      ...{ type: 'message', model: 'served-model', stop_reason: 'end_turn' },
      content: [{ type: 'text', text: 'Yes.' }],
      usage: { input_tokens: 100, cache_read_input_tokens: 20, output_tokens: 7 },
    })
    expect(server.requests[0]!.body).not.toHaveProperty('stream')
    expect(meter.metered).toMatchObject({ requests: 1, costUsd: undefined, error: undefined })
    expect(meter.metered.tokens.get('served-model')).toMatchObject({ inputTokens: 100, outputTokens: 7 })
  })

  test('is given as a stream where one was asked for', async () => {
    const { gateway } = await open((_, response) => sendJson(response, 200, whole))
    const events = eventsIn((await ask(gateway, { path: messages, body })).text)
    expect(events.at(-1)).toEqual({ type: 'message_stop' })
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'content_block_delta', delta: { type: 'text_delta', text: 'Yes.' } }),
    )
  })
})

describe('what goes wrong', () => {
  test.each<[string, Answer, number, string, RegExp]>([
    [
      'an error of the server',
      (_, r) => sendJson(r, 400, { error: { message: 'No such thing' } }),
      400,
      'invalid_request_error',
      /No such thing/,
    ],
    [
      'a limit',
      (_, r) => sendJson(r, 429, { error: { message: 'Slow down' } }, { 'retry-after': '7' }),
      429,
      'rate_limit_error',
      /Slow down/,
    ],
    [
      'no room',
      (_, r) => sendJson(r, 503, { error: { message: 'Loading model' } }),
      529,
      'overloaded_error',
      /Loading model/,
    ],
    [
      'the page of a proxy',
      (_, r) => void r.writeHead(502, { 'content-type': 'text/html' }).end('<title>Bad gateway</title>'),
      502,
      'api_error',
      /Bad gateway/,
    ],
    [
      'a page with a status of success',
      (_, r) => void r.writeHead(200, { 'content-type': 'text/html' }).end('<title>Sign in</title>'),
      502,
      'api_error',
      /Sign in/,
    ],
    [
      'an error with a status of success',
      (_, r) => sendJson(r, 200, { error: { message: 'Fell over', code: 500 } }),
      500,
      'api_error',
      /Fell over/,
    ],
    [
      'an error in place of the first chunk',
      (_, r) =>
        void r
          .writeHead(200, { 'content-type': 'text/event-stream' })
          .end('data: {"error":{"message":"Too many","type":"rate_limit"}}\n\n'),
      429,
      'rate_limit_error',
      /Too many/,
    ],
    [
      'a stream without anything in it',
      (_, r) => void r.writeHead(200, { 'content-type': 'text/event-stream' }).end(),
      502,
      'api_error',
      /empty/,
    ],
    [
      'a redirect',
      (_, r) => void r.writeHead(307, { location: 'https://elsewhere.example/x' }).end(),
      502,
      'api_error',
      /elsewhere\.example/,
    ],
    ['a connection that is cut at once', (_, r) => cut(r), 502, 'api_error', /cannot be reached/],
  ])('%s is answered with a status', async (_, handle, status, type, message) => {
    const { gateway, meter } = await open(handle)
    const got = await ask(gateway, { path: messages, body })
    expect(got.status).toBe(status)
    expect(JSON.parse(got.text)).toMatchObject({
      type: 'error',
      error: { type, message: expect.stringMatching(message) },
    })
    expect(meter.metered.error).toBeDefined()
    if (status === 429 && /limit/.test(_)) expect(got.headers['retry-after'] ?? '7').toBe('7')
  })

  test.each<[string, string, 'end' | 'cut', RegExp]>([
    ['a cut', chunk({ content: 'Half an' }), 'cut', /broke off/],
    ['an end without a reason', chunk({ content: 'Half an' }), 'end', /without a finish_reason/],
    [
      'an error among the chunks',
      `${chunk({ content: 'Half an' })}data: {"error":{"message":"Out of memory"}}\n\n`,
      'end',
      /Out of memory/,
    ],
    [
      'a call whose input is no JSON',
      chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'Bash', arguments: '{"a": nope' } }] }),
      'end',
      /not a JSON object/,
    ],
  ])('%s ends the stream in an error', async (_, sent, how, message) => {
    const { gateway, meter } = await open(async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(sent)
      // So that it is on its way before the connection is gone.
      await new Promise((resolve) => setTimeout(resolve, 50))
      if (how === 'end') response.end()
      else cut(response)
    })
    const { status, text } = await ask(gateway, { path: messages, body })
    expect(status).toBe(200)
    const events = eventsIn(text)
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { message: expect.stringMatching(message) } })
    expect(events.map(({ type }) => type)).not.toContain('message_stop')
    expect(meter.metered.error).toMatchObject({ kind: 'stream' })
  })

  const shown = { error: { message: `Incorrect key "${KEY}"`, code: 400 } }
  const frame = `data: ${JSON.stringify(shown)}\n\n`
  const events = { 'content-type': 'text/event-stream' }
  test.each<[string, Answer]>([
    ['with a status', (_, r) => sendJson(r, 400, shown)],
    ['on a page', (_, r) => void r.writeHead(502, { 'content-type': 'text/html' }).end(`<title>${KEY}</title>`)],
    ['with a status of success', (_, r) => sendJson(r, 200, shown)],
    ['in place of the first chunk', (_, r) => void r.writeHead(200, events).end(frame)],
    ['among the chunks', (_, r) => void r.writeHead(200, events).end(chunk({ content: 'Half an' }) + frame)],
    ['as a chunk that is none', (_, r) => void r.writeHead(200, events).end(`${chunk({})}data: ${KEY}\n\n`)],
  ])('the key that an error shows goes no further: %s', async (_, handle) => {
    const { gateway } = await open(handle)
    for (const stream of [true, false]) {
      const { text } = await ask(gateway, { path: messages, body: JSON.stringify({ ...question, stream }) })
      expect(text).toContain('"error"')
      expect(text).not.toContain(KEY)
    }
  })

  test('a server that is not there is told, and asked no more where that will not change', async () => {
    const server = await startRecordingServer({ handle: () => {} })
    await server.close()
    const { gateway, meter } = await openTo(server.url)
    const { status, text } = await ask(gateway, { path: messages, body })
    expect([status, JSON.parse(text).error.message]).toEqual([502, expect.stringContaining('ECONNREFUSED')])
    expect(meter.metered.error).toMatchObject({ kind: 'connection', code: 'ECONNREFUSED' })
  })

  test.each([
    ['no JSON', 'nonsense', 400],
    ['a list', '[]', 400],
    ['no messages', '{"model":"m"}', 400],
    ['too much', JSON.stringify({ ...question, more: 'x'.repeat(65 << 20) }), 413],
  ])('a request that is %s is refused', async (_, sent, status) => {
    const { gateway, server } = await open((_, response) => sendText(response, 'Yes.'))
    expect((await ask(gateway, { path: messages, body: sent })).status).toBe(status)
    expect(server.requests).toEqual([])
  })
})

describe('what a server wants otherwise', () => {
  /** Takes nothing but `max_completion_tokens`, and no `stream_options`. */
  const particular: Answer = ({ body: sent }, response) => {
    const asked = sent as Record<string, unknown>
    if ('max_tokens' in asked) {
      const message =
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
      return sendJson(response, 400, { error: { message, param: 'max_tokens' } })
    }
    if ('stream_options' in asked)
      return sendJson(response, 400, { error: { message: 'Unrecognized request argument supplied: stream_options' } })
    sendText(response, 'Yes.')
  }

  test('is learned from what it refuses, one thing after the other, and kept', async () => {
    const { gateway, server, meter } = await open(particular)
    for (let time = 0; time < 2; time++) expect((await ask(gateway, { path: messages, body })).status).toBe(200)
    expect(server.requests).toHaveLength(4)
    expect(server.requests.at(-1)!.body).toMatchObject({ max_completion_tokens: 100 })
    expect(meter.metered).toMatchObject({ requests: 2, error: undefined })
  })

  test('holds for the model that it was said of', async () => {
    const { gateway, server } = await open(particular)
    await ask(gateway, { path: messages, body })
    await ask(gateway, { path: messages, body: JSON.stringify({ ...question, model: 'another' }) })
    expect(server.requests[3]!.body).toMatchObject({ model: 'another', max_tokens: 100 })
  })

  test('is forgotten when the request is refused all the same', async () => {
    const { gateway, server } = await open((_, response) =>
      sendJson(response, 400, { error: { message: "Unsupported parameter: 'temperature'" } }),
    )
    const warm = JSON.stringify({ ...question, temperature: 1 })
    for (let time = 0; time < 2; time++) expect((await ask(gateway, { path: messages, body: warm })).status).toBe(400)
    expect(server.requests.map(({ body: sent }) => 'temperature' in (sent as object))).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  test('may be the other header for the key: found out once', async () => {
    const { gateway, server } = await open(
      ({ headers }, response) =>
        headers['x-api-key'] === KEY ? sendText(response, 'Yes.') : sendJson(response, 401, { error: 'Unauthorized' }),
      { auth: { scheme: 'bearer', other: 'once' } },
    )
    for (let time = 0; time < 2; time++) expect((await ask(gateway, { path: messages, body })).status).toBe(200)
    expect(server.requests.map(({ headers }) => 'authorization' in headers)).toEqual([true, false, false])
  })

  test('a key that was rotated meanwhile is read again', async () => {
    const keys = [new Secret('sk-old'), new Secret('sk-new')]
    const credential = {
      get: async () => keys[0]!,
      rejected: async () => keys.length > 1 && keys.shift() !== undefined,
    }
    const { gateway, server } = await open(
      ({ headers }, response) =>
        headers.authorization === 'Bearer sk-new'
          ? sendText(response, 'Yes.')
          : sendJson(response, 401, { error: 'Unauthorized' }),
      { credential },
    )
    expect((await ask(gateway, { path: messages, body })).status).toBe(200)
    expect(server.requests).toHaveLength(2)
  })

  test('a key that is refused is not tried ten times', async () => {
    const { gateway } = await open((_, response) => sendJson(response, 401, { error: 'Unauthorized' }))
    const { status, headers } = await ask(gateway, { path: messages, body })
    expect([status, headers['x-should-retry']]).toEqual([401, 'false'])
  })
})

describe('on the way', () => {
  test('each chunk is passed on when it comes', async () => {
    let go = () => {}
    const { gateway } = await open(async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(chunk({ content: 'one' }))
      await new Promise<void>((resolve) => {
        go = resolve
      })
      response.end(chunk({ content: 'two' }, 'stop'))
    })
    const answer = await begin(gateway, { path: messages, body })
    let text = ''
    answer.setEncoding('utf8').on('data', (more) => {
      text += more
    })
    await until(() => text.includes('"one"'))
    expect(text).not.toContain('"two"')
    go()
    await once(answer, 'end')
    expect(eventsIn(text).at(-1)).toEqual({ type: 'message_stop' })
  })

  test('a client that leaves ends the request to the server, and what it took so far is counted', async () => {
    const { gateway, server, meter } = await open((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(chunk({ content: 'one' }))
    })
    const answer = await begin(gateway, { path: messages, body })
    await once(answer, 'data')
    answer.destroy()
    await until(() => server.requests[0]!.aborted)
    expect(meter.metered.error).toBeUndefined()
    expect(meter.metered.tokens.get('served-model')?.inputTokens).toBeGreaterThan(0)
  })

  test('a client that leaves before there is an answer ends the request as well', async () => {
    const { gateway, server } = await open(() => {})
    const left = new AbortController()
    begin(gateway, { path: messages, body, signal: left.signal }).catch(() => {})
    await until(() => server.requests.length === 1)
    left.abort()
    await until(() => server.requests[0]!.aborted)
  })

  test('a client that reads slowly slows the server down', async () => {
    const piece = chunk({ content: 'x'.repeat(64 << 10) })
    let sent = 0
    const { gateway } = await open(async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (; sent < 1_000 && (await write(response, piece)); sent++);
      response.end(chunk({}, 'stop'))
    })
    const answer = await begin(gateway, { path: messages, body })
    await new Promise((resolve) => setTimeout(resolve, 500))
    // Of 64 MB: what the sockets in between hold.
    expect(sent).toBeLessThan(500)
    let length = 0
    for await (const bytes of answer) length += (bytes as Buffer).length
    expect(length).toBeGreaterThan(64_000_000)
    expect(sent).toBe(1_000)
  })
})

describe('besides messages', () => {
  test('tokens are counted here, at no cost', async () => {
    const { gateway, server, meter } = await open(() => {})
    const { status, text } = await ask(gateway, { path: '/v1/messages/count_tokens?beta=true', body })
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({ input_tokens: expect.any(Number) })
    expect([server.requests.length, meter.metered.requests]).toEqual([0, 0])
  })

  test('models are listed as Anthropic would, all and one', async () => {
    const model = { id: 'org/served-model', object: 'model', created: 1_700_000_000, max_model_len: 32_768 }
    const { gateway, server } = await open(({ path }, response) =>
      sendJson(response, 200, path === '/v1/models' ? { object: 'list', data: [model] } : model),
    )
    const all = JSON.parse((await ask(gateway, { method: 'GET', path: '/v1/models' })).text)
    expect(all).toMatchObject({ data: [{ type: 'model', id: 'org/served-model' }], has_more: false })
    const one = JSON.parse((await ask(gateway, { method: 'GET', path: '/v1/models/served-model' })).text)
    expect(one).toMatchObject({ type: 'model', max_input_tokens: 32_768 })
    // A name with a slash in it goes on as it is written.
    for (const name of ['org/served-model', 'org%2Fserved-model'])
      expect((await ask(gateway, { method: 'GET', path: `/v1/models/${name}` })).status).toBe(200)
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/v1/models',
      '/v1/models/served-model',
      '/v1/models/org/served-model',
      '/v1/models/org%2Fserved-model',
    ])
  })

  test('a list that is not there is not found', async () => {
    const { gateway } = await open((_, response) => sendJson(response, 404, { detail: 'Not Found' }))
    expect((await ask(gateway, { method: 'GET', path: '/v1/models' })).status).toBe(404)
  })

  test.each([
    ['POST', '/v1/chat/completions'],
    ['POST', '/v1/messages/batches'],
    ['GET', '/v1/messages'],
    ['GET', '/v1/models/../keys'],
    ['GET', '/v1/models/org/../../keys'],
    ['GET', '/v1/models/org%2F..%2F..%2Fkeys'],
    ['GET', '/v1/models//keys'],
  ])('%s %s is not served', async (method, path) => {
    const { gateway, server } = await open((_, response) => sendText(response, 'Yes.'))
    expect((await ask(gateway, { method, path, ...(method === 'POST' ? { body } : {}) })).status).toBe(404)
    expect(server.requests).toEqual([])
  })
})
