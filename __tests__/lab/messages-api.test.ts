import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import Anthropic from '@anthropic-ai/sdk'
import { afterEach, describe, expect, test } from 'vitest'
import { type MessagesApi, type MessagesApiOptions, startMessagesApi } from '../../lab/providers/messages-api.ts'
import { freshFolder } from '../../lab/temp.ts'

const open: MessagesApi[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()))
})

const KEY = 'sk-ant-made-up'
async function start(options: Partial<MessagesApiOptions> & Pick<MessagesApiOptions, 'script'>) {
  const api = await startMessagesApi({ key: KEY, ...options })
  open.push(api)
  const client = new Anthropic({
    apiKey: KEY,
    authToken: null,
    baseURL: api.url + (options.prefix ?? ''),
    maxRetries: 0,
  })
  return { api, client }
}

const question = { model: 'claude-haiku-4-5', max_tokens: 100, messages: [{ role: 'user' as const, content: 'Well?' }] }
const full = {
  kind: 'message',
  thinking: 'Let me think about this for a while.',
  text: 'Zwölf Boxkämpfer 🥊 jagen Viktor quer über den Sylter Deich.',
  tools: [
    { name: 'Bash', input: { command: 'printf "%s" "ünï 🥊"', nested: { list: [1, 2, 3] } } },
    { name: 'Read', input: {} },
  ],
  usage: { input_tokens: 11, output_tokens: 22, cache_read_input_tokens: 33 },
} as const

describe('the official SDK', () => {
  test.each(['streamed', 'whole'])('reads a message with thinking, text and tools: %s', async (how) => {
    const { api, client } = await start({ script: [full] })
    const message =
      how === 'streamed'
        ? await client.messages.stream(question).finalMessage()
        : await client.messages.create(question)
    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      model: 'claude-haiku-4-5',
      stop_reason: 'tool_use',
      usage: { input_tokens: 11, output_tokens: 22, cache_read_input_tokens: 33, cache_creation_input_tokens: 0 },
      content: [
        { type: 'thinking', thinking: full.thinking, signature: expect.stringMatching(/.{40,}/) },
        { type: 'text', text: full.text },
        { type: 'tool_use', name: 'Bash', input: full.tools[0].input, id: expect.stringMatching(/^toolu_01\w{22}$/) },
        { type: 'tool_use', name: 'Read', input: {} },
      ],
    })
    expect(api.messages).toHaveLength(1)
    expect(api.messages[0]).toMatchObject({ index: 0, method: 'POST', path: '/v1/messages', aborted: false })
    expect(api.messages[0]?.body.messages).toEqual(question.messages)
    expect(api.messages[0]?.rawHeaders).toContain(`Bearer ${KEY}`)
  })

  test('gets the deltas of a list as they are', async () => {
    const { client } = await start({
      script: [{ kind: 'message', text: ['one ', 'two'], betweenMs: 30, firstByteMs: 50 }],
    })
    const deltas: string[] = []
    const started = performance.now()
    const stream = client.messages.stream(question)
    stream.on('text', (delta) => deltas.push(delta))
    expect(await stream.finalText()).toBe('one two')
    expect(deltas).toEqual(['one ', 'two'])
    expect(performance.now() - started).toBeGreaterThan(100)
  })

  test('counts tokens and lists models', async () => {
    const { api, client } = await start({ script: [] })
    expect((await client.messages.countTokens(question)).input_tokens).toBeGreaterThan(0)
    const models = await client.models.list()
    expect(models.data.map((model) => model.id)).toContain('claude-haiku-4-5')
    expect((await client.models.retrieve('claude-x')).id).toBe('claude-x')
    expect(api.messages).toEqual([])
    expect(api.requests).toHaveLength(3)
  })

  test('follows a conversation with a script function', async () => {
    const { client } = await start({
      script: (request, index) => ({ kind: 'message', text: `${index}: ${request.body.messages.at(-1).content}` }),
    })
    const ask = async () => (await client.messages.create(question)).content[0]
    expect(await ask()).toMatchObject({ text: '0: Well?' })
    expect(await ask()).toMatchObject({ text: '1: Well?' })
  })

  test('sees the mistake of a script', async () => {
    const { client } = await start({
      script: () => {
        throw new Error('no such turn')
      },
    })
    await expect(client.messages.create(question)).rejects.toThrow('no such turn')
  })
})

