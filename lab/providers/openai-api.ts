/**
 * A stand-in on loopback for the servers that follow OpenAI's Chat Completions API: OpenAI, vLLM, llama.cpp, Ollama,
 * LiteLLM and others. It plays the same scripts as the other providers, and is as strict as the strictest of them.
 */
import type { ServerResponse } from 'node:http'
import { nextAnswer, type RecordedRequest, type Script } from './answers.ts'
import { sendChatAnswer, type Wire } from './chat-answer.ts'
import { invalid, type Refusal, sendRefusal, sendUnknownPath, type UnknownPath } from './chat-errors.ts'
import { type Flavour, openAi } from './chat-events.ts'
import { chatRefusal, lenient, type Rules } from './chat-request.ts'
import { type Handler, pause, startRecordingServer } from './http.ts'
import { sendJson } from './message-answer.ts'

export type { Flavour, Refusal, Rules, Script, UnknownPath, Wire }

export interface OpenAiApiOptions {
  /** `index` counts the requests for a completion that were found to be right. */
  readonly script: Script
  /** The key to ask for, or several, or a test of it; null asks for none, as Ollama. Default: any key, but there must be one. */
  readonly key?: string | readonly string[] | ((key: string) => boolean) | null
  /** How the key may come. Default: only as a bearer token; llama.cpp and LM Studio take either. */
  readonly accept?: 'bearer' | 'either'
  /** Whether it is asked for before anything else, unknown paths included (vLLM), or only where there is something. */
  readonly keyGuards?: 'known-paths' | 'all-paths'
  /** The models that are served, any other is a 404; `any` takes every name, as llama.cpp. Default: `servedModel`. */
  readonly models?: readonly string[] | 'any'
  /** What `GET /v1/models` gives: OpenAI's list, one without `object` (OpenRouter), or 404. */
  readonly listing?: 'list' | 'bare' | 'missing'
  /** What is said of any other path, Anthropic's included. */
  readonly unknownPath?: UnknownPath
  /** A path in front of `/v1`, such as `/openai`. */
  readonly prefix?: string
  /** The status of a body that is refused. Default: 400. */
  readonly refusalStatus?: 400 | 422
  readonly rules?: Partial<Rules>
  readonly flavour?: Partial<Flavour>
  readonly wire?: Partial<Wire>
  /** How a stream is given that was asked for; `whole` forgets it and answers with a JSON body. */
  readonly streams?: 'streamed' | 'whole'
  /** Refuses a request that was found to be right; `index` is its place in `completions`. */
  readonly refuse?: (request: RecordedRequest, index: number) => Refusal | undefined
  /** So many requests, whatever their path, find a server that is not ready yet (llama.cpp). */
  readonly loadingFor?: number
  /** Wait before each answer. */
  readonly delayMs?: number
  /** Closes by itself; 10 minutes by default. */
  readonly stopAfterMs?: number
}

export interface OpenAiApi {
  /** `http://127.0.0.1:PORT`, without prefix and `/v1`. */
  readonly url: string
  readonly port: number
  readonly requests: RecordedRequest[]
  /** Only `POST /v1/chat/completions`, the refused ones included. */
  readonly completions: RecordedRequest[]
  idle(): Promise<void>
  close(): Promise<void>
}

export const servedModel = 'qwen3-coder-30b'

export async function startOpenAiApi(options: OpenAiApiOptions): Promise<OpenAiApi> {
  const completions: RecordedRequest[] = []
  const { stopAfterMs } = options
  const handle = openAiHandler(options, completions)
  const server = await startRecordingServer({ handle, ...(stopAfterMs === undefined ? {} : { stopAfterMs }) })
  return { ...server, completions }
}

