import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { events, messageOf, type StreamEvent } from '../../lab/providers/message-events.ts'
import { frame } from '../../lab/providers/messages-api.ts'
import { Meter, type Metered } from '../../src/gateway/meter.ts'

const SSE = 'text/event-stream; charset=utf-8'

/** One answer, read in those pieces. */
function read(meter: Meter, pieces: readonly (Buffer | string)[], status = 200, type = SSE, counts = true): void {
  const reading = meter.read({
    status,
    contentType: type,
    encoding: '',
    requestId: 'req_1',
    errorType: undefined,
    counts,
  })
  for (const piece of pieces) reading.chunk(Buffer.from(piece))
  reading.end()
}

function metered(pieces: readonly (Buffer | string)[], ...rest: [status?: number, type?: string, counts?: boolean]) {
  const meter = new Meter()
  read(meter, pieces, ...rest)
  return plain(meter.metered)
}

const plain = ({ tokens, ...rest }: Metered) => ({ ...rest, tokens: Object.fromEntries(tokens) })

const start = (model: string, usage: object): StreamEvent => ({ type: 'message_start', message: { model, usage } })
const delta = (usage: object): StreamEvent => ({ type: 'message_delta', delta: {}, usage })
const stop: StreamEvent = { type: 'message_stop' }
const stream = (...all: StreamEvent[]) => all.map(frame).join('')

const usage = { input_tokens: 100, output_tokens: 20, cache_read_input_tokens: 1000, cache_creation_input_tokens: 50 }
const counted = {
  inputTokens: 100,
  outputTokens: 20,
  cacheReadTokens: 1000,
  cacheWrite5mTokens: 50,
  cacheWrite1hTokens: 0,
}
const none = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0 }

describe('a stream', () => {
  const whole = stream(
    ...events(
      messageOf(
        { kind: 'message', thinking: 'hm', text: 'Zwölf 🥊', tools: [{ name: 'Bash', input: { a: '\n\n' } }], usage },
        'claude-haiku-4-5',
      ),
    ),
  )
  const expected = metered([whole])

  test('is counted', () => {
    expect(expected).toMatchObject({ requests: 1, error: undefined, tokens: { 'claude-haiku-4-5': counted } })
    // Haiku 4.5: 1, 5, 0.1 and 1.25 USD per million.
    expect(expected.costUsd).toBeCloseTo((100 + 20 * 5 + 1000 * 0.1 + 50 * 1.25) / 1e6, 12)
  })

  test.each([
    ['\\n', whole],
    ['\\r\\n', whole.replaceAll('\n', '\r\n')],
    ['\\n, without a space behind the colon', whole.replaceAll(/^(event|data): /gm, '$1:')],
    ['\\n, with comments and ids', whole.replaceAll('\n\n', '\nid: 7\n\n: ping\n\n:\n')],
    ['\\n, with the data first', whole.replaceAll(/^(event: .*)\n(data: .*)$/gm, '$2\n$1')],
  ])('with lines that end with %s is counted the same however it is cut', (_, text) => {
    const bytes = Buffer.from(text)
    const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 40 })
    fc.assert(
      fc.property(cuts, (at) => {
        const sorted = [0, ...at.sort((a, b) => a - b), bytes.length]
        expect(metered(sorted.slice(1).map((to, index) => bytes.subarray(sorted[index], to)))).toEqual(expected)
      }),
    )
    expect(metered(Array.from(bytes, (byte) => Buffer.of(byte)))).toEqual(expected)
  })

  test.each<[string, StreamEvent[], object]>([
    [
      'deltas are cumulative',
      [start('m', { input_tokens: 5, output_tokens: 1 }), delta({ output_tokens: 7 }), delta({ output_tokens: 9 })],
      { inputTokens: 5, outputTokens: 9 },
    ],
    ['a delta may correct all of it', [start('m', { input_tokens: 5, output_tokens: 1 }), delta(usage)], counted],
    [
      'nulls and gaps change nothing',
      [start('m', usage), delta({ input_tokens: null, cache_read_input_tokens: null, output_tokens: 21 }), delta({})],
      { ...counted, outputTokens: 21 },
    ],
    [
      'writes to the cache by how long they last',
      [
        start('m', {
          cache_creation_input_tokens: 50,
          cache_creation: { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 30 },
        }),
        delta({ output_tokens: 1, cache_creation_input_tokens: 50 }),
      ],
      { cacheWrite5mTokens: 20, cacheWrite1hTokens: 30, outputTokens: 1 },
    ],
    [
      'a stream that has no end counts up to there',
      [start('m', { input_tokens: 5, output_tokens: 1 })],
      { inputTokens: 5, outputTokens: 1 },
    ],
  ])('%s', (_, all, expected) => expect(metered([stream(...all)]).tokens.m).toEqual({ ...none, ...expected }))

  test('with a frame of 3 MB is counted around it, in flat memory', () => {
    const meter = new Meter()
    const reading = meter.read({
      status: 200,
      contentType: SSE,
      encoding: '',
      requestId: undefined,
      errorType: undefined,
      counts: true,
    })
    reading.chunk(Buffer.from(stream(start('claude-haiku-4-5', { input_tokens: 5, output_tokens: 1 }))))
    reading.chunk(Buffer.from('event: content_block_start\ndata: {"x":"'))
    for (let sent = 0; sent < 48; sent++) reading.chunk(Buffer.alloc(1 << 16, 'x'))
    reading.chunk(Buffer.from(`"}\n\n${stream(delta({ output_tokens: 9 }), stop)}`))
    reading.end()
    expect(plain(meter.metered)).toMatchObject({ tokens: { 'claude-haiku-4-5': { inputTokens: 5, outputTokens: 9 } } })
  })

  test.each([
    ['a line of 3 MB', `${'x'.repeat(3 << 20)}\n\n`],
    ['a frame of very many lines', `${':\n'.repeat(1 << 14)}\n`],
    ['data in very many lines', `event: message_delta\n${'data: \n'.repeat(1 << 16)}\n`],
    ['very many frames', ':\n\n'.repeat(1 << 16)],
  ])('with %s is read at once', (_, junk) => {
    const started = performance.now()
    const { tokens } = metered([junk, stream(start('m', usage))])
    expect(performance.now() - started).toBeLessThan(500)
    expect(tokens.m).toEqual(counted)
  })

  test.each<[string, string]>([
    ['an error in it', stream({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })],
    [
      'an error behind some text',
      `${stream(start('m', usage))}${stream({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })}`,
    ],
  ])('%s is the provider’s error', (_, text) => {
    expect(metered([text]).error).toEqual({
      kind: 'stream',
      type: 'overloaded_error',
      message: 'Overloaded',
      requestId: 'req_1',
    })
  })
})

