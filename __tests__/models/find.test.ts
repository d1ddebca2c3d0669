import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Found, findModel, type Geography, models } from '../../src/models/index.ts'

const prefixes: readonly Geography[] = ['us', 'eu', 'jp', 'au', 'in', 'apac', 'us-gov', 'global']

function named(found: Found): string {
  return found.kind === 'model' ? found.model.id : found.kind
}

describe.each(models.map((model) => [model.id, model] as const))('%s', (id, model) => {
  const date = /\d{8}/.exec(model.anthropic)?.[0]
  const undated = model.anthropic.replace(/-\d{8}$/, '')
  const plain = [
    id,
    model.anthropic,
    undated,
    `${undated}-latest`,
    model.name,
    `Claude ${model.name}`,
    `anthropic/${id}`,
  ]
  const vertex = model.vertex
    ? [
        model.vertex,
        model.vertex.replace(/@\d{8}$/, ''),
        `${undated}@${date ?? 'default'}`,
        `publishers/anthropic/models/${model.vertex}`,
        `projects/p-1/locations/europe-west1/publishers/anthropic/models/${model.vertex}`,
      ]
    : []
  const bedrock = model.bedrock
    ? [
        model.bedrock,
        model.bedrock.replace(/:\d+$/, ''),
        model.bedrock.replace(/-v\d+(:\d+)?$/, ''),
        `anthropic.${undated}`,
        `anthropic.${id}`,
      ]
    : []

  test.each([...new Set([...plain, ...vertex, ...bedrock])])('is found as %s', (spelling) => {
    const found = findModel(spelling)
    expect(named(found)).toBe(id)
    expect(found).toMatchObject({ geography: null, suffix: '', foundation: spelling.startsWith('anthropic.') })
  })

  test('is found whatever the case, the space around it and the suffix', () => {
    for (const spelling of [...vertex, ...bedrock, id, model.anthropic]) {
      expect(named(findModel(spelling.toUpperCase()))).toBe(id)
      expect(named(findModel(`  ${spelling}\n`))).toBe(id)
      for (const suffix of ['[1m]', '[1M]', ' [1m] ']) {
        const found = findModel(`${spelling}${suffix}`)
        expect(named(found)).toBe(id)
        expect(found.suffix).toBe('[1m]')
      }
    }
  })

  test.runIf(model.bedrock)('is found in every geography, which is told', () => {
    for (const geography of prefixes) {
      for (const spelling of bedrock) {
        const found = findModel(`${geography}.${spelling}`)
        expect(named(found)).toBe(id)
        expect(found).toMatchObject({ geography, foundation: false })
      }
    }
  })

  test.runIf(model.bedrock)('is found inside ARNs, which stay as they are', () => {
    const foundation = `arn:aws:bedrock:us-east-1::foundation-model/${model.bedrock}`
    expect(findModel(foundation)).toMatchObject({
      kind: 'arn',
      arn: foundation,
      resource: 'foundation-model',
      region: 'us-east-1',
      account: '',
      model: { id },
      geography: null,
    })
    const profile = `arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.${model.bedrock}`
    expect(findModel(` ${profile}[1m]`)).toMatchObject({
      kind: 'arn',
      arn: profile,
      resource: 'inference-profile',
      partition: 'aws-us-gov',
      region: 'us-gov-west-1',
      account: '123456789012',
      model: { id },
      geography: 'us-gov',
      suffix: '[1m]',
    })
  })
})

test('no spelling belongs to two rows: each id of a row leads back to it', () => {
  for (const model of models) {
    for (const other of models) {
      if (other === model) continue
      for (const id of [other.id, other.anthropic, other.bedrock, other.vertex]) {
        if (id !== null) expect(named(findModel(id))).not.toBe(model.id)
      }
    }
  }
})

test.each([
  ['haiku', 'haiku', ''],
  ['sonnet', 'sonnet', ''],
  [' Opus ', 'opus', ''],
  ['sonnet[1m]', 'sonnet', '[1m]'],
  ['OPUS [1M]', 'opus', '[1m]'],
])('%j is a tier', (spelling, tier, suffix) => {
  expect(findModel(spelling)).toEqual({ kind: 'tier', tier, suffix })
})

