import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ToolNames } from '../../../src/gateway/openai/tool-names.ts'

test('a name that OpenAI takes stays', () => {
  const names = new ToolNames()
  for (const name of ['Bash', 'mcp__github__create_issue', 'a-b_C9', 'x'.repeat(64)]) {
    expect(names.toServer(name)).toBe(name)
    expect(names.fromServer(name)).toBe(name)
  }
  expect(names.fromServer('never seen')).toBe('never seen')
})

test('any other is the same in every request, and comes back', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 120, unit: 'binary' })), (all) => {
      const names = new ToolNames()
      const sent = all.map((name) => names.toServer(name))
      for (const name of sent) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/)
      expect(new Set(sent).size).toBe(all.length)
      expect(sent.map((name) => names.fromServer(name))).toEqual(all)
      expect(all.map((name) => new ToolNames().toServer(name))).toEqual(sent)
    }),
  )
})

test('names that are alike to the end stay apart', () => {
  const names = new ToolNames()
  const long = `mcp__${'x'.repeat(90)}`
  expect(names.toServer(`${long}1`)).not.toBe(names.toServer(`${long}2`))
  expect(names.toServer('a.b')).not.toBe(names.toServer('a:b'))
})
