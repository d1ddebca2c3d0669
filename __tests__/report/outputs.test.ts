import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutText, outputsOf, type Report } from '../../src/report/outputs.ts'
import { answered, read, recorded, report } from './fixture.ts'

/** As GitHub counts: UTF-16. */
const bytes = (outputs: Record<string, string>) => Object.values(outputs).join('').length * 2
const structured = (structured_output: unknown, text = 'x'): Report =>
  report({ transcript: { ...read([]), result: { type: 'result', is_error: false, result: text, structured_output } } })

describe('the outputs', () => {
  test('of a run that went well', () => {
    expect(outputsOf(report())).toEqual({
      result: 'Done.\n##[error]no',
      conclusion: 'success',
      'error-code': '',
      provider: 'anthropic',
      tier: 'haiku',
      model: 'claude-haiku-4-5',
      'model-id': 'claude-haiku-4-5-20251001',
      'session-id': '59e87d42-7874-4cb7-b4a1-142f077d65a0',
      'cost-usd': '0.0006',
      'input-tokens': '300',
      'output-tokens': '60',
      'num-turns': '4',
      'duration-ms': '4321',
      'execution-file': '/temp/claude-execution-1.jsonl',
      rotation: 'none',
    })
  })

  test('of one that never began', () => {
    const nothing = { plan: undefined, transcript: undefined, figures: undefined, executionFile: undefined }
    const outcome = { conclusion: 'failure', code: 'input-invalid', message: 'no' } as const
    expect(outputsOf(report({ outcome, ...nothing }))).toEqual({
      conclusion: 'failure',
      'error-code': 'input-invalid',
      rotation: 'none',
    })
  })

  test('of one that was interrupted hold what was known', () => {
    const outcome = { conclusion: 'timeout', code: 'timeout', message: 'no' } as const
    const outputs = outputsOf(report({ outcome, transcript: read(recorded.slice(0, 8)) }))
    expect(outputs).toMatchObject({ result: 'I will look first.', conclusion: 'timeout', 'error-code': 'timeout' })
    expect(outputs['session-id']).toMatch(/^59e87d42/)
  })

  test('do not take an error of the CLI for an answer', () => {
    const transcript = {
      ...read(recorded.slice(0, 8)),
      result: { type: 'result', is_error: true, result: 'API Error' } as const,
    }
    expect(outputsOf(report({ transcript })).result).toBe('I will look first.')
  })

  test.each([
    [0.000000351, '0.00000035'],
    [0, '0'],
    [1.5, '1.5'],
    [100, '100'],
    [0.1 + 0.2, '0.3'],
    [undefined, undefined],
  ])('write a cost of %s as %s', (costUsd, text) => {
    expect(outputsOf(report({ figures: { ...report().figures!, costUsd } }))['cost-usd']).toBe(text)
  })

  test.each([
    [{ a: ['ü', null] }, '{"a":["ü",null]}'],
    [[], '[]'],
    ['text', '"text"'],
    [0, '0'],
    [false, 'false'],
    [null, undefined],
    [undefined, undefined],
  ])('give what is structured as JSON: %j', (value, text) => {
    expect(outputsOf(structured(value))['structured-output']).toBe(text)
  })
})

describe('the limit', () => {
  test.each<[string, Report]>([
    ['text', answered('x'.repeat(2e6))],
    ['many-byte text', answered('🥊'.repeat(1e6))],
    ['text and JSON', structured({ a: 'x'.repeat(2e6) }, 'x'.repeat(2e6))],
    ['JSON', structured(Array.from({ length: 5e5 }, (_, index) => index))],
    ['text just under it, and JSON', structured({ a: 'x'.repeat(239_000) }, 'x'.repeat(240_000))],
  ])('is kept for 2 MB of %s', (_, report) => {
    const outputs = outputsOf(report)
    expect(bytes(outputs)).toBeLessThan(1_000_000)
    expect(outputs.result!.isWellFormed()).toBe(true)
    expect(() => JSON.parse(outputs['structured-output'] ?? '{}')).not.toThrow()
  })

  test('has a pointer to the whole of what it cuts', () => {
    expect(outputsOf(answered('x'.repeat(2e6))).result).toMatch(
      /x\n\n… cut here, .* \/temp\/claude-execution-1\.jsonl$/,
    )
  })

  test('leaves what fits as it is', () => {
    const text = 'x'.repeat(480_000)
    expect(outputsOf(answered(text)).result).toBe(text)
    expect(JSON.parse(outputsOf(structured({ a: 'x'.repeat(200_000) }))['structured-output']!).a).toHaveLength(200_000)
  })

  test('puts a pointer in the form of JSON in place of JSON', () => {
    const json = outputsOf(structured({ a: 'x'.repeat(500_000) }))['structured-output']!
    expect(JSON.parse(json)).toEqual({ truncated: true, 'execution-file': '/temp/claude-execution-1.jsonl' })
  })

  test('is met to the character, and never in the middle of one', () => {
    const text = fc
      .array(fc.constantFrom('a', '🥊', 'ü', '\n'), { minLength: 150, maxLength: 300 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(text, fc.integer({ min: 100, max: 400 }), (text, length) => {
        const cut = cutText(text, length, '/f')
        expect(cut.length).toBeLessThanOrEqual(length)
        expect(cut.isWellFormed()).toBe(true)
        if (text.length <= length) expect(cut).toBe(text)
        else {
          expect(cut).toMatch(/^[^…]*\n\n… .*\/f$/)
          expect(text.startsWith(cut.slice(0, cut.indexOf('\n\n…')))).toBe(true)
        }
      }),
    )
  })
})
