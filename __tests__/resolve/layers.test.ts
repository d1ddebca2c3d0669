import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  byDefault,
  type Candidate,
  choose,
  fromInput,
  fromLayers,
  type Layer,
  settingsKeys,
} from '../../src/resolve/layers.ts'

const kind = fc.constantFrom('input', 'env', 'file', 'default')
const candidate: fc.Arbitrary<Candidate<number>> = fc.record({
  value: fc.integer(),
  source: fc.record({ kind, name: fc.string() }),
})

describe('choose', () => {
  test('takes the first, and keeps the others in order, but for the default', () => {
    fc.assert(
      fc.property(fc.array(candidate), (all) => {
        const [first, ...others] = all
        if (first === undefined) expect(choose(all)).toBeUndefined()
        else expect(choose(all)).toEqual({ ...first, over: others.filter(({ source }) => source.kind !== 'default') })
      }),
    )
  })

  test('takes the default when nobody said anything', () => {
    const nothing = fromInput('x', undefined)
    expect(choose([...nothing, byDefault(5)])).toEqual({
      value: 5,
      source: { kind: 'default', name: 'default' },
      over: [],
    })
  })
})

describe('the layers', () => {
  const blank = fc.constantFrom(undefined, '', ' ', '\n')
  const word = fc.stringMatching(/^[a-z]{1,4}$/)
  const said = fc.oneof(blank, word)
  const layers: fc.Arbitrary<Layer[]> = fc.array(
    fc.record({
      kind: fc.constant('file' as const),
      name: word,
      keys: fc.record({ model: word }, { requiredKeys: [] }),
      env: fc.record({ A: said, B: said }),
    }),
  )

  test('say what they say from the strongest to the weakest, the key of a file before its variables', () => {
    fc.assert(
      fc.property(layers, (layers) => {
        const expected = layers.flatMap(({ name, keys, env }) => {
          const variable = (['A', 'B'] as const).find((variable) => env[variable]?.trim())
          return [
            ...(keys.model === undefined ? [] : [{ value: keys.model, name }]),
            ...(variable === undefined ? [] : [{ value: env[variable], name: `${name} env ${variable}` }]),
          ]
        })
        const got = fromLayers(layers, 'model', ['A', 'B'])
        expect(got.map(({ value, source }) => ({ value, name: source.name }))).toEqual(expected)
      }),
    )
  })

  test('name a variable of the environment by itself', () => {
    const layer: Layer = { kind: 'env', name: 'env', keys: {}, env: { A: ' b ' } }
    expect(fromLayers([layer], undefined, ['A'])).toEqual([{ value: 'b', source: { kind: 'env', name: 'env A' } }])
  })

  test('know the documents’ keys', () => {
    expect([...settingsKeys].sort()).toEqual([
      'apiProvider',
      'awsRegion',
      'customApiUrl',
      'gcpProjectId',
      'gcpRegion',
      'model',
    ])
  })
})
