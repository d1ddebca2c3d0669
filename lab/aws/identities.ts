/** Who can sign a request to AWS: a user's long-term key, or a session of a role, which ends. */
import { randomBytes } from 'node:crypto'

export interface LongTermKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Who it belongs to, such as `arn:aws:iam::123456789012:user/ci`. */
  readonly arn: string
}

export interface Session extends LongTermKey {
  readonly sessionToken: string
  /** As `Date.now()` has it. */
  readonly expiresAt: number
  /** The role it is a session of; `arn` is then the `assumed-role/…/session`. */
  readonly role: string
}

export type Identity = LongTermKey | Session

/** A Map will do; what is asked is the access key id. */
export interface Identities {
  get(accessKeyId: string): Identity | undefined
}

export const isSession = (identity: Identity): identity is Session => 'sessionToken' in identity

/** A session that no STS gave, for the stand-ins of the places where a machine finds one. */
export function newSession(options: {
  readonly role: string
  readonly name?: string
  /** An hour by default. */
  readonly seconds?: number
}): Session {
  const { role, name = 'lab' } = options
  return {
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: `FwoGZXIvYXdzE${randomBytes(120).toString('base64')}`,
    expiresAt: Date.now() + (options.seconds ?? 3600) * 1000,
    arn: sessionArn(role, name),
    role,
  }
}

export function newLongTermKey(arn: string): LongTermKey {
  return {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    arn,
  }
}

/** The path of the role, if it has one, is not part of it. */
export function sessionArn(role: string, name: string): string {
  const [, partition = 'aws', , , account = ''] = role.split(':')
  return `arn:${partition}:sts::${account}:assumed-role/${role.split('/').at(-1)}/${name}`
}

/** Several places to look in, the first that knows wins. */
export function anyOf(...places: readonly Identities[]): Identities {
  return {
    get(accessKeyId) {
      for (const place of places) {
        const found = place.get(accessKeyId)
        if (found) return found
      }
      return undefined
    },
  }
}
