import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type Credentials,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { Agents } from '../../network/agents.ts'
import type { Secret } from '../../secret.ts'
import type { Expiring } from '../renewable.ts'
import type { AwsCredentials } from './credentials.ts'
import { lookAtProfiles } from './profile-files.ts'

/** A role session: its credentials, and who one is with them. */
export interface RoleSession {
  credentials: AwsCredentials
  /** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION` */
  arn: string
}

export interface RoleRequest {
  role: string
  sessionName: string
  seconds: number
}

/** AWS's SDK, as far as it is used: loaded by `import()`, since runs on other providers have no need of it. */
export class AwsSdk {
  readonly #region: string
  readonly #handler: NodeHttpHandler

  constructor(region: string, agents: Agents) {
    this.#region = region
    this.#handler = new NodeHttpHandler({
      httpAgent: agents.http,
      httpsAgent: agents.https as import('node:https').Agent,
      connectionTimeout: 5_000,
    })
  }

  /** Who waits and tries again is `retry`, which knows how long: the SDK tries once. */
  #client(credentials?: AwsCredentials): STSClient {
    return new STSClient({
      region: this.#region,
      maxAttempts: 1,
      requestHandler: this.#handler,
      ...(credentials === undefined ? {} : { credentials }),
    })
  }

  async assumeRoleWithWebIdentity(
    { role, sessionName, seconds }: RoleRequest,
    token: Secret,
    abortSignal: AbortSignal,
  ): Promise<Expiring<RoleSession>> {
    const command = new AssumeRoleWithWebIdentityCommand({
      RoleArn: role,
      RoleSessionName: sessionName,
      DurationSeconds: seconds,
      WebIdentityToken: token.reveal(),
    })
    const answer = await this.#client().send(command, { abortSignal })
    return sessionOf(answer.Credentials, answer.AssumedRoleUser?.Arn ?? role)
  }

  async assumeRole(
    { role, sessionName, seconds }: RoleRequest,
    externalId: Secret | undefined,
    credentials: AwsCredentials,
    abortSignal: AbortSignal,
  ): Promise<Expiring<RoleSession>> {
    const command = new AssumeRoleCommand({
      RoleArn: role,
      RoleSessionName: sessionName,
      DurationSeconds: seconds,
      ...(externalId === undefined ? {} : { ExternalId: externalId.reveal() }),
    })
    const answer = await this.#client(credentials).send(command, { abortSignal })
    return sessionOf(answer.Credentials, answer.AssumedRoleUser?.Arn ?? role)
  }

  /** The ARN that AWS knows the credentials by. */
  async callerIdentity(credentials: AwsCredentials, abortSignal: AbortSignal): Promise<string> {
    const { Arn } = await this.#client(credentials).send(new GetCallerIdentityCommand({}), { abortSignal })
    return Arn ?? 'nobody'
  }

  /** What the SDK's default chain finds, anew each time, and by which of its ways ("Standardized credential providers"). */
  async ambient(): Promise<Expiring<AwsCredentials> & { how: string }> {
    const requestHandler = this.#handler
    await lookAtProfiles(process.env)
    const provider = defaultProvider({
      // For an SSO login, which has a region of its own; and for the STS of a profile that assumes a role, which may not.
      clientConfig: { requestHandler },
      parentClientConfig: { requestHandler, region: this.#region },
      timeout: 2_000,
      maxRetries: 2,
      // Or a file that was written anew would never be seen. Not declared for the chain, but it hands on all it is given.
      ...{ ignoreCache: true },
    })
    const { accessKeyId, secretAccessKey, sessionToken, expiration, ...rest } = await provider()
    return {
      value: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
      endsAt: timeOf(expiration),
      how: howFound((rest as { $source?: Record<string, string> }).$source),
    }
  }
}

function sessionOf(held: Credentials | undefined, arn: string): Expiring<RoleSession> {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = held ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error('STS answered without credentials')
  return {
    value: {
      arn,
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    },
    endsAt: timeOf(Expiration),
  }
}

/** A date that is none (`AWS_CREDENTIAL_EXPIRATION: tomorrow`) is no end. */
function timeOf(date: Date | undefined): number | undefined {
  const time = date?.getTime()
  return Number.isNaN(time) ? undefined : time
}

/** The SDK notes its ways for AWS's statistics; the last one noted is the one that led to the credentials. */
const ways: readonly [name: RegExp, words: string][] = [
  [/^CREDENTIALS_ENV_VARS$/, 'the environment'],
  [/STS_WEB_ID_TOKEN/, 'a web identity token (IRSA)'],
  [/SSO/, 'an SSO login'],
  [/LOGIN/, 'a console login'],
  [/^CREDENTIALS_(PROFILE_)?PROCESS/, 'a credential process'],
  [/^CREDENTIALS_PROFILE/, 'a profile'],
  [/^CREDENTIALS_HTTP/, "the container's endpoint"],
]

function howFound(source: Record<string, string> | undefined): string {
  const names = Object.keys(source ?? {})
  // The last of the chain notes nothing.
  if (names.length === 0) return "the instance's role"
  return ways.find(([name]) => names.some((held) => name.test(held)))?.[1] ?? 'the default chain'
}