describe('an answer that is no stream', () => {
  test('is counted', () => {
    const body = JSON.stringify({ type: 'message', model: 'claude-haiku-4-5', content: [{ text: 'ü' }], usage })
    const bytes = Buffer.from(body)
    const pieces = [bytes.subarray(0, 70), bytes.subarray(70)]
    expect(metered(pieces, 200, 'application/json')).toMatchObject({ tokens: { 'claude-haiku-4-5': counted } })
  })

  test('is not counted, where it takes no tokens', () => {
    expect(metered(['{"input_tokens": 5}'], 200, 'application/json', false)).toEqual({
      ...{ requests: 0, costUsd: 0, error: undefined, tokens: {} },
    })
  })

  test('of 5 MB is passed over', () => {
    const body = JSON.stringify({ model: 'm', content: 'x'.repeat(5 << 20), usage })
    expect(metered([body.slice(0, 1 << 20), body.slice(1 << 20)], 200, 'application/json').tokens).toEqual({})
  })
})

describe('an error', () => {
  test.each([
    [
      'of Anthropic',
      '{"type":"error","error":{"type":"rate_limit_error","message":"Slow down"}}',
      { type: 'rate_limit_error', message: 'Slow down' },
    ],
    [
      'of OpenAI',
      '{"error":{"message":"No such model","type":"not_found","code":1}}',
      { type: 'not_found', message: 'No such model' },
    ],
    ['in one word', '{"error":"nope"}', { type: undefined, message: 'nope' }],
    [
      'of AWS',
      '{"__type":"ThrottlingException","Message":"Rate exceeded"}',
      { type: 'ThrottlingException', message: 'Rate exceeded' },
    ],
    ['of FastAPI', '{"detail":"Not authenticated"}', { type: undefined, message: 'Not authenticated' }],
    [
      'as a page',
      '<html><head><TITLE>502 Bad\n Gateway</TITLE></head><body>x</body></html>',
      { type: undefined, message: '502 Bad Gateway' },
    ],
    ['as a page without a title', '<h1>Bad</h1>\n<p>Gateway</p>', { type: undefined, message: 'Bad Gateway' }],
    ['as text', 'upstream connect error\n', { type: undefined, message: 'upstream connect error' }],
    ['as nothing', '', { type: undefined, message: '' }],
    ['as null', 'null', { type: undefined, message: 'null' }],
    ['as a list', '[1]', { type: undefined, message: '[1]' }],
  ])('%s is read', (_, body, expected) => {
    const { error, tokens, requests } = metered([body.slice(0, 5), body.slice(5)], 429, 'text/html')
    expect(error).toEqual({ kind: 'answer', status: 429, requestId: 'req_1', ...expected })
    expect([requests, tokens]).toEqual([1, {}])
  })

  test.each(['<', '<title>', '<a ', '{"error":', '\n'])('that is 64 kB of %j is read at once', (part) => {
    const started = performance.now()
    const { error } = metered([part.repeat((1 << 16) / part.length)], 500, 'text/html')
    expect(performance.now() - started).toBeLessThan(500)
    expect(error!.kind === 'answer' && error!.message.length).toBeLessThanOrEqual(500)
  })

  test('is forgotten once an answer is whole, and not before', () => {
    const meter = new Meter()
    read(meter, ['no'], 529)
    read(meter, [stream(start('m', usage), delta(usage))])
    expect(meter.metered.error).toMatchObject({ status: 529 })
    read(meter, [stream(start('m', usage), delta(usage), stop)])
    expect(meter.metered.error).toBeUndefined()
    read(meter, ['no'], 529)
    read(meter, [JSON.stringify({ model: 'm', usage })], 200, 'application/json')
    expect(meter.metered.error).toBeUndefined()
    expect(meter.metered.requests).toBe(5)
  })
})

