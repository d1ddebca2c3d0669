import { describe, expect, test } from 'vitest'
import { inBandError, toAnthropicError } from '../../../src/gateway/openai/errors.ts'

const openai = (message: string, more: object = {}) =>
  JSON.stringify({ error: { message, type: 'x', param: null, ...more } })

describe('a status', () => {
  test.each([
    [400, 400, 'invalid_request_error'],
    [401, 401, 'authentication_error'],
    [402, 402, 'billing_error'],
    [403, 403, 'permission_error'],
    [404, 404, 'not_found_error'],
    [409, 409, 'invalid_request_error'],
    [413, 413, 'request_too_large'],
    [422, 422, 'invalid_request_error'],
    [429, 429, 'rate_limit_error'],
    [500, 500, 'api_error'],
    [502, 502, 'api_error'],
    [503, 529, 'overloaded_error'],
    [504, 504, 'api_error'],
    [529, 529, 'overloaded_error'],
    [200, 502, 'api_error'],
  ])('%d is a %d, %s', (given, status, type) => {
    const headers = given === 401 ? { 'x-should-retry': 'false' } : {}
    expect(toAnthropicError(given, openai('Why'))).toEqual({ status, type, message: 'Why', headers })
  })
})

describe('a body', () => {
  test.each([
    ['of OpenAI’s', openai('Why'), 'Why'],
    ['that is a text in JSON', '{"error":"Why"}', 'Why'],
    ['of vLLM’s', '{"object":"error","message":"Why","type":"BadRequestError","param":null,"code":400}', 'Why'],
    [
      'of FastAPI’s',
      '{"detail":[{"type":"missing","loc":["body","model"],"msg":"Field required"},{"loc":["body","x",0],"msg":"No"}]}',
      'body.model: Field required; body.x.0: No',
    ],
    [
      'of Mistral’s',
      '{"object":"error","message":{"detail":[{"loc":["body","top_k"],"msg":"Extra inputs are not permitted"}]}}',
      'body.top_k: Extra inputs are not permitted',
    ],
    ['of FastAPI’s, in words', '{"detail":"Not authenticated"}', 'Not authenticated'],
    ['of AWS’s', '{"Message":"Why"}', 'Why'],
    [
      'of OpenRouter’s, with what is behind it',
      openai('Provider returned error', { metadata: { raw: openai('Why'), provider_name: 'X' } }),
      'Provider returned error: Why',
    ],
    ['that is a list', `[${openai('Why')}]`, 'Why'],
    [
      'that is a page',
      '<html><head><title>502 Bad\nGateway</title></head><body><h1>x</h1></body></html>',
      '502 Bad Gateway',
    ],
    ['that is a page without a title', '<p>Please <b>log in</b></p>', 'Please log in'],
    ['that is a text', 'upstream connect error', 'upstream connect error'],
    ['that is empty', '', 'The server answered with status 502.'],
    ['that is JSON without a word', '{"ok":false}', '{"ok":false}'],
    ['that is no object', '7', '7'],
  ])('%s', (_, body, message) => {
    expect(toAnthropicError(502, body)).toEqual({ status: 502, type: 'api_error', message, headers: {} })
  })
})

describe('headers', () => {
  test('that say when to try again are passed on, others not', () => {
    const headers = {
      'retry-after': '7',
      'retry-after-ms': '7000',
      'x-should-retry': 'true',
      'set-cookie': ['a=b'],
      server: 'x',
    }
    expect(toAnthropicError(429, openai('Slow down'), headers).headers).toEqual({
      'retry-after': '7',
      'retry-after-ms': '7000',
      'x-should-retry': 'true',
    })
  })

  test('keep the CLI from asking again where that is no use', () => {
    const quota = openai('You exceeded your quota', { type: 'insufficient_quota', code: 'insufficient_quota' })
    expect(toAnthropicError(429, quota).headers).toEqual({ 'x-should-retry': 'false' })
    expect(toAnthropicError(401, openai('No'), { 'x-should-retry': 'true' }).headers).toEqual({
      'x-should-retry': 'true',
    })
  })
})

