import { shorten } from '../../errors.ts'

/** What one of Google's servers says when it refuses. */
export interface GoogleError {
  /** OAuth's error, the status of an API, or the type where it is Anthropic's own error that Vertex AI passes on. */
  type: string | undefined
  message: string
  /** What a program is to go by: `SERVICE_DISABLED`, say. */
  reason: string | undefined
  metadata: ErrorInfo['metadata']
}

/** `google.rpc.ErrorInfo` among the details of an error. */
export interface ErrorInfo {
  reason: string
  metadata: Readonly<Record<string, string>>
}

type Json = Readonly<Record<string, unknown>>

/** An error body, parsed or as it came: OAuth's form, that of an API (in a list where it streams), Anthropic's, or a page. */
export function readGoogleError(body: unknown): GoogleError {
  const json = typeof body === 'string' ? parsed(body) : body
  const said = Array.isArray(json) ? json[0] : json
  const nothing = { type: undefined, message: '', reason: undefined, metadata: {} }
  if (!isObject(said)) return { ...nothing, message: typeof body === 'string' ? pageText(body) : '' }
  const { error, error_description: description, message } = said
  if (typeof error === 'string') return { ...nothing, type: error, message: text(description) }
  if (!isObject(error)) return { ...nothing, message: text(message) }
  const info = errorInfo(error.details)
  const type = [error.status, error.type].find((one) => typeof one === 'string')
  return {
    type: type as string | undefined,
    message: text(error.message),
    reason: info?.reason,
    metadata: info?.metadata ?? {},
  }
}

export function errorInfo(details: unknown): ErrorInfo | undefined {
  const found = Array.isArray(details)
    ? details.find((one) => isObject(one) && typeof one.reason === 'string')
    : undefined
  if (found === undefined) return undefined
  const metadata = Object.entries(isObject(found.metadata) ? found.metadata : {})
  return {
    reason: found.reason,
    metadata: Object.fromEntries(metadata.filter(([, value]) => typeof value === 'string')) as Record<string, string>,
  }
}

/** "403 PERMISSION_DENIED: Permission …" */
export function describeGoogleError(status: number, { type, message }: GoogleError): string {
  return [type === undefined ? status : `${status} ${type}`, message].filter(Boolean).join(': ')
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function pageText(body: string): string {
  const words = body.slice(0, 4_000).replace(/<[^<>]*>/g, ' ')
  return shorten(words.replace(/\s+/g, ' ').trim(), 300)
}

function text(value: unknown): string {
  return typeof value === 'string' ? shorten(value, 1000) : ''
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
