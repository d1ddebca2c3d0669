/** What a stand-in provider can be told to answer, independent of the protocol it speaks. */

export interface Usage {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_creation_input_tokens: number
  readonly cache_read_input_tokens: number
}

export interface MessageAnswer {
  readonly kind: 'message'
  readonly thinking?: string
  /** One block of text; a list gives its deltas one by one. */
  readonly text?: string | readonly string[]
  readonly tools?: readonly { readonly name: string; readonly input: unknown }[]
  readonly usage?: Partial<Usage>
  /** Wait before the headers. */
  readonly firstByteMs?: number
  /** Wait before each delta. */
  readonly betweenMs?: number
  /** Default: `tool_use` with tools, `end_turn` without. */
  readonly stopReason?: string
}

export interface ErrorAnswer {
  readonly kind: 'error'
  readonly status: number
  /** Default: what Anthropic says for the status, such as `overloaded_error` for 529. */
  readonly type?: string
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Instead of the JSON error: a proxy's HTML page, say. */
  readonly body?: string
  readonly firstByteMs?: number
}

/** The socket is destroyed: before the headers, or in the middle of the body (the default). */
export interface CutAnswer {
  readonly kind: 'cut'
  readonly text?: string
  readonly at?: 'headers' | 'body'
}

/** An `event: error` in a stream that began well. */
export interface InBandErrorAnswer {
  readonly kind: 'in-band-error'
  readonly text?: string
  readonly type: string
  readonly message: string
}

/** After that text, or before the headers when there is none, nothing more comes until the client leaves. */
export interface HangAnswer {
  readonly kind: 'hang'
  readonly text?: string
}

/** A stream with that many bytes of deltas, with back-pressure and in flat memory. */
export interface BigAnswer {
  readonly kind: 'big'
  readonly bytes: number
  /** Bytes a delta; 16,384 by default. */
  readonly chunk?: number
  readonly as?: 'text' | 'thinking'
}

export type Answer = MessageAnswer | ErrorAnswer | CutAnswer | InBandErrorAnswer | HangAnswer | BigAnswer

/** A list: one answer a request, the last one repeats. `index` counts the requests for a message, from 0. */
export type Script = readonly Answer[] | ((request: RecordedRequest, index: number) => Answer | Promise<Answer>)

export interface RecordedRequest {
  /** Counts all requests to this server, from 0. */
  readonly index: number
  readonly method: string
  /** The raw target with its query. */
  readonly path: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Names and values by turns, as they came. */
  readonly rawHeaders: readonly string[]
  /** Parsed JSON, undefined when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it at will, and a wrong look is a failed test.
  readonly body: any
  readonly rawBody: Buffer
  readonly bytes: number
  /** `Date.now()` when the headers were in. */
  readonly at: number
  /** The client left before the answer had ended. */
  aborted: boolean
}

export async function nextAnswer(script: Script, request: RecordedRequest, index: number): Promise<Answer> {
  if (typeof script === 'function') return script(request, index)
  const answer = script[Math.min(index, script.length - 1)]
  if (!answer) throw new Error('The script of this stand-in is empty')
  return answer
}

export function errorType(status: number): string {
  const types: Record<number, string> = {
    400: 'invalid_request_error',
    401: 'authentication_error',
    402: 'billing_error',
    403: 'permission_error',
    404: 'not_found_error',
    413: 'request_too_large',
    429: 'rate_limit_error',
    504: 'timeout_error',
    529: 'overloaded_error',
  }
  return types[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error')
}
