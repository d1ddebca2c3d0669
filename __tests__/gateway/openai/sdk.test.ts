/** The official SDK as the judge: what it makes of the events, messages, errors and lists that come of the translation. */
import Anthropic from '@anthropic-ai/sdk'
import { describe, expect, test } from 'vitest'
import { countTokens } from '../../../src/gateway/openai/count-tokens.ts'
import { toAnthropicError } from '../../../src/gateway/openai/errors.ts'
import { translateModel, translateModels } from '../../../src/gateway/openai/models.ts'
import { translateResponse } from '../../../src/gateway/openai/response.ts'
import { StreamTranslation } from '../../../src/gateway/openai/sse.ts'
import { errorBody } from '../../../src/gateway/reply.ts'
import {
  answerOptions,
  calls,
  chunk,
  counts,
  DONE,
  finishes,
  type Json,
  piece,
  role,
  says,
  sse,
  thinks,
} from './fixture.ts'

const question = { model: 'asked-model', max_tokens: 100, messages: [{ role: 'user' as const, content: 'Well?' }] }

/** A client of a server that answers like this. */
function client(answer: () => Response): Anthropic {
  return new Anthropic({ apiKey: 'x', baseURL: 'http://127.0.0.1:9', maxRetries: 0, fetch: async () => answer() })
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })

/** The stream that comes of some frames, a few bytes at a time. */
function streamed(frames: readonly (Json | string)[], end: 'end' | 'cut' = 'end'): () => Response {
  const translation = new StreamTranslation(answerOptions())
  const bytes = Buffer.from(translation.push(Buffer.from(sse(...frames))) + translation.end(end, 'ECONNRESET'))
  return () => {
    let at = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) return controller.close()
        controller.enqueue(bytes.subarray(at, at + 61))
        at += 61
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
}

const text = (text: string) => ({ type: 'text', text })
const tool = (id: string, name: string, input: unknown) => ({ type: 'tool_use', id, name, input })
const thinking = (thinking: string) => ({ type: 'thinking', thinking, signature: '' })
const bash = (index: number, id: string, command: string) =>
  calls({ index, id, name: 'Bash', input: JSON.stringify({ command }) })