test.each([
  ['fable', 'claude-fable-5-2'],
  ['sonnet-4', 'claude-sonnet-4-0'],
  ['claude-sonnet-4', 'claude-sonnet-4-0'],
  ['claude-opus-4@20250514', 'claude-opus-4-0'],
  ['claude-haiku-3-5', 'claude-3-5-haiku'],
  ['claude-4-5-haiku', 'claude-haiku-4-5'],
  ['claude-haiku-4.5', 'claude-haiku-4-5'],
  ['claude-3-5-sonnet-v2@20241022', 'claude-3-5-sonnet'],
  ['eu.anthropic.claude-3-5-sonnet-20241022-v2:0', 'claude-3-5-sonnet'],
])('%s is %s', (spelling, id) => {
  expect(named(findModel(spelling))).toBe(id)
})

test('an application inference profile passes as it is, its model unknown', () => {
  const arn = 'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2c3d4e5f6'
  expect(findModel(arn)).toMatchObject({ kind: 'arn', arn, resource: 'application-inference-profile', model: null })
})

describe('what is not in the catalogue passes as it is', () => {
  test.each([
    // Another model than the one with the other date or version, however alike.
    ['claude-3-5-sonnet-20240620', []],
    ['anthropic.claude-3-5-sonnet-20240620-v1:0', []],
    ['claude-3-5-sonnet@20240620', []],
    ['claude-haiku-4-5-20991231', ['claude-haiku-4-5']],
    ['eu.anthropic.claude-opus-7', ['claude-opus-5']],
    ['xx.anthropic.claude-opus-5', []],
    ['gpt-5.6-sol', []],
    ['arn:aws:s3:::bucket/key', []],
    ['qwen/qwen3-coder:free', []],
  ])('%s', (spelling, near) => {
    const found = findModel(`${spelling}[1m]`)
    expect(found).toMatchObject({ kind: 'unknown', name: spelling, suffix: '[1m]' })
    if (found.kind === 'unknown') for (const id of near) expect(found.near).toContain(id)
  })

  test('and says which geography it named', () => {
    expect(findModel('eu.anthropic.claude-opus-7')).toMatchObject({ kind: 'unknown', geography: 'eu' })
    expect(findModel('claude-opus-7')).toMatchObject({ kind: 'unknown', geography: null })
  })

  test.each([
    ['sonet', 'sonnet'],
    ['hiaku', 'haiku'],
    ['clade-opus-4-6', 'claude-opus-4-6'],
    ['claude-sonnet-46', 'claude-sonnet-4-6'],
    ['claude-haiku-4-6', 'claude-haiku-4-5'],
    ['us.anthropic.claude-sonet-4-5-20250929-v1:0', 'claude-sonnet-4-5'],
  ])('%s was meant to be %s', (spelling, meant) => {
    const found = findModel(spelling)
    expect(found.kind === 'unknown' && found.near[0]).toBe(meant)
  })

  test('ended models are not suggested', () => {
    const found = findModel('claude-opus-4-00')
    expect(found.kind === 'unknown' && found.near).not.toContain('claude-opus-4-0')
  })
})

describe('garbage', () => {
  const spellings = models.flatMap(({ id, anthropic, bedrock, vertex }) =>
    [id, anthropic, bedrock, vertex].filter((spelling) => spelling !== null),
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'claude-haiku.:@[1m]/ 0123456789'), maxLength: 60 }),
    fc
      .tuple(fc.constantFrom('', 'eu.', 'arn:aws:bedrock:'), fc.constantFrom(...spellings), fc.string())
      .map((s) => s.join('')),
  )

  test('never throws, and never loses what was asked for', () => {
    fc.assert(
      fc.property(text, (spelling) => {
        const found = findModel(spelling)
        if (found.kind === 'unknown') {
          expect(found.near.length).toBeLessThanOrEqual(3)
          expect(spelling).toContain(found.name)
        }
        if (found.kind === 'arn') expect(spelling).toContain(found.arn)
      }),
    )
  })

  test.each(['', ' ', '[1m]', '__proto__', 'constructor', 'arn:', 'us.anthropic.', '@', '\0', '-v1:0'])(
    '%j',
    (spelling) => {
      expect(findModel(spelling)).toMatchObject({ kind: 'unknown', near: [] })
    },
  )

  test('a megabyte is looked at in no time', () => {
    const started = performance.now()
    for (const piece of ['a', ' ', '[1m]', 'us.anthropic.', 'arn:aws:bedrock:'])
      findModel(piece.repeat(1_000_000 / piece.length))
    findModel(`${'x'.repeat(1_000)}${' '.repeat(1_000)}x`)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
