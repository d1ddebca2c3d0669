import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonDialect } from '../../../src/gateway/openai/dialect.ts'
import { translateRequest } from '../../../src/gateway/openai/request.ts'
import { translateResponse } from '../../../src/gateway/openai/response.ts'
import { StreamTranslation } from '../../../src/gateway/openai/sse.ts'
import { AnthropicStream } from '../../../src/gateway/openai/stream.ts'
import {
  answerOptions,
  chunk,
  counts,
  DONE,
  type Event,
  eventsIn,
  finishes,
  type Json,
  piece,
  sse,
  translated,
} from './fixture.ts'

/** What a model may answer: thinking, then text, then calls. */
const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '\n\n', 'Hi', 'ü🥊', '\ud83e'))
const inputs = fc.dictionary(fc.string(), fc.jsonValue())
const answers = fc.record({
  thinking: texts,
  text: texts,
  calls: fc.array(fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), input: inputs }), { maxLength: 4 }),
  finish: fc.constantFrom('stop', 'length', 'content_filter'),
})
type Answer = typeof answers extends fc.Arbitrary<infer Type> ? Type : never

/** Where something is cut, as fractions of its length. */
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 })

function pieces(text: string, at: readonly number[]): string[] {
  const sorted = [0, ...at.map((one) => Math.floor(one * text.length)).sort((a, b) => a - b), text.length]
  return sorted.slice(1).map((to, index) => text.slice(sorted[index], to))
}

function inPieces({ thinking, text, calls, finish }: Answer, at: readonly number[]): Json[] {
  const inputs = calls.flatMap(({ name, input }, index) =>
    pieces(JSON.stringify(input), at).map((part, n) =>
      chunk({ tool_calls: [piece({ index, input: part, ...(n === 0 && { id: `call_${index}`, name }) })] }),
    ),
  )
  return [
    ...pieces(thinking, at).map((part) => chunk({ reasoning_content: part })),
    ...pieces(text, at).map((part) => chunk({ content: part })),
    ...inputs,
    finishes(finish),
    counts(9, 8),
  ]
}

function whole({ thinking, text, calls, finish }: Answer): Json {
  const tool_calls = calls.map(({ name, input }, index) =>
    piece({ id: `call_${index}`, name, input: JSON.stringify(input) }),
  )
  const message = { role: 'assistant', content: text, reasoning_content: thinking, tool_calls }
  return { choices: [{ index: 0, message, finish_reason: finish }], usage: counts(9, 8).usage }
}

/** The message that the events come to, as a client puts it together. */
function message(events: readonly Event[]): Json {
  const content: Json[] = []
  let message: Json = {}
  const inputs: string[] = []
  for (const event of events) {
    const delta = event.delta as Json
    const index = event.index as number
    if (event.type === 'message_start') message = { ...(event.message as Json) }
    else if (event.type === 'content_block_start') content[index] = { ...(event.content_block as Json) }
    else if (event.type === 'message_delta') Object.assign(message, delta, { usage: event.usage })
    else if (event.type === 'content_block_delta') {
      if (delta.type === 'input_json_delta') inputs[index] = (inputs[index] ?? '') + delta.partial_json
      for (const field of ['text', 'thinking', 'signature'] as const)
        if (delta[field] !== undefined) content[index]![field] = `${content[index]![field]}${delta[field]}`
    }
  }
  for (const [index, input] of inputs.entries()) if (input !== undefined) content[index]!.input = JSON.parse(input)
  return { ...message, content }
}

