import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  findModel,
  type Geography,
  geographyOf,
  type Model,
  modelIdFor,
  models,
  partitionOf,
  policyResources,
  routesTo,
} from '../../src/models/index.ts'

const row = (id: string): Model => models.find((model) => model.id === id)!

const geographies: readonly Geography[] = ['us', 'eu', 'jp', 'au', 'in', 'apac', 'us-gov', 'global']

// What AWS's documents say, read off by hand: by which geography a region has a model. `bare` is the foundation id,
// `?` a profile of which the sources are not sure, `-` a model that cannot be had there.
const regions = (
  'us-east-1 us-west-1 ca-central-1 eu-west-1 eu-west-2 ap-northeast-1 ap-northeast-2 ' +
  'ap-southeast-1 ap-southeast-2 ap-southeast-6 ap-south-1 us-gov-west-1 sa-east-1 il-central-1'
).split(' ')
const table: Record<string, string> = {
  'claude-3-haiku': 'us - bare eu - apac apac apac apac - apac us-gov? bare -',
  'claude-3-5-haiku': 'us - - - - - - - - - - - - -',
  'claude-haiku-4-5': 'us us us eu eu jp - - au au in - - -',
  'claude-haiku-5-5': 'us us us eu eu jp - - au au? - us-gov? - -',
  'claude-3-5-sonnet': 'us - - - - apac apac apac apac - apac - - -',
  'claude-3-7-sonnet': 'us - - eu bare apac apac apac apac - apac us-gov? - -',
  'claude-sonnet-4-0': 'us us - eu - apac apac apac apac - apac - - eu',
  'claude-sonnet-4-5': 'us us us eu eu jp - - au au - us-gov - -',
  'claude-sonnet-4-6': 'us us us eu eu jp - - au au - - - -',
  'claude-sonnet-5': 'us us us eu eu - bare bare au au? in us-gov - -',
  'claude-sonnet-5-5': 'us us us eu eu - - - - - - us-gov - -',
  'claude-opus-4-0': 'us - - - - - - - - - - - - -',
  'claude-opus-4-1': 'us - - - - - - - - - - - - -',
  'claude-opus-4-5': 'us us us eu eu - - - - - - - - -',
  'claude-opus-4-6': 'us us us eu eu jp? apac? apac? au au? apac? - - -',
  'claude-opus-4-7': 'us us us eu eu jp - - au - - - - -',
  'claude-opus-4-8': 'us us us eu eu jp - - au - - us-gov - -',
  'claude-opus-5': 'us us us eu eu - bare - au au? in us-gov - -',
  'claude-opus-5-5': 'us us us eu eu jp - - au au? - us-gov - -',
  'claude-fable-5': 'us us us - - - - - - - - us-gov? - -',
  'claude-fable-5-1': 'us us us - - - - - - - - us-gov - -',
  'claude-fable-5-2': 'us us us eu? eu? jp? - - au? au? in? us-gov? - -',
  'claude-mythos-5': '- - - - - - - - - - - - - -',
  'claude-mythos-5-1': '- - - - - - - - - - - - - -',
  'claude-mythos-5-2': '- - - - - - - - - - - - - -',
}

test('the table has every model', () => {
  expect(Object.keys(table)).toEqual(models.map(({ id }) => id))
})

describe.each(Object.entries(table))('%s on Bedrock', (id, cells) => {
  test.each(regions.map((region, index) => [region, cells.split(' ')[index]!] as const))('%s: %s', (region, cell) => {
    const model = row(id)
    const answer = modelIdFor(model, 'bedrock', { region })
    if (cell === '-') return expect(answer.kind).toBe('unavailable')
    const geography = cell === 'bare' ? null : (cell.replace('?', '') as Geography)
    expect(answer).toEqual({
      kind: 'id',
      id: geography ? `${geography}.${model.bedrock}` : model.bedrock,
      geography,
      documented: !cell.endsWith('?'),
    })
  })
})

test.each(models.map((model) => [model.id, model] as const))('%s on Anthropic and Vertex', (_, model) => {
  expect(modelIdFor(model, 'anthropic')).toEqual({ kind: 'id', id: model.anthropic, geography: null, documented: true })
  const vertex = modelIdFor(model, 'vertex', { region: 'europe-west1' })
  if (model.vertex) expect(vertex).toMatchObject({ kind: 'id', id: model.vertex })
  else {
    expect(vertex).toEqual({
      kind: 'unavailable',
      why: 'provider',
      nearest: ['claude-fable-5-2', 'claude-fable-5-1', 'claude-fable-5'],
      global: null,
    })
  }
})

