/**
 * What a server that follows OpenAI's Chat Completions API refuses, taken together from those that are strict: OpenAI
 * itself, and the chat templates that vLLM and llama.cpp fill in.
 */
import { invalid, type Refusal } from './chat-errors.ts'
import { messagesRefusal } from './chat-messages.ts'
import { toolsRefusal } from './chat-tools.ts'
import { isRecord, type Loose, namePattern, unknownKey } from './loose.ts'

/** What servers differ in. The defaults take the most. */
export interface Rules {
  /** The newest models of OpenAI's take only the new name, older servers only the old one. */
  readonly maxTokensName: 'either' | 'max_tokens' | 'max_completion_tokens'
  /** The longest answer that may be asked for. */
  readonly mostTokens: number
  readonly streamOptions: 'taken' | 'refused'
  /** Whether a system message may stand between others; many chat templates refuse it. */
  readonly system: 'anywhere' | 'only-first'
  /** Whether two messages of one side in a row are taken; some chat templates refuse it. */
  readonly turns: 'free' | 'alternating'
  readonly pictures: 'seen' | 'refused'
  /** DeepSeek and Kimi want the thinking of a turn with tool calls back; others refuse the field. */
  readonly reasoningContent: 'taken' | 'wanted' | 'refused'
}

export const lenient: Rules = {
  maxTokensName: 'either',
  mostTokens: Number.MAX_SAFE_INTEGER,
  streamOptions: 'taken',
  system: 'anywhere',
  turns: 'free',
  pictures: 'seen',
  reasoningContent: 'taken',
}

const parameters = [
  'frequency_penalty',
  'logit_bias',
  'logprobs',
  'max_completion_tokens',
  'max_tokens',
  'messages',
  'metadata',
  'model',
  'n',
  'parallel_tool_calls',
  'presence_penalty',
  'prompt_cache_key',
  'reasoning_effort',
  'response_format',
  'safety_identifier',
  'seed',
  'service_tier',
  'stop',
  'store',
  'stream',
  'stream_options',
  'temperature',
  'tool_choice',
  'tools',
  'top_logprobs',
  'top_p',
  'user',
  'verbosity',
]

/** The first thing that is wrong with a body; the model's name is looked up elsewhere. */
export function chatRefusal(body: unknown, rules: Rules): Refusal | undefined {
  if (!isRecord(body)) return invalid('We could not parse the JSON body of your request.')
  if (typeof body.model !== 'string' || body.model === '') return invalid('you must provide a model parameter')
  const unknown = unknownKey(body, parameters)
  if (unknown !== undefined) return invalid(`Unrecognized request argument supplied: ${unknown}`)
  return (
    messagesRefusal(body.messages, rules) ??
    toolsRefusal(body) ??
    lengthRefusal(body, rules) ??
    streamRefusal(body, rules) ??
    samplingRefusal(body) ??
    formatRefusal(body.response_format)
  )
}

function lengthRefusal(body: Loose, { maxTokensName, mostTokens }: Rules): Refusal | undefined {
  const names = ['max_tokens', 'max_completion_tokens'].filter((name) => body[name] !== undefined)
  if (names.length > 1)
    return invalid("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", 'max_tokens')
  const [name] = names
  if (name === undefined) return undefined
  if (maxTokensName !== 'either' && name !== maxTokensName)
    return invalid(
      `Unsupported parameter: '${name}' is not supported with this model. Use '${maxTokensName}' instead.`,
      name,
    )
  const asked = body[name]
  if (!Number.isInteger(asked) || (asked as number) < 1) return invalid(`Invalid '${name}': integer above 0.`, name)
  if ((asked as number) > mostTokens)
    return invalid(
      `${name} is too large: ${asked}. This model supports at most ${mostTokens} completion tokens, whereas you provided ${asked}.`,
      name,
    )
  return undefined
}

function streamRefusal({ stream, stream_options: options }: Loose, rules: Rules): Refusal | undefined {
  if (stream !== undefined && typeof stream !== 'boolean') return invalid("Invalid type for 'stream'.", 'stream')
  if (options === undefined) return undefined
  if (rules.streamOptions === 'refused')
    return invalid('Unrecognized request argument supplied: stream_options', 'stream_options')
  if (stream !== true)
    return invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options')
  if (!isRecord(options) || unknownKey(options, ['include_usage']) !== undefined)
    return invalid("Invalid 'stream_options'.", 'stream_options')
  return undefined
}

function samplingRefusal({ temperature, top_p, stop, reasoning_effort: effort }: Loose): Refusal | undefined {
  if (temperature !== undefined && !within(temperature, 2)) return invalid("Invalid 'temperature'.", 'temperature')
  if (top_p !== undefined && !within(top_p, 1)) return invalid("Invalid 'top_p'.", 'top_p')
  const stops = typeof stop === 'string' ? [stop] : stop
  if (stops !== undefined) {
    if (!Array.isArray(stops) || stops.length === 0 || stops.some((one) => typeof one !== 'string' || one === ''))
      return invalid("Invalid type for 'stop': expected a string, or an array of strings.", 'stop')
    if (stops.length > 4)
      return invalid(
        `Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length ${stops.length} instead.`,
        'stop',
      )
  }
  if (effort !== undefined && !efforts.includes(effort as string))
    return invalid(`Invalid value: '${effort}'. Supported values are: ${efforts.join(', ')}.`, 'reasoning_effort')
  return undefined
}

const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh']

const within = (held: unknown, most: number) => typeof held === 'number' && held >= 0 && held <= most

function formatRefusal(format: unknown): Refusal | undefined {
  if (format === undefined) return undefined
  const refused = (what: string) => invalid(`Invalid 'response_format': ${what}.`, 'response_format')
  if (!isRecord(format)) return refused('expected an object')
  if (format.type === 'text' || format.type === 'json_object') return undefined
  if (format.type !== 'json_schema') return refused(`${format.type} is no type`)
  const schema = format.json_schema
  if (!isRecord(schema) || !isRecord(schema.schema)) return refused("'json_schema' with a schema is missing")
  if (!namePattern.test(String(schema.name))) return refused("'json_schema.name' is missing or invalid")
  return undefined
}
