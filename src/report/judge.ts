import type { ResultEvent } from '../claude/events.ts'
import type { ClaudeEnd } from '../claude/run.ts'
import { type ActionError, type ErrorCode, shorten } from '../errors.ts'
import { describeProviderError, type ProviderError, readErrorBody } from '../gateway/provider-error.ts'
import type { Provider } from '../resolve/plan.ts'
import { awsVerdict } from './aws-error.ts'
import { vertexVerdict } from './google-error.ts'
import { words } from './plain-text.ts'

/** Why a run was ended from outside. */
export type Stop =
  | { kind: 'timeout'; minutes: number }
  | { kind: 'cancelled'; signal: string }
  /** Something the run cannot do without failed beside it: a credential, say. */
  | { kind: 'failed'; error: ActionError }

export type Outcome =
  | { conclusion: 'success' }
  | { conclusion: 'failure' | 'timeout' | 'cancelled' | 'skipped'; code: ErrorCode; message: string }

/** Where the run was, and whom a grant there has to name. */
export interface Where {
  provider: Provider
  member: string | undefined
}

/**
 * What the end of a run means. Plain: the same facts give the same verdict. `exhausted` is why the gateway let nothing more
 * through, where it did not.
 */
export function judge(
  end: ClaudeEnd,
  result: ResultEvent | undefined,
  stop: Stop | undefined,
  provider: ProviderError | undefined,
  on?: Where,
  exhausted?: string,
): Outcome {
  // A result that came in before the end of its time is a result; a signal that was too late stopped nothing.
  if (result?.is_error === false) return { conclusion: 'success' }
  if (stop !== undefined) return stopped(stop)
  // The gateway's own refusal, which the CLI takes for the provider's.
  if (exhausted !== undefined && !/^error_max/.test(result?.subtype ?? ''))
    return { conclusion: 'failure', code: 'max-budget', message: exhausted }
  if (result === undefined) return crashed(end, provider)
  return { conclusion: 'failure', ...failed(result, provider, on) }
}

export function stopped(stop: Stop): Outcome {
  switch (stop.kind) {
    case 'timeout':
      return { conclusion: 'timeout', code: 'timeout', message: `The run was ended after ${stop.minutes} minutes.` }
    case 'cancelled':
      return { conclusion: 'cancelled', code: 'cancelled', message: `The run was ended by ${stop.signal}.` }
    case 'failed':
      return { conclusion: 'failure', code: stop.error.code, message: stop.error.message }
  }
}

function crashed(end: ClaudeEnd, provider: ProviderError | undefined): Outcome {
  const how = end.signal === null ? `with exit code ${end.code}` : `by ${end.signal}`
  const said = end.stderr.trim()
  const message = [
    `claude ended ${how} and gave no result.`,
    said === '' ? '' : `It said: ${said.slice(-2000)}`,
    provider === undefined ? '' : `The provider's last error: ${describeProviderError(provider)}`,
  ]
  return { conclusion: 'failure', code: 'claude-crashed', message: message.filter(Boolean).join('\n') }
}

function failed(
  result: ResultEvent,
  seen: ProviderError | undefined,
  on: Where | undefined,
): { code: ErrorCode; message: string } {
  const errors = Array.isArray(result.errors) ? result.errors.map(words).join('; ') : ''
  const own = errors || words(result.result) || 'no reason given'
  switch (result.subtype) {
    case 'error_max_turns':
      return { code: 'max-turns', message: own }
    case 'error_max_budget_usd':
      return { code: 'max-budget', message: own }
  }
  const provider = seen ?? quoted(own)
  // Neither a limit nor anything that a provider said: then it was the CLI.
  if (provider === undefined && result.api_error_status == null && !own.startsWith('API Error'))
    return { code: 'claude-crashed', message: shorten(own, 2000) }
  if (provider === undefined) {
    const status = result.api_error_status ?? undefined
    const code = status === 404 && /selected model/i.test(own) ? 'model-unknown' : providerCode(status, provider)
    return { code, message: shorten(own, 2000) }
  }
  const known = on?.provider === 'vertex' ? vertexVerdict(provider, on.member) : awsVerdict(provider)
  const advice = known?.advice === undefined ? '' : `\n${known.advice}`
  // The provider's own status: the CLI may have been given another one.
  const status = provider.kind === 'answer' ? provider.status : (result.api_error_status ?? undefined)
  return {
    code: known?.code ?? providerCode(status, provider),
    message: `${describeProviderError(provider)}${advice}`,
  }
}

/** Past the gateway only the CLI has seen what the provider answered, and quotes it. */
function quoted(own: string): ProviderError | undefined {
  const [, status, body] = /\bAPI Error: (?:Request rejected \()?(\d{3})\)?(?: ·)? ([[{].*[\]}])/s.exec(own) ?? []
  const said = body === undefined ? undefined : readErrorBody(body)
  return said?.type === undefined
    ? undefined
    : { kind: 'answer', status: Number(status), requestId: undefined, ...said }
}

/** The code for what the provider said. The status is the CLI's, or where it has none the gateway's. */
function providerCode(status: number | undefined, provider: ProviderError | undefined): ErrorCode {
  if (provider?.kind === 'connection') return 'provider-unreachable'
  switch (status) {
    case 401:
      return 'provider-auth'
    case 403:
      return provider?.kind === 'answer' && /model/i.test(provider.message) ? 'model-access' : 'provider-auth'
    case 404:
      return provider?.kind === 'answer' && /model/i.test(provider.message) ? 'model-unknown' : 'provider-error'
    case 429:
      return 'provider-rate-limited'
    case 503:
    case 529:
      return 'provider-overloaded'
  }
  // A stream that broke off, or an error event in it, has no status of its own.
  if (provider?.kind === 'stream' && provider.type === 'overloaded_error') return 'provider-overloaded'
  if (provider?.kind === 'stream' && provider.type === 'rate_limit_error') return 'provider-rate-limited'
  return 'provider-error'
}
