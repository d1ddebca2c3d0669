import OpenAI from 'openai'
import { afterEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../lab/providers/answers.ts'
import { type OpenAiApi, type OpenAiApiOptions, servedModel, startOpenAiApi } from '../../lab/providers/openai-api.ts'

type Params = OpenAI.ChatCompletionCreateParamsNonStreaming
type Completion = OpenAI.ChatCompletion

const open: OpenAiApi[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()))
})

const KEY = 'sk-made-up'
async function start(options: Partial<OpenAiApiOptions> = {}) {
  const api = await startOpenAiApi({ key: KEY, script: [{ kind: 'message', text: 'Well.' }], ...options })
  open.push(api)
  const client = new OpenAI({ apiKey: KEY, baseURL: `${api.url}${options.prefix ?? ''}/v1`, maxRetries: 0 })
  return { api, client }
}

const question: Params = { model: servedModel, messages: [{ role: 'user', content: 'Well?' }] }
const full = {
  kind: 'message',
  thinking: 'Let me think about this for a while.',
  text: 'Zwölf Boxkämpfer 🥊 jagen Viktor quer über den Sylter Deich.',
  tools: [
    { name: 'Bash', input: { command: 'printf "%s" "ünï 🥊"', nested: { list: [1, 2, 3] } } },
    { name: 'Read', input: {} },
  ],
  usage: { input_tokens: 11, output_tokens: 22, cache_read_input_tokens: 33, cache_creation_input_tokens: 44 },
} as const satisfies Answer

/** What the SDK makes of a stream, and the chunks that it is made of. */
async function streamed(client: OpenAI, params: Params = question) {
  const stream = client.chat.completions.stream({ ...params, stream: true, stream_options: { include_usage: true } })
  const chunks: OpenAI.ChatCompletionChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return { completion: (await stream.finalChatCompletion()) as Completion, chunks }
}

/** The bytes of a stream, as text. */
async function raw(api: OpenAiApi, body: object = {}) {
  const response = await post(api, { ...question, stream: true, ...body })
  return response.text()
}

