import type Anthropic from '@anthropic-ai/sdk'
import type OpenAI from 'openai'
import type { Dialect } from './dialect.ts'
import { isObject, type Loose, listOf, textOf } from './json.ts'
import { toolSchema } from './schema.ts'
import type { ToolNames } from './tool-names.ts'

type FunctionTool = OpenAI.ChatCompletionFunctionTool
type Params = Pick<OpenAI.ChatCompletionCreateParams, 'tools' | 'tool_choice' | 'parallel_tool_calls'>

/** Tools and the choice among them. All are left out together: a choice without tools is refused. */
export function translateTools(request: Loose, dialect: Dialect, names: ToolNames): Params {
  const offered = listOf(request.tools).filter(isObject)
  const tools = offered.filter((tool) => isCustom(tool) && !isHidden(tool, offered, request.messages))
  if (tools.length === 0) return {}
  const params: Params = { tools: tools.map((tool) => translateTool(tool, names)) }
  const choice = request.tool_choice as Anthropic.ToolChoice | undefined
  const translated = translateChoice(choice, tools, names)
  if (translated !== undefined && !dialect.without.has('tool_choice')) params.tool_choice = translated
  if (isObject(choice) && choice.disable_parallel_tool_use === true && !dialect.without.has('parallel_tool_calls'))
    params.parallel_tool_calls = false
  return params
}

function translateTool(tool: Loose, names: ToolNames): FunctionTool {
  const description = textOf(tool.description)
  return {
    type: 'function',
    function: {
      name: names.toServer(String(tool.name)),
      ...(description !== undefined && { description }),
      parameters: toolSchema(tool.input_schema),
    },
  }
}

function translateChoice(
  choice: Anthropic.ToolChoice | undefined,
  tools: readonly Loose[],
  names: ToolNames,
): OpenAI.ChatCompletionToolChoiceOption | undefined {
  switch (choice?.type) {
    case 'auto':
    case 'none':
      return choice.type
    case 'any':
      return 'required'
    case 'tool':
      // A tool that Anthropic runs itself is not there to be chosen.
      if (!tools.some(({ name }) => name === choice.name)) return undefined
      return { type: 'function', function: { name: names.toServer(choice.name) } }
    default:
      return undefined
  }
}

/** Tools of Anthropic's own (`web_search_20250305`) have a type and no schema: no other server knows them. */
function isCustom({ name, type, input_schema }: Loose): boolean {
  return textOf(name) !== undefined && (type == null || type === 'custom' || isObject(input_schema))
}

/**
 * A tool with `defer_loading` stays out of the prompt until a tool's result refers to it; that is how the CLI's ToolSearch
 * loads tools. Where Anthropic would do the search there is nobody to find them, so all are shown.
 */
function isHidden({ name, defer_loading }: Loose, offered: readonly Loose[], messages: unknown): boolean {
  if (defer_loading !== true) return false
  if (offered.some(({ type }) => typeof type === 'string' && type.startsWith('tool_search_tool'))) return false
  return !listOf(messages).some((message) => refersTo(message, name))
}

function refersTo(message: unknown, name: unknown): boolean {
  if (!isObject(message)) return false
  return listOf(message.content).some(
    (block) =>
      isObject(block) &&
      ((block.type === 'tool_reference' && block.tool_name === name) ||
        (block.type === 'tool_result' && refersTo(block, name))),
  )
}
