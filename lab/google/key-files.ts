import type { AuthorizedUser, GoogleCloud, ServiceAccountKey } from './cloud.ts'

/** The key files that describe a way instead of holding a key; with Google's own addresses, as gcloud writes them. */

export interface ExternalAccount {
  readonly type: 'external_account'
  readonly audience: string
  readonly subject_token_type: string
  readonly token_url: string
  readonly credential_source: Readonly<Record<string, unknown>>
  readonly service_account_impersonation_url?: string
}

export function externalAccount(
  cloud: GoogleCloud,
  source: Readonly<Record<string, unknown>>,
  serviceAccount?: string,
): ExternalAccount {
  const kind = 'environment_id' in source ? 'aws:token-type:aws4_request' : 'oauth:token-type:jwt'
  return {
    type: 'external_account',
    audience: `//iam.googleapis.com/${cloud.settings.provider}`,
    subject_token_type: `urn:ietf:params:${kind}`,
    token_url: 'https://sts.googleapis.com/v1/token',
    credential_source: source,
    ...(serviceAccount === undefined ? {} : { service_account_impersonation_url: impersonationUrl(serviceAccount) }),
  }
}

export interface ImpersonatedAccount {
  readonly type: 'impersonated_service_account'
  readonly service_account_impersonation_url: string
  readonly source_credentials: AuthorizedUser | ServiceAccountKey | ExternalAccount
  readonly delegates: readonly string[]
}

export function impersonatedAccount(
  source: AuthorizedUser | ServiceAccountKey | ExternalAccount,
  serviceAccount: string,
): ImpersonatedAccount {
  return {
    type: 'impersonated_service_account',
    service_account_impersonation_url: impersonationUrl(serviceAccount),
    source_credentials: source,
    delegates: [],
  }
}

function impersonationUrl(serviceAccount: string): string {
  return `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`
}
