import { describe, expect, test } from 'vitest'
import { defaultTier, findModel, isTier, models, taskTiers, tierModels, tiers } from '../../src/models/index.ts'

describe('the catalogue', () => {
  test('has 25 models, each under its own ids', () => {
    expect(models).toHaveLength(25)
    for (const key of ['id', 'name', 'anthropic', 'bedrock', 'vertex'] as const) {
      const ids = models.map((model) => model[key]).filter((id) => id !== null)
      expect(new Set(ids).size, key).toBe(ids.length)
    }
  })

  test.each(models.map((model) => [model.id, model] as const))('%s is a consistent row', (id, model) => {
    expect(id).toMatch(/^claude-[a-z0-9-]+$/)
    expect(id).toContain(model.family)
    expect(model.name.toLowerCase()).toContain(model.family)
    if (model.bedrock) expect(model.bedrock).toMatch(/^anthropic\.claude-[a-z0-9-]+(:\d+)?$/)
    if (model.vertex) expect(model.vertex).toMatch(/^claude-[a-z0-9-]+(@\d{8})?$/)
    expect(model.geographies === null).toBe(model.bedrock === null)
    for (const rates of [model.price!, model.price!.longPrompt].filter((rates) => rates !== undefined)) {
      // True of every price that Anthropic has published: a slip of a digit would break one of these.
      expect(rates.output).toBeCloseTo(rates.input * 5, 10)
      expect(rates.cacheWrite5m).toBeGreaterThan(rates.input)
      expect(rates.cacheWrite1h).toBeCloseTo(rates.input * 2, 10)
      expect(rates.cacheRead).toBeLessThan(rates.input / 5)
    }
  })

  test('routes stay inside a geography, but for the guests that AWS names', () => {
    const inside: Record<string, RegExp> = {
      us: /^(us-(east|west)|ca)-/,
      eu: /^(eu-|il-central-1$)/,
      jp: /^ap-northeast-[13]$/,
      au: /^ap-southeast-[246]$/,
      in: /^ap-south-[12]$/,
      apac: /^(ap-|me-central-1$)/,
      'us-gov': /^us-gov-/,
      global: /^(us|eu|ap)-/,
    }
    for (const model of models) {
      for (const [geography, routes] of Object.entries(model.geographies?.profiles ?? {})) {
        for (const { from, to } of routes) {
          for (const region of [...from, ...to]) expect(region, `${geography} ${model.id}`).toMatch(inside[geography]!)
          expect(new Set(from).size).toBe(from.length)
          expect(new Set(to).size).toBe(to.length)
        }
      }
    }
  })

  test('marks as verified or not, never both', () => {
    for (const { geographies } of models) {
      for (const geography of geographies?.unverified ?? []) expect(geographies?.profiles[geography]).toBeUndefined()
    }
  })
})

describe('tiers and tasks', () => {
  test('the built-in tiers name models of the catalogue, each of its own family', () => {
    expect(tierModels).toEqual({ haiku: 'claude-haiku-4-5', sonnet: 'claude-sonnet-4-6', opus: 'claude-opus-4-6' })
    for (const tier of tiers) {
      const found = findModel(tierModels[tier])
      expect(found.kind === 'model' && found.model.family).toBe(tier)
    }
    expect(defaultTier).toBe('sonnet')
  })

  test('the built-in tasks', () => {
    const of = (tier: string) => Object.keys(taskTiers).filter((task) => taskTiers[task] === tier)
    expect(of('haiku')).toEqual('lint format docs comment commit-message triage label summarize'.split(' '))
    expect(of('sonnet')).toEqual('implement fix test refactor review'.split(' '))
    expect(of('opus')).toEqual('architecture design security-audit plan migrate'.split(' '))
  })

  test.each(['constructor', '__proto__', 'toString', '', 'Haiku', 'fable'])('%j is no tier', (word) => {
    expect(isTier(word)).toBe(false)
  })
})
