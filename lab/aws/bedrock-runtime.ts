/** A stand-in for Bedrock's runtime on loopback, which takes no request that is not signed by a session that it knows. */
import type { ServerResponse } from 'node:http'
import { type Answer, type ErrorAnswer, nextAnswer, type RecordedRequest, type Script } from '../providers/answers.ts'
import { startRecordingServer } from '../providers/http.ts'
import { sendAnswer, sendException } from './bedrock-answers.ts'
import type { Identities } from './identities.ts'
import { claimedKey, verifySignature } from './signature.ts'

export type { Answer, RecordedRequest, Script }

/** An exception: its status, and its name and words where they are not the usual ones. */
export type Refusal = Omit<ErrorAnswer, 'kind'>

export interface BedrockRuntimeOptions {
  /** `index` counts the requests that were not refused. */
  readonly script: Script
  /** Whose signatures count. Nobody's by default. */
  readonly sessions?: Identities
  /** The Bedrock API key that is taken as a bearer token, or a test of it. None by default. */
  readonly bearer?: string | ((token: string) => boolean)
  /** The one that requests have to be signed for. */
  readonly region: string
  /** The ids and ARNs that there are. Default: any. */
  readonly models?: readonly string[]
  /** A path in front, such as `/bedrock`: everything else is a 404. */
  readonly prefix?: string
  /** Refuses a request that was found to be right; `index` is its place in `messages`. */
  readonly refuse?: (request: RecordedRequest, index: number) => Refusal | undefined
  /** Closes by itself; 10 minutes by default. */
  readonly stopAfterMs?: number
}

export interface BedrockRuntime {
  /** `http://127.0.0.1:PORT`, without the prefix. */
  readonly url: string
  readonly port: number
  readonly requests: RecordedRequest[]
  /** Only the calls of a model, the refused ones included. */
  readonly messages: RecordedRequest[]
  /** Who signed each of `messages`: the access key id, `bearer`, or nothing. */
  readonly sessionsSeen: string[]
  idle(): Promise<void>
  close(): Promise<void>
}

/** What the real service takes at most. */
const REQUEST_BYTES = 25_000_000

export async function startBedrockRuntime(options: BedrockRuntimeOptions): Promise<BedrockRuntime> {
  const messages: RecordedRequest[] = []
  const sessionsSeen: string[] = []
  const prefix = (options.prefix ?? '').replace(/\/$/, '')
  let admitted = 0

  const handle = async (request: RecordedRequest, response: ServerResponse): Promise<void> => {
    const call = callOf(request, prefix)
    const index = call ? messages.push(request) - 1 : -1
    if (call) sessionsSeen.push(signerOf(request))
    const refusal =
      unauthorized(request, options) ??
      (call ? (invalidity(request, call, options.models) ?? options.refuse?.(request, index)) : unknownOperation)
    if (refusal || !call) return sendException(response, refusal ?? unknownOperation)
    const answer = await nextAnswer(options.script, request, admitted++)
    return sendAnswer(response, answer, call.model, call.streamed)
  }

  const server = await startRecordingServer({
    handle,
    ...(options.stopAfterMs === undefined ? {} : { stopAfterMs: options.stopAfterMs }),
  })
  return { ...server, messages, sessionsSeen }
}

interface Call {
  readonly model: string
  readonly streamed: boolean
}

/** The id is one segment: the slash of an ARN has to come as `%2F`. */
function callOf({ method, path }: RecordedRequest, prefix: string): Call | undefined {
  if (method !== 'POST' || !path.startsWith(`${prefix}/`)) return undefined
  const route = path.slice(prefix.length).replace(/\?.*$/s, '')
  const [, id, how] = /^\/model\/([^/]+)\/(invoke|invoke-with-response-stream)$/.exec(route) ?? []
  if (id === undefined) return undefined
  return { model: decoded(id), streamed: how === 'invoke-with-response-stream' }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const bearerOf = ({ headers }: RecordedRequest) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]

const signerOf = (request: RecordedRequest) => (bearerOf(request) === undefined ? claimedKey(request) : 'bearer')

function unauthorized(request: RecordedRequest, options: BedrockRuntimeOptions): Refusal | undefined {
  const token = bearerOf(request)
  if (token !== undefined) {
    const { bearer } = options
    if (typeof bearer === 'function' ? bearer(token) : bearer === token) return undefined
    return { status: 403, message: 'Authentication failed: Please make sure your API Key is valid.' }
  }
  const identities = options.sessions ?? new Map()
  const verified = verifySignature(request, identities, { region: options.region, service: 'bedrock' })
  return verified.ok ? undefined : { status: verified.status, type: verified.code, message: verified.message }
}

/** The mistakes that a gateway on the way could make. */
function invalidity(request: RecordedRequest, call: Call, models: readonly string[] | undefined): Refusal | undefined {
  const invalid = (message: string): Refusal => ({ status: 400, message })
  const malformed = (what: string) =>
    invalid(`Malformed input request: ${what}, please reformat your input and try again.`)
  const { body } = request
  if (request.bytes > REQUEST_BYTES) return { status: 413, message: 'Input is too long for requested model.' }
  if (models && !models.includes(call.model)) return invalid('The provided model identifier is invalid.')
  if (typeof body !== 'object' || body === null) return malformed('expected a JSON object')
  const required = ['anthropic_version', 'max_tokens', 'messages'].find((key) => !(key in body))
  if (required) return malformed(`#: required key [${required}] not found`)
  if (body.anthropic_version !== 'bedrock-2023-05-31') {
    return malformed(`#/anthropic_version: ${body.anthropic_version} is not a valid enum value`)
  }
  // Both stand in the path here.
  const extraneous = ['model', 'stream'].find((key) => key in body)
  if (extraneous) return malformed(`#: extraneous key [${extraneous}] is not permitted`)
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    return invalid('messages: at least one message is required')
  }
  return undefined
}

/** What the runtime says to the control plane's calls too: those belong to another host. */
const unknownOperation: Refusal = { status: 404, type: 'UnknownOperationException', message: 'Unknown operation' }
