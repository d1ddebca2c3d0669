import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chunkFrame } from '../../lab/aws/bedrock-answers.ts'
import { eventFrame } from '../../lab/aws/event-stream.ts'
import { events, messageOf, type StreamEvent } from '../../lab/providers/message-events.ts'
import { type AwsEvent, AwsEventFilter } from '../../src/gateway/event-stream.ts'
import { Meter } from '../../src/gateway/meter.ts'

const wanted = ['message_start', 'message_delta', 'message_stop', 'error']

function read(pieces: readonly Buffer[]): AwsEvent[] {
  const seen: AwsEvent[] = []
  const filter = new AwsEventFilter(wanted, (event) => seen.push(event))
  for (const piece of pieces) filter.push(piece)
  return seen
}

/** What an event says of itself, or an exception's name. */
const told = (seen: readonly AwsEvent[]) =>
  seen.map((event) => (event.kind === 'event' ? (JSON.parse(event.json) as StreamEvent).type : event.type))

/** At those places, each a part of the whole. */
function split(whole: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [0, ...places.map((part) => Math.floor(part * whole.length)).sort((a, b) => a - b), whole.length]
  return cuts.slice(1).map((end, index) => whole.subarray(cuts[index], end))
}

const usage = { input_tokens: 100, output_tokens: 20, cache_read_input_tokens: 1000, cache_creation_input_tokens: 50 }
const message = messageOf(
  {
    kind: 'message',
    thinking: 'hm',
    text: 'Zwölf 🥊 '.repeat(50),
    tools: [{ name: 'Bash', input: { a: '\n' } }],
    usage,
  },
  'claude-haiku-4-5',
)
const whole = Buffer.concat([...events(message)].map((event) => chunkFrame(event)))
const exception = (type: string, body: string) =>
  eventFrame(
    { ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' },
    Buffer.from(body),
  )
const framed = (payload: string | Buffer, headers: Record<string, string> = { ':message-type': 'event' }) =>
  eventFrame(headers, Buffer.from(payload))
const packed = (json: string, more = '') => `{"bytes":"${Buffer.from(json).toString('base64')}"${more}}`

test('of an answer the telling events come through, whole, and the deltas do not', () => {
  const seen = read([whole])
  expect(told(seen)).toEqual(['message_start', 'message_delta', 'message_stop'])
  const parsed = seen.map((event) => event.kind === 'event' && JSON.parse(event.json))
  expect(parsed).toEqual([...events(message)].filter(({ type }) => wanted.includes(type)))
})

test('it makes no difference how the bytes are split', () => {
  const all = Buffer.concat([whole, exception('throttlingException', '{"message":"später"}'), whole])
  const expected = read([all])
  expect(expected).toHaveLength(7)
  expect(read([...all].map((byte) => Buffer.from([byte])))).toEqual(expected)
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.array(place, { maxLength: 40 }), (places) => {
      expect(read(split(all, places))).toEqual(expected)
    }),
    { numRuns: 200 },
  )
})

test('events of any size and spelling', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 })
  const event = fc.record({ type: fc.constantFrom(...wanted, 'content_block_delta', 'ping', 'new_thing'), text })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), fc.boolean(), (all, spaced) => {
      const bytes = all.map((one) => framed(packed(JSON.stringify(one, null, spaced ? 2 : 0), ',"p":"abcdef"')))
      expect(told(read([Buffer.concat(bytes)]))).toEqual(all.map(({ type }) => type).filter((t) => wanted.includes(t)))
    }),
    { numRuns: 100 },
  )
})

test.each([
  ['that does not begin with its type', packed('{"usage":{"output_tokens":1},"type":"message_delta"}')],
  [
    'behind padding',
    `{"p":"${'a'.repeat(200)}","bytes":"${Buffer.from('{"type":"message_delta"}').toString('base64')}"}`,
  ],
  ['with spaces', `{ "bytes" : "${Buffer.from(' { "type" : "message_delta" }').toString('base64')}" }`],
])('an event %s', (_, payload) => {
  expect(told(read([framed(payload)]))).toEqual(['message_delta'])
})

