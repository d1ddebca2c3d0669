import { describe, expect, test } from 'vitest'
import { commonDialect, type Dialect } from '../../../src/gateway/openai/dialect.ts'
import { lessonOf } from '../../../src/gateway/openai/learn.ts'

type Case = [
  name: string,
  message: string,
  change: Partial<Dialect>,
  more?: { param?: string; status?: number; known?: Partial<Dialect> },
]

const body = (message: unknown, param: string | null = null) =>
  JSON.stringify({ error: { message, param, code: null } })
const without = (...names: string[]) => ({ without: new Set(names) }) as Partial<Dialect>
const forbidden = (name: string) =>
  `[{'type': 'extra_forbidden', 'loc': ('body', '${name}'), 'msg': 'Extra inputs are not permitted', 'input': 1}]`

const lessons: Case[] = [
  [
    'OpenAI wants the new name',
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    { maxTokensName: 'max_completion_tokens' },
    { param: 'max_tokens' },
  ],
  [
    'the same without a param',
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    { maxTokensName: 'max_completion_tokens' },
  ],
  [
    'an older server wants the old name',
    'Unrecognized request argument supplied: max_completion_tokens',
    { maxTokensName: 'max_tokens' },
    { known: { maxTokensName: 'max_completion_tokens' } },
  ],
  [
    'a strict server wants the old name',
    forbidden('max_completion_tokens'),
    { maxTokensName: 'max_tokens' },
    { known: { maxTokensName: 'max_completion_tokens' }, status: 422 },
  ],
  ['no stream_options', forbidden('stream_options'), { includeUsage: false }],
  [
    'no stream_options, as Azure said it',
    'Unrecognized request argument supplied: stream_options',
    { includeUsage: false },
  ],
  ['no include_usage', "Unknown field 'include_usage'", { includeUsage: false }],
  [
    'no parallel_tool_calls',
    "Unsupported parameter: 'parallel_tool_calls' is not supported with this model.",
    without('parallel_tool_calls'),
    { param: 'parallel_tool_calls' },
  ],
  ['no reasoning_effort', 'Unrecognized request argument supplied: reasoning_effort', without('reasoning_effort')],
  [
    'no response_format',
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
    without('response_format'),
  ],
  ['no response_format now (DeepSeek)', 'This response_format type is unavailable now', without('response_format')],
  ['no tool_choice', 'deepseek-reasoner does not support this tool_choice', without('tool_choice')],
  [
    'no temperature',
    "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.",
    without('temperature'),
    { param: 'temperature' },
  ],
  [
    'no top_p, either',
    "Unsupported parameter: 'top_p' is not supported with this model.",
    without('temperature', 'top_p'),
    { param: 'top_p', known: without('temperature') },
  ],
  ['no stop', "Unsupported parameter: 'stop' is not supported with this model.", without('stop')],
  ['no pictures (OpenAI)', 'Invalid content type. image_url is only supported by certain models.', { images: false }],
  [
    'no pictures (DeepSeek)',
    'Failed to deserialize the JSON body into the target type: messages[0]: unknown variant `image_url`, expected `text` at line 1 column 500',
    { images: false },
  ],
  ['no pictures (vLLM)', 'served-model is not a multimodal model', { images: false }],
  ['no pictures (vLLM, by limit)', 'At most 0 image(s) may be provided in one request.', { images: false }],
  [
    'no pictures (llama.cpp)',
    'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
    { images: false },
    { status: 500 },
  ],
  ['no pictures (OpenRouter)', 'No endpoints found that support image input', { images: false }, { status: 404 }],
  [
    'no files',
    "Invalid value: 'file'. Supported values are: 'text' and 'image_url'.",
    { files: false },
    { known: { images: false } },
  ],
  [
    'no system in between',
    'System message must be at the beginning.',
    { systemInConversation: 'user' },
    { known: { systemInConversation: 'system' } },
  ],
  [
    'no system at all',
    "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
    { systemRole: 'user' },
  ],
  ['no system at all (Gemma)', 'System role not supported', { systemRole: 'user' }],
  [
    'turns that alternate',
    'Conversation roles must alternate user/assistant/user/assistant/...',
    { alternating: true },
    { status: 500 },
  ],
  [
    'thinking back (DeepSeek)',
    'Missing `reasoning_content` field in the assistant message at message index 2.',
    { reasoningContent: true },
  ],
  [
    'thinking back (DeepSeek, newer)',
    'The `reasoning_content` in the thinking mode must be passed back to the API.',
    { reasoningContent: true },
  ],
  [
    'thinking back (Kimi)',
    'thinking is enabled but reasoning_content is missing in assistant tool call message at index 2',
    { reasoningContent: true },
  ],
  [
    'thinking not back',
    forbidden('reasoning_content'),
    { reasoningContent: false },
    { known: { reasoningContent: true } },
  ],
  [
    'a shorter answer (OpenAI)',
    'max_tokens is too large: 32000. This model supports at most 16384 completion tokens, whereas you provided 32000.',
    { mostTokens: 16_384 },
    { param: 'max_tokens' },
  ],
  [
    'a shorter answer (DeepSeek)',
    'Invalid max_tokens value, the valid range of max_tokens is [1, 8192]',
    { mostTokens: 8_192 },
  ],
  [
    'a shorter answer (Groq)',
    '`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window` for this model',
    { mostTokens: 8_192 },
  ],
  [
    'a shorter answer (Anthropic’s words)',
    'max_tokens: 32000 > 8192, which is the maximum allowed number of output tokens for this model',
    { mostTokens: 8_192 },
  ],
]

