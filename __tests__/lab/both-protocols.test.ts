import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { afterEach, expect, test } from 'vitest'
import {
  type BothProtocols,
  type BothProtocolsOptions,
  startBothProtocols,
} from '../../lab/providers/both-protocols.ts'
import { servedModel } from '../../lab/providers/openai-api.ts'

const open: BothProtocols[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()))
})

const KEY = 'sk-made-up'
async function start(options: Partial<BothProtocolsOptions> = {}) {
  const api = await startBothProtocols({ key: KEY, script: [{ kind: 'message', text: 'Well.' }], ...options })
  open.push(api)
  return api
}

const probe = (api: BothProtocols, path = '/v1/messages', headers: Record<string, string> = {}) =>
  fetch(api.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', ...headers },
    body: '{}',
  })

const bearer = { authorization: `Bearer ${KEY}` }

test.each(['', '/litellm'])('answers both official SDKs, and lists its models as OpenAI does: %s', async (prefix) => {
  const api = await start({ prefix })
  const anthropic = new Anthropic({ authToken: KEY, apiKey: null, baseURL: api.url + prefix, maxRetries: 0 })
  const openai = new OpenAI({ apiKey: KEY, baseURL: `${api.url}${prefix}/v1`, maxRetries: 0 })
  const messages = [{ role: 'user' as const, content: 'Well?' }]
  const message = await anthropic.messages.stream({ model: 'claude-x', max_tokens: 9, messages }).finalMessage()
  expect(message.content).toMatchObject([{ type: 'text', text: 'Well.' }])
  const completion = await openai.chat.completions.create({ model: servedModel, messages })
  expect(completion.choices[0]!.message.content).toBe('Well.')
  expect((await anthropic.messages.countTokens({ model: 'claude-x', messages })).input_tokens).toBeGreaterThan(0)
  expect(await openai.models.list()).toMatchObject({ object: 'list', data: [{ id: servedModel, object: 'model' }] })
  expect([api.messages.length, api.completions.length, api.requests.length]).toEqual([1, 1, 4])
})

test.each([
  ['anthropic', 400, { type: 'error', error: { type: 'invalid_request_error' } }],
  ['vllm', 400, { error: { type: 'Bad Request', code: 400 } }],
  ['sglang', 400, { object: 'error', code: 400 }],
  ['fastapi', 422, { detail: [{ loc: ['body', 'model'] }, {}, {}] }],
  ['litellm', 500, { error: { type: 'None' } }],
  ['llama.cpp', 500, { error: { type: 'server_error' } }],
] as const)('finds an empty body at fault, as %s says it, and asks for a key first', async (refusals, status, body) => {
  const api = await start({ refusals })
  const response = await probe(api, '/v1/messages', bearer)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject(body)
  expect((await probe(api)).status).toBe(401)
  expect((await probe(api, '/v1/messages', { 'x-api-key': 'sk-other' })).status).toBe(401)
})

test('may lack the counting of tokens', async () => {
  const api = await start({ countTokens: 'missing' })
  expect((await probe(api, '/v1/messages/count_tokens', bearer)).status).toBe(404)
})