const post = (api: OpenAiApi, body: unknown, path = '/v1/chat/completions', headers: Record<string, string> = {}) =>
  fetch(api.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const framesOf = (text: string): string[] => text.split(/\r?\n\r?\n/).filter((frame) => frame !== '')

describe('the official SDK', () => {
  test.each(['streamed', 'whole'])('reads thinking, text and tools: %s', async (how) => {
    const { api, client } = await start({ script: [full] })
    const completion =
      how === 'streamed' ? (await streamed(client)).completion : await client.chat.completions.create(question)
    expect(completion).toMatchObject({
      object: 'chat.completion',
      model: servedModel,
      usage: {
        prompt_tokens: 88,
        completion_tokens: 22,
        total_tokens: 110,
        prompt_tokens_details: { cached_tokens: 33 },
      },
    })
    const [choice] = completion.choices
    expect(choice).toMatchObject({ index: 0, finish_reason: 'tool_calls', message: { content: full.text } })
    const message = choice!.message as OpenAI.ChatCompletionMessage & { reasoning_content?: string }
    if (how === 'whole') expect(message.reasoning_content).toBe(full.thinking)
    const calls = message.tool_calls as OpenAI.ChatCompletionMessageFunctionToolCall[]
    expect(calls.map((call) => [call.function.name, JSON.parse(call.function.arguments)])).toEqual(
      full.tools.map(({ name, input }) => [name, input]),
    )
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2)
    expect(calls[0]!.id).toMatch(/^call_\w{22}$/)
    expect(api.completions).toHaveLength(1)
    expect(api.completions[0]).toMatchObject({ method: 'POST', path: '/v1/chat/completions', aborted: false })
    expect(api.completions[0]?.body.messages).toEqual(question.messages)
    expect(api.completions[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
  })

  test('gets the role first, fragments by index, the reason why it ended, and the usage last', async () => {
    const { client } = await start({ script: [full] })
    const { chunks } = await streamed(client)
    expect(chunks.map(({ object }) => object)).toEqual(chunks.map(() => 'chat.completion.chunk'))
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1)
    expect(chunks[0]!.choices[0]!.delta).toEqual({ role: 'assistant', content: '' })
    expect(chunks.at(-2)!.choices[0]).toMatchObject({ delta: {}, finish_reason: 'tool_calls' })
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 88 } })
    const fragments = chunks.flatMap(({ choices }) => choices.flatMap(({ delta }) => delta.tool_calls ?? []))
    expect(fragments.filter(({ id }) => id !== undefined).map(({ index }) => index)).toEqual([0, 1])
    expect(fragments.filter(({ index }) => index === 0).length).toBeGreaterThan(3)
    expect(fragments[1]).toEqual({ index: 0, function: { arguments: expect.any(String) } })
    const thinking = chunks.flatMap(({ choices }) =>
      choices.map(({ delta }) => (delta as { reasoning_content?: string }).reasoning_content ?? ''),
    )
    expect(thinking.join('')).toBe(full.thinking)
  })

  test('follows a conversation with tools', async () => {
    const { api, client } = await start({
      script: ({ body }, index) =>
        index === 0
          ? { kind: 'message', tools: [{ name: 'add', input: { a: 1, b: 2 } }] }
          : { kind: 'message', text: `It is ${body.messages.at(-1).content}.` },
    })
    const runner = client.chat.completions.runTools({
      ...question,
      stream: true,
      tools: [
        {
          type: 'function',
          function: {
            name: 'add',
            description: 'Adds',
            parameters: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } } },
            parse: JSON.parse,
            function: ({ a, b }: { a: number; b: number }) => String(a + b),
          },
        },
      ],
    })
    expect(await runner.finalContent()).toBe('It is 3.')
    expect(api.completions).toHaveLength(2)
    expect(api.completions[1]!.body.messages.map(({ role }: { role: string }) => role)).toEqual([
      'user',
      'assistant',
      'tool',
    ])
  })

  test('lists models', async () => {
    const { api, client } = await start({ models: ['one', 'two'] })
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['one', 'two'])
    expect(await client.models.retrieve('two')).toMatchObject({ id: 'two', object: 'model' })
    await expect(client.models.retrieve('three')).rejects.toThrow(OpenAI.NotFoundError)
    expect(api.completions).toEqual([])
  })

  test('sees the mistake of a script', async () => {
    const { client } = await start({
      script: () => {
        throw new Error('no such turn')
      },
    })
    await expect(client.chat.completions.create(question)).rejects.toThrow('no such turn')
  })

  test('waits where a script is slow', async () => {
    const { client } = await start({
      script: [{ kind: 'message', text: ['one ', 'two'], betweenMs: 30, firstByteMs: 50 }],
    })
    const started = performance.now()
    expect((await streamed(client)).completion.choices[0]!.message.content).toBe('one two')
    expect(performance.now() - started).toBeGreaterThan(100)
  })

  test('stands behind a path', async () => {
    const { client } = await start({ prefix: '/openai' })
    expect((await client.chat.completions.create(question)).choices[0]!.message.content).toBe('Well.')
  })
})

