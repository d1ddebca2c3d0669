import { type ErrorInfo, errorInfo } from '../credentials/google/said.ts'
import { shorten } from '../errors.ts'

/** Why a provider gave no answer that could be used. */
export type ProviderError =
  /** It answered with an error status. */
  | {
      kind: 'answer'
      status: number
      type: string | undefined
      message: string
      requestId: string | undefined
      /** What Google's APIs say for programs to go by. */
      info?: ErrorInfo
    }
  /** It began to answer, and then said or showed that it could not go on. */
  | { kind: 'stream'; type: string | undefined; message: string; requestId: string | undefined }
  /** It was never reached; `code` is the system's or TLS's (`ECONNREFUSED`). */
  | { kind: 'connection'; code: string; message: string }

/**
 * Reads an error body: Anthropic's `{error: {type, message}}`, OpenAI's, AWS's `{message}`, Google's, which comes in a list
 * where it streams, or any text.
 */
export function readErrorBody(body: string): { type: string | undefined; message: string; info?: ErrorInfo } {
  try {
    const parsed: unknown = JSON.parse(body)
    const json = (Array.isArray(parsed) ? parsed[0] : parsed) as {
      error?: unknown
      message?: unknown
      Message?: unknown
      __type?: unknown
      detail?: unknown
    }
    const inner = typeof json.error === 'object' && json.error !== null ? (json.error as Record<string, unknown>) : json
    const message = [inner.message, json.message, json.Message, json.detail, json.error].find(
      (m) => typeof m === 'string',
    )
    const { type: own, status, details } = inner as { type?: unknown; status?: unknown; details?: unknown }
    const type = [own, json.__type, status].find((t) => typeof t === 'string')
    const info = errorInfo(details)
    if (message !== undefined)
      return { type: type as string | undefined, message: message as string, ...(info === undefined ? {} : { info }) }
  } catch {
    // Not JSON: a proxy's page, most likely.
  }
  // The beginning says it; the patterns below would take long over a page made to be slow.
  const page = body.slice(0, 4_000)
  const title = /<title>([^<]*)<\/title>/i.exec(page)?.[1]
  const text = (title ?? page.replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, ' ').trim()
  return { type: undefined, message: text.slice(0, 500) }
}

/** "401 authentication_error: invalid x-api-key (request req_…)" */
export function describeProviderError(error: ProviderError): string {
  if (error.kind === 'connection') return `${error.code}: ${error.message}`
  const request = error.requestId === undefined ? '' : ` (request ${shorten(error.requestId, 100)})`
  const head = [error.kind === 'answer' ? error.status : undefined, error.type]
    .filter((part) => part !== undefined)
    .join(' ')
  return `${head === '' ? '' : `${head}: `}${shorten(error.message, 2000)}${request}`
}