export function openAiHandler(options: OpenAiApiOptions, completions: RecordedRequest[]): Handler {
  const { keyGuards = 'known-paths', unknownPath = 'openai', models = [servedModel], listing = 'list' } = options
  const prefix = (options.prefix ?? '').replace(/\/$/, '')
  let admitted = 0
  let loading = options.loadingFor ?? 0

  return async (request, response) => {
    const path = request.path.replace(/[?#].*$/s, '')
    const route = path.startsWith(`${prefix}/`) ? `${request.method} ${path.slice(prefix.length)}` : ''
    const known = isKnown(route, listing)
    if (route === 'POST /v1/chat/completions') completions.push(request)
    await pause(options.delayMs)
    if (loading-- > 0) return sendRefusal(response, { status: 503, message: 'Loading model' })
    const unauthorized = known || keyGuards === 'all-paths' ? keyRefusal(request, options) : undefined
    if (unauthorized) return sendRefusal(response, unauthorized)
    if (!known) return sendUnknownPath(response, unknownPath, request.method, path)
    if (route === 'POST /v1/chat/completions') return complete(request, response)
    const served = models === 'any' ? [servedModel] : models
    if (route === 'GET /v1/models') return sendJson(response, listOf(served, listing))
    const model = decodeURIComponent(route.slice('GET /v1/models/'.length))
    const unknown = modelRefusal(model, served)
    return unknown ? sendRefusal(response, unknown) : sendJson(response, modelEntry(model))
  }

  async function complete(request: RecordedRequest, response: ServerResponse): Promise<void> {
    const refusal =
      refused(chatRefusal(request.body, { ...lenient, ...options.rules }), options.refusalStatus) ??
      modelRefusal(request.body.model, models) ??
      options.refuse?.(request, completions.indexOf(request))
    if (refusal) return sendRefusal(response, refusal)
    const answer = await nextAnswer(options.script, request, admitted++)
    const { model, stream, stream_options: streamOptions } = request.body
    return sendChatAnswer(response, answer, {
      model,
      streamed: stream === true && options.streams !== 'whole',
      includeUsage: streamOptions?.include_usage === true,
      flavour: { ...openAi, ...options.flavour },
      wire: { lineEnd: '\n', cutEvery: Number.POSITIVE_INFINITY, ...options.wire },
    })
  }
}

function isKnown(route: string, listing: OpenAiApiOptions['listing']): boolean {
  if (route === 'POST /v1/chat/completions') return true
  return listing !== 'missing' && /^GET \/v1\/models(\/.+)?$/.test(route)
}

/** In OpenAI's words. */
function keyRefusal({ headers }: RecordedRequest, { key, accept }: OpenAiApiOptions): Refusal | undefined {
  if (key === null) return undefined
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  const given = bearer ?? (accept === 'either' ? headers['x-api-key'] : undefined)
  if (given === undefined || given === '')
    return invalid(
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth.",
      undefined,
      401,
    )
  if (matches(given, key)) return undefined
  return { status: 401, message: `Incorrect API key provided: ${given.slice(0, 4)}****.`, code: 'invalid_api_key' }
}

function matches(given: string, key: Exclude<OpenAiApiOptions['key'], null>): boolean {
  if (typeof key === 'function') return key(given)
  if (typeof key === 'string') return given === key
  return key ? key.includes(given) : true
}

function refused(refusal: Refusal | undefined, status = 400): Refusal | undefined {
  return refusal && { ...refusal, status }
}

function modelRefusal(model: string, models: readonly string[] | 'any'): Refusal | undefined {
  if (models === 'any' || models.includes(model)) return undefined
  const message = `The model \`${model}\` does not exist or you do not have access to it.`
  return { status: 404, message, code: 'model_not_found' }
}

function listOf(models: readonly string[], listing: OpenAiApiOptions['listing']): unknown {
  const data = models.map(modelEntry)
  return listing === 'bare' ? { data } : { object: 'list', data }
}

function modelEntry(id: string) {
  return { id, object: 'model', created: 1_770_000_000, owned_by: 'made-up' }
}