describe('errors', () => {
  test('have the shape of Anthropic', async () => {
    const { client } = await start({
      script: [
        { kind: 'error', status: 429, headers: { 'retry-after': '7' } },
        { kind: 'error', status: 529 },
        { kind: 'error', status: 400, type: 'own_error', message: 'own words' },
        { kind: 'message', text: 'at last' },
      ],
    })
    const failure = () => client.messages.create(question).catch((error) => error)
    const limited = await failure()
    expect(limited).toBeInstanceOf(Anthropic.RateLimitError)
    expect(limited.headers.get('retry-after')).toBe('7')
    expect(limited.error).toMatchObject({ type: 'error', request_id: limited.requestID })
    expect((await failure()).error.error.type).toBe('overloaded_error')
    expect((await failure()).error.error).toEqual({ type: 'own_error', message: 'own words' })
    expect(await client.messages.create(question)).toMatchObject({ content: [{ text: 'at last' }] })
    expect(await client.messages.create(question)).toMatchObject({ content: [{ text: 'at last' }] })
  })

  test('may be a page', async () => {
    const { api } = await start({ script: [{ kind: 'error', status: 502, body: '<h1>Bad Gateway</h1>' }] })
    const response = await post(api)
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      502,
      'text/html; charset=utf-8',
      '<h1>Bad Gateway</h1>',
    ])
  })

  test('come inside a stream', async () => {
    const { api, client } = await start({
      script: [{ kind: 'in-band-error', text: 'so far', type: 'overloaded_error', message: 'Overloaded' }],
    })
    const stream = client.messages.stream(question)
    let text = ''
    stream.on('text', (delta) => {
      text += delta
    })
    await expect(stream.finalMessage()).rejects.toThrow('Overloaded')
    expect(text).toBe('so far')
    expect((await post(api)).status).toBe(529)
  })

  test('are cuts before and in the middle', async () => {
    const { api } = await start({
      script: [
        { kind: 'cut', at: 'headers' },
        { kind: 'cut', text: 'half' },
        { kind: 'cut', text: 'half' },
      ],
    })
    await expect(post(api)).rejects.toThrow('fetch failed')
    const response = await post(api, { stream: true })
    expect(response.status).toBe(200)
    let received = ''
    await expect(
      (async () => {
        for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) received += Buffer.from(chunk)
      })(),
    ).rejects.toThrow('terminated')
    expect(received).toContain('"half"')
    await expect((await post(api)).text()).rejects.toThrow('terminated')
    expect(api.requests.map(({ aborted }) => aborted)).toEqual([false, false, false])
  })

  test('are silences until the client leaves', async () => {
    const { api } = await start({ script: [{ kind: 'hang', text: 'and then' }, { kind: 'hang' }] })
    const first = new AbortController()
    const response = await post(api, { stream: true }, first.signal)
    const reader = response.body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toContain('message_start')
    const second = AbortSignal.timeout(100)
    await expect(post(api, { stream: true }, second)).rejects.toThrow('timeout')
    first.abort()
    await api.idle()
    expect(api.messages.map(({ aborted }) => aborted)).toEqual([true, true])
  })
})

describe('access', () => {
  test('is by one key in one header', async () => {
    const { api } = await start({ script: [{ kind: 'message', text: 'in' }] })
    const status = async (headers: Record<string, string>) => {
      const response = await post(api, {}, undefined, headers)
      const body = (await response.json()) as { error?: { type: string; message: string } }
      return [response.status, body.error?.type, body.error?.message]
    }
    expect(await status({ 'x-api-key': KEY })).toEqual([200, undefined, undefined])
    expect(await status({ authorization: `Bearer ${KEY}` })).toEqual([200, undefined, undefined])
    expect(await status({ 'x-api-key': 'no' })).toEqual([401, 'authentication_error', 'invalid x-api-key'])
    expect(await status({ authorization: 'Bearer no' })).toEqual([401, 'authentication_error', 'Invalid bearer token'])
    expect(await status({})).toEqual([401, 'authentication_error', 'x-api-key header is required'])
    expect((await status({ 'x-api-key': KEY, authorization: `Bearer ${KEY}` }))[0]).toBe(400)
  })

  test('may be narrowed to a scheme, and move with a rotation', async () => {
    let valid = 'old'
    const { api } = await start({ script: [{ kind: 'message' }], accept: 'bearer', key: (key) => key === valid })
    const status = async (headers: Record<string, string>) => (await post(api, {}, undefined, headers)).status
    expect(await status({ authorization: 'Bearer old' })).toBe(200)
    expect(await status({ 'x-api-key': 'old' })).toBe(401)
    valid = 'new'
    expect(await status({ authorization: 'Bearer old' })).toBe(401)
    expect(await status({ authorization: 'Bearer new' })).toBe(200)
  })

  test('is under the prefix only', async () => {
    const { api, client } = await start({ script: [{ kind: 'message', text: 'in' }], prefix: '/anthropic' })
    expect(await client.messages.create(question)).toMatchObject({ content: [{ text: 'in' }] })
    const response = await post(api)
    expect([response.status, await response.json()]).toMatchObject([404, { error: { type: 'not_found_error' } }])
    expect((await fetch(`${api.url}/anthropic/`, { method: 'HEAD' })).status).toBe(200)
    expect(api.messages).toHaveLength(1)
  })

  test('needs a request that the real API would take', async () => {
    const { api } = await start({ script: [{ kind: 'message' }] })
    const message = async (body: object, headers?: Record<string, string>) =>
      (
        (await (await post(api, body, undefined, { 'x-api-key': KEY, ...headers })).json()) as {
          error: { message: string }
        }
      ).error.message
    expect(await message({ model: undefined })).toBe('model: Field required')
    expect(await message({ messages: [] })).toContain('at least one message')
    expect(await message({}, { 'anthropic-version': '' })).toContain('anthropic-version')
  })
})