/** What holds of every stream whatever came in. */
function checkOrder(events: readonly Event[], isCut: boolean): void {
  const kinds = events.map(({ type }) => type).filter((type) => type !== 'ping')
  const last = kinds.at(-1)
  expect(last === 'message_stop' || last === 'error').toBe(true)
  expect(kinds.filter((kind) => kind === 'message_stop' || kind === 'error')).toHaveLength(1)
  if (isCut) expect(last).toBe('error')
  let open: number | undefined
  let index = -1
  let ended = false
  for (const [at, event] of events.filter(({ type }) => type !== 'ping').entries()) {
    expect(event.type === 'message_start').toBe(at === 0 && kinds[0] !== 'error')
    if (event.type === 'content_block_start') {
      expect([open, event.index]).toEqual([undefined, ++index])
      open = index
    } else if (event.type === 'content_block_delta') {
      expect(event.index).toBe(open)
      expect(Object.values(event.delta as Json).every((held) => held !== undefined)).toBe(true)
    } else if (event.type === 'content_block_stop') {
      expect(event.index).toBe(open)
      open = undefined
    } else if (event.type === 'message_delta') {
      expect([open, ended]).toEqual([undefined, false])
      ended = true
      for (const count of Object.values(event.usage as Json)) expect(Number.isInteger(count)).toBe(true)
    } else if (event.type === 'message_stop') expect(ended).toBe(true)
  }
  if (last !== 'message_stop') return
  const { content, stop_reason } = message(events) as { content: Json[]; stop_reason: string }
  expect(content.length).toBeGreaterThan(0)
  expect(stop_reason === 'tool_use').toBe(content.some(({ type }) => type === 'tool_use'))
  for (const { type, input } of content) if (type === 'tool_use') expect(input).toBeTypeOf('object')
  const ids = content.flatMap(({ id }) => (id === undefined ? [] : [id]))
  expect(new Set(ids).size).toBe(ids.length)
}

