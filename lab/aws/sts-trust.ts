/** Who may become what: the checks that STS makes before it gives a session. */
import { decodeJwt, errors, type JWTPayload } from 'jose'
import type { OidcIssuer } from '../github/oidc.ts'
import { type Identity, isSession } from './identities.ts'
import { accessDenied, type StsCall, type StsError, stsError, validationError } from './sts-answers.ts'

/** A role with its trust policy. */
export interface Role {
  /**
   * The subjects that may come with a token: as in a policy's StringLike, where `*` and `?` stand for others, or a
   * pattern. Default: any, unless there is a `trusts`.
   */
  readonly sub?: string | RegExp | readonly (string | RegExp)[]
  /** `sts.amazonaws.com` by default. */
  readonly audience?: string
  /** False: the account has no OIDC provider for GitHub. */
  readonly provider?: false
  /** An hour by default, as in AWS. */
  readonly maxDurationSeconds?: number
  /** What AssumeRole has to bring. */
  readonly externalId?: string
  /** Who may assume it with a signed request: ARNs of roles, sessions, users, or an account's `:root`. */
  readonly trusts?: readonly string[]
}

const DEFAULT_AUDIENCE = 'sts.amazonaws.com'
const DEFAULT_MAX_SECONDS = 3600
const CHAINED_MAX_SECONDS = 3600
const GITHUB = 'https://token.actions.githubusercontent.com'

/** What can be said of the parameters alone. */
export function invalidCall(call: StsCall): StsError | undefined {
  const problems: string[] = []
  const must = (value: string | undefined, name: string, rule: string) =>
    problems.push(
      `Value ${value === undefined ? 'null' : `'${value}'`} at '${name}' failed to satisfy constraint: ${rule}`,
    )
  const { role, sessionName, duration, externalId } = call
  if (role === undefined) must(role, 'roleArn', 'Member must not be null')
  else if (role.length < 20) must(role, 'roleArn', 'Member must have length greater than or equal to 20')
  if (sessionName === undefined) must(sessionName, 'roleSessionName', 'Member must not be null')
  else {
    const name = (rule: string) => must(sessionName, 'roleSessionName', `Member must ${rule}`)
    if (!/^[\w+=,.@-]*$/.test(sessionName)) name('satisfy regular expression pattern: [\\w+=,.@-]*')
    if (sessionName.length < 2) name('have length greater than or equal to 2')
    if (sessionName.length > 64) name('have length less than or equal to 64')
  }
  if (duration !== undefined) {
    const seconds = (rule: string) => must(String(duration), 'durationSeconds', `Member must have value ${rule}`)
    if (!(duration >= 900)) seconds('greater than or equal to 900')
    if (duration > 43_200) seconds('less than or equal to 43200')
  }
  if (externalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) {
    must(externalId, 'externalId', 'Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*')
  }
  if (problems.length) {
    const count = `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected`
    return validationError(`${count}: ${problems.join('; ')}`)
  }
  return /^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(role ?? '') ? undefined : validationError(`${role} is invalid`)
}

/** The claims of a token that is believed for this role. */
export async function webIdentity(
  call: StsCall,
  token: string,
  role: Role | undefined,
  issuer: Pick<OidcIssuer, 'verify'>,
): Promise<JWTPayload | StsError> {
  if (role?.provider === false) {
    return invalidToken(`No OpenIDConnect provider found in your account for ${GITHUB}`)
  }
  let claims: JWTPayload
  try {
    claims = await issuer.verify(token, { audience: role?.audience ?? DEFAULT_AUDIENCE })
  } catch (error) {
    return tokenError(error, token)
  }
  const trusted = role && (role.sub !== undefined ? matches(claims.sub ?? '', role.sub) : role.trusts === undefined)
  if (!role || !trusted) return accessDenied('Not authorized to perform sts:AssumeRoleWithWebIdentity')
  return tooLong(call, role) ?? claims
}

/** What there is against a signed AssumeRole. */
export function roleDenied(call: StsCall, caller: Identity, role: Role | undefined): StsError | undefined {
  const trusted = role?.trusts?.some((trustee) => isTrustee(trustee, caller)) ?? false
  const idFits = role?.externalId === undefined || role.externalId === call.externalId
  if (!role || !trusted || !idFits) {
    return accessDenied(`User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${call.role}`)
  }
  if (isSession(caller) && (call.duration ?? 0) > CHAINED_MAX_SECONDS) {
    return validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    )
  }
  return tooLong(call, role)
}

function tooLong(call: StsCall, role: Role): StsError | undefined {
  return (call.duration ?? 0) > (role.maxDurationSeconds ?? DEFAULT_MAX_SECONDS)
    ? validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
    : undefined
}

function isTrustee(trustee: string, caller: Identity): boolean {
  if (trustee === caller.arn || (isSession(caller) && trustee === caller.role)) return true
  const account = /^arn:[\w-]+:iam::(\d{12}):root$/.exec(trustee)?.[1]
  return account !== undefined && caller.arn.split(':')[4] === account
}

function matches(subject: string, allowed: NonNullable<Role['sub']>): boolean {
  return [allowed].flat().some((one) => {
    if (one instanceof RegExp) return one.test(subject)
    const pattern = one.replaceAll(/[.*+?^${}()|[\]\\]/g, (character) => wildcards[character] ?? `\\${character}`)
    return new RegExp(`^${pattern}$`, 's').test(subject)
  })
}

const wildcards: Record<string, string> = { '*': '.*', '?': '.' }

const invalidToken = (message: string): StsError => stsError(400, 'InvalidIdentityToken', message)

function tokenError(error: unknown, token: string): StsError {
  if (error instanceof errors.JWTExpired) {
    const now = Math.floor(Date.now() / 1000)
    const message = `Token expired: current date/time ${now} must be before the expiration date/time ${error.payload.exp}`
    return stsError(400, 'ExpiredTokenException', message)
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return invalidToken('Incorrect token audience')
    if (error.claim === 'iss') {
      return invalidToken(`No OpenIDConnect provider found in your account for ${claimsOf(token).iss}`)
    }
    return invalidToken(`Missing a required claim: ${error.claim}`)
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed) {
    const message = `Couldn't retrieve verification key from your identity provider,  \
please reference AssumeRoleWithWebIdentity documentation for requirements`
    return invalidToken(message)
  }
  return invalidToken('The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)')
}

/** What it says, believed or not. */
export function claimsOf(token: string): JWTPayload {
  try {
    return decodeJwt(token)
  } catch {
    return {}
  }
}