const streams: [name: string, frames: (Json | string)[], content: unknown[], stop?: string, more?: Json][] = [
  ['a text', [role, says('Hel'), says('lo'), finishes('stop'), DONE], [text('Hello')]],
  [
    'a text of every kind',
    [says('Zwölf 🥊'), says('\u2028"\\\n'), says('\ud83e'), says('\udd4a'), finishes('stop')],
    [text('Zwölf 🥊\u2028"\\\n🥊')],
  ],
  ['nothing', [role, finishes('stop'), DONE], [text('')]],
  [
    'thinking and text',
    [thinks('Let me'), thinks(' see.'), says('4'), finishes('stop')],
    [thinking('Let me see.'), text('4')],
  ],
  ['thinking alone', [thinks('Hm'), finishes('length')], [thinking('Hm')], 'max_tokens'],
  ['a call', [bash(0, 'a', 'ls'), finishes('tool_calls'), DONE], [tool('a', 'Bash', { command: 'ls' })], 'tool_use'],
  [
    'a call in many pieces',
    [
      calls({ index: 0, id: 'a', name: 'Bash', input: '' }),
      ...[...'{"command":"printf \\"ü\\"","list":[1,{"a":null}]}'].map((input) => calls({ index: 0, input })),
      finishes('tool_calls'),
    ],
    [tool('a', 'Bash', { command: 'printf "ü"', list: [1, { a: null }] })],
    'tool_use',
  ],
  [
    'a call without an input',
    [calls({ index: 0, id: 'a', name: 'List', input: '' }), finishes('tool_calls')],
    [tool('a', 'List', {})],
    'tool_use',
  ],
  [
    'a call without an id',
    [calls({ index: 0, name: 'List', input: '{}' }), finishes('tool_calls')],
    [tool('toolu_minted1', 'List', {})],
    'tool_use',
  ],
  [
    'parallel calls',
    [bash(0, 'a', '1'), bash(1, 'b', '2'), bash(2, 'c', '3'), finishes('tool_calls')],
    [tool('a', 'Bash', { command: '1' }), tool('b', 'Bash', { command: '2' }), tool('c', 'Bash', { command: '3' })],
    'tool_use',
  ],
  [
    'parallel calls with index 0',
    [bash(0, 'a', '1'), bash(0, 'b', '2'), finishes('stop')],
    [tool('a', 'Bash', { command: '1' }), tool('b', 'Bash', { command: '2' })],
    'tool_use',
  ],
  [
    'parallel calls in turn',
    [
      calls({ index: 0, id: 'a', name: 'Bash', input: '{"n":' }, { index: 1, id: 'b', name: 'Read', input: '{"n":' }),
      calls({ index: 1, input: '2}' }, { index: 0, input: '1' }),
      calls({ index: 0, input: '}' }),
      finishes('tool_calls'),
    ],
    [tool('a', 'Bash', { n: 1 }), tool('b', 'Read', { n: 2 })],
    'tool_use',
  ],
  [
    'thinking, text and calls with blanks between',
    [
      role,
      thinks('Hm'),
      says('\n\n'),
      says('Look.'),
      says('\n'),
      bash(0, 'a', '1'),
      says('\n'),
      bash(1, 'b', '2'),
      finishes('tool_calls'),
      DONE,
    ],
    [thinking('Hm'), text('\n\nLook.\n'), tool('a', 'Bash', { command: '1' }), tool('b', 'Bash', { command: '2' })],
    'tool_use',
  ],
  [
    'text and a call in one delta',
    [chunk({ content: 'Look.', tool_calls: [piece({ index: 0, id: 'a', name: 'Bash', input: '{}' })] }, 'tool_calls')],
    [text('Look.'), tool('a', 'Bash', {})],
    'tool_use',
  ],
  [
    'text behind a call',
    [bash(0, 'a', '1'), says('Done.'), finishes('tool_calls')],
    [tool('a', 'Bash', { command: '1' }), text('Done.')],
    'tool_use',
  ],
  ['a refusal', [chunk({ refusal: 'No.' }), finishes('stop')], [text('No.')], 'refusal'],
  [
    'a stop sequence',
    [says('Hi'), chunk({}, 'stop', {}, { stop_reason: 'END' })],
    [text('Hi')],
    'stop_sequence',
    { stop_sequence: 'END' },
  ],
  [
    'usage with cached tokens, behind comments',
    [
      ': keepalive\n\n',
      says('Hi'),
      finishes('stop'),
      counts(100, 7, { prompt_tokens_details: { cached_tokens: 60 } }),
      DONE,
    ],
    [text('Hi')],
    'end_turn',
    { usage: { input_tokens: 40, output_tokens: 7, cache_read_input_tokens: 60, cache_creation_input_tokens: 0 } },
  ],
  [
    'a text of 5,000 deltas',
    [...Array.from({ length: 5_000 }, (_, n) => says(`${n} `)), finishes('stop')],
    [text(Array.from({ length: 5_000 }, (_, n) => `${n} `).join(''))],
  ],
]

describe('a stream is put together', () => {
  test.each(streams)('%s', async (_, frames, content, stop_reason = 'end_turn', more = {}) => {
    const message = await client(streamed(frames)).messages.stream(question).finalMessage()
    expect(JSON.parse(JSON.stringify(message))).toMatchObject({
      id: 'msg_minted0',
      type: 'message',
      role: 'assistant',
      model: 'asked-model',
      content,
      stop_reason,
      stop_sequence: null,
      ...more,
    })
    expect(message.content).toHaveLength(content.length)
  })

  test('by the beta client, too, which the CLI uses', async () => {
    for (const [, frames, content] of streams) {
      const message = await client(streamed(frames)).beta.messages.stream(question).finalMessage()
      expect(JSON.parse(JSON.stringify(message.content))).toEqual(content)
    }
  })
})

