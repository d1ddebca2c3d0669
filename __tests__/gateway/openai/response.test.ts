import { describe, expect, test } from 'vitest'
import type { AnswerOptions } from '../../../src/gateway/openai/answer.ts'
import { translateResponse } from '../../../src/gateway/openai/response.ts'
import { ToolNames } from '../../../src/gateway/openai/tool-names.ts'
import { answerOptions, type Json, piece, usage } from './fixture.ts'

const counted = {
  prompt_tokens: 100,
  completion_tokens: 7,
  total_tokens: 107,
  prompt_tokens_details: { cached_tokens: 60 },
}
const answer = (message: Json, finish_reason: unknown = 'stop', more: Json = {}, choice: Json = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'served-model',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, logprobs: null, finish_reason, ...choice }],
  usage: counted,
  ...more,
})
const call = (id: string | undefined, name: string, input: unknown) =>
  piece({ ...(id !== undefined && { id }), name, input })

const said = (content: Json[], stop_reason = 'end_turn', more: Json = {}) => ({
  message: {
    id: 'msg_minted0',
    type: 'message',
    role: 'assistant',
    model: 'asked-model',
    content,
    stop_reason,
    stop_sequence: null,
    usage: usage(40, 7, 60),
    ...more,
  },
})
/** Ids are minted for calls first. */
const saidLater = (content: Json[]) => said(content, 'tool_use', { id: 'msg_minted1' })
const text = (text: string) => ({ type: 'text', text })
const thinking = (thinking: string) => ({ type: 'thinking', thinking, signature: '' })
const tool = (id: string, name: string, input: Json) => ({ type: 'tool_use', id, name, input })

const names = new ToolNames()
const short = names.toServer('mcp.tool')

test.each<[string, unknown, unknown, Partial<AnswerOptions>?]>([
  ['a text', answer({ content: 'Hi', refusal: null }), said([text('Hi')])],
  ['a text in parts', answer({ content: [{ type: 'text', text: 'Hi' }, '!'] }), said([text('Hi!')])],
  [
    'thinking, text and calls, in this order',
    answer({ tool_calls: [call('a', 'Bash', '{"x":1}')], content: 'Look.', reasoning_content: 'Hm' }, 'tool_calls'),
    said([thinking('Hm'), text('Look.'), tool('a', 'Bash', { x: 1 })], 'tool_use'),
  ],
  ['thinking by its other name', answer({ content: 'Hi', reasoning: 'Hm' }), said([thinking('Hm'), text('Hi')])],
  [
    'thinking among the parts',
    answer({
      content: [
        { type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] },
        { type: 'text', text: 'Hi' },
      ],
    }),
    said([thinking('Hm'), text('Hi')]),
  ],
  [
    'a call, without an empty text in front',
    answer({ content: '', tool_calls: [call('a', 'Bash', '{}')] }, 'tool_calls'),
    said([tool('a', 'Bash', {})], 'tool_use'),
  ],
  [
    'a call, without a blank text in front',
    answer({ content: '\n\n', tool_calls: [call('a', 'Bash', '{}')] }, 'tool_calls'),
    said([tool('a', 'Bash', {})], 'tool_use'),
  ],
  [
    'a call, whatever the reason says',
    answer({ content: null, tool_calls: [call('a', 'Bash', '{}')] }, 'stop'),
    said([tool('a', 'Bash', {})], 'tool_use'),
  ],
  [
    'a call, and no reason',
    answer({ content: null, tool_calls: [call('a', 'Bash', '{}')] }, null),
    said([tool('a', 'Bash', {})], 'tool_use'),
  ],
  [
    'calls',
    answer({ content: null, tool_calls: [call('a', 'Bash', '{}'), call('b', 'Read', '{"p":"x"}')] }, 'tool_calls'),
    said([tool('a', 'Bash', {}), tool('b', 'Read', { p: 'x' })], 'tool_use'),
  ],
  [
    'calls by one id',
    answer({ tool_calls: [call('a', 'Bash', '{}'), call('a', 'Read', '{}')] }),
    saidLater([tool('a', 'Bash', {}), tool('toolu_minted0', 'Read', {})]),
  ],
  [
    'a call by an id that is taken',
    answer({ tool_calls: [call('0', 'Bash', '{}')] }),
    saidLater([tool('toolu_minted0', 'Bash', {})]),
    { takenIds: new Set(['0']) },
  ],
  [
    'a call without an id',
    answer({ tool_calls: [call(undefined, 'Bash', '{}')] }),
    saidLater([tool('toolu_minted0', 'Bash', {})]),
  ],
  [
    'a call without an input',
    answer({ tool_calls: [call('a', 'List', '')] }),
    said([tool('a', 'List', {})], 'tool_use'),
  ],
  [
    'a call whose input is an object',
    answer({ tool_calls: [call('a', 'Bash', { x: [1] })] }),
    said([tool('a', 'Bash', { x: [1] })], 'tool_use'),
  ],
  [
    'a call of a tool whose name was shortened',
    answer({ tool_calls: [call('a', short, '{}')] }),
    said([tool('a', 'mcp.tool', {})], 'tool_use'),
    { names },
  ],
  [
    'a function_call, as they once were',
    answer({ content: null, function_call: { name: 'Bash', arguments: '{}' } }, 'function_call'),
    saidLater([tool('toolu_minted0', 'Bash', {})]),
  ],
  [
    'a call whose input is null in words',
    answer({ content: null, tool_calls: [call('a', 'List', 'null')] }, 'tool_calls'),
    said([tool('a', 'List', {})], 'tool_use'),
  ],
  ['nothing', answer({ content: null }), said([text('')])],
  ['blanks', answer({ content: '\n' }), said([text('\n')])],
  ['thinking alone', answer({ content: null, reasoning_content: 'Hm' }), said([thinking('Hm')])],
  ['no reason', answer({ content: 'Hi' }, undefined), said([text('Hi')])],
  ['length', answer({ content: 'Hi' }, 'length'), said([text('Hi')], 'max_tokens')],
  ['content_filter', answer({ content: 'Hi' }, 'content_filter'), said([text('Hi')], 'refusal')],
  ['a refusal', answer({ content: null, refusal: 'No.' }), said([text('No.')], 'refusal')],
  [
    'a stop sequence',
    answer({ content: 'Hi' }, 'stop', {}, { stop_reason: 'END' }),
    said([text('Hi')], 'stop_sequence', { stop_sequence: 'END' }),
  ],
  ['a stop token', answer({ content: 'Hi' }, 'stop', {}, { stop_reason: 128_009 }), said([text('Hi')])],
  [
    'no usage',
    answer({ content: 'Hi' }, 'stop', { usage: null }),
    said([text('Hi')], 'end_turn', { usage: usage(77, 0) }),
    { inputTokens: 77 },
  ],
  [
    'several choices',
    {
      ...answer({}),
      choices: [
        { index: 1, message: { content: 'no' } },
        { index: 0, message: { content: 'yes' }, finish_reason: 'stop' },
      ],
    },
    said([text('yes')]),
  ],
])('%s', (_, completion, expected, options) => {
  expect(translateResponse(completion, answerOptions(options))).toEqual(expected)
})

