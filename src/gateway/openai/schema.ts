import { isObject, type Loose } from './json.ts'

/** The formats that OpenAI knows ("Structured model outputs", supported properties); it refuses a schema with another. */
const formats = new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'])

/** Keywords that OpenAI refuses wherever they stand. */
const refused = new Set(['$schema', 'propertyNames'])

/** Keywords that hold one schema or a list of them, and those that hold schemas by name. All others hold plain data. */
const holdSchemas = new Set([
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'oneOf',
  'prefixItems',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
])
const holdNamed = new Set(['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties'])

/** "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level", OpenAI says. */
const refusedOnTop = new Set(['allOf', 'anyOf', 'enum', 'not', 'oneOf'])

/** The schema of a tool's input as OpenAI takes it: an object with `properties`, without what it refuses. */
export function toolSchema(schema: unknown): Loose {
  const cleaned = isObject(schema) ? (cleanSchema(schema) as Loose) : {}
  if (!isObject(cleaned.properties)) return { ...cleaned, type: 'object', properties: {} }
  // With properties to go by, the model can do without the combinations; the tool checks its input anyway.
  const kept = Object.entries(cleaned).filter(([keyword]) => !refusedOnTop.has(keyword))
  if (cleaned.type === 'object' && kept.length === Object.keys(cleaned).length) return cleaned
  return { ...Object.fromEntries(kept), type: 'object' }
}

/** A schema without what OpenAI refuses, and with what it asks for. Only what changes is copied; names of properties are not keywords. */
export function cleanSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return mapped(schema, cleanSchema)
  if (!isObject(schema)) return schema
  let changed: Record<string, unknown> | undefined
  for (const keyword in schema) {
    const held = schema[keyword]
    if (refused.has(keyword) || (keyword === 'format' && !formats.has(held as string))) {
      changed ??= { ...schema }
      delete changed[keyword]
      continue
    }
    const cleaned = holdSchemas.has(keyword) ? cleanSchema(held) : holdNamed.has(keyword) ? cleanNamed(held) : held
    if (cleaned === held) continue
    changed ??= { ...schema }
    changed[keyword] = cleaned
  }
  // "array schema missing items", it says otherwise.
  if (isArrayOfAnything(schema)) changed = { ...(changed ?? schema), items: {} }
  return changed ?? schema
}

function isArrayOfAnything({ type, items, prefixItems }: Loose): boolean {
  return (type === 'array' || (Array.isArray(type) && type.includes('array'))) && items == null && prefixItems == null
}

function cleanNamed(schemas: unknown): unknown {
  if (!isObject(schemas)) return schemas
  let changed: Record<string, unknown> | undefined
  for (const name in schemas) {
    const cleaned = cleanSchema(schemas[name])
    if (cleaned === schemas[name]) continue
    changed ??= { ...schemas }
    set(changed, name, cleaned)
  }
  return changed ?? schemas
}

function mapped(list: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] {
  const changed = list.map(change)
  return changed.some((item, at) => item !== list[at]) ? changed : list
}

/** A property may have any name, `__proto__` included, which an assignment would not make one. */
function set(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
}

/** Whether OpenAI can hold an answer strictly to a schema: objects are closed, and all of their properties required. */
export function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict)
  if (!isObject(schema)) return true
  if (isObject(schema.properties) || schema.type === 'object') {
    const required = new Set(Array.isArray(schema.required) ? schema.required : [])
    if (schema.additionalProperties !== false) return false
    if (!Object.keys(schema.properties ?? {}).every((name) => required.has(name))) return false
  }
  return Object.entries(schema).every(([keyword, held]) => {
    if (holdNamed.has(keyword)) return !isObject(held) || Object.values(held).every(isStrict)
    return !holdSchemas.has(keyword) || isStrict(held)
  })
}
