import { describe, expect, test } from 'vitest'
import { cleanSchema, isStrict, toolSchema } from '../../../src/gateway/openai/schema.ts'

describe('a schema', () => {
  const refused = { $schema: 'https://json-schema.org/draft/2020-12/schema', propertyNames: { pattern: '^a' } }
  test.each<[string, unknown, unknown]>([
    ['without what is refused', { ...refused, type: 'object' }, { type: 'object' }],
    ['with a format that is known', { type: 'string', format: 'date-time' }, { type: 'string', format: 'date-time' }],
    ['with a format that is not', { type: 'string', format: 'uri' }, { type: 'string' }],
    [
      'with arrays of anything, each of which gets its items',
      { anyOf: [{ type: 'array' }, { type: ['array', 'null'] }, { type: 'array', prefixItems: [] }, { type: 'null' }] },
      {
        anyOf: [
          { type: 'array', items: {} },
          { type: ['array', 'null'], items: {} },
          { type: 'array', prefixItems: [] },
          { type: 'null' },
        ],
      },
    ],
    [
      'deep down',
      { items: [{ anyOf: [{ additionalProperties: { not: { type: 'string', format: 'uri' } } }] }, true] },
      { items: [{ anyOf: [{ additionalProperties: { not: { type: 'string' } } }] }, true] },
    ],
    [
      'in definitions',
      {
        $defs: { a: { ...refused } },
        definitions: { format: { format: 'int32' } },
        patternProperties: { '^x': refused },
      },
      { $defs: { a: {} }, definitions: { format: {} }, patternProperties: { '^x': {} } },
    ],
    [
      'with properties that are called as keywords are',
      {
        properties: {
          format: { type: 'string', format: 'uri' },
          propertyNames: { type: 'string' },
          $schema: { type: 'string' },
          items: { type: 'string', format: 'regex' },
          properties: { type: 'object', properties: { format: { format: 'email' } } },
        },
        required: ['format', 'propertyNames', '$schema'],
      },
      {
        properties: {
          format: { type: 'string' },
          propertyNames: { type: 'string' },
          $schema: { type: 'string' },
          items: { type: 'string' },
          properties: { type: 'object', properties: { format: { format: 'email' } } },
        },
        required: ['format', 'propertyNames', '$schema'],
      },
    ],
    [
      'with data that looks like a schema',
      {
        default: { format: 'uri' },
        const: { $schema: 'x' },
        enum: [{ propertyNames: 1 }],
        examples: [{ format: 'x' }],
      },
      {
        default: { format: 'uri' },
        const: { $schema: 'x' },
        enum: [{ propertyNames: 1 }],
        examples: [{ format: 'x' }],
      },
    ],
    ['that says yes', true, true],
    ['of nonsense', { properties: 7, items: null, anyOf: 'x' }, { properties: 7, items: null, anyOf: 'x' }],
  ])('%s', (_, schema, expected) => {
    const before = structuredClone(schema)
    expect(cleanSchema(schema)).toEqual(expected)
    expect(schema).toEqual(before)
  })

  test('that needs no change is not copied', () => {
    const schema = { type: 'object', properties: { a: { anyOf: [{ type: 'string' }, { type: 'null' }] } } }
    expect(cleanSchema(schema)).toBe(schema)
    expect(toolSchema(schema)).toBe(schema)
  })

  test('with a property that is called as a prototype is', () => {
    const schema = JSON.parse(
      '{"properties":{"__proto__":{"type":"string","format":"uri"},"constructor":{"format":"uri"}}}',
    )
    expect(JSON.stringify(cleanSchema(schema))).toBe('{"properties":{"__proto__":{"type":"string"},"constructor":{}}}')
    const tool = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}')
    expect(JSON.stringify(toolSchema(tool))).toBe(JSON.stringify(tool))
  })
})

describe('a tool’s schema', () => {
  const a = { a: { type: 'string' } }
  test.each<[string, unknown, unknown]>([
    ['is an object with properties', { properties: a }, { type: 'object', properties: a }],
    ['may be missing', undefined, { type: 'object', properties: {} }],
    ['may be null', null, { type: 'object', properties: {} }],
    [
      'has no combinations on top',
      { type: 'object', properties: a, anyOf: [{ required: ['a'] }] },
      { type: 'object', properties: a },
    ],
    [
      'keeps combinations where there is nothing else',
      { anyOf: [{ type: 'object', properties: a }] },
      { type: 'object', properties: {}, anyOf: [{ type: 'object', properties: a }] },
    ],
  ])('%s', (_, schema, expected) => expect(toolSchema(schema)).toEqual(expected))
})

describe('strictness', () => {
  const strict = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false }
  test.each<[string, unknown, boolean]>([
    ['an object that is closed, with all required', strict, true],
    ['an object that is open', { ...strict, additionalProperties: true }, false],
    ['an object that may lack something', { ...strict, required: [] }, false],
    ['an open object deep down', { ...strict, properties: { a: { items: { type: 'object' } } } }, false],
    ['an open object among the definitions', { ...strict, $defs: { b: { type: 'object' } } }, false],
    ['no object', { type: 'string' }, true],
  ])('%s', (_, schema, expected) => expect(isStrict(schema)).toBe(expected))
})
