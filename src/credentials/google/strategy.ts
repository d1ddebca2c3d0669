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

export const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform'
