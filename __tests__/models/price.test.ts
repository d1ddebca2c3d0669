import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costOf, models, type Usage } from '../../src/models/index.ts'

function usage(input: number, output: number, read = 0, write5m = 0, write1h = 0): Usage {
  return {
    inputTokens: input,
    outputTokens: output,
    cacheReadTokens: read,
    cacheWrite5mTokens: write5m,
    cacheWrite1hTokens: write1h,
  }
}

function cost(id: string, used: Usage): number {
  return costOf(models.find((model) => model.id === id)!.price!, used)
}

// `total_cost_usd` of the real CLI (2.1.330), answered by a stand-in with these tokens.
const mixed = usage(3000, 700, 50_000, 1100, 900)

test.each([
  ['claude-3-5-haiku', 0.01174],
  ['claude-haiku-4-5', 0.014675],
  ['claude-haiku-5-5', 0.0014675],
  ['claude-3-5-sonnet', 0.044025],
  ['claude-3-7-sonnet', 0.044025],
  ['claude-sonnet-4-0', 0.044025],
  ['claude-sonnet-4-5', 0.044025],
  ['claude-sonnet-4-6', 0.044025],
  ['claude-sonnet-5', 0.02935],
  ['claude-sonnet-5-5', 0.02435],
  ['claude-opus-4-5', 0.073375],
  ['claude-opus-4-6', 0.073375],
  ['claude-opus-4-7', 0.073375],
  ['claude-opus-4-8', 0.073375],
  ['claude-opus-5', 0.073375],
  ['claude-opus-5-5', 0.0487],
  ['claude-fable-5', 0.14675],
  ['claude-fable-5-1', 0.10925],
  ['claude-fable-5-2', 0.0874],
  ['claude-mythos-5', 0.14675],
  ['claude-mythos-5-1', 0.10925],
  ['claude-mythos-5-2', 0.0874],
])('%s costs what the CLI says', (id, dollars) => {
  expect(cost(id, mixed)).toBeCloseTo(dollars, 10)
})

// Asked for by their Bedrock ids: by their own the CLI takes them for Opus 5.5.
test.each(['claude-opus-4-0', 'claude-opus-4-1'])('%s costs what the CLI says', (id) => {
  expect(cost(id, usage(1000, 1000, 1000, 1000, 1000))).toBeCloseTo(0.14025, 10)
})

test('Haiku 3, to which the CLI gives an invented price, costs what the price list says', () => {
  expect(cost('claude-3-haiku', usage(1_000_000, 0))).toBeCloseTo(0.25, 10)
  expect(cost('claude-3-haiku', usage(0, 1_000_000))).toBeCloseTo(1.25, 10)
  expect(models.filter((model) => model.unpricedByCli).map(({ id }) => id)).toEqual(['claude-3-haiku'])
})

test('a prompt over 200,000 tokens costs no more per token', () => {
  expect(cost('claude-sonnet-4-5', usage(250_000, 1000))).toBeCloseTo(0.765, 10)
  expect(cost('claude-opus-4-6', usage(1000, 1000, 250_000))).toBeCloseTo(0.155, 10)
})

describe('a long prompt of Haiku 5.5, as the CLI counts it', () => {
  test.each([
    [usage(100_000, 1000), 0.0105],
    [usage(100_001, 1000), 0.0525005],
    [usage(1000, 1000, 99_001), 0.00795005],
    [usage(1000, 1000, 0, 99_001), 0.064875625],
    [usage(1000, 1000, 0, 0, 99_001), 0.102001],
    [usage(1000, 1000, 50_000, 25_000, 25_000), 0.046125],
    [usage(1000, 120_000), 0.0601],
    [usage(250_000, 1000), 0.1275],
  ])('%j', (used, dollars) => {
    expect(cost('claude-haiku-5-5', used)).toBeCloseTo(dollars, 10)
  })
})

test('nothing costs nothing, and more never costs less', () => {
  const tokens = fc.nat({ max: 2_000_000 })
  const five = fc.tuple(tokens, tokens, tokens, tokens, tokens)
  fc.assert(
    fc.property(fc.constantFrom(...models), five, five, ({ price }, a, b) => {
      expect(costOf(price!, usage(0, 0))).toBe(0)
      const sum = a.map((n, i) => n + b[i]!) as [number, number, number, number, number]
      expect(costOf(price!, usage(...sum))).toBeGreaterThanOrEqual(costOf(price!, usage(...a)))
    }),
  )
})
