/** The official SDK of Anthropic's, through the gateway, against a server that is as strict about OpenAI's API as any. */
import Anthropic from '@anthropic-ai/sdk'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Answer } from '../../../lab/providers/answers.ts'
import { type OpenAiApiOptions, servedModel, startOpenAiApi } from '../../../lab/providers/openai-api.ts'
import { until } from '../fixture.ts'
import { KEY, openTo } from './openai-fixture.ts'

const full = {
  kind: 'message',
  thinking: 'Let me think about this for a while.',
  text: 'Zwölf Boxkämpfer 🥊 jagen Viktor quer über den Sylter Deich.',
  tools: [
    { name: 'Bash', input: { command: 'printf "%s" "ünï 🥊"', nested: { list: [1, { a: null }] } } },
    { name: 'Read', input: {} },
    { name: 'mcp__a-server-with-a-long-name__a-tool-whose-name-is-longer-than-openai-takes', input: { path: '/x' } },
  ],
  usage: { input_tokens: 11, output_tokens: 22, cache_read_input_tokens: 33 },
} as const satisfies Answer

async function start(options: Partial<OpenAiApiOptions> = {}) {
  const api = await startOpenAiApi({ key: KEY, script: [full], ...options })
  onTestFinished(() => api.close())
  const opened = await openTo(api.url, { auth: { scheme: 'bearer', other: 'once' } })
  const { gateway } = opened
  const client = new Anthropic({ baseURL: gateway.url, authToken: gateway.token, apiKey: null, maxRetries: 0 })
  return { api, client, ...opened }
}

const tools = full.tools.map(({ name }) => ({
  name,
  description: name,
  input_schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' as const, properties: {} },
}))
const picture = {
  type: 'image' as const,
  source: { type: 'base64' as const, media_type: 'image/png' as const, data: 'iVBORw0KGgo=' },
}
/** A conversation that has all there is in it. */
const question: Anthropic.MessageCreateParamsNonStreaming = {
  model: servedModel,
  max_tokens: 1_000,
  system: [
    { type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1' },
    { type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } },
  ],
  tools,
  messages: [
    { role: 'user', content: [{ type: 'text', text: 'Look at these.' }, picture] },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Hm.', signature: 's' },
        { type: 'text', text: 'I will.' },
        { type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'ls' } },
        { type: 'tool_use', id: 'toolu_2', name: 'Read', input: {} },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'toolu_1', content: 'No such file', is_error: true },
        { type: 'tool_result', tool_use_id: 'toolu_2', content: [picture] },
        { type: 'text', text: 'Go on.' },
      ],
    },
    { role: 'assistant', content: 'Done.' },
    { role: 'user', content: 'And now?' },
  ],
}

const blocks = (thinking = true) => [
  ...(thinking ? [{ type: 'thinking', thinking: full.thinking }] : []),
  { type: 'text', text: full.text },
  ...full.tools.map(({ name, input }) => ({ type: 'tool_use', name, input })),
]

describe.each<[string, Partial<OpenAiApiOptions>]>([
  ['OpenAI', { rules: { maxTokensName: 'max_completion_tokens' } }],
  ['one without usage', { flavour: { usage: 'none' } }],
  ['one that counts in the last chunk', { flavour: { usage: 'last-chunk' } }],
  ['one that says nothing at the end', { flavour: { end: 'close' } }],
  ['one without indexes', { flavour: { toolIndex: 'missing' } }],
  ['one that sends calls whole', { flavour: { arguments: 'one-chunk' } }],
  ['one that sends calls by turns', { flavour: { arguments: 'by-turns' } }],
  ['one with another name for thinking', { flavour: { reasoning: 'reasoning' } }],
  ['one that always stops', { flavour: { finish: 'always-stop' } }],
  ['one that ends lines as Windows does', { wire: { lineEnd: '\r\n' } }],
  ['one whose frames are cut anywhere', { wire: { cutEvery: 7 } }],
  ['one that forgets to stream', { streams: 'whole' }],
  ['one that refuses stream_options', { rules: { streamOptions: 'refused' } }],
  ['one with short answers', { rules: { mostTokens: 500 } }],
  ['one with strict templates', { rules: { system: 'only-first', turns: 'alternating' } }],
  ['one that wants its thinking back', { rules: { reasoningContent: 'wanted' } }],
  ['one that sees no pictures', { rules: { pictures: 'refused' } }],
  ['one that says 422', { rules: { maxTokensName: 'max_completion_tokens' }, refusalStatus: 422 }],
])('%s', (_, options) => {
  test.each(['streamed', 'whole'])('is understood: %s', async (how) => {
    const { client, api, meter } = await start(options)
    const message =
      how === 'streamed'
        ? await client.messages.stream(question).finalMessage()
        : await client.messages.create(question)
    expect(message).toMatchObject({ role: 'assistant', model: servedModel, content: blocks(), stop_reason: 'tool_use' })
    const ids = message.content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
    expect(new Set(ids).size).toBe(3)
    const isCounted =
      options.flavour?.usage !== 'none' && (how === 'whole' || options.rules?.streamOptions !== 'refused')
    if (!isCounted) expect(message.usage.input_tokens).toBeGreaterThan(0)
    else expect(message.usage).toMatchObject(full.usage)
    expect(meter.metered).toMatchObject({ requests: 1, costUsd: undefined, error: undefined })
    // However it was found out, the server takes the next request at once.
    const before = api.completions.length
    await client.messages.create(question)
    expect(api.completions.length - before).toBe(1)
  })
})