describe('the flavours of servers', () => {
  const toolsOnly = { ...full, thinking: undefined, text: undefined } as unknown as Answer
  const calls = (text: string) =>
    framesOf(text)
      .filter((frame) => frame.includes('tool_calls":['))
      .map((frame) => JSON.parse(frame.slice('data: '.length)).choices[0].delta.tool_calls[0])

  test('usage only on demand, beside the reason, or never', async () => {
    const usageIn = (text: string) => framesOf(text).filter((frame) => frame.includes('"usage"'))
    const demanded = { stream_options: { include_usage: true } }
    const { api } = await start()
    expect(usageIn(await raw(api))).toEqual([])
    expect(usageIn(await raw(api, demanded))[0]).toContain('"choices":[]')
    const { api: beside } = await start({ flavour: { usage: 'last-chunk' } })
    expect(usageIn(await raw(beside))[0]).toContain('"finish_reason":"stop"')
    const { api: never, client } = await start({ flavour: { usage: 'none' } })
    expect(usageIn(await raw(never, demanded))).toEqual([])
    expect((await client.chat.completions.create(question)).usage).toBeUndefined()
  })

  test('with and without [DONE]', async () => {
    const { api } = await start()
    expect(framesOf(await raw(api)).at(-1)).toBe('data: [DONE]')
    const { api: without } = await start({ flavour: { end: 'close' } })
    expect(await raw(without)).not.toContain('[DONE]')
  })

  test('tool calls without an index, whole in one chunk, or by turns', async () => {
    const { api: unnumbered } = await start({ script: [toolsOnly], flavour: { toolIndex: 'missing' } })
    expect(calls(await raw(unnumbered)).every((call) => !('index' in call))).toBe(true)
    const { api: whole } = await start({ script: [toolsOnly], flavour: { arguments: 'one-chunk' } })
    expect(calls(await raw(whole)).map((call) => JSON.parse(call.function.arguments))).toEqual(
      full.tools.map(({ input }) => input),
    )
    const { api: mixed, client } = await start({ script: [toolsOnly], flavour: { arguments: 'by-turns' } })
    expect(
      calls(await raw(mixed))
        .map(({ index }) => index)
        .slice(0, 4),
    ).toEqual([0, 1, 0, 1])
    const { completion } = await streamed(client)
    expect(completion.choices[0]!.message.tool_calls).toHaveLength(2)
  })

  test('another name for thinking', async () => {
    const { api, client } = await start({ script: [full], flavour: { reasoning: 'reasoning' } })
    expect(await raw(api)).toContain('"delta":{"reasoning":"Let me')
    expect((await client.chat.completions.create(question)).choices[0]!.message).toMatchObject({
      reasoning: full.thinking,
    })
  })

  test('"stop" in spite of tool calls, or no reason at all', async () => {
    const { client } = await start({ script: [full], flavour: { finish: 'always-stop' } })
    expect((await streamed(client)).chunks.at(-2)!.choices[0]!.finish_reason).toBe('stop')
    const { api } = await start({ script: [full], flavour: { finish: 'never' } })
    const text = await raw(api)
    expect(text).not.toMatch(/"finish_reason":"/)
    expect(text).toContain('[DONE]')
  })

  test('frames that end in CRLF and are cut anywhere', async () => {
    const { api, client } = await start({ script: [full], wire: { lineEnd: '\r\n', cutEvery: 7 } })
    expect((await streamed(client)).completion.choices[0]!.message.content).toBe(full.text)
    expect(await raw(api)).toMatch(/\r\n\r\n$/)
    const response = await post(api, { ...question, stream: true })
    const sizes: number[] = []
    for await (const part of response.body!) sizes.push(part.length)
    expect(sizes.length).toBeGreaterThan(20)
  })

  test('a JSON body where a stream was asked', async () => {
    const { api } = await start({ streams: 'whole' })
    const response = await post(api, { ...question, stream: true })
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toMatchObject({ object: 'chat.completion' })
  })
})

describe('faults', () => {
  const failure = (client: OpenAI) => client.chat.completions.create(question).catch((error) => error)

  test('have the shape of OpenAI', async () => {
    const { client } = await start({
      script: [
        { kind: 'error', status: 429, headers: { 'retry-after': '7' } },
        { kind: 'error', status: 500 },
        { kind: 'error', status: 400, type: 'own_error', message: 'own words' },
        { kind: 'message', text: 'at last' },
      ],
    })
    const limited = await failure(client)
    expect(limited).toBeInstanceOf(OpenAI.RateLimitError)
    expect(limited.headers.get('retry-after')).toBe('7')
    expect(await failure(client)).toMatchObject({ status: 500, type: 'server_error' })
    expect(await failure(client)).toMatchObject({ status: 400, type: 'own_error', code: null })
    expect((await client.chat.completions.create(question)).choices[0]!.message.content).toBe('at last')
  })

  test("a proxy's page", async () => {
    const { api } = await start({ script: [{ kind: 'error', status: 502, body: '<html>Bad Gateway</html>' }] })
    const response = await post(api, question)
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      502,
      'text/html; charset=utf-8',
      '<html>Bad Gateway</html>',
    ])
  })

  test('an error within a stream, in front of [DONE]', async () => {
    const { api, client } = await start({
      script: [{ kind: 'in-band-error', text: 'So far', type: 'server_error', message: 'out of memory' }],
    })
    await expect(streamed(client)).rejects.toThrow('out of memory')
    expect(framesOf(await raw(api)).slice(-2)).toEqual([
      'data: {"error":{"message":"out of memory","type":"server_error","param":null,"code":null}}',
      'data: [DONE]',
    ])
    expect(await failure(client)).toMatchObject({ status: 500, type: 'server_error' })
  })

  test.each(['streamed', 'whole'])('a connection that is cut: %s', async (how) => {
    const { api } = await start({ script: [{ kind: 'cut', text: 'So far' }] })
    const response = await post(api, { ...question, stream: how === 'streamed' })
    let text = ''
    const read = (async () => {
      for await (const part of response.body!) text += Buffer.from(part).toString()
    })()
    await expect(read).rejects.toThrow()
    expect(text).toContain('So far')
    const { api: early } = await start({ script: [{ kind: 'cut', at: 'headers' }] })
    await expect(post(early, question)).rejects.toThrow()
  })

  test('a client that leaves', async () => {
    const { api, client } = await start({ script: [{ kind: 'hang', text: 'So far' }] })
    const stream = await client.chat.completions.create({ ...question, stream: true })
    for await (const _ of stream) break
    await api.idle()
    expect(api.completions[0]!.aborted).toBe(true)
  })

  test('a stream of any length', async () => {
    const { api } = await start({ script: [{ kind: 'big', bytes: 2_000_000 }] })
    expect((await raw(api)).length).toBeGreaterThan(2_000_000)
  })
})