describe('a model that is not there', () => {
  test('leads to the nearest of its family that are', () => {
    expect(modelIdFor(row('claude-sonnet-5'), 'bedrock', { region: 'ap-northeast-1' })).toEqual({
      kind: 'unavailable',
      why: 'geography',
      nearest: [
        'jp.anthropic.claude-sonnet-4-6',
        'jp.anthropic.claude-sonnet-4-5-20250929-v1:0',
        'apac.anthropic.claude-sonnet-4-20250514-v1:0',
      ],
      global: 'global.anthropic.claude-sonnet-5',
    })
  })

  test('or of the next family, where its own has none', () => {
    expect(modelIdFor(row('claude-fable-5-1'), 'bedrock', { region: 'eu-west-1' })).toEqual({
      kind: 'unavailable',
      why: 'geography',
      nearest: ['eu.anthropic.claude-opus-5-5', 'eu.anthropic.claude-opus-5', 'eu.anthropic.claude-opus-4-8'],
      global: 'global.anthropic.claude-fable-5-1',
    })
  })

  test('and never to one that has ended', () => {
    const ended = models.filter((model) => model.ended).map(({ bedrock }) => bedrock!)
    for (const model of models) {
      for (const region of regions) {
        const answer = modelIdFor(model, 'bedrock', { region })
        if (answer.kind !== 'unavailable') continue
        for (const id of answer.nearest) expect(ended.some((bedrock) => id.endsWith(bedrock))).toBe(false)
      }
    }
  })

  test('without a region or a geography there is nothing to choose by', () => {
    expect(modelIdFor(row('claude-sonnet-4-6'), 'bedrock')).toMatchObject({ kind: 'unavailable', why: 'no-region' })
    expect(modelIdFor(row('claude-sonnet-4-6'), 'bedrock', { region: ' ' })).toMatchObject({ why: 'no-region' })
  })
})

describe('a geography that was named', () => {
  const haiku = row('claude-haiku-4-5')

  test('is kept, where it can be called', () => {
    expect(modelIdFor(haiku, 'bedrock', { region: 'eu-west-1', geography: 'eu' })).toMatchObject({
      id: 'eu.anthropic.claude-haiku-4-5-20251001-v1:0',
    })
    expect(modelIdFor(haiku, 'bedrock', { region: 'eu-west-1', geography: 'global' })).toEqual({
      kind: 'id',
      id: 'global.anthropic.claude-haiku-4-5-20251001-v1:0',
      geography: 'global',
      documented: true,
    })
    expect(modelIdFor(haiku, 'bedrock', { geography: 'jp' })).toMatchObject({ geography: 'jp', documented: true })
  })

  test('is an error from another geography, with the one that would be right', () => {
    expect(modelIdFor(haiku, 'bedrock', { region: 'us-east-1', geography: 'eu' })).toMatchObject({
      why: 'region',
      nearest: ['us.anthropic.claude-haiku-4-5-20251001-v1:0'],
    })
  })

  test('is an error where the model has no such profile', () => {
    expect(
      modelIdFor(row('claude-sonnet-4-6'), 'bedrock', { region: 'ap-northeast-2', geography: 'apac' }),
    ).toMatchObject({
      why: 'geography',
      nearest: ['apac.anthropic.claude-sonnet-4-20250514-v1:0'],
    })
    expect(modelIdFor(row('claude-opus-4-1'), 'bedrock', { region: 'us-east-1', geography: 'global' })).toMatchObject({
      why: 'geography',
      nearest: ['us.anthropic.claude-opus-4-1-20250805-v1:0', expect.anything(), expect.anything()],
      global: null,
    })
  })

  test('`global` is not for GovCloud, and for Sonnet 4 only where AWS says', () => {
    const named = { geography: 'global' as const }
    expect(modelIdFor(row('claude-sonnet-4-5'), 'bedrock', { ...named, region: 'us-gov-west-1' }).kind).toBe(
      'unavailable',
    )
    expect(modelIdFor(row('claude-sonnet-4-0'), 'bedrock', { ...named, region: 'eu-west-1' }).kind).toBe('id')
    expect(modelIdFor(row('claude-sonnet-4-0'), 'bedrock', { ...named, region: 'eu-west-3' }).kind).toBe('unavailable')
  })

  test('a bare foundation id is kept where the region has the model, else the profile is taken', () => {
    const where = { foundation: true }
    expect(modelIdFor(row('claude-sonnet-4-6'), 'bedrock', { ...where, region: 'eu-west-2' })).toMatchObject({
      id: 'anthropic.claude-sonnet-4-6',
    })
    expect(modelIdFor(row('claude-sonnet-4-6'), 'bedrock', { ...where, region: 'eu-west-1' })).toMatchObject({
      id: 'eu.anthropic.claude-sonnet-4-6',
    })
  })
})