describe('a stream that is not whole is thrown', () => {
  test.each<[string, (Json | string)[], string, string, ('end' | 'cut')?]>([
    ['cut', [says('Hi')], 'api_error', 'broke off', 'cut'],
    ['cut behind the reason', [says('Hi'), finishes('stop')], 'api_error', 'broke off', 'cut'],
    ['ended', [says('Hi')], 'api_error', 'without a finish_reason'],
    [
      'ended within a call',
      [calls({ index: 0, id: 'a', name: 'Bash', input: '{"a' }), finishes('length')],
      'api_error',
      'in the middle',
    ],
    ['in error', [says('Hi'), { error: { message: 'Busy', code: 503 } }], 'overloaded_error', 'Busy'],
    ['in error at once', [{ error: { message: 'Slow down', code: 429 } }], 'rate_limit_error', 'Slow down'],
    [
      'with an input that is no JSON',
      [calls({ index: 0, id: 'a', name: 'Bash', input: '{a' }), finishes('tool_calls')],
      'api_error',
      'not a JSON object',
    ],
  ])('%s', async (_, frames, type, message, end) => {
    const error = await client(streamed(frames, end))
      .messages.stream(question)
      .finalMessage()
      .catch((thrown) => thrown)
    expect(error).toBeInstanceOf(Anthropic.APIError)
    expect(error.error).toEqual({ type: 'error', error: { type, message: expect.stringContaining(message) } })
  })
})

test('a message is one', async () => {
  const completion = {
    choices: [
      {
        message: {
          content: 'Look.',
          reasoning_content: 'Hm',
          tool_calls: [piece({ id: 'a', name: 'Bash', input: '{"x":1}' })],
        },
        finish_reason: 'stop',
      },
    ],
    usage: counts(9, 8).usage,
  }
  const translated = translateResponse(completion, answerOptions())
  const message = await client(() => json((translated as { message: unknown }).message)).messages.create(question)
  expect(message).toMatchObject({
    content: [thinking('Hm'), text('Look.'), tool('a', 'Bash', { x: 1 })],
    stop_reason: 'tool_use',
    usage: { input_tokens: 9, output_tokens: 8 },
  })
})

test.each([
  [400, Anthropic.BadRequestError],
  [401, Anthropic.AuthenticationError],
  [403, Anthropic.PermissionDeniedError],
  [404, Anthropic.NotFoundError],
  [422, Anthropic.UnprocessableEntityError],
  [429, Anthropic.RateLimitError],
  [500, Anthropic.InternalServerError],
  [503, Anthropic.InternalServerError],
])('an error with status %d is what it is', async (status, kind) => {
  const error = toAnthropicError(status, '{"error":{"message":"Why"}}', { 'retry-after': '7' })
  const answer = () => json(errorBody(error.type, error.message), error.status, { ...error.headers })
  const thrown = await client(answer)
    .messages.create(question)
    .catch((thrown) => thrown)
  expect(thrown).toBeInstanceOf(kind)
  expect(thrown).toMatchObject({ status: error.status, type: error.type, error: { error: { message: 'Why' } } })
  expect(thrown.headers.get('retry-after')).toBe('7')
})

test('models are listed, and tokens counted', async () => {
  const data = [{ id: 'a', created: 1_700_000_000 }, { id: 'b' }]
  const list = await client(() => json(translateModels({ data }))).models.list()
  expect(list.data.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(list.hasNextPage()).toBe(false)
  expect((await client(() => json(translateModel(data[0]))).models.retrieve('a')).display_name).toBe('a')
  const counted = client(() => json({ input_tokens: countTokens(question) }))
  expect((await counted.messages.countTokens(question)).input_tokens).toBeGreaterThan(0)
})