describe('a refusal teaches', () => {
  test.each(lessons)('%s', (_, message, change, { param, status = 400, known } = {}) => {
    const dialect = { ...commonDialect, ...known }
    expect(lessonOf(status, body(message, param), dialect)).toEqual({ change, lasting: true })
    // What was learned is not learned again, so nothing is sent a third time for the same reason.
    expect(lessonOf(status, body(message, param), { ...dialect, ...change })).toBeUndefined()
  })

  test.each([
    [
      'vLLM',
      "'max_tokens' or 'max_completion_tokens' is too large: 32000. This model's maximum context length is 32768 tokens and your request has 17459 input tokens (32000 > 32768 - 17459).",
      15_309,
    ],
    [
      'OpenAI, DeepSeek, older vLLM',
      "This model's maximum context length is 65536 tokens. However, you requested 66000 tokens (34000 in the messages, 32000 in the completion). Please reduce the length of the messages or completion.",
      31_536,
    ],
    [
      'newer vLLM',
      "You passed 20000 input tokens and requested 32000 output tokens. However, the model's context length is only 32768 tokens, resulting in a maximum input length of 768 tokens.",
      12_768,
    ],
  ])('how much room this one request leaves (%s)', (_, message, mostTokens) => {
    expect(lessonOf(400, body(message), commonDialect)).toEqual({ change: { mostTokens }, lasting: false })
    expect(lessonOf(400, body(message), { ...commonDialect, mostTokens })).toBeUndefined()
  })
})

describe('nothing is learned from', () => {
  test.each([
    [
      'a prompt that is too long',
      400,
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
    ],
    [
      'what the server has to be started with',
      400,
      '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
    ],
    ['a model that is not there', 404, 'The model `sonnet` does not exist or you do not have access to it.'],
    ['a key', 401, 'Unsupported key: max_tokens'],
    ['a limit', 429, 'Rate limit reached: max_tokens is not supported'],
    ['a fault', 503, 'image input is not supported'],
    ['an answer', 200, 'image input is not supported'],
    ['a body nobody understands', 400, 'Bad Request'],
    ['words within words', 400, 'Invalid deployment: provisioned throughput; see the documentation'],
    ['a value that is wrong', 400, 'messages: at least one message is required, stop'],
  ])('%s', (_, status, message) => expect(lessonOf(status, body(message), commonDialect)).toBeUndefined())

  test('a page', () => {
    expect(lessonOf(400, '<html><title>Bad Request</title></html>', commonDialect)).toBeUndefined()
    expect(lessonOf(400, '', commonDialect)).toBeUndefined()
  })
})