describe('regions', () => {
  test.each([
    ['us-east-1', ['us']],
    ['ca-west-1', ['us']],
    ['eu-west-1', ['eu']],
    ['EU-Central-2 ', ['eu']],
    ['ap-northeast-1', ['jp', 'apac']],
    ['ap-northeast-2', ['apac']],
    ['ap-southeast-2', ['au', 'apac']],
    ['ap-south-1', ['in', 'apac']],
    ['ap-east-2', ['apac']],
    ['us-gov-west-1', ['us-gov']],
    ['il-central-1', ['eu']],
    ['me-central-1', ['apac']],
    ['me-south-1', []],
    ['sa-east-1', []],
    ['mx-central-1', []],
    ['af-south-1', []],
    ['cn-north-1', []],
    ['eusc-de-east-1', []],
    ['us-iso-east-1', []],
    ['', []],
  ] as const)('%s: %j', (region, expected) => {
    expect(geographyOf(region)).toEqual(expected)
  })

  test('one that AWS opens tomorrow goes by its name, with a doubt', () => {
    expect(modelIdFor(row('claude-sonnet-4-6'), 'bedrock', { region: 'eu-west-9' })).toEqual({
      kind: 'id',
      id: 'eu.anthropic.claude-sonnet-4-6',
      geography: 'eu',
      documented: false,
    })
  })
})

describe('whatever is asked', () => {
  const anyRegion = fc.oneof(fc.constantFrom(...regions, 'us-gov-east-1', 'cn-north-1', 'eu-west-9'), fc.string())
  const anyGeography = fc.option(fc.constantFrom(...geographies))
  const anyModel = fc.constantFrom(...models)

  test('data does not leave the geography of the region unless the model was named so', () => {
    fc.assert(
      fc.property(anyModel, anyRegion, fc.boolean(), (model, region, foundation) => {
        const answer = modelIdFor(model, 'bedrock', { region, foundation })
        if (answer.kind !== 'id' || answer.geography === null) return
        expect(geographyOf(region)).toContain(answer.geography)
        const routed = routesTo(answer.id, region)!
        expect(routed.anywhere).toBe(false)
        expect(routed.regions).toContain(region.trim().toLowerCase())
        expect(new Set(routed.regions.map(partitionOf)).size).toBe(1)
      }),
    )
  })

  test('an id that is given leads back to its model, and a named geography is kept or refused', () => {
    fc.assert(
      fc.property(anyModel, anyRegion, anyGeography, (model, region, geography) => {
        const answer = modelIdFor(model, 'bedrock', { region, geography })
        if (answer.kind === 'id') {
          const found = findModel(answer.id)
          expect(found).toMatchObject({ kind: 'model', model, geography: answer.geography })
          if (geography) expect(answer.geography).toBe(geography)
        } else {
          for (const id of [...answer.nearest, answer.global].filter((other) => other !== null)) {
            const found = findModel(id)
            expect(found.kind).toBe('model')
            if (found.kind !== 'model') continue
            // What is suggested can be had.
            const again = modelIdFor(found.model, 'bedrock', { region, geography: found.geography, foundation: true })
            expect(again).toMatchObject({ kind: 'id', id, documented: true })
          }
        }
      }),
    )
  })

  test('nothing throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (id, region, account) => {
        routesTo(id, region)
        expect(Array.isArray(policyResources(id, region, account))).toBe(true)
        expect(Array.isArray(geographyOf(region))).toBe(true)
      }),
    )
  })
})

