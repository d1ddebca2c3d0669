import { describe, expect, test } from 'vitest'
import { protocolShown } from '../../../src/gateway/upstreams/protocol.ts'

const json = (status: number, body: unknown) => ({ status, headers: {}, text: JSON.stringify(body) })
const page = (status: number, text: string) => ({ status, headers: {}, text })

/** What servers say to `POST /v1/messages` with `{}`; the names are those of the servers seen to say it. */
const answers = {
  anthropic: {
    Anthropic: json(400, { type: 'error', error: { type: 'invalid_request_error', message: 'model: Field required' } }),
    'Anthropic without a key': json(401, { type: 'error', error: { type: 'authentication_error', message: 'no key' } }),
    'vLLM, in the words of OpenAI': json(400, {
      error: { message: '3 validation errors', type: 'Bad Request', param: 'body.model', code: 400 },
    }),
    'SGLang, flat': json(400, { object: 'error', message: '3 validation errors', type: 'Bad Request', code: 400 }),
    'llama.cpp': json(400, { error: { code: 400, message: "'messages' is required", type: 'invalid_request_error' } }),
    Ollama: json(400, { type: 'error', error: { type: 'invalid_request_error', message: 'model is required' } }),
    'LiteLLM, with a code in quotes': json(400, {
      error: { message: 'Invalid model name', type: 'None', code: '400' },
    }),
    'LiteLLM of old, which falls over it': json(500, { error: { message: 'can only concatenate str', code: '500' } }),
    FastAPI: json(422, { detail: [{ type: 'missing', loc: ['body', 'model'], msg: 'Field required' }] }),
    'a key that may not use the model': json(403, { error: { message: 'no access to model', type: 'new_api_error' } }),
    'an overloaded one': json(529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
  },
  openai: {
    OpenAI: json(404, { error: { message: 'Invalid URL (POST /v1/messages)', type: 'invalid_request_error' } }),
    'OpenAI as some gateways have it': json(400, { error: { message: 'Invalid URL (POST /v1/messages)' } }),
    'vLLM of old': json(404, { detail: 'Not Found' }),
    'llama.cpp of old': json(404, { error: { code: 404, message: 'File Not Found', type: 'not_found_error' } }),
    'Ollama of old': page(404, '404 page not found'),
    'TGI, which says nothing': page(404, ''),
    'LM Studio, with a status of success': json(200, { error: 'Unexpected endpoint or method. (POST /v1/messages)' }),
    'a server that has the path for GET': page(405, '<html><title>405 Not Allowed</title></html>'),
    Express: page(404, '<pre>Cannot POST /v1/messages</pre>'),
    'one that says so as Anthropic would': json(404, {
      type: 'error',
      error: { type: 'not_found_error', message: 'x' },
    }),
  },
  refused: {
    'vLLM, before it looks at the path': json(401, { error: 'Unauthorized' }),
    'TGI, which says nothing': page(401, ''),
  },
  barred: { 'a firewall': page(403, '<html><title>Request blocked</title></html>') },
  nothing: {
    'llama.cpp while it loads': json(503, {
      error: { message: 'Loading model', type: 'unavailable_error', code: 503 },
    }),
    'a proxy in front': page(502, '<html><title>502 Bad Gateway</title></html>'),
    'a server that falls over': page(500, 'Internal Server Error'),
    'a proxy that waited too long': page(408, ''),
    'a limit': json(429, { error: { message: 'Too many requests' } }),
  },
  elsewhere: {
    'a web page': page(200, '<!doctype html><title>Open WebUI</title>'),
    'another API': json(200, { ok: true }),
    'a sign-in': { status: 302, headers: { location: 'https://login.example/?next=x' }, text: '' },
  },
}

describe.each(Object.entries(answers))('%s is what is shown by', (kind, said) => {
  test.each(Object.entries(said))('%s', (_, answer) => {
    expect(protocolShown(answer)).toMatchObject({
      kind,
      because: expect.stringContaining(`POST /v1/messages: ${answer.status}`),
    })
  })
})

test('where a redirect leads is told, but not its query', () => {
  expect(protocolShown(answers.elsewhere['a sign-in']).because).toBe('POST /v1/messages: 302, to login.example')
})

test('a long page is told in a line', () => {
  const { because } = protocolShown(page(502, `<title>${'x'.repeat(9_000)}</title>`))
  expect(because.length).toBeLessThan(300)
})