describe('a big answer', () => {
  test.each(['text', 'thinking'] as const)('of %s arrives whole, streamed or not', async (as) => {
    const { client } = await start({ script: [{ kind: 'big', bytes: 300_001, chunk: 1000, as }] })
    for (const message of [
      await client.messages.stream(question).finalMessage(),
      await client.messages.create(question),
    ]) {
      const [block] = message.content
      expect((block?.type === 'text' ? block.text : block?.type === 'thinking' ? block.thinking : '').length).toBe(
        300_001,
      )
    }
  })

  test('waits for a slow reader in flat memory', async () => {
    const { api } = await start({ script: [{ kind: 'big', bytes: 400_000_000 }] })
    const controller = new AbortController()
    const response = await post(api, { stream: true }, controller.signal)
    const reader = response.body?.getReader()
    await reader?.read()
    const before = process.memoryUsage().rss
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
    expect(api.messages[0]?.aborted).toBe(false)
    controller.abort()
    await api.idle()
    expect(api.messages[0]?.aborted).toBe(true)
  })
})

test('it stops by itself', async () => {
  const { api } = await start({ script: [{ kind: 'hang' }], stopAfterMs: 200 })
  await expect(post(api)).rejects.toThrow('fetch failed')
  await expect(post(api)).rejects.toThrow('fetch failed')
})

describe('the real CLI', () => {
  test('goes through two turns with a tool', async () => {
    const { api } = await start({
      script: [
        {
          kind: 'message',
          text: 'Let me see.',
          tools: [{ name: 'Bash', input: { command: 'echo "$((6 * 7)) ünï"' } }],
        },
        { kind: 'message', text: 'It is forty-two.', usage: { input_tokens: 1, output_tokens: 2 } },
      ],
    })
    const { code, events } = await claude(api.url, 'What is six times seven?')
    expect(code).toBe(0)
    expect(events.at(-1)).toMatchObject({
      type: 'result',
      subtype: 'success',
      is_error: false,
      result: 'It is forty-two.',
      num_turns: 2,
      usage: { input_tokens: 101, output_tokens: 22 },
    })
    expect(api.messages).toHaveLength(2)
    expect(JSON.stringify(api.messages[0]?.body.messages)).toContain('six times seven')
    expect(JSON.stringify(api.messages[1]?.body.messages.at(-1))).toContain('42 ünï')
  })

  test('tells the status of an error', async () => {
    const { api } = await start({ script: [{ kind: 'message' }], key: 'another', retryHints: true })
    const { code, events } = await claude(api.url, 'hello')
    expect(code).toBe(1)
    expect(events.at(-1)).toMatchObject({ is_error: true, api_error_status: 401 })
  })
})

async function claude(
  baseUrl: string,
  prompt: string,
): Promise<{ code: number | null; events: Record<string, unknown>[] }> {
  const home = freshFolder('home')
  const args = [
    '--print',
    '--output-format',
    'stream-json',
    '--verbose',
    '--model',
    'claude-haiku-4-5',
    '--allowedTools',
    'Bash',
  ]
  const child = spawn(fileURLToPath(new URL('../../node_modules/.bin/claude', import.meta.url)), args, {
    cwd: freshFolder('workspace'),
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: home,
      CLAUDE_CONFIG_DIR: `${home}/.claude`,
      ANTHROPIC_BASE_URL: baseUrl,
      ANTHROPIC_API_KEY: KEY,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 50_000,
  })
  child.stdin.end(prompt)
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return {
    code,
    events: output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

function post(
  api: MessagesApi,
  body: object = {},
  signal?: AbortSignal,
  headers: Record<string, string> = { 'x-api-key': KEY },
): Promise<Response> {
  return fetch(`${api.url}/v1/messages`, {
    method: 'POST',
    headers: { 'anthropic-version': '2023-06-01', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ ...question, ...body }),
    ...(signal ? { signal } : {}),
  })
}
