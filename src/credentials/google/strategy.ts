import type { Secret } from '../../secret.ts'

export interface GoogleToken {
  token: Secret
  /** In milliseconds since 1970. */
  expiresAt: number
  /** The project whose quota a user's requests count against; travels as `x-goog-user-project`. */
  quotaProject?: string | undefined
}

/** One way to a token. Each in a file of its own, with what it needs of Google's library. */
export interface Strategy {
  /** Asks for a new token, whatever there is of an old one. Rejects with what the transport or the library says. */
  fetch(): Promise<GoogleToken>
  /** Which credential this is and as whom it acts. */
  who(): Promise<string>
  /** The same as IAM has it in a grant; undefined where nothing says so. */
  member(): Promise<string | undefined>
  /** The credential's own project. */
  project(): Promise<string | undefined>
  /** The universe that the credential is for, where it says so. */
  universe?(): Promise<string | undefined>
  /** What is known that helps to understand a failure. */
  context(): FailureContext
}

export interface FailureContext {
  /** Which credential, as the subject of a sentence: "the key of x@y". */
  credential: string
  /** The job's OIDC token as it was shown last: its claims, which are no secret. */
  claims?: Readonly<Record<string, unknown>> | undefined
  /** The workload identity provider that it was shown to. */
  provider?: string | undefined
  /** The service account that was to be impersonated. */
  serviceAccount?: string | undefined
}

/** Whom a grant has to name: the account, or what a pool makes of the token that it is shown ("Principal identifiers"). */
export function membersOf({ serviceAccount, provider, claims }: Omit<FailureContext, 'credential'>): string[] {
  if (serviceAccount !== undefined) return [`serviceAccount:${serviceAccount}`]
  if (provider === undefined) return []
  const pool = `//iam.googleapis.com/${provider.replace(/\/providers\/.*$/, '')}`
  const { repository_id: repository, sub } = claims ?? {}
  const members = [
    repository === undefined ? [] : `principalSet:${pool}/attribute.repository_id/${repository}`,
    sub === undefined ? [] : `principal:${pool}/subject/${sub}`,
  ].flat()
  return members.length === 0 ? [`principalSet:${pool}/*`] : members
}

export const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform'
