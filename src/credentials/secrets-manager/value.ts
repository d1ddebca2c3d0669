import { ActionError } from '../../errors.ts'

/**
 * The key in a secret's text: the field of a JSON object, or the text itself. A name with a dot in it is a field of that
 * name first, and then a way into nested ones. What is said of a mistake names fields, and never holds a value.
 */
export function keyIn(text: string, field: string, secret: string): string {
  const missing = (why: string) => new ActionError('secret-field-missing', `The secret ${secret} ${why}`)
  const json = parse(text)
  if (json === undefined) {
    if (/^\s*[{[]/.test(text)) throw missing('looks like JSON and is none.')
    return checked(text.trim(), missing)
  }
  const value = Object.hasOwn(json, field) ? json[field] : nested(json, field.split('.'))
  if (value === undefined)
    throw missing(
      `has no field \`${field}\`; it has ${
        Object.keys(json)
          .map((name) => `\`${name}\``)
          .join(', ') || 'none'
      }.`,
    )
  if (typeof value !== 'string') throw missing(`has no text in \`${field}\`.`)
  return checked(value.trim(), missing)
}

function checked(key: string, missing: (why: string) => ActionError): string {
  if (key === '') throw missing('is empty where the key should be.')
  if (/[^\x21-\x7e]/.test(key)) throw missing('holds a space, a line break or another character that no key has.')
  return key
}

/** An object; a number or a quoted string alone is JSON as well, and a key that is plain text. */
function parse(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function nested(json: Record<string, unknown>, path: readonly string[]): unknown {
  let value: unknown = json
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}
