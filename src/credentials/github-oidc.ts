import { ActionError } from '../errors.ts'
import { ask } from '../network/ask.ts'
import { isLasting, words } from '../network/failures.ts'
import type { OidcRequest } from '../resolve/plan.ts'
import { Secret } from '../secret.ts'
import type { CredentialMeans } from './credential.ts'
import { Renewable } from './renewable.ts'
import { OutOfPatience, retry } from './retry.ts'

/** What GitHub says of a job, signed: the subject token of every exchange. */
export interface SubjectToken {
  token: Secret
  claims: Readonly<Record<string, unknown>>
}

const overallMs = 30_000
const tryMs = 10_000

/**
 * The job's OIDC token for an audience ("OpenID Connect reference" in GitHub's documents: `{value}`, valid for five
 * minutes). Whoever asks shortly before its end gets a new one.
 */
export function subjectToken(
  { url, token }: OidcRequest,
  audience: string,
  { agents, mask, stop }: Pick<CredentialMeans, 'agents' | 'mask' | 'stop'>,
): Renewable<SubjectToken> {
  const target = new URL(url)
  target.searchParams.set('audience', audience)
  const headers = { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' }

  const askOnce = async (signal: AbortSignal) => {
    const { status, text } = await ask(target, headers, agents, signal)
    if (status === 429 || status >= 500) throw new Error(`status ${status}`)
    if (status !== 200) {
      // A page of errors, of a proxy say, may show what was asked with.
      const said = text.replaceAll(token.reveal(), '***').slice(0, 300)
      throw new ActionError('oidc-unavailable', `GitHub gave no OIDC token: status ${status}: ${said}`)
    }
    const value = tokenIn(text)
    if (value === undefined) throw new ActionError('oidc-unavailable', 'GitHub answered without an OIDC token.')
    mask(value)
    const claims = claimsOf(value)
    const endsAt = typeof claims.exp === 'number' ? claims.exp * 1000 : undefined
    return { value: { token: new Secret(value), claims }, endsAt }
  }

  return new Renewable(async () => {
    try {
      const passes = (error: unknown) => !(error instanceof ActionError) && !isLasting(error)
      return await retry(askOnce, { passes, overallMs, tryMs, stop })
    } catch (error) {
      if (error instanceof ActionError) throw error
      const what = error instanceof OutOfPatience ? error.message : words(error)
      throw new ActionError('oidc-unavailable', `GitHub's OIDC endpoint (${target.host}) could not be asked: ${what}`, {
        cause: error,
      })
    }
  })
}

function tokenIn(text: string): string | undefined {
  try {
    const { value } = JSON.parse(text) as { value?: unknown }
    return typeof value === 'string' && value !== '' ? value : undefined
  } catch {
    return undefined
  }
}

/** The claims of a JWT (RFC 7519), unverified: they are for people to read. */
export function claimsOf(jwt: string): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
