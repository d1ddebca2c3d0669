/**
 * Google Vertex AI's endpoint for Claude, on loopback: takes only tokens that a cloud of the lab has given out and that
 * have not ended, and answers by a script.
 */
import type { ServerResponse } from 'node:http'
import {
  type Answer,
  type ErrorAnswer,
  errorType,
  nextAnswer,
  type RecordedRequest,
  type Script,
} from '../providers/answers.ts'
import { pause, startRecordingServer } from '../providers/http.ts'
import { requestId, sendAnswer, sendJson } from '../providers/message-answer.ts'
import { id } from '../providers/message-events.ts'
import { bearerOf, type GoogleCloud } from './cloud.ts'
import { apiError, permissionDenied, type Refusal, serviceDisabled, unauthenticated } from './errors.ts'

export interface VertexSettings {
  project: string
  /** Whether the Vertex AI API is enabled in the project. */
  enabled: boolean
  /** Whether a principal has `aiplatform.endpoints.predict`. */
  mayPredict: (principal: string) => boolean
  /** Whether a location offers a model. */
  offers: (model: string, location: string) => boolean
  /** Whether somebody has enabled the model in Model Garden. */
  agreedTo: (model: string) => boolean
  /** Wait before each answer. */
  delayMs: number
}

export interface VertexOptions extends Partial<VertexSettings> {
  /** `error` answers without a `type` come in Google's shape, those with one in Anthropic's, as Vertex passes them on. */
  readonly script: Script
  readonly cloud: Pick<GoogleCloud, 'principalOf' | 'settings'>
  /** A path in front of `/v1`: everything else is a 404. */
  readonly prefix?: string
  readonly stopAfterMs?: number
}

export interface Vertex {
  /** `http://127.0.0.1:PORT`, without prefix and `/v1`. */
  readonly url: string
  readonly port: number
  readonly requests: RecordedRequest[]
  /** Only those for a message that were let in, each with whose token it came with. */
  readonly messages: (RecordedRequest & {
    readonly principal: string
    readonly model: string
    readonly location: string
  })[]
  readonly settings: VertexSettings
  idle(): Promise<void>
  close(): Promise<void>
}

/** What the CLI and Anthropic's SDK put into the body for Vertex AI. */
const anthropicVersion = 'vertex-2023-10-16'

const call =
  /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/publishers\/anthropic\/models\/([^/:]+):(streamRawPredict|rawPredict)$/

/** What Google says to many requests, or to few where the quota is none. */
export function quotaExceeded(model = 'anthropic-claude-sonnet-4-6'): ErrorAnswer {
  const message = `Quota exceeded for aiplatform.googleapis.com/online_prediction_input_tokens_per_minute_per_base_model with base model: ${model}. Please submit a quota increase request. https://cloud.google.com/vertex-ai/docs/generative-ai/quotas-genai.`
  return { kind: 'error', status: 429, message }
}

export async function startVertex(options: VertexOptions): Promise<Vertex> {
  const { cloud, script, prefix = '', stopAfterMs } = options
  const settings: VertexSettings = {
    project: options.project ?? cloud.settings.project,
    enabled: options.enabled ?? true,
    mayPredict: options.mayPredict ?? (() => true),
    offers: options.offers ?? (() => true),
    agreedTo: options.agreedTo ?? (() => true),
    delayMs: options.delayMs ?? 0,
  }
  const messages: Vertex['messages'] = []

  const server = await startRecordingServer({
    ...(stopAfterMs === undefined ? {} : { stopAfterMs }),
    handle: async (request, response) => {
      response.setHeader('request-id', id('req_vrtx'))
      await pause(settings.delayMs)
      const path = request.path.startsWith(prefix) ? request.path.slice(prefix.length) : ''
      const [, project = '', location = '', model = '', method = ''] = call.exec(decodeURIComponent(path)) ?? []
      const streamed = method === 'streamRawPredict'
      const refuse = ({ status, body }: Refusal) => sendRefusal(response, status, body, streamed)
      if (method === '' || request.method !== 'POST') return refuse(notFound(request))
      const principal = cloud.principalOf(bearerOf(request))
      if (principal === undefined) return refuse(unauthenticated())
      const refused = refusal(settings, { principal, project, location, model })
      if (refused) return refuse(refused)
      const counting = model === 'count-tokens'
      const invalid = invalidity(request.body, counting)
      if (invalid !== undefined) return sendError(response, invalid, streamed)
      if (counting) return sendJson(response, { input_tokens: Math.ceil(request.bytes / 4) })
      messages.push(Object.assign(request, { principal, model, location }))
      const answer: Answer = await nextAnswer(script, request, messages.length - 1)
      return sendAnswer(response, answer, {
        model,
        streamed: streamed && request.body.stream === true,
        sendError: (error) => sendError(response, error, streamed),
      })
    },
  })
  return { ...server, messages, settings }
}