describe('keys and paths', () => {
  test.each([
    ['no key', {}, "You didn't provide an API key", null],
    ['another key', { authorization: 'Bearer sk-other' }, 'Incorrect API key provided: sk-o****', 'invalid_api_key'],
    ["Anthropic's header", { 'x-api-key': KEY }, "You didn't provide an API key", null],
  ])('%s is refused', async (_, headers, message, code) => {
    const { api } = await start()
    const response = await fetch(`${api.url}/v1/models`, { headers: headers as unknown as Record<string, string> })
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      error: { message: expect.stringContaining(message), type: 'invalid_request_error', param: null, code },
    })
  })

  test("a key may come in Anthropic's header where that is taken, and none where none is asked for", async () => {
    const { api } = await start({ accept: 'either' })
    expect((await fetch(`${api.url}/v1/models`, { headers: { 'x-api-key': KEY } })).status).toBe(200)
    const { api: open } = await start({ key: null })
    expect((await fetch(`${open.url}/v1/models`)).status).toBe(200)
  })

  test('the key guards what there is, or every path', async () => {
    const bare = (api: OpenAiApi) => fetch(`${api.url}/v1/messages`, { method: 'POST', body: '{}' })
    const { api } = await start()
    expect((await bare(api)).status).toBe(404)
    const { api: guarded } = await start({ keyGuards: 'all-paths' })
    expect((await bare(guarded)).status).toBe(401)
    expect((await post(guarded, {}, '/v1/messages')).status).toBe(404)
  })

  test.each([
    ['openai', 404, { error: { message: 'Invalid URL (POST /v1/messages)' } }],
    ['vllm', 404, { error: { message: 'Not Found', code: 404 } }],
    ['llama.cpp', 404, { error: { message: 'File Not Found', type: 'not_found_error' } }],
    ['fastapi', 404, { detail: 'Not Found' }],
    ['method-not-allowed', 405, { detail: 'Method Not Allowed' }],
    ['lm-studio', 200, { error: 'Unexpected endpoint or method. (POST /v1/messages)' }],
  ] as const)("Anthropic's paths are unknown, as %s says it", async (unknownPath, status, body) => {
    const { api } = await start({ unknownPath })
    for (const path of ['/v1/messages?beta=true', '/v1/messages']) {
      const response = await post(api, {}, path)
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject(body)
    }
    expect((await post(api, {}, '/v1/messages/count_tokens')).status).toBe(status)
    expect(api.completions).toEqual([])
  })

  test.each([
    ['ollama', '404 page not found'],
    ['tgi', ''],
  ] as const)('and as %s, which says it in no JSON', async (unknownPath, text) => {
    const { api } = await start({ unknownPath })
    const response = await post(api, {}, '/v1/messages')
    expect([response.status, await response.text()]).toEqual([404, text])
  })

  test('a server that loads its model answers nothing, whatever is asked', async () => {
    const { api } = await start({ loadingFor: 2 })
    const statuses = []
    for (const path of ['/v1/messages', '/v1/chat/completions', '/v1/chat/completions'])
      statuses.push((await post(api, question, path)).status)
    expect(statuses).toEqual([503, 503, 200])
  })

  test('a list of models may lack its `object`, or be missing', async () => {
    const list = async (api: OpenAiApi) => {
      const response = await fetch(`${api.url}/v1/models`, { headers: { authorization: `Bearer ${KEY}` } })
      return response.status === 200 ? Object.keys((await response.json()) as object) : response.status
    }
    expect(await list((await start()).api)).toEqual(['object', 'data'])
    expect(await list((await start({ listing: 'bare' })).api)).toEqual(['data'])
    expect(await list((await start({ listing: 'missing' })).api)).toBe(404)
  })
})

