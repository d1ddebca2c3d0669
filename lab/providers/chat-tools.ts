/** What is refused in the tools of a chat completion, and in the choice among them. */
import { invalid, type Refusal } from './chat-errors.ts'
import { isRecord, type Loose, namePattern, unknownKey } from './loose.ts'

const mostTools = 128

export function toolsRefusal(body: Loose): Refusal | undefined {
  const { tools, tool_choice: choice, parallel_tool_calls: parallel } = body
  if (tools === undefined) {
    const name = choice !== undefined ? 'tool_choice' : parallel !== undefined ? 'parallel_tool_calls' : undefined
    return name && invalid(`'${name}' is only allowed when 'tools' are specified.`, name)
  }
  if (!Array.isArray(tools)) return invalid("Invalid type for 'tools': expected an array of objects.", 'tools')
  if (tools.length === 0 || tools.length > mostTools)
    return invalid(
      tools.length === 0
        ? "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array instead."
        : `Invalid 'tools': array too long. Expected an array with maximum length ${mostTools}, but got an array with length ${tools.length} instead.`,
      'tools',
    )
  for (const [at, tool] of tools.entries()) {
    const refused = toolRefusal(tool, `tools[${at}]`)
    if (refused) return refused
  }
  if (parallel !== undefined && typeof parallel !== 'boolean')
    return invalid("Invalid type for 'parallel_tool_calls': expected a boolean.", 'parallel_tool_calls')
  return choiceRefusal(choice, tools)
}

function toolRefusal(tool: unknown, at: string): Refusal | undefined {
  if (!isRecord(tool) || tool.type !== 'function' || !isRecord(tool.function))
    return invalid(`Missing required parameter: '${at}.function'.`, `${at}.function`)
  const held = tool.function
  const unknown =
    unknownKey(tool, ['type', 'function']) ?? unknownKey(held, ['name', 'description', 'parameters', 'strict'])
  if (unknown !== undefined) return invalid(`Unknown parameter: '${at}.${unknown}'.`, `${at}.${unknown}`)
  if (!namePattern.test(String(held.name)))
    return invalid(
      `Invalid '${at}.function.name': expected 1 to 64 characters that match the pattern '^[a-zA-Z0-9_-]+$'.`,
      `${at}.function.name`,
    )
  if (held.description !== undefined && typeof held.description !== 'string')
    return invalid(`Invalid type for '${at}.function.description'.`, `${at}.function.description`)
  const wrong = held.parameters === undefined ? undefined : schemaFault(held.parameters)
  return wrong === undefined
    ? undefined
    : { ...invalid(`Invalid schema for function '${held.name}': ${wrong}`, `${at}.function.parameters`), code }
}

const code = 'invalid_function_parameters'

function schemaFault(schema: unknown): string | undefined {
  if (!isRecord(schema) || schema.type !== 'object') return 'schema must be a JSON Schema of \'type: "object"\'.'
  const combined = ['oneOf', 'anyOf', 'allOf', 'enum', 'not'].find((keyword) => keyword in schema)
  if (combined !== undefined)
    return "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level."
  return faultWithin(schema, [])
}

const refusedKeywords = ['$schema', 'propertyNames']
const formats = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']
/** What these hold are schemas by name; a name is no keyword. */
const named = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']
/** What these hold is data. */
const data = ['const', 'default', 'enum', 'examples', 'required']

function faultWithin(schema: unknown, path: readonly string[]): string | undefined {
  if (Array.isArray(schema)) return first(schema, (item, at) => faultWithin(item, [...path, String(at)]))
  if (!isRecord(schema)) return undefined
  const context = `In context=(${path.map((step) => `'${step}'`).join(', ')}), `
  const keyword = refusedKeywords.find((one) => one in schema)
  if (keyword !== undefined) return `${context}'${keyword}' is not permitted.`
  if (schema.format !== undefined && !formats.includes(schema.format as string))
    return `${context}'${schema.format}' is not a valid format.`
  if (schema.type === 'array' && !('items' in schema || 'prefixItems' in schema))
    return `${context}array schema missing items.`
  return first(Object.entries(schema), ([key, held]) => {
    if (data.includes(key)) return undefined
    if (!named.includes(key) || !isRecord(held)) return faultWithin(held, [...path, key])
    return first(Object.entries(held), ([name, inner]) => faultWithin(inner, [...path, key, name]))
  })
}

function first<T>(list: readonly T[], look: (item: T, at: number) => string | undefined): string | undefined {
  for (const [at, item] of list.entries()) {
    const found = look(item, at)
    if (found !== undefined) return found
  }
  return undefined
}

function choiceRefusal(choice: unknown, tools: readonly { function: Loose }[]): Refusal | undefined {
  if (choice === undefined || ['none', 'auto', 'required'].includes(choice as string)) return undefined
  if (!isRecord(choice) || choice.type !== 'function' || !isRecord(choice.function))
    return invalid(
      "Invalid value for 'tool_choice'. Supported values are: 'none', 'auto', and 'required'.",
      'tool_choice',
    )
  const { name } = choice.function
  return tools.some((tool) => tool.function.name === name)
    ? undefined
    : invalid(`Invalid value for 'tool_choice': there is no function '${name}' in 'tools'.`, 'tool_choice')
}
