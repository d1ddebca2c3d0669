import type { ResultEvent } from '../claude/events.ts'
import { describeProviderError, type ProviderError } from '../gateway/provider-error.ts'

/** What the provider thinks of a key. Only a 401 is a no; a yes is an answer. */
export type Verdict = { kind: 'accepted' } | { kind: 'rejected'; why: string } | { kind: 'inconclusive'; why: string }

/** Judges one turn by the status that the API gave to it. */
export function verdictOf(
  result: ResultEvent | undefined,
  { requests, error }: { requests: number; error: ProviderError | undefined },
): Verdict {
  const status = error?.kind === 'answer' ? error.status : (result?.api_error_status ?? undefined)
  if (status === 401)
    return { kind: 'rejected', why: error === undefined ? 'status 401' : describeProviderError(error) }
  if (error !== undefined) return { kind: 'inconclusive', why: describeProviderError(error) }
  // A limit of the CLI's own (`error_max_turns`) comes after an answer of the provider's.
  if (result !== undefined && status === undefined && requests > 0) return { kind: 'accepted' }
  return { kind: 'inconclusive', why: status === undefined ? 'no answer came in time' : `status ${status}` }
}