describe('what is refused', () => {
  const user = { role: 'user', content: 'Well?' }
  const call = (id: string) => ({ id, type: 'function', function: { name: 'Bash', arguments: '{}' } })
  const called = (...ids: string[]) => ({ role: 'assistant', content: null, tool_calls: ids.map(call) })
  const result = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'done' })
  const tool = (changes: object = {}) => ({
    type: 'function',
    function: { name: 'Bash', parameters: { type: 'object', properties: {} }, ...changes },
  })
  const parameters = (changes: object) => ({
    tools: [tool({ parameters: { type: 'object', properties: {}, ...changes } })],
  })
  const part = (picture: unknown) => ({ messages: [{ role: 'user', content: [picture] }] })
  const picture = (url: string, extra: object = {}) => part({ type: 'image_url', image_url: { url, ...extra } })

  const cases: [string, object, RegExp][] = [
    ['no model', { model: undefined }, /must provide a model/],
    ['no messages', { messages: undefined }, /Missing required parameter: 'messages'/],
    ['empty messages', { messages: [] }, /empty array/],
    ["Anthropic's fields", { system: 'Be brief.' }, /Unrecognized request argument supplied: system/],
    ['metadata of a cache', { messages: [{ ...user, cache_control: {} }] }, /Unknown parameter: 'messages\[0\]/],
    ['an unknown role', { messages: [{ role: 'human', content: 'x' }] }, /Invalid value: 'human'/],
    ['a call without results', { messages: [user, called('a')] }, /did not have response messages: a$/],
    ['a result too few', { messages: [user, called('a', 'b'), result('a'), user] }, /response messages: b$/],
    ['a text in front of results', { messages: [user, called('a'), user, result('a')] }, /must be followed by tool/],
    ['a result without a call', { messages: [user, result('a')] }, /must be a response to a preceding message/],
    ['a result twice', { messages: [user, called('a'), result('a'), result('a')] }, /preceding message/],
    ['one id twice', { messages: [user, called('a', 'a'), result('a')] }, /Duplicate value/],
    ['an empty list of calls', { messages: [{ role: 'assistant', content: 'x', tool_calls: [] }] }, /empty array/],
    ['nothing said and nothing called', { messages: [user, { role: 'assistant', content: null }] }, /got null/],
    [
      'arguments that are no JSON',
      { messages: [user, { ...called('a'), tool_calls: [{ ...call('a'), function: { name: 'x', arguments: '{' } }] }] },
      /function.arguments/,
    ],
    ['an id of 41 characters', { messages: [user, called('a'.repeat(41)), result('a'.repeat(41))] }, /too long/],
    [
      'a picture in a result',
      { messages: [user, called('a'), { ...result('a'), content: [{ type: 'image_url' }] }] },
      /Supported values are: 'text'/,
    ],
    ['a block of Anthropic', part({ type: 'image', source: {} }), /Invalid value: 'image'/],
    ['a picture that is no URL', picture('iVBORw0KGgo='), /data URI/],
    ['a picture in bad base64', picture('data:image/png;base64,iVB'), /data URI/],
    [
      'a picture with extra keys',
      picture('https://example.com/x.png', { media_type: 'image/png' }),
      /Unknown parameter/,
    ],
    ['an empty list of parts', { messages: [{ role: 'user', content: [] }] }, /empty array/],
    ['an empty list of tools', { tools: [] }, /empty array/],
    ['a tool in the shape of Anthropic', { tools: [{ name: 'Bash', input_schema: {} }] }, /tools\[0\]\.function/],
    ['a long name', { tools: [tool({ name: 'x'.repeat(65) })] }, /1 to 64 characters/],
    ['a name with a dot', { tools: [tool({ name: 'a.b' })] }, /1 to 64 characters/],
    ['a schema of no object', { tools: [tool({ parameters: {} })] }, /must be a JSON Schema/],
    ['$schema', parameters({ $schema: 'http://json-schema.org/draft-07/schema#' }), /'\$schema' is not permitted/],
    ['propertyNames', parameters({ properties: { a: { propertyNames: {} } } }), /\('properties', 'a'\).*propertyNames/],
    ['an unknown format', parameters({ properties: { a: { type: 'string', format: 'uri' } } }), /'uri' is not a valid/],
    ['an array without items', parameters({ properties: { a: { type: 'array' } } }), /missing items/],
    ['a choice on top', parameters({ anyOf: [] }), /at the top level/],
    ['a choice without tools', { tool_choice: 'auto' }, /only allowed when 'tools'/],
    ['parallel calls without tools', { parallel_tool_calls: false }, /only allowed when 'tools'/],
    [
      'a choice of another tool',
      { tools: [tool()], tool_choice: { type: 'function', function: { name: 'x' } } },
      /no function 'x'/,
    ],
    ["Anthropic's choice", { tools: [tool()], tool_choice: { type: 'any' } }, /Invalid value for 'tool_choice'/],
    ['five stops', { stop: ['1', '2', '3', '4', '5'] }, /maximum length 4/],
    ['both lengths', { max_tokens: 1, max_completion_tokens: 1 }, /at the same time/],
    ['no length', { max_tokens: 0 }, /Invalid 'max_tokens'/],
    ['stream options without a stream', { stream_options: { include_usage: true } }, /only allowed when 'stream'/],
    ['too hot', { temperature: 3 }, /temperature/],
    ['an unknown effort', { reasoning_effort: 'max' }, /Invalid value: 'max'/],
    ['a format without schema', { response_format: { type: 'json_schema' } }, /json_schema/],
  ]
  test.each(cases)('%s', async (_, changes, message) => {
    const { api } = await start()
    const response = await post(api, { ...question, ...changes })
    const { error } = (await response.json()) as { error: { message: string; type: string } }
    expect(error.message).toMatch(message)
    expect([response.status, error.type]).toEqual([400, 'invalid_request_error'])
  })

  test('what is no JSON, with the status that a server has for it', async () => {
    const { api } = await start({ refusalStatus: 422 })
    expect((await post(api, '{')).status).toBe(422)
  })

  test('a model that is not served', async () => {
    const { client } = await start()
    const error = await client.chat.completions.create({ ...question, model: 'gpt-x' }).catch((error) => error)
    expect(error).toBeInstanceOf(OpenAI.NotFoundError)
    expect(error).toMatchObject({ code: 'model_not_found', message: expect.stringContaining('`gpt-x` does not exist') })
    const { client: any } = await start({ models: 'any' })
    expect((await any.chat.completions.create({ ...question, model: 'gpt-x' })).model).toBe('gpt-x')
  })

  test('what a test says', async () => {
    const { api, client } = await start({
      refuse: (_, index) => (index === 0 ? { status: 403, message: 'Not today.' } : undefined),
    })
    await expect(client.chat.completions.create(question)).rejects.toThrow('Not today.')
    await client.chat.completions.create(question)
    expect(api.completions).toHaveLength(2)
  })

  const system = { role: 'system', content: 'Be brief.' }
  const ruled: [Partial<OpenAiApiOptions['rules']>, object, RegExp][] = [
    [
      { maxTokensName: 'max_completion_tokens' },
      { max_tokens: 9 },
      /'max_tokens' is not supported.*Use 'max_completion/,
    ],
    [{ maxTokensName: 'max_tokens' }, { max_completion_tokens: 9 }, /'max_completion_tokens' is not supported/],
    [{ mostTokens: 8 }, { max_tokens: 9 }, /supports at most 8 completion tokens/],
    [{ streamOptions: 'refused' }, { stream: true, stream_options: { include_usage: true } }, /stream_options/],
    [{ system: 'only-first' }, { messages: [system, user, system] }, /must be at the beginning/],
    [{ turns: 'alternating' }, { messages: [system, user, user] }, /roles must alternate/],
    [{ pictures: 'refused' }, picture('https://example.com/x.png'), /does not support image input/],
    [{ reasoningContent: 'wanted' }, { messages: [user, called('a'), result('a')] }, /Missing `reasoning_content`/],
    [
      { reasoningContent: 'refused' },
      { messages: [user, { ...called('a'), reasoning_content: 'Hm.' }, result('a')] },
      /reasoning_content/,
    ],
  ]
  test.each(ruled)('by the rules of some servers only: %o', async (rules, changes, message) => {
    const { api } = await start({ rules: rules! })
    const response = await post(api, { ...question, ...changes })
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(message)
    const { api: others } = await start()
    expect((await post(others, { ...question, ...changes })).status).toBe(200)
  })

  test('nothing of all that a client may well send', async () => {
    const { api } = await start()
    const response = await post(api, {
      model: servedModel,
      messages: [
        { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look:' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=', detail: 'low' } },
          ],
        },
        { ...called('a', 'b'), content: 'Looking.' },
        result('b'),
        { ...result('a'), content: '' },
        { role: 'user', content: 'And?' },
      ],
      tools: [
        tool({
          description: 'Runs',
          parameters: {
            type: 'object',
            properties: {
              $schema: { type: 'string' },
              format: { type: 'string', enum: ['uri'] },
              when: { type: 'string', format: 'date' },
            },
          },
        }),
      ],
      tool_choice: { type: 'function', function: { name: 'Bash' } },
      parallel_tool_calls: false,
      max_completion_tokens: 100,
      stop: ['a', 'b', 'c', 'd'],
      temperature: 1,
      top_p: 0.5,
      reasoning_effort: 'high',
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', schema: { type: 'object' }, strict: true },
      },
    })
    expect([response.status, ((await response.json()) as Completion).choices[0]!.message.content]).toEqual([
      200,
      'Well.',
    ])
  })
})