describe('a run', () => {
  test('is the sum of its answers, by model', () => {
    const meter = new Meter()
    for (const model of ['claude-haiku-4-5', 'claude-sonnet-4-6', 'claude-haiku-4-5-20251001', 'claude-haiku-4-5'])
      read(meter, [stream(start(model, { ...usage, output_tokens: 1 }), delta(usage), stop)])
    const twice = Object.fromEntries(Object.entries(counted).map(([key, value]) => [key, value * 2]))
    expect(plain(meter.metered)).toMatchObject({
      requests: 4,
      tokens: { 'claude-haiku-4-5': twice, 'claude-haiku-4-5-20251001': counted, 'claude-sonnet-4-6': counted },
    })
    const haiku = (100 + 20 * 5 + 1000 * 0.1 + 50 * 1.25) / 1e6
    expect(meter.metered.costUsd).toBeCloseTo(haiku * 3 + haiku * 3, 12)
  })

  test.each(['my-gateway-model', 'gpt-9', ''])('with a model %j, of no known price, has no cost', (model) => {
    const meter = new Meter()
    read(meter, [stream(start('claude-haiku-4-5', usage), stop)])
    read(meter, [stream(start(model, usage), stop)])
    read(meter, [stream(start('claude-haiku-4-5', usage), stop)])
    expect(meter.metered.costUsd).toBeUndefined()
    expect(meter.metered.tokens.get(model)).toEqual(counted)
  })

  test('counts answers that come at the same time each by itself', () => {
    const meter = new Meter()
    const [one, two] = [
      meter.read({
        status: 200,
        contentType: SSE,
        encoding: '',
        requestId: undefined,
        errorType: undefined,
        counts: true,
      }),
      meter.read({
        status: 200,
        contentType: SSE,
        encoding: '',
        requestId: undefined,
        errorType: undefined,
        counts: true,
      }),
    ]
    one.chunk(Buffer.from(stream(start('m', { input_tokens: 5, output_tokens: 1 }))))
    two.chunk(Buffer.from(stream(start('m', { input_tokens: 6, output_tokens: 1 }))))
    one.chunk(Buffer.from(stream(delta({ output_tokens: 10 }))))
    two.chunk(Buffer.from(stream(delta({ output_tokens: 20 }))))
    expect(meter.metered.tokens.get('m')).toEqual({ ...none, inputTokens: 11, outputTokens: 30 })
  })
})

test('nothing that a provider sends can throw, or make a count that is no number', () => {
  const word = fc.constantFrom('message_start', 'message_delta', 'message_stop', 'error', 'x')
  const key = fc.constantFrom(
    'message',
    'usage',
    'model',
    'input_tokens',
    'output_tokens',
    'cache_creation',
    'error',
    'type',
  )
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(null, 5, -1, 1e300, 'text', true, [], 'claude-haiku-4-5'),
      fc.dictionary(key, tie('value')),
    ),
  }))
  fc.assert(
    fc.property(fc.array(fc.tuple(word, value)), fc.constantFrom(200, 500), fc.boolean(), (all, status, streamed) => {
      const text = streamed
        ? all.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('')
        : JSON.stringify(all[0]?.[1] ?? null)
      const { tokens, costUsd } = metered([text], status, streamed ? SSE : 'application/json')
      for (const usage of Object.values(tokens)) for (const count of Object.values(usage)) expect(count).not.toBeNaN()
      if (costUsd !== undefined) expect(costUsd).not.toBeNaN()
    }),
    { numRuns: 500 },
  )
})
