import { type ErrorInfo, errorInfo } from '../credentials/google/said.ts'

/** The body of an error as Anthropic's API gives it, which is what the CLI reads. */
export function errorBody(type: string, message: string): string {
  return JSON.stringify({ type: 'error', error: { type, message } })
}

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
