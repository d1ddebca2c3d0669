/**
 * A stand-in for a gateway that speaks Anthropic's Messages API besides OpenAI's, as LiteLLM, vLLM, llama.cpp and Ollama
 * do. It lists its models as OpenAI does, so that the list tells nothing.
 */
import type { ServerResponse } from 'node:http'
import type { RecordedRequest, Script } from './answers.ts'
import { sendUnknownPath } from './chat-errors.ts'
import { type Handler, startRecordingServer } from './http.ts'
import { type MessagesApiOptions, messagesHandler } from './messages-api.ts'
import { type OpenAiApiOptions, openAiHandler } from './openai-api.ts'

export interface BothProtocolsOptions {
  /** Each protocol counts its own requests. */
  readonly script: Script
  /** Default: any key, but there must be one. */
  readonly key?: string
  readonly accept?: 'bearer' | 'either'
  readonly prefix?: string
  readonly openai?: Partial<OpenAiApiOptions>
  /** Who finds fault with a body for Messages that lacks something, and in which shape. Default: `anthropic`. */
  readonly refusals?: 'anthropic' | 'vllm' | 'sglang' | 'fastapi' | 'litellm' | 'llama.cpp'
  /** Ollama, LM Studio and new-api have no `count_tokens`. */
  readonly countTokens?: 'counted' | 'missing'
  /** Closes by itself; 10 minutes by default. */
  readonly stopAfterMs?: number
}

export interface BothProtocols {
  /** `http://127.0.0.1:PORT`, without the prefix. */
  readonly url: string
  readonly port: number
  readonly requests: RecordedRequest[]
  /** Only `POST /v1/messages`. */
  readonly messages: RecordedRequest[]
  /** Only `POST /v1/chat/completions`. */
  readonly completions: RecordedRequest[]
  idle(): Promise<void>
  close(): Promise<void>
}

export async function startBothProtocols(options: BothProtocolsOptions): Promise<BothProtocols> {
  const messages: RecordedRequest[] = []
  const completions: RecordedRequest[] = []
  const { script, key, accept = 'either', prefix = '', refusals = 'anthropic', countTokens = 'counted' } = options
  const common = { script, accept, prefix, ...(key === undefined ? {} : { key }) }
  const anthropic = messagesHandler(common satisfies MessagesApiOptions, messages)
  const openai = openAiHandler({ unknownPath: 'fastapi', ...common, ...options.openai }, completions)

  const handle: Handler = (request, response) => {
    const path = request.path.replace(/[?#].*$/s, '')
    if (path === `${prefix}/v1/messages/count_tokens` && countTokens === 'missing')
      return sendUnknownPath(response, options.openai?.unknownPath ?? 'fastapi', request.method, path)
    if (request.method !== 'HEAD' && !path.startsWith(`${prefix}/v1/messages`)) return openai(request, response)
    // The key comes first everywhere: Messages' own handler asks for it.
    if (refusals !== 'anthropic' && isKeyed(request) && !isWhole(request.body))
      return sendShaped(response, refusals, missing(request.body))
    return anthropic(request, response)
  }
  const { stopAfterMs } = options
  const server = await startRecordingServer({ handle, ...(stopAfterMs === undefined ? {} : { stopAfterMs }) })
  return { ...server, messages, completions }

  function isKeyed({ headers }: RecordedRequest): boolean {
    const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? headers['x-api-key']
    return given !== undefined && (key === undefined || given === key)
  }
}

const required = ['model', 'messages', 'max_tokens']

const missing = (body: Record<string, unknown> | undefined) => required.filter((name) => body?.[name] === undefined)

const isWhole = (body: Record<string, unknown> | undefined) => missing(body).length === 0

function sendShaped(
  response: ServerResponse,
  refusals: Exclude<BothProtocolsOptions['refusals'], 'anthropic' | undefined>,
  fields: readonly string[],
): void {
  const { status, body } = shaped(refusals, fields)
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Only few of those that speak Anthropic's protocol refuse in its shape. */
function shaped(
  refusals: Exclude<BothProtocolsOptions['refusals'], 'anthropic' | undefined>,
  fields: readonly string[],
): { status: number; body: unknown } {
  const message = `${fields.length} validation errors: ${fields.map((name) => `body.${name}: Field required`).join(', ')}`
  switch (refusals) {
    case 'vllm':
      return { status: 400, body: { error: { message, type: 'Bad Request', param: null, code: 400 } } }
    case 'sglang':
      return { status: 400, body: { object: 'error', message, type: 'Bad Request', param: null, code: 400 } }
    case 'fastapi': {
      const detail = fields.map((name) => ({ type: 'missing', loc: ['body', name], msg: 'Field required' }))
      return { status: 422, body: { detail } }
    }
    case 'litellm':
      return { status: 500, body: { error: { message: "'model'", type: 'None', param: 'None', code: '500' } } }
    case 'llama.cpp':
      return { status: 500, body: { error: { code: 500, message: "'messages' is required", type: 'server_error' } } }
  }
}
