import type OpenAI from 'openai'
import { commonDialect, type Dialect } from './dialect.ts'
import { isObject, type Loose, listOf, textOf } from './json.ts'
import { translateMessages } from './messages.ts'
import { cleanSchema, isStrict } from './schema.ts'
import { ToolNames } from './tool-names.ts'
import { translateTools } from './tools.ts'

type Params = OpenAI.ChatCompletionCreateParams

export interface TranslatedRequest {
  body: Params
  /** For the answer, which names the tools as the server was told. */
  names: ToolNames
}

/** A request that no translation makes sense of; what it says is for whoever sent it. */
export class UntranslatableRequest extends Error {}

/** OpenAI takes four at the most. */
const mostStops = 4

/**
 * A request of Anthropic's Messages API as one of OpenAI's Chat Completions. What has no counterpart there is left out:
 * `top_k`, `metadata`, betas, `context_management`, tools that Anthropic runs itself.
 */
export function translateRequest(request: unknown, dialect: Dialect = commonDialect): TranslatedRequest {
  if (!isObject(request)) throw new UntranslatableRequest('The body is not a JSON object.')
  if (textOf(request.model) === undefined) throw new UntranslatableRequest('model: Field required')
  if (!Array.isArray(request.messages)) throw new UntranslatableRequest('messages: Field required')
  const names = new ToolNames()
  const body: Params = {
    model: request.model as string,
    messages: translateMessages(request.system, request.messages, dialect, names),
    ...translateTools(request, dialect, names),
    ...sampling(request, dialect),
    ...effort(request, dialect),
    ...answerFormat(request, dialect),
    ...streaming(request, dialect),
  }
  return { body, names }
}

function sampling(request: Loose, dialect: Dialect): Partial<Params> {
  const params: Partial<Params> = {}
  const { max_tokens, temperature, top_p } = request
  if (typeof max_tokens === 'number')
    params[dialect.maxTokensName] = Math.min(max_tokens, dialect.mostTokens ?? max_tokens)
  const stops = listOf(request.stop_sequences).filter((stop) => textOf(stop) !== undefined)
  if (stops.length > 0 && !dialect.without.has('stop')) params.stop = stops.slice(0, mostStops) as string[]
  if (typeof temperature === 'number' && !dialect.without.has('temperature')) params.temperature = temperature
  if (typeof top_p === 'number' && !dialect.without.has('top_p')) params.top_p = top_p
  return params
}

/** Most servers refuse `reasoning_effort` for a model that does not think, so it is sent only where it is known to be taken. */
function effort(request: Loose, dialect: Dialect): Partial<Params> {
  if (!dialect.effort || dialect.without.has('reasoning_effort')) return {}
  const thinking: Loose = isObject(request.thinking) ? request.thinking : {}
  const asked = isObject(request.output_config) ? request.output_config.effort : undefined
  if (thinking.type === 'disabled') return { reasoning_effort: 'none' }
  if (asked === 'low' || asked === 'medium' || asked === 'high') return { reasoning_effort: asked }
  // "xhigh" and "max" have no counterpart that all servers know.
  if (typeof asked === 'string') return { reasoning_effort: 'high' }
  const budget = thinking.type === 'enabled' ? thinking.budget_tokens : undefined
  if (typeof budget !== 'number') return {}
  return { reasoning_effort: budget < 4_096 ? 'low' : budget < 16_384 ? 'medium' : 'high' }
}

/** `output_config.format`, or `output_format` as it was called before. */
function answerFormat(request: Loose, dialect: Dialect): Partial<Params> {
  const format = isObject(request.output_config) ? request.output_config.format : undefined
  const asked = isObject(format) ? format : request.output_format
  if (!isObject(asked) || asked.type !== 'json_schema' || !isObject(asked.schema)) return {}
  if (dialect.without.has('response_format')) return {}
  const schema = cleanSchema(asked.schema) as Record<string, unknown>
  const name = 'answer'
  return { response_format: { type: 'json_schema', json_schema: { name, schema, strict: isStrict(schema) } } }
}

function streaming(request: Loose, dialect: Dialect): Partial<Params> {
  if (request.stream !== true) return {}
  return { stream: true, ...(dialect.includeUsage && { stream_options: { include_usage: true } }) } as Partial<Params>
}
