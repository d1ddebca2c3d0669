/** The body of an error as Anthropic's API gives it, which is what the CLI reads. */
export function errorBody(type: string, message: string): string {
  return JSON.stringify({ type: 'error', error: { type, message } })
}

/** Why a provider gave no answer that could be used. */
export type ProviderError =
  /** It answered with an error status. */
  | { kind: 'answer'; status: number; type: string | undefined; message: string; requestId: string | undefined }
  /** It began to answer, and then said or showed that it could not go on. */
  | { kind: 'stream'; type: string | undefined; message: string; requestId: string | undefined }
  /** It was never reached; `code` is the system's or TLS's (`ECONNREFUSED`). */
  | { kind: 'connection'; code: string; message: string }

/** Reads an error body: Anthropic's `{error: {type, message}}`, OpenAI's, AWS's `{message}`, or any text. */
export function readErrorBody(body: string): { type: string | undefined; message: string } {
  try {
    const json = JSON.parse(body) as {
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
    const type = [(inner as { type?: unknown }).type, json.__type].find((t) => typeof t === 'string')
    if (message !== undefined) return { type: type as string | undefined, message: message as string }
  } catch {
    // Not JSON: a proxy's page, most likely.
  }
  // The beginning says it; the patterns below would take long over a page made to be slow.
  const page = body.slice(0, 4_000)
  const title = /<title>([^<]*)<\/title>/i.exec(page)?.[1]
  const text = (title ?? page.replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, ' ').trim()
  return { type: undefined, message: text.slice(0, 500) }
}
