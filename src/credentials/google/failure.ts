import { ActionError, type ErrorCode, shorten } from '../../errors.ts'
import { words } from '../../network/failures.ts'
import { describeGoogleError as describe, type GoogleError, readGoogleError } from './said.ts'
import { type FailureContext, membersOf } from './strategy.ts'
import { isPage, Refused, Unreached } from './transport.ts'

/** The claims that a condition or a grant is likely to be about, in the order in which they tell who it is. */
const telling = [
  'iss',
  'aud',
  'sub',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'ref',
  'event_name',
  'environment',
  'actor',
  'workflow_ref',
  'job_workflow_ref',
]

const names = {
  sts: "Google's Security Token Service",
  iamcredentials: 'IAM Credentials',
  oauth2: "Google's OAuth endpoint",
  metadata: 'the metadata server',
  source: 'whoever gives out the token to show',
} as const

/** What went wrong on the way to a token, as somebody can act on it. Nothing of a token is in it, nor behind it. */
export function explainFailure(error: unknown, context: FailureContext): ActionError {
  if (error instanceof ActionError) return error
  if (error instanceof Unreached) return unreached(error)
  if (error instanceof Refused) return refused(error, context)
  const message = error instanceof Error ? error.message : String(error)
  return new ActionError(
    'gcp-credentials-missing',
    `With ${context.credential} no token can be had: ${shorten(message, 500)}`,
  )
}

function unreached(error: Unreached): ActionError {
  const { service, host } = error
  const code = service === 'source' ? 'gcp-credentials-missing' : 'gcp-unreachable'
  return new ActionError(code, `${capital(names[service])} could not be reached (${host}): ${words(error)}`)
}

function refused(error: Refused, context: FailureContext): ActionError {
  const { service, host, status } = error
  const said = readGoogleError(error.body)
  const away = 'gcp-unreachable'
  if (status >= 300 && status < 400)
    return new ActionError(away, `${capital(names[service])} (${host}) wants to send the request elsewhere: ${status}`)
  if (status >= 500 || status === 429 || status === 408)
    return new ActionError(away, `${capital(names[service])} (${host}) went on answering: ${describe(status, said)}`)
  if (isPage(error)) {
    const message = `Something in front of ${names[service]} (${host}) answered in its place: ${describe(status, said)}`
    return new ActionError(away, message)
  }
  const fail = (code: ErrorCode, ...lines: (string | undefined)[]) =>
    new ActionError(code, lines.filter((line) => line !== undefined).join('\n'))
  if (said.reason === 'SERVICE_DISABLED')
    return fail(
      'gcp-api-disabled',
      `${capital(names[service])} refused ${context.credential}: ${said.message}`,
      `Enable ${said.metadata.service ?? 'the API'} in ${said.metadata.consumer ?? 'the project'}: gcloud services enable ${said.metadata.service ?? ''}`.trim(),
    )
  switch (service) {
    case 'sts':
      return fail('gcp-identity-denied', stsHead(context, said, status), stsCure(context, said), claimsOf(context))
    case 'iamcredentials':
      return fail(
        'gcp-impersonation-denied',
        `${capital(context.credential)} may not act as ${context.serviceAccount}: ${describe(status, said)}`,
        impersonationCure(context, status),
        claimsOf(context),
      )
    case 'oauth2':
      return fail(
        'gcp-identity-denied',
        `${capital(names.oauth2)} refused ${context.credential}: ${describe(status, said)}`,
        oauthCure(said),
      )
    case 'metadata':
      return fail(
        'gcp-credentials-missing',
        `${capital(names.metadata)} gave no token for ${context.credential}: ${describe(status, said)}`,
        'Is there a service account on this machine (on GKE: Workload Identity on its node pool)?',
      )
    case 'source':
      return fail('gcp-credentials-missing', `${host} gave no token to show to Google: ${describe(status, said)}`)
  }
}

function stsHead({ credential, provider }: FailureContext, said: GoogleError, status: number): string {
  return `Google's Security Token Service refused ${credential} at ${provider}: ${describe(status, said)}`
}

/** By Google's own words: the error codes are few, and each stands for several causes. */
function stsCure({ provider = '', claims }: FailureContext, said: GoogleError): string | undefined {
  const { type, message } = said
  if (type === 'invalid_target')
    return "Compare `gcp-workload-identity-provider` with what `gcloud iam workload-identity-pools providers describe` prints as `name`: the number is the project's number, not its id, and neither pool nor provider may be disabled."
  if (type === 'invalid_request' && /audience/i.test(message))
    return `\`gcp-workload-identity-provider\` must be like projects/123456789012/locations/global/workloadIdentityPools/POOL/providers/PROVIDER${/\/providers\//.test(provider) ? '' : '; this is a pool, not a provider'}.`
  if (/attribute condition/i.test(message))
    return "The provider's attribute condition is false for this job. Compare it with the claims; the case of letters counts."
  if (/127 bytes/.test(message)) return 'Map something shorter: `google.subject=assertion.repository_id`, say.'
  if (/audience in ID Token/i.test(message))
    return `The token is made out for ${claims?.aud}. Leave the provider's allowed audiences empty, or have this one among them.`
  if (/issuer/i.test(message))
    return "The provider's issuer must be the one below: https://token.actions.githubusercontent.com, or on GitHub Enterprise Server its own."
  if (/stale|expired/i.test(message)) return 'Is the clock of this machine right?'
  return undefined
}

function impersonationCure(context: FailureContext, status: number): string | undefined {
  const { provider, claims, serviceAccount } = context
  if (status === 404) return `There is no service account ${serviceAccount}; compare \`gcp-service-account\`.`
  if (status !== 403) return undefined
  if (provider === undefined) return 'Grant it `roles/iam.serviceAccountTokenCreator` on that service account.'
  return [
    'Grant `roles/iam.workloadIdentityUser` on that service account to one of these, as far as the provider maps the attribute:',
    ...membersOf({ provider, claims }).map((member) => `  ${member}`),
    'A grant takes a few minutes to hold.',
  ].join('\n')
}

function oauthCure({ type, message }: GoogleError): string | undefined {
  if (/account not found/i.test(message)) return 'The service account has been deleted, or the key is of another one.'
  if (/signature/i.test(message)) return 'The key has been deleted or disabled, or is not the one of that account.'
  if (/short-lived|timeframe/i.test(message)) return 'Is the clock of this machine right?'
  if (type === 'invalid_grant')
    return 'The login has ended or was taken back: log in again (`gcloud auth application-default login`).'
  return undefined
}

function claimsOf({ claims }: FailureContext): string | undefined {
  if (claims === undefined) return undefined
  const lines = telling
    .filter((name) => claims[name] !== undefined)
    .map((name) => `  ${name}: ${shorten(String(claims[name]), 300)}`)
  return lines.length === 0 ? undefined : ['The token said:', ...lines].join('\n')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