describe('never made to look complete', () => {
  const broken = 'The model called Bash with an input that is not a JSON object.'
  test.each<[string, unknown, string, string?, number?]>([
    ['an input that is no JSON', answer({ tool_calls: [call('a', 'Bash', '{"x":')] }, 'tool_calls'), broken],
    ['an input that is no JSON, at the limit', answer({ tool_calls: [call('a', 'Bash', '{"x":')] }, 'length'), broken],
    ['an input that is a list', answer({ tool_calls: [call('a', 'Bash', '[]')] }), broken],
    ['an input that is a text', answer({ tool_calls: [call('a', 'Bash', '"{}"')] }), broken],
    [
      'a call without a name',
      answer({ tool_calls: [piece({ id: 'a', input: '{}' })] }),
      'The model called a tool that the server does not name.',
    ],
    [
      'a call that is announced and not there',
      answer({ content: 'Hi' }, 'tool_calls'),
      'The server says that the model called a tool (tool_calls), but sent no call.',
    ],
    ['a failure', answer({ content: 'Hi' }, 'error'), 'The server broke off its answer: error.'],
    ['an error', { error: { message: 'Busy', code: 503 } }, 'Busy', 'overloaded_error', 529],
    ['no choices', { ...answer({}), choices: [] }, 'The server sent an answer without a message.'],
    ['no message', { ...answer({}), choices: [{ index: 0 }] }, 'The server sent an answer without a message.'],
    ['no object', 'Hi', 'The server sent something that is no part of an answer.'],
    ['null', null, 'The server sent something that is no part of an answer.'],
  ])('%s', (_, completion, message, type = 'api_error', status = 502) => {
    expect(translateResponse(completion, answerOptions())).toEqual({ error: { status, type, message, headers: {} } })
  })
})
