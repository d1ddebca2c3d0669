import { expect, test } from 'vitest'
import { countTokens } from '../../../src/gateway/openai/count-tokens.ts'

const ask = (content: unknown, more = {}) => countTokens({ messages: [{ role: 'user', content }], ...more })
const picture = (bytes: number) => ({
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(bytes) },
})

test('a prompt is counted by its length, about', () => {
  const prose = 'The quick brown fox jumps over the lazy dog. '.repeat(100)
  // GPT-4's and Claude's tokenizers make about 1,000 of it.
  expect(ask(prose)).toBeGreaterThan(900)
  expect(ask(prose)).toBeLessThan(1_400)
  expect(ask('Hello world')).toBeGreaterThan(0)
})

test('instructions and tools count as well, a limit does not', () => {
  const question = ask('Well?')
  expect(ask('Well?', { system: 'x'.repeat(360) })).toBeGreaterThanOrEqual(question + 100)
  expect(ask('Well?', { tools: [{ name: 'T', description: 'x'.repeat(360), input_schema: {} }] })).toBeGreaterThan(
    question + 100,
  )
  expect(ask('Well?', { max_tokens: 100, metadata: { user_id: 'x'.repeat(1_000) } })).toBe(question)
})

test('a character of Chinese counts about one', () => {
  expect(ask('漢字'.repeat(100))).toBeGreaterThan(150)
})

test('a picture counts the same however many bytes it has, also within a result', () => {
  expect(ask([picture(10)])).toBe(ask([picture(1_000_000)]))
  expect(ask([picture(10)])).toBeGreaterThan(1_400)
  const inResult = ask([{ type: 'tool_result', tool_use_id: 'a', content: [picture(1_000_000)] }])
  expect(inResult).toBeGreaterThan(1_400)
  expect(inResult).toBeLessThan(1_700)
})

test('nothing counts nothing', () => {
  for (const request of [undefined, null, 'x', {}]) expect(countTokens(request)).toBe(0)
})
