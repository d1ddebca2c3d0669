import { createPublicKey, randomBytes, verify } from 'node:crypto'

export interface IssuedToken {
  /** As IAM names it: `serviceAccount:EMAIL`, `user:NAME`, or `principal://…/subject/SUB`. */
  readonly principal: string
  /** In milliseconds since 1970; may be set, to have it end before its time. */
  endsAt: number
}

export const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform'

/** The access tokens that this cloud has given out, and the keys of its service accounts. */
export class Tokens {
  readonly issued = new Map<string, IssuedToken>()
  /** Public keys in PEM by key id. */
  readonly keys = new Map<string, { email: string; pem: string }>()

  issue(principal: string, seconds: number): { token: string; endsAt: number } {
    const token = `ya29.${principal.startsWith('principal:') ? 'd' : 'c'}.${randomBytes(96).toString('base64url')}`
    const endsAt = Date.now() + seconds * 1000
    this.issued.set(token, { principal, endsAt })
    return { token, endsAt }
  }

  /** Ends every token that is out. */
  endAll(): void {
    for (const issued of this.issued.values()) issued.endsAt = 0
  }

  /** Whose a bearer token is; undefined where it is none, or has ended. */
  principalOf(token: string | undefined): string | undefined {
    if (token === undefined) return undefined
    const issued = this.issued.get(token)
    if (issued !== undefined) return issued.endsAt > Date.now() ? issued.principal : undefined
    return this.#selfSigned(token)
  }

  /** A service account may sign its own token for Google's APIs (https://google.aip.dev/auth/4111). */
  #selfSigned(token: string): string | undefined {
    const signed = this.verifySigned(token)
    if (typeof signed === 'string') return undefined
    const { iss, sub, scope, aud } = signed.claims
    const forApis =
      typeof scope === 'string' ? scope.split(' ').includes(cloudPlatform) : /^https:\/\//.test(String(aud))
    return iss === sub && forApis ? `serviceAccount:${signed.email}` : undefined
  }

  /** A JWT signed by one of the keys, within its time; or what is wrong with it, as Google says it. */
  verifySigned(token: string): { email: string; claims: Record<string, unknown> } | string {
    const [head = '', payload = '', signature = ''] = token.split('.')
    const header = parsed(head)
    const claims = parsed(payload)
    if (header?.alg !== 'RS256' || claims === undefined) return 'Invalid JWT: Failed to parse.'
    const owned = [...this.keys].filter(([id, key]) => key.email === claims.iss && (header.kid ?? id) === id)
    if (owned.length === 0 && ![...this.keys.values()].some((key) => key.email === claims.iss))
      return 'Invalid grant: account not found'
    const data = Buffer.from(`${head}.${payload}`)
    const bytes = Buffer.from(signature, 'base64url')
    if (!owned.some(([, { pem }]) => verify('sha256', data, createPublicKey(pem), bytes)))
      return 'Invalid JWT Signature.'
    const now = Date.now() / 1000
    const { iat, exp } = claims
    if (typeof iat !== 'number' || typeof exp !== 'number' || exp - iat > 3600 || iat > now + 60 || exp < now)
      return 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.'
    return { email: String(claims.iss), claims }
  }
}

/** A part of a JWT. */
export function parsed(part: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
