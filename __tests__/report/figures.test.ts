import { describe, expect, test } from 'vitest'
import { type Counted, figuresOf, showCost, showTime, showTokens } from '../../src/report/figures.ts'
import { read, recorded, result } from './fixture.ts'

const usage = { inputTokens: 10, outputTokens: 5, cacheReadTokens: 100, cacheWrite5mTokens: 20, cacheWrite1hTokens: 3 }
const counted: Counted = {
  tokens: new Map([
    ['claude-haiku-4-5', usage],
    ['m', usage],
  ]),
  costUsd: 0.5,
}
/** As the gateway counts where nobody sent anything past the CLI. */
const fewer: Counted = { ...counted, costUsd: 0.0006 }
const finished = (more: object = {}) => read([...recorded.slice(0, -1), { ...result, ...more } as never])
const unfinished = read(recorded.slice(0, -1))
const model = (name: string) => ({ modelUsage: { [name]: { inputTokens: 1, outputTokens: 2 } } })

describe('the figures', () => {
  test('are the CLI’s own when it came to a result', () => {
    expect(figuresOf(finished(), fewer, 9999)).toEqual({
      ...{ costUsd: 0.0006, inputTokens: 300, outputTokens: 60, cachedTokens: 1200, turns: 4, durationMs: 4321 },
    })
  })

  test('are what the gateway counted, when the agent sent requests past the CLI', () => {
    expect(figuresOf(finished(), counted, 9999)).toEqual({
      ...{ costUsd: 0.5, inputTokens: 20, outputTokens: 10, cachedTokens: 246, turns: 4, durationMs: 4321 },
    })
  })

  test('are what the gateway counted, when it did not', () => {
    expect(figuresOf(unfinished, counted, 1234.6)).toEqual({
      ...{ costUsd: 0.5, inputTokens: 20, outputTokens: 10, cachedTokens: 246, turns: 3, durationMs: 1235 },
    })
  })

  test('are what the gateway counted, when the CLI’s error names no model', () => {
    expect(figuresOf(finished({ is_error: true, modelUsage: {}, total_cost_usd: 0 }), counted, 1)).toMatchObject({
      ...{ costUsd: 0.5, inputTokens: 20, turns: 4, durationMs: 4321 },
    })
  })

  test('are not known where neither is there', () => {
    expect(figuresOf(unfinished, undefined, 5)).toEqual({
      ...{ costUsd: undefined, inputTokens: undefined, outputTokens: undefined, cachedTokens: undefined },
      ...{ turns: 3, durationMs: 5 },
    })
  })

  test.each<[string, object, Counted | undefined, number | undefined]>([
    ['of a model that the catalogue prices is the CLI’s', model('claude-sonnet-4-6'), fewer, 0.0006],
    ['of a dated name is so, too', model('claude-haiku-4-5-20251001'), fewer, 0.0006],
    [
      'of a gateway’s own model is not the one the CLI invents',
      model('my-model'),
      { ...counted, costUsd: undefined },
      undefined,
    ],
    ['of a gateway’s own model is not known without a gateway', model('my-model'), undefined, undefined],
    [
      'is not known as soon as one model is not',
      { modelUsage: { ...model('my-model').modelUsage, ...result.modelUsage } },
      undefined,
      undefined,
    ],
  ])('the cost %s', (_, more, counted, costUsd) => expect(figuresOf(finished(more), counted, 1).costUsd).toBe(costUsd))
})

describe('shown', () => {
  test.each([
    [undefined, 'unknown'],
    [0, '$0.0000'],
    [0.00004, '$0.0000'],
    [0.0123, '$0.0123'],
    [99.99999, '$100.0000'],
    [100, '$100.00'],
    [1234.5, '$1234.50'],
  ])('a cost of %s as %s', (usd, text) => expect(showCost(usd)).toBe(text))

  test.each([
    [undefined, 'unknown'],
    [0, '0'],
    [999, '999'],
    [1000, '1.0k'],
    [12_345, '12.3k'],
    [999_949, '999.9k'],
    [999_999, '1.00M'],
    [1_000_000, '1.00M'],
    [4_567_000, '4.57M'],
  ])('%s tokens as %s', (count, text) => expect(showTokens(count)).toBe(text))

  test.each([
    [0, '0.0 s'],
    [849, '0.8 s'],
    [59_940, '59.9 s'],
    [59_999, '1 min 0 s'],
    [60_000, '1 min 0 s'],
    [119_600, '2 min 0 s'],
    [245_000, '4 min 5 s'],
    [7_200_000, '120 min 0 s'],
  ])('%i ms as %s', (ms, text) => expect(showTime(ms)).toBe(text))
})