describe('a stream', () => {
  test('comes to the same message as the answer that is not streamed, however it is cut', () => {
    fc.assert(
      fc.property(answers, cuts, (answer, at) => {
        const events = translated([...inPieces(answer, at), DONE])
        checkOrder(events, false)
        const translatedWhole = translateResponse(whole(answer), answerOptions({ mint: () => 'msg_minted0' }))
        expect({ message: JSON.parse(JSON.stringify(message(events))) }).toEqual(
          JSON.parse(JSON.stringify(translatedWhole)),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('comes to the same events wherever its bytes are cut', () => {
    fc.assert(
      fc.property(answers, cuts, cuts, fc.constantFrom('\n', '\r\n'), (answer, at, bytesAt, line) => {
        const frames = [': comment\n\n', ...inPieces(answer, at), DONE]
        const bytes = Buffer.from(sse(...frames).replaceAll('\n', line))
        const sorted = [0, ...bytesAt.map((one) => Math.floor(one * bytes.length)).sort((a, b) => a - b), bytes.length]
        const translation = new StreamTranslation(answerOptions())
        let text = ''
        for (const [index, to] of sorted.slice(1).entries()) text += translation.push(bytes.subarray(sorted[index], to))
        expect(eventsIn(text + translation.end('end'))).toEqual(translated(frames))
      }),
      { numRuns: 300 },
    )
  })

  test('comes to the same events byte for byte', () => {
    const answer = {
      thinking: 'hm 🥊',
      text: 'Zwölf\n',
      calls: [{ name: 'bash', input: { a: 'ü"\\\u2028' } }],
      finish: 'stop',
    }
    const frames = [...inPieces(answer as Answer, [0.3, 0.7]), DONE]
    const translation = new StreamTranslation(answerOptions())
    let text = ''
    for (const byte of Buffer.from(sse(...frames))) text += translation.push(Buffer.of(byte))
    expect(eventsIn(text + translation.end('end'))).toEqual(translated(frames))
  })

  test('that is cut anywhere is an error, whether the connection broke or just ended', () => {
    fc.assert(
      fc.property(answers, cuts, fc.double({ min: 0, max: 1, noNaN: true }), (answer, at, where) => {
        const frames = inPieces(answer, at)
        const all = Buffer.from(sse(...frames.slice(0, -2)))
        for (const end of ['cut', 'end'] as const) {
          const translation = new StreamTranslation(answerOptions())
          const text = translation.push(all.subarray(0, Math.floor(where * all.length)))
          checkOrder(eventsIn(text + translation.end(end, 'ECONNRESET')), true)
        }
        // Even behind the reason: the usage is missing then.
        checkOrder(translated(frames.slice(0, -1), {}, 'cut'), true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('whatever comes', () => {
  /** Nearly right, in every way that was seen and some that were not. */
  const fragment = fc.record(
    {
      index: fc.constantFrom(0, 0, 1, 2, null, '0', -1),
      id: fc.constantFrom('a', 'b', 'c', '', null, 7),
      function: fc.oneof(
        fc.record(
          {
            name: fc.constantFrom('Bash', 'Read', '', null, 7),
            arguments: fc.constantFrom(
              '',
              '{',
              '}',
              '{}',
              '{"a":',
              '1}',
              '"x"',
              ' ',
              '\n',
              'null',
              null,
              {},
              { a: 1 },
              [],
            ),
          },
          { requiredKeys: [] },
        ),
        fc.constantFrom(null, 'x'),
      ),
    },
    { requiredKeys: [] },
  )
  const delta = fc.record(
    {
      role: fc.constant('assistant'),
      content: fc.oneof(
        fc.constantFrom('a', 'b', '', ' ', '\n', null, 7, {}),
        fc.array(fc.constantFrom('x', null, { text: 'y' }, { type: 'refusal', refusal: 'z' })),
      ),
      reasoning_content: fc.constantFrom('t', '', ' ', null),
      refusal: fc.constantFrom(null, null, null, 'no'),
      tool_calls: fc.oneof(
        fc.array(fc.oneof({ weight: 9, arbitrary: fragment }, fc.constant(null)), { maxLength: 3 }),
        fc.constantFrom(null, {}),
      ),
      function_call: fc.constantFrom(null, null, null, { name: 'Old', arguments: '{}' }),
    },
    { requiredKeys: [] },
  )
  const choice = fc.record(
    {
      index: fc.constantFrom(0, 0, 0, 1, null),
      delta: fc.oneof({ weight: 9, arbitrary: delta }, fc.constantFrom(null, 'x', [])),
      finish_reason: fc.constantFrom(null, null, null, null, '', 'stop', 'tool_calls', 'length', 'abort'),
      stop_reason: fc.constantFrom(null, 'END', 7),
    },
    { requiredKeys: [] },
  )
  const frame = fc.oneof(
    {
      weight: 20,
      arbitrary: fc.record(
        {
          choices: fc.oneof(
            { weight: 9, arbitrary: fc.array(choice, { minLength: 1, maxLength: 2 }) },
            fc.constantFrom([], null, {}, [null]),
          ),
          usage: fc.constantFrom(null, {}, { prompt_tokens: 5, completion_tokens: 2.5 }, 'x'),
        },
        { requiredKeys: ['choices'] },
      ),
    },
    fc.constantFrom<unknown>({ error: 'x' }, { error: null }, {}, null, 7, 'x', [], { message: 'm' }),
    fc.jsonValue(),
  )

  test('in chunks, events are in order and the end is one', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), fc.constantFrom('done', 'end', 'cut'), (frames, how) => {
        const stream = new AnthropicStream(answerOptions())
        let text = frames.map((one) => stream.push(one)).join('')
        const wasOver = stream.isOver
        text += stream.end(how)
        checkOrder(eventsIn(text), how === 'cut' && !wasOver)
        expect([stream.push({ choices: [] }), stream.end('done')]).toEqual(['', ''])
        expect(stream.failure === undefined).toBe(eventsIn(text).at(-1)!.type === 'message_stop')
      }),
      { numRuns: 2_000 },
    )
  })

  test('in bytes, events are in order and the end is one', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('data: ', '\n\n', '[DONE]', '{"choices":[{"delta":{"content":"a"}}]}', ': x\n'),
          ),
        ),
        (parts) => {
          const translation = new StreamTranslation(answerOptions())
          const text = parts.map((part) => translation.push(Buffer.from(part))).join('') + translation.end('end')
          checkOrder(eventsIn(text), false)
        },
      ),
    )
  })

  test('as an answer, it is a message or an error', () => {
    const message = fc.record({
      message: fc.oneof(delta, fc.constant(null)),
      finish_reason: fc.constantFrom(null, 'stop', 'tool_calls', 'x'),
    })
    fc.assert(
      fc.property(fc.oneof(fc.record({ choices: fc.array(message) }), fc.jsonValue()), (completion) => {
        const got = translateResponse(completion, answerOptions())
        if ('error' in got) expect(got.error.message).not.toBe('')
        else expect(got.message.content.length).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('whatever is asked', () => {
  const block = fc.oneof(
    fc.record(
      {
        type: fc.constantFrom(
          'text',
          'image',
          'document',
          'tool_use',
          'tool_result',
          'thinking',
          'search_result',
          'tool_reference',
          'x',
          7,
        ),
        text: fc.constantFrom('a', '', null, 7),
        id: fc.constantFrom('a', 'b', null),
        tool_use_id: fc.constantFrom('a', 'b', null),
        name: fc.constantFrom('Bash', 'x.y', null),
        input: fc.jsonValue(),
        content: fc.oneof(
          fc.constantFrom('r', null, 7),
          fc.array(fc.constantFrom<unknown>({ type: 'text', text: 'r' }, { type: 'image' }, null, 'x')),
        ),
        source: fc.constantFrom<unknown>(
          null,
          {},
          { type: 'base64', data: 'AA' },
          { type: 'url', url: 'u' },
          { type: 'url' },
          { type: 'content' },
        ),
        is_error: fc.boolean(),
        thinking: fc.constantFrom('t', null),
      },
      { requiredKeys: ['type'] },
    ),
    fc.constantFrom(null, 'x', 7, []),
  )
  const turn = fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record({
        role: fc.constantFrom('user', 'assistant', 'system', 'x'),
        content: fc.oneof(fc.array(block), fc.constantFrom('a', '', null, 7)),
      }),
    },
    fc.constantFrom(null, 7, [], {}),
  )
  const request = fc.record(
    {
      model: fc.constant('m'),
      messages: fc.array(turn, { maxLength: 8 }),
      system: fc.oneof(fc.constantFrom('s', null, 7), fc.array(block)),
      tools: fc.oneof(
        fc.array(
          fc.oneof(
            fc.record({ name: fc.constantFrom('Bash', '', null), input_schema: fc.jsonValue() }),
            fc.constant(null),
          ),
        ),
        fc.jsonValue(),
      ),
      tool_choice: fc.oneof(
        fc.record({ type: fc.constantFrom('any', 'tool', 7), name: fc.constantFrom('Bash', null) }),
        fc.jsonValue(),
      ),
      max_tokens: fc.jsonValue(),
      stop_sequences: fc.jsonValue(),
      thinking: fc.jsonValue(),
      output_config: fc.oneof(
        fc.jsonValue(),
        fc.record({ format: fc.record({ type: fc.constant('json_schema'), schema: fc.jsonValue() }) }),
      ),
    },
    { requiredKeys: ['model', 'messages'] },
  )
  const dialects = fc.record({
    reasoningContent: fc.boolean(),
    alternating: fc.boolean(),
    images: fc.boolean(),
    effort: fc.boolean(),
    systemInConversation: fc.constantFrom('user' as const, 'system' as const),
  })

  test('calls and results belong together, nothing is empty, and nothing of the request is changed', () => {
    fc.assert(
      fc.property(request, dialects, (asked, dialect) => {
        const before = structuredClone(asked)
        const { body } = translateRequest(asked, { ...commonDialect, ...dialect })
        expect(asked).toEqual(before)
        let waiting: string[] = []
        for (const message of body.messages) {
          if (message.role === 'tool') {
            expect(message.tool_call_id).toBe(waiting.shift())
            continue
          }
          expect(waiting).toEqual([])
          if (message.role === 'user') expect(message.content.length).toBeGreaterThan(0)
          if (message.role !== 'assistant') continue
          waiting = (message.tool_calls ?? []).map(({ id }) => id)
          expect(message.content !== null || waiting.length > 0).toBe(true)
        }
        expect(waiting).toEqual([])
        if (body.tools === undefined)
          expect([body.tool_choice, body.parallel_tool_calls]).toEqual([undefined, undefined])
        else expect(body.tools.length).toBeGreaterThan(0)
        const roles = body.messages.map(({ role }) => role)
        if (dialect.alternating)
          expect(roles.some((role, at) => role === 'user' && roles[at - 1] === 'user')).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })
})