describe('routes', () => {
  test.each([
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 'us-east-1', 'us-east-1 us-east-2 us-west-2'],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 'ca-central-1', 'ca-central-1 us-east-1 us-east-2 us-west-2'],
    ['us.anthropic.claude-3-haiku-20240307-v1:0', 'us-west-2', 'us-east-1 us-west-2'],
    ['us.anthropic.claude-3-haiku-20240307-v1:0', 'us-east-2', 'us-east-1 us-east-2 us-west-2'],
    [
      'eu.anthropic.claude-sonnet-4-6',
      'eu-west-1',
      'eu-central-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-3',
    ],
    [
      'eu.anthropic.claude-sonnet-4-6[1m]',
      'eu-west-2',
      'eu-central-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3',
    ],
    ['jp.anthropic.claude-opus-4-8', 'ap-northeast-3', 'ap-northeast-1 ap-northeast-3'],
    ['au.anthropic.claude-sonnet-4-6', 'ap-southeast-6', 'ap-southeast-2 ap-southeast-4 ap-southeast-6'],
    ['in.anthropic.claude-sonnet-5', 'ap-south-1', 'ap-south-1 ap-south-2'],
    [
      'apac.anthropic.claude-sonnet-4-20250514-v1:0',
      'me-central-1',
      'ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ' +
        'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 me-central-1',
    ],
    ['us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0', 'us-gov-east-1', 'us-gov-east-1 us-gov-west-1'],
    ['anthropic.claude-sonnet-5', 'ap-northeast-2', 'ap-northeast-2'],
  ])('%s from %s', (id, region, expected) => {
    expect(routesTo(id, region)).toMatchObject({ regions: expected.split(' '), anywhere: false, documented: true })
  })

  test('without a calling region: all that the profile has', () => {
    expect(routesTo('us.anthropic.claude-sonnet-4-6')?.regions).toEqual(
      'ca-central-1 ca-west-1 us-east-1 us-east-2 us-west-1 us-west-2'.split(' '),
    )
  })

  test('of what is not known: none', () => {
    expect(routesTo('gpt-5', 'us-east-1')).toBeNull()
    expect(routesTo('sonnet', 'us-east-1')).toBeNull()
    expect(routesTo('claude-mythos-5', 'us-east-1')).toBeNull()
    expect(routesTo('arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/x')).toBeNull()
  })
})

describe('the resources of the least policy', () => {
  const account = '123456789012'

  test('a profile and the foundation models that it routes to', () => {
    expect(policyResources('us.anthropic.claude-sonnet-4-6[1m]', 'us-east-1', account)).toEqual([
      `arn:aws:bedrock:us-east-1:${account}:inference-profile/us.anthropic.claude-sonnet-4-6`,
      'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-6',
      'arn:aws:bedrock:us-east-2::foundation-model/anthropic.claude-sonnet-4-6',
      'arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-sonnet-4-6',
    ])
  })

  test('a global profile: the region, and the ARN without one', () => {
    expect(policyResources('global.anthropic.claude-sonnet-4-6', 'eu-west-1', account)).toEqual([
      `arn:aws:bedrock:eu-west-1:${account}:inference-profile/global.anthropic.claude-sonnet-4-6`,
      'arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-sonnet-4-6',
      'arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6',
    ])
  })

  test('a bare id: that model in that region', () => {
    expect(policyResources('anthropic.claude-sonnet-5', 'ap-northeast-2', account)).toEqual([
      'arn:aws:bedrock:ap-northeast-2::foundation-model/anthropic.claude-sonnet-5',
    ])
  })

  test('GovCloud has a partition of its own', () => {
    expect(policyResources('us-gov.anthropic.claude-opus-5', 'us-gov-west-1', account)).toEqual([
      `arn:aws-us-gov:bedrock:us-gov-west-1:${account}:inference-profile/us-gov.anthropic.claude-opus-5`,
      'arn:aws-us-gov:bedrock:us-gov-east-1::foundation-model/anthropic.claude-opus-5',
      'arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-opus-5',
    ])
  })

  test('ARNs stand for themselves, with the foundation models where they are known', () => {
    const application = `arn:aws:bedrock:eu-west-1:${account}:application-inference-profile/x`
    expect(policyResources(application, 'eu-west-1', account)).toEqual([application])
    const profile = `arn:aws:bedrock:ap-northeast-1:${account}:inference-profile/jp.anthropic.claude-opus-4-8`
    expect(policyResources(profile, 'eu-west-1', account)).toEqual([
      profile,
      'arn:aws:bedrock:ap-northeast-1::foundation-model/anthropic.claude-opus-4-8',
      'arn:aws:bedrock:ap-northeast-3::foundation-model/anthropic.claude-opus-4-8',
    ])
  })

  test('any region where the routes are not known, nothing for what is not', () => {
    expect(policyResources('eu.anthropic.claude-fable-5-2', 'eu-west-1', account)).toEqual([
      `arn:aws:bedrock:eu-west-1:${account}:inference-profile/eu.anthropic.claude-fable-5-2`,
      'arn:aws:bedrock:*::foundation-model/anthropic.claude-fable-5-2',
    ])
    expect(policyResources('claude-of-tomorrow', 'eu-west-1', account)).toEqual([])
  })
})
