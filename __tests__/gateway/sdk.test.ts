import Anthropic from '@anthropic-ai/sdk'
import { expect, onTestFinished, test } from 'vitest'
import { type MessagesApiOptions, startMessagesApi } from '../../lab/providers/messages-api.ts'
import { KEY, openGateway, until } from './fixture.ts'

/** The official SDK, pointed at a gateway in front of the lab's Messages API as the CLI is: a URL and the run's token. */
async function start(options: Partial<MessagesApiOptions> & Pick<MessagesApiOptions, 'script'>) {
  const api = await startMessagesApi({ key: KEY, ...options })
  onTestFinished(() => api.close())
  const other = options.accept === 'bearer' ? 'once' : 'never'
  const { gateway, meter } = await openGateway(api.url, { path: options.prefix ?? '', auth: { other } })
  const client = new Anthropic({ baseURL: gateway.url, authToken: gateway.token, apiKey: null, maxRetries: 0 })
  return { api, client, meter, gateway }
}

const question = { model: 'claude-haiku-4-5', max_tokens: 100, messages: [{ role: 'user' as const, content: 'Well?' }] }
const answer = {
  kind: 'message',
  thinking: 'Let me think.',
  text: 'Zwölf Boxkämpfer 🥊',
  tools: [{ name: 'Bash', input: { command: 'printf "ü"', list: [1, { a: null }] } }],
  usage: { input_tokens: 11, output_tokens: 22, cache_read_input_tokens: 33 },
} as const
const expected = {
  content: [
    { type: 'thinking', thinking: answer.thinking },
    { type: 'text', text: answer.text },
    { type: 'tool_use', name: 'Bash', input: answer.tools[0].input },
  ],
  stop_reason: 'tool_use',
  usage: answer.usage,
}

test.each<[string, Partial<MessagesApiOptions>]>([
  ['the provider', {}],
  ['a gateway with a path', { prefix: '/team/anthropic' }],
  ['a gateway that takes bearer only', { accept: 'bearer' }],
])('%s answers, streamed and whole', async (_, options) => {
  const { client, api, meter, gateway } = await start({ script: [answer], ...options })
  expect(await client.messages.stream(question).finalMessage()).toMatchObject(expected)
  expect(await client.messages.create(question)).toMatchObject(expected)
  for (const { body } of api.messages) expect(body.messages).toEqual(question.messages)
  expect(api.messages).toHaveLength(options.accept === 'bearer' ? 3 : 2)
  expect(JSON.stringify(api.requests)).not.toContain(gateway.token)
  expect(meter.metered).toMatchObject({ requests: 2, error: undefined })
  expect(meter.metered.tokens.get('claude-haiku-4-5')).toMatchObject({ inputTokens: 22, outputTokens: 44 })
})

test('tokens are counted and models listed', async () => {
  const { client, meter } = await start({ script: [answer] })
  expect((await client.messages.countTokens(question)).input_tokens).toBeGreaterThan(0)
  expect((await client.models.list()).data.length).toBeGreaterThan(0)
  expect((await client.models.retrieve('claude-haiku-4-5')).id).toBe('claude-haiku-4-5')
  expect(meter.metered.requests).toBe(0)
})

test('what this gateway does not serve is not found', async () => {
  const { client, api } = await start({ script: [answer] })
  await expect(client.messages.batches.list()).rejects.toBeInstanceOf(Anthropic.NotFoundError)
  await expect(client.beta.files.list()).rejects.toBeInstanceOf(Anthropic.NotFoundError)
  expect(api.requests).toEqual([])
})

test('errors are the provider’s own', async () => {
  const { client, meter } = await start({
    script: [
      { kind: 'error', status: 429, headers: { 'retry-after': '7' }, message: 'Slow down' },
      { kind: 'in-band-error', text: 'so far', type: 'overloaded_error', message: 'Overloaded' },
      { kind: 'cut', text: 'so far' },
      answer,
    ],
  })
  const failure = () =>
    client.messages
      .stream(question)
      .finalMessage()
      .catch((error) => error)
  const limited = await failure()
  expect(limited).toBeInstanceOf(Anthropic.RateLimitError)
  expect([limited.headers.get('retry-after'), limited.error.error.message]).toEqual(['7', 'Slow down'])
  expect(meter.metered.error).toMatchObject({ kind: 'answer', status: 429, requestId: limited.requestID })
  expect((await failure()).error.error.type).toBe('overloaded_error')
  expect(meter.metered.error).toMatchObject({ kind: 'stream', type: 'overloaded_error', message: 'Overloaded' })
  expect(await failure()).toBeInstanceOf(Error)
  await until(() => /broke off/.test(JSON.stringify(meter.metered.error)))
  expect(await failure()).toMatchObject(expected)
  expect(meter.metered.error).toBeUndefined()
})

test('a wrong key is told as the provider tells it', async () => {
  const { client, meter } = await start({ script: [answer], key: 'another-key' })
  await expect(client.messages.create(question)).rejects.toThrow('invalid x-api-key')
  expect(meter.metered.error).toMatchObject({ kind: 'answer', status: 401, type: 'authentication_error' })
})

test('an answer that nobody waits for any more is ended', async () => {
  const { client, api } = await start({ script: [{ kind: 'hang', text: 'so far' }] })
  const stream = client.messages.stream(question)
  stream.on('text', () => stream.abort())
  await expect(stream.done()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError)
  await api.idle()
  expect(api.messages[0]!.aborted).toBe(true)
})
