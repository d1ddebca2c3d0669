import { ActionError } from '../../errors.ts'
import { isLasting, words } from '../../network/failures.ts'
import { OutOfPatience } from '../retry.ts'

/** What was asked of STS, for whoever reads that it failed. */
export interface Asked {
  role: string
  seconds: number
  /** With what: the claims of the OIDC token that was sent, or the ARN of who asked. */
  by: { kind: 'token'; claims: Readonly<Record<string, unknown>> } | { kind: 'caller'; who: string }
  externalId: boolean
  region: string
}

interface AwsError extends Error {
  $metadata?: { httpStatusCode?: number }
}

/** By the names that STS gives them ("AssumeRoleWithWebIdentity", "Common Error Types" in AWS's API references). */
const passingNames =
  /^(IDPCommunicationError(Exception)?|Throttl.*|TooManyRequests.*|RequestLimitExceeded|RequestThrottled.*|ServiceUnavailable.*|InternalFailure|InternalError|RequestTimeout.*|RequestExpired|ExpiredToken(Exception)?|TimeoutError|AbortError)$/

/** Whether another try may do better. A token or session that has ended is renewed before it. */
export function passesAtAws(error: unknown): boolean {
  if (error instanceof ActionError) return false
  const { name, $metadata } = error as AwsError
  const status = $metadata?.httpStatusCode
  if (passingNames.test(name)) return true
  if (status !== undefined) return status >= 500 || status === 429
  return !isLasting(error) && !/Credentials?ProviderError/.test(name)
}

/** Why a role could not be assumed, with its cure. */
export function roleError(error: unknown, asked: Asked): ActionError {
  if (error instanceof ActionError) return error
  const last = (error instanceof OutOfPatience ? error.cause : error) as AwsError
  const { role, seconds } = asked
  const fail = (code: ConstructorParameters<typeof ActionError>[0], lines: string[]) =>
    new ActionError(code, [`AWS did not let ${role} be assumed: ${words(last)}`, ...lines].join('\n'), { cause: error })

  if (last.$metadata?.httpStatusCode === undefined || error instanceof OutOfPatience)
    return new ActionError(
      'aws-unreachable',
      `STS in ${asked.region} could not be asked for ${role}: ${words(error)}`,
      {
        cause: error,
      },
    )
  if (/RegionDisabled/.test(last.name))
    return fail('aws-unreachable', [
      `STS is not active in ${asked.region} for this account: activate it in the account settings of IAM, or use another \`aws-region\`.`,
    ])
  if (/DurationSeconds/.test(last.message)) return fail('aws-duration', [`It was asked for ${seconds} s.`])
  if (/InvalidIdentityToken/.test(last.name) && /audience/i.test(last.message))
    return fail('aws-audience', [
      asked.by.kind === 'token' ? `The token's aud was \`${asked.by.claims.aud}\`.` : '',
      'The IAM identity provider lists its audiences ("client ids"); the role\'s trust policy may ask for one as well.',
    ])
  if (/OpenIDConnect provider/i.test(last.message))
    return fail('aws-role-denied', [
      `The role's account (${accountOf(role)}) has no identity provider for ${issuerOf(asked)}: create one in IAM, or correct the account in \`aws-role-arn\`.`,
    ])
  if (/^(InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|ExpiredToken|AuthFailure)/.test(last.name))
    return fail('aws-credentials-missing', [
      `The credentials that it was asked with are not good (${asked.by.kind === 'caller' ? asked.by.who : 'a token'}).`,
    ])
  return fail(
    'aws-role-denied',
    asked.by.kind === 'token' ? trustForToken(role, asked.by.claims) : trustForCaller(asked, asked.by.who),
  )
}

/** Which lines of the trust policy have to fit, with what was really sent. */
function trustForToken(role: string, claims: Readonly<Record<string, unknown>>): string[] {
  const issuer = String(claims.iss ?? 'https://token.actions.githubusercontent.com').replace(/^https?:\/\//, '')
  const sub = String(claims.sub ?? '')
  const older = olderForm(sub)
  return [
    `The token's sub was \`${sub}\`, its aud \`${claims.aud}\`. The role's trust policy has to allow just that, letter by letter, upper and lower case included:`,
    `  "Principal": {"Federated": "arn:${role.split(':')[1]}:iam::${accountOf(role)}:oidc-provider/${issuer}"}`,
    `  "Action": "sts:AssumeRoleWithWebIdentity"`,
    `  "Condition": {"StringEquals": {"${issuer}:sub": "${sub}", "${issuer}:aud": "${claims.aud}"}}`,
    older === undefined
      ? ''
      : `This sub has the immutable form, with the numbers of owner and repository in it; a policy for \`${older}\` does not allow it.`,
    'AWS says the same of a role that does not exist.',
  ].filter(Boolean)
}

/** `repo:ORG@ID/REPO@ID:…` without its numbers, where it has them (repositories made since 15 July 2026). */
function olderForm(sub: string): string | undefined {
  const older = sub.replace(/^(repo:[^/@]+)@\d+(\/[^:@]+)@\d+/, '$1$2')
  return older === sub ? undefined : older
}

function trustForCaller({ role, externalId }: Asked, who: string): string[] {
  return [
    `It was asked by ${who}. Both have to allow it: that identity's own policy ("Action": "sts:AssumeRole", "Resource": "${role}"), and the role's trust policy ("Principal": {"AWS": …} with that identity or its account).`,
    externalId
      ? 'The external id of `aws-external-id` was sent; the trust policy may ask for another.'
      : 'No external id was sent; where the trust policy asks for one ("sts:ExternalId"), give it as `aws-external-id`.',
  ]
}

function accountOf(role: string): string {
  return role.split(':')[4] ?? ''
}

function issuerOf({ by }: Asked): string {
  return String(by.kind === 'token' ? (by.claims.iss ?? '') : '') || 'https://token.actions.githubusercontent.com'
}