test('what the server is told is the whole conversation', async () => {
  const { client, api } = await start()
  await client.messages.create(question)
  const { messages, tools: sent } = api.completions[0]!.body
  const url = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }
  expect(messages).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'Look at these.' }, url] },
    {
      role: 'assistant',
      content: 'I will.',
      tool_calls: [
        { id: 'toolu_1', type: 'function', function: { name: 'Bash', arguments: '{"command":"ls"}' } },
        { id: 'toolu_2', type: 'function', function: { name: 'Read', arguments: '{}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'toolu_1', content: expect.stringContaining('No such file') },
    { role: 'tool', tool_call_id: 'toolu_2', content: expect.any(String) },
    { role: 'user', content: expect.arrayContaining([url, { type: 'text', text: 'Go on.' }]) },
    { role: 'assistant', content: 'Done.' },
    { role: 'user', content: 'And now?' },
  ])
  for (const { function: named } of sent) expect(named.name).toMatch(/^[\w-]{1,64}$/)
})

describe('what is not whole never looks so', () => {
  test.each<[string, Answer, RegExp]>([
    ['a cut', { kind: 'cut', text: 'Half an' }, /broke off/],
    [
      'an error in the stream',
      { kind: 'in-band-error', text: 'Half an', type: 'server_error', message: 'Fell over' },
      /Fell over/,
    ],
  ])('%s', async (_, answer, message) => {
    const { client } = await start({ script: [answer] })
    await expect(client.messages.stream(question).finalMessage()).rejects.toThrow(message)
  })

  test('an end that gives no reason', async () => {
    const { client } = await start({ flavour: { finish: 'never' } })
    await expect(client.messages.stream(question).finalMessage()).rejects.toThrow(/without a finish_reason/)
  })
})

test.each<[number, string]>([
  [400, 'BadRequestError'],
  [401, 'AuthenticationError'],
  [403, 'PermissionDeniedError'],
  [404, 'NotFoundError'],
  [429, 'RateLimitError'],
  [500, 'InternalServerError'],
  [503, 'OverloadedError'],
])('a %d of the server is an %s', async (status, name) => {
  const { client } = await start({ script: [{ kind: 'error', status, message: 'as it says' }] })
  await expect(client.messages.create(question)).rejects.toSatisfy(
    (error: Error) => error.constructor.name === name && error.message.includes('as it says'),
  )
})

test('a client that leaves in the middle ends the request', async () => {
  const { client, api } = await start({ script: [{ kind: 'hang', text: 'Half an' }] })
  const stream = client.messages.stream(question)
  stream.on('text', () => stream.abort())
  await expect(stream.finalMessage()).rejects.toThrow()
  await until(() => api.completions[0]!.aborted)
})

test('models are listed and tokens estimated', async () => {
  const { client } = await start({ models: [servedModel, 'llama'] })
  expect((await client.models.list()).data.map(({ id }) => id)).toEqual([servedModel, 'llama'])
  expect((await client.messages.countTokens({ ...question })).input_tokens).toBeGreaterThan(0)
})
