import { describe, expect, test } from 'vitest'
import { startRecordingServer } from '../../../lab/providers/http.ts'
import { Secret } from '../../../src/secret.ts'
import { ask } from '../fixture.ts'
import { type Answer, KEY, type Options, open, openTo, question, sendJson, sendText } from './openai-fixture.ts'

const body = JSON.stringify(question)
const auto: Options = { protocol: 'auto', auth: { scheme: 'bearer', other: 'once' } }

/** Speaks both, as LiteLLM does, or OpenAI's API alone. */
const both: Answer = ({ path, body: sent }, response) => {
  if (path.startsWith('/v1/chat/completions')) return sendText(response, 'Yes.')
  if (!('model' in (sent as object))) return sendJson(response, 400, { error: { message: 'model is required' } })
  sendJson(response, 200, { type: 'message', model: 'served-model', content: [], usage: { input_tokens: 1 } })
}
const openAi: Answer = ({ path, method }, response) => {
  if (path === '/v1/chat/completions') return sendText(response, 'Yes.')
  if (path === '/v1/models') return sendJson(response, 200, { data: [{ id: 'qwen' }, { id: 'llama' }] })
  sendJson(response, 404, { error: { message: `Invalid URL (${method} ${path})` } })
}

describe('what a server speaks', () => {
  test.each<[string, Answer, string, string]>([
    [
      'one that speaks Anthropic is passed through to',
      both,
      '/v1/messages',
      "speaks Anthropic's API (POST /v1/messages: 400",
    ],
    [
      'one that does not is translated for',
      openAi,
      '/v1/chat/completions',
      "speaks OpenAI's API (POST /v1/messages: 404",
    ],
  ])('is found out with one request: %s', async (_, handle, path, told) => {
    const { gateway, server, first, said } = await open(handle, auto)
    await first
    for (let time = 0; time < 2; time++) expect((await ask(gateway, { body })).status).toBe(200)
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/messages', path, path])
    expect(server.requests[0]!.body).toEqual({})
    expect(server.requests[0]!.headers).toMatchObject({ authorization: `Bearer ${KEY}` })
    expect(said).toEqual([expect.stringContaining(told)])
  })

  test.each<['anthropic' | 'openai', string]>([
    ['anthropic', '/v1/messages'],
    ['openai', '/v1/chat/completions'],
  ])('is not asked where %s was said', async (protocol, path) => {
    const { gateway, server } = await open(both, { ...auto, protocol })
    await ask(gateway, { body })
    expect(server.requests.map(({ path }) => path)).toEqual([path])
  })

  test('requests wait until it is known', async () => {
    let go = () => {}
    const { gateway, server } = await open(async (request, response) => {
      if (request.index === 0)
        await new Promise<void>((resolve) => {
          go = resolve
        })
      await openAi(request, response)
    }, auto)
    const asked = ask(gateway, { body })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(server.requests).toHaveLength(1)
    go()
    expect((await asked).status).toBe(200)
  })

  test('the header that the key wants is found out with it', async () => {
    const { gateway, server } = await open((request, response) => {
      if (request.headers['x-api-key'] !== KEY) return sendJson(response, 401, { error: 'Unauthorized' })
      return both(request, response)
    }, auto)
    expect((await ask(gateway, { body })).status).toBe(200)
    expect(server.requests.map(({ headers }) => 'x-api-key' in headers)).toEqual([false, true, true])
  })

  test('a key that is refused is told by the request that it was for', async () => {
    const { gateway, first } = await open((_, response) => sendJson(response, 401, { error: 'Unauthorized' }), auto)
    await first
    expect((await ask(gateway, { body })).status).toBe(401)
  })

  test('a server that is still starting is waited for', async () => {
    const { first, said } = await open((request, response) => {
      if (request.index < 2) return sendJson(response, 503, { error: { message: 'Loading model' } })
      return openAi(request, response)
    }, auto)
    await first
    expect(said).toEqual([expect.stringContaining('speaks OpenAI')])
  })

  test.each<[string, Answer, string, RegExp]>([
    [
      'a web page',
      (_, r) => void r.writeHead(200).end('<title>Chat</title>'),
      'input-invalid',
      /is no API: POST \/v1\/messages: 200 \(Chat\)/,
    ],
    [
      'a firewall',
      (_, r) => void r.writeHead(403).end('<title>Blocked</title>'),
      'provider-auth',
      /lets nobody through.*Blocked/,
    ],
  ])('%s is no answer, and ends it', async (_, handle, code, message) => {
    const { first } = await open(handle, auto)
    await expect(first).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  test('what such a server says does not bring the key to whoever asks the gateway', async () => {
    const { gateway, first } = await open(
      (_, response) => void response.writeHead(200).end(`<title>Signed in with ${KEY}</title>`),
      auto,
    )
    await expect(first).rejects.toThrow(/is no API/)
    const { status, text } = await ask(gateway, { body })
    expect([status, text]).toEqual([500, expect.stringContaining('Signed in with ***')])
    expect(text).not.toContain(KEY)
  })

  test('a name that is not there ends it at once', async () => {
    const { first } = await openTo('http://nowhere.invalid', auto)
    await expect(first).rejects.toMatchObject({
      code: 'provider-unreachable',
      message: expect.stringMatching(/nowhere\.invalid/),
    })
  })

  test('a key that cannot be had ends it', async () => {
    const { first } = await open(openAi, {
      ...auto,
      credential: { get: () => Promise.reject(new Error('no key')), rejected: async () => false },
    })
    await expect(first).rejects.toThrow('no key')
  })
})

describe('a model that nobody named', () => {
  const unnamed: Options = { ...auto, assumed: 'sonnet' }

  test('is an error that lists what the server offers', async () => {
    const { first } = await open(openAi, unnamed)
    await expect(first).rejects.toMatchObject({
      code: 'input-invalid',
      message: expect.stringMatching(/model: is missing.*`sonnet` is there\. It offers: qwen, llama\.$/s),
    })
  })

  test('is Anthropic’s own where the server speaks as it does', async () => {
    const { gateway, first } = await open(both, unnamed)
    await first
    expect((await ask(gateway, { body })).status).toBe(200)
  })

  test('is an error as well where nothing can be listed', async () => {
    const server = await startRecordingServer({ handle: (_, response) => sendJson(response, 404, {}) })
    const { first } = await openTo(server.url, {
      ...unnamed,
      protocol: 'openai',
      credential: { get: async () => new Secret(KEY), rejected: async () => false },
    })
    await expect(first).rejects.toMatchObject({ message: expect.stringMatching(/could not be found out: .*404/) })
    await server.close()
  })
})