function refusal(
  settings: VertexSettings,
  asked: { principal: string; project: string; location: string; model: string },
): Refusal | undefined {
  const resource = `projects/${asked.project}/locations/${asked.location}/publishers/anthropic/models/${asked.model}`
  if (!settings.enabled) return serviceDisabled('Vertex AI API', 'aiplatform.googleapis.com', asked.project)
  // A project that is not there looks like one that may not be used.
  if (asked.project !== settings.project || !settings.mayPredict(asked.principal))
    return permissionDenied('aiplatform.endpoints.predict', `//aiplatform.googleapis.com/${resource}`)
  if (asked.model === 'count-tokens') return undefined
  if (!settings.offers(asked.model, asked.location))
    return apiError(
      404,
      `Publisher Model \`${resource}\` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions`,
    )
  if (!settings.agreedTo(asked.model)) {
    const message = `Project \`${asked.project}\` is not allowed to use Publisher Model \`${resource}\``
    return apiError(400, message, undefined, 'FAILED_PRECONDITION')
  }
  return undefined
}

/** The mistakes that a gateway on the way could make; it is Anthropic's code that finds them. */
function invalidity(body: Record<string, unknown> | undefined, counting: boolean): ErrorAnswer | undefined {
  const invalid = (message: string): ErrorAnswer => ({
    kind: 'error',
    status: 400,
    type: 'invalid_request_error',
    message,
  })
  if (typeof body !== 'object' || body === null) return { kind: 'error', status: 400, message: 'Invalid JSON payload.' }
  if (body.anthropic_version !== anthropicVersion)
    return invalid(
      body.anthropic_version === undefined
        ? 'anthropic_version: Field required'
        : "anthropic_version: Input should be 'vertex-2023-10-16'",
    )
  if (counting) return typeof body.model === 'string' ? undefined : invalid('model: Field required')
  if (body.model !== undefined) return invalid('model: Extra inputs are not permitted')
  if (typeof body.max_tokens !== 'number') return invalid('max_tokens: Field required')
  if (!Array.isArray(body.messages)) return invalid('messages: Field required')
  if (body.messages.length === 0) return invalid('messages: at least one message is required')
  return undefined
}

function notFound(request: RecordedRequest): Refusal {
  const page = `<!DOCTYPE html>\n<html lang=en>\n  <title>Error 404 (Not Found)!!1</title>\n  <p>The requested URL <code>${request.path.replace(/[<>&]/g, '')}</code> was not found on this server.\n`
  return { status: 404, body: page }
}

function sendError(response: ServerResponse, answer: ErrorAnswer, streamed: boolean): void {
  const { status, type, message = `Answered with ${status} by the script`, headers, body } = answer
  // 529 is no status of Google's: then it is Anthropic that says so.
  const anthropic = type !== undefined || status === 529
  const error = { type: type ?? errorType(status), message }
  const own = anthropic ? { type: 'error', error, request_id: requestId(response) } : apiError(status, message).body
  sendRefusal(response, status, body ?? own, streamed && !anthropic, headers)
}

/** On the method that streams, Google's errors come in a list. */
function sendRefusal(
  response: ServerResponse,
  status: number,
  body: unknown,
  inList: boolean,
  headers: Readonly<Record<string, string>> = {},
): void {
  const page = typeof body === 'string'
  response
    .writeHead(status, { 'content-type': page ? 'text/html; charset=UTF-8' : 'application/json', ...headers })
    .end(page ? body : JSON.stringify(inList ? [body] : body, undefined, 2))
}