describe('a prompt that is too long, nobody says by how much,', () => {
  test.each([
    ['OpenAI', 'Your input exceeds the context window of this model. Please adjust your input and try again.', {}],
    ['OpenAI, by its code', 'Too much.', { code: 'context_length_exceeded' }],
    ['llama.cpp', 'the request exceeds the available context size. try increasing the context size', {}],
    ['llama.cpp, by its type', 'too much', { type: 'exceed_context_size_error', code: 400 }],
    ['Together', 'The prompt is longer than the model context length.', {}],
  ])('is told in those words all the same: %s', (_, message, more) => {
    expect(toAnthropicError(400, openai(message, more))).toMatchObject({
      ...{ status: 400, type: 'invalid_request_error' },
      message: `prompt is too long (${message})`,
    })
  })

  test('is no other limit', () => {
    for (const message of ['You exceeded your current quota', 'Rate limit exceeded in this context of use'])
      expect(toAnthropicError(429, openai(message)).message).toBe(message)
  })
})

describe('a prompt that is too long is told in the words that the CLI knows', () => {
  test.each([
    [
      'OpenAI',
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens (8000 in the messages, 1000 in the functions). Please reduce the length of the messages or functions.",
      '9000 tokens > 8192',
    ],
    [
      'OpenAI, DeepSeek, vLLM',
      "This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (112946 in the messages, 10000 in the completion). Please reduce the length of the messages or completion.",
      '112946 tokens > 16384',
    ],
    [
      'vLLM',
      "This model's maximum context length is 32768 tokens. However, your request has 40000 input tokens. Please reduce the length of the input messages.",
      '40000 tokens > 32768',
    ],
    [
      'vLLM, with too little room for an answer',
      "'max_tokens' or 'max_completion_tokens' is too large: 32000. This model's maximum context length is 32768 tokens and your request has 32000 input tokens (32000 > 32768 - 32000).",
      '33024 tokens > 32768',
    ],
    [
      'SGLang',
      "The input (345516 tokens) is longer than the model's context length (262144 tokens).",
      '345516 tokens > 262144',
    ],
    [
      'llama.cpp',
      'request (9000 tokens) exceeds the available context size (8192 tokens), try increasing it',
      '9000 tokens > 8192',
    ],
    [
      'TGI',
      '`inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000 `inputs` tokens and 100 `max_new_tokens`',
      '9000 tokens > 8193',
    ],
    [
      'with commas',
      "The model's context window is 8,192 tokens, but the prompt (1,009,000 tokens) is longer.",
      '1009000 tokens > 8192',
    ],
  ])('%s', (_, message, told) => {
    for (const status of [400, 500])
      expect(toAnthropicError(status, openai(message))).toEqual({
        status: 400,
        type: 'invalid_request_error',
        message: `prompt is too long: ${told} maximum (${message})`,
        headers: {},
      })
  })

  test('but not where it only is about the answer, or busy', () => {
    const message =
      "This model's maximum context length is 8192 tokens. However, you requested 33000 tokens (1000 in the messages, 32000 in the completion)."
    expect(toAnthropicError(400, openai(message)).message).toBe(message)
    const busy = 'The request (9000 tokens) waits for a context window (1 of 4)'
    expect(toAnthropicError(503, openai(busy)).message).toBe(busy)
  })
})

describe('in an answer', () => {
  test.each<[string, unknown, number, string, string]>([
    ['a code that is a status', { error: { message: 'No', code: 429 } }, 429, 'rate_limit_error', 'No'],
    ['a code that is a status in a text', { error: { message: 'No', code: '503' } }, 529, 'overloaded_error', 'No'],
    ['a code in words', { error: { message: 'No', code: 'rate_limit_exceeded' } }, 429, 'rate_limit_error', 'No'],
    ['a type in words', { error: { message: 'No', type: 'BadRequestError' } }, 400, 'invalid_request_error', 'No'],
    ['an internal type', { error: { message: 'No', type: 'InternalServerError', code: 500 } }, 500, 'api_error', 'No'],
    ['neither', { error: { message: 'No' } }, 500, 'api_error', 'No'],
    ['a code that is none', { error: { message: 'No', code: 1234 } }, 500, 'api_error', 'No'],
    ['no message', { error: { code: 500 } }, 500, 'api_error', '{"code":500}'],
    ['true', { error: true }, 500, 'api_error', '{"error":true}'],
    ['a bare message', { message: 'No' }, 500, 'api_error', 'No'],
    ['no object', 'No', 502, 'api_error', 'The server sent something that is no part of an answer.'],
    ['null', null, 502, 'api_error', 'The server sent something that is no part of an answer.'],
  ])('%s', (_, held, status, type, message) => {
    expect(inBandError(held)).toEqual({ status, type, message, headers: {} })
  })

  test('none', () => {
    expect(inBandError({ choices: [], error: null, message: 'x' })).toBeUndefined()
    expect(inBandError({ usage: {} })).toBeUndefined()
  })
})