describe('what is no event', () => {
  test.each(['throttlingException', 'modelStreamErrorException'])('an exception is told by its name: %s', (type) => {
    expect(read([exception(type, '{"message":"no"}')])).toEqual([{ kind: 'exception', type, body: '{"message":"no"}' }])
  })

  test('so is an error that no exception was made for', () => {
    const headers = { ':message-type': 'error', ':error-code': 'InternalFailure', ':error-message': 'It broke' }
    expect(read([framed('', headers)])).toEqual([{ kind: 'exception', type: 'InternalFailure', body: 'It broke' }])
  })

  test.each([
    ['no JSON', 'Hello'],
    ['null', 'null'],
    ['nothing', ''],
    ['no bytes', '{"p":"abc"}'],
    ['bytes that are none', '{"bytes":7}'],
  ])('%s is passed by, and what follows is read', (_, payload) => {
    expect(told(read([framed(payload), whole]))).toEqual(told(read([whole])))
  })

  test('headers that hold no text end the reading of headers, not that of the stream', () => {
    // A boolean, as `:event-type`'s neighbour might be one day.
    const head = Buffer.concat([Buffer.from([5]), Buffer.from(':bool'), Buffer.from([0])])
    const payload = Buffer.from(packed('{"type":"message_stop"}'))
    const frame = Buffer.alloc(12 + head.length + payload.length + 4)
    frame.writeUInt32BE(frame.length, 0)
    frame.writeUInt32BE(head.length, 4)
    head.copy(frame, 12)
    payload.copy(frame, 12 + head.length)
    expect(told(read([frame, whole]))).toEqual(['message_stop', ...told(read([whole]))])
  })

  test('a frame whose lengths cannot be right ends the reading', () => {
    for (const [total, head] of [
      [0, 0],
      [15, 0],
      [100, 90],
      [16, 0xffff_ffff],
    ] as const) {
      const prelude = Buffer.alloc(12)
      prelude.writeUInt32BE(total, 0)
      prelude.writeUInt32BE(head, 4)
      expect(read([prelude, whole])).toEqual([])
    }
  })

  test('nor does anything that is no event stream at all break it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        read([Buffer.from(bytes), whole])
      }),
    )
  })

  test('a stream that is cut is read as far as it went', () => {
    expect(told(read([whole.subarray(0, whole.length - 1)]))).toEqual(['message_start', 'message_delta'])
  })
})

describe('memory', () => {
  /** The bytes that are held at most, as far as anybody can see them being asked for. */
  function held(pieces: Iterable<Buffer>): number {
    const before = process.memoryUsage().arrayBuffers
    let most = 0
    const filter = new AwsEventFilter(wanted, () => {})
    for (const piece of pieces) {
      filter.push(piece)
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
    }
    return most
  }

  test('a frame of over 1 MB is left out, and the next one read', () => {
    const big = framed(packed(JSON.stringify({ type: 'message_start', text: 'x'.repeat(1 << 20) })))
    expect(told(read(split(Buffer.concat([big, whole]), [0.1, 0.5, 0.7])))).toEqual(told(read([whole])))
  })

  test.each([
    ['payload', 16],
    ['headers', 200 << 20],
  ])('does not grow with a frame that is nearly all %s', (_, head) => {
    const prelude = Buffer.alloc(12)
    prelude.writeUInt32BE(head + 100 + (200 << 20), 0)
    prelude.writeUInt32BE(head, 4)
    const megabyte = Buffer.alloc(1 << 20)
    const pieces = function* () {
      yield prelude
      for (let at = 0; at < 100; at++) yield megabyte
    }
    expect(held(pieces())).toBeLessThan(20 << 20)
  })
})

describe('the meter', () => {
  const metered = (pieces: readonly Buffer[]) => {
    const meter = new Meter()
    const reading = meter.read({
      status: 200,
      contentType: 'application/vnd.amazon.eventstream',
      encoding: '',
      requestId: 'aws-1',
      errorType: undefined,
      counts: true,
    })
    for (const piece of pieces) reading.chunk(piece)
    reading.end()
    return meter.metered
  }

  test('counts the tokens of a stream, and what they cost', () => {
    const { tokens, costUsd, error, requests } = metered(split(whole, [0.2, 0.4, 0.9]))
    const counted = { inputTokens: 100, outputTokens: 20, cacheReadTokens: 1000, cacheWrite5mTokens: 50 }
    expect(Object.fromEntries(tokens)).toEqual({ 'claude-haiku-4-5': { ...counted, cacheWrite1hTokens: 0 } })
    expect(costUsd).toBeCloseTo((100 + 20 * 5 + 1000 * 0.1 + 50 * 1.25) / 1e6, 12)
    expect([error, requests]).toEqual([undefined, 1])
  })

  test('keeps the exception that a stream ended with, by AWS’s name', () => {
    const first = chunkFrame([...events(message)][0]!)
    const { error, tokens } = metered([first, exception('throttlingException', '{"message":"Slow down"}')])
    expect(error).toEqual({ kind: 'stream', requestId: 'aws-1', type: 'throttlingException', message: 'Slow down' })
    expect(tokens.get('claude-haiku-4-5')?.inputTokens).toBe(100)
  })
})
