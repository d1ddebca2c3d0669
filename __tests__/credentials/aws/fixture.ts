/** AWS credentials against the lab's OIDC issuer and STS. Nothing of this machine's own AWS is to be seen. */
import { afterEach, beforeEach, expect, onTestFinished } from 'vitest'
import type { Moto } from '../../../lab/aws/moto.ts'
import { type Role, type Sts, type StsOptions, startSts } from '../../../lab/aws/sts.ts'
import { type OidcIssuer, type OidcOptions, startOidcIssuer } from '../../../lab/github/oidc.ts'
import { freshFolder } from '../../../lab/temp.ts'
import { awsCredential } from '../../../src/credentials/aws/aws.ts'
import type { AwsCredentials } from '../../../src/credentials/aws/credentials.ts'
import type { Credential } from '../../../src/credentials/credential.ts'
import type { ActionError } from '../../../src/errors.ts'
import { openAgents } from '../../../src/network/agents.ts'
import type { AwsPlan } from '../../../src/resolve/plan.ts'
import { Secret } from '../../../src/secret.ts'

export const REGION = 'eu-west-1'
export const ROLE = 'arn:aws:iam::123456789012:role/ClaudeCodeBedrock'
export const SECOND = 'arn:aws:iam::210987654321:role/teams/Second'
export const THIRD = 'arn:aws:iam::345678901234:role/Third'
export const SUB = 'repo:octo-org/octo-repo:ref:refs/heads/main'

/** The SDK reads the process's own environment: what a test leaves there is taken away again, and so is the machine's. */
export function isolateEnvironment(): void {
  const before = { ...process.env }
  beforeEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name]
    const home = freshFolder('home')
    Object.assign(process.env, { HOME: home, USERPROFILE: home, AWS_EC2_METADATA_DISABLED: 'true' })
  })
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  })
}

export interface World {
  roles?: Record<string, Role>
  sts?: Partial<StsOptions>
  oidc?: OidcOptions
  plan?: Partial<AwsPlan>
  /** Without OIDC: what the machine has. */
  ambient?: boolean
  /** What the SDK is to find in its environment. */
  env?: Record<string, string>
  audience?: string
  stop?: AbortSignal
}

export interface Opened {
  credential: Credential<AwsCredentials>
  sts: Sts
  issuer: OidcIssuer
  said: string[]
  masked: string[]
  /** The calls of STS, each as `action of what → outcome`. */
  calls(): string[]
}

export async function open(moto: Moto, world: World): Promise<Opened> {
  const { roles = { [ROLE]: { sub: SUB } }, env = {}, audience = 'sts.amazonaws.com' } = world
  const issuer = await startOidcIssuer(world.oidc)
  const sts = await startSts({ moto, issuer, roles, region: REGION, ...world.sts })
  const agents = openAgents({})
  onTestFinished(async () => {
    agents.close()
    await Promise.all([sts.close(), issuer.close()])
  })
  const request = { url: issuer.request.url, token: new Secret(issuer.request.token) }
  const said: string[] = []
  const masked: string[] = []
  const plan: AwsPlan = {
    region: REGION,
    source: world.ambient ? { kind: 'ambient' } : { kind: 'oidc', request, audience },
    roles: world.ambient ? [] : [ROLE],
    externalId: undefined,
    sessionName: 'claude-provider-action-7',
    sessionSeconds: 3600,
    variables: new Map(
      Object.entries({ AWS_ENDPOINT_URL_STS: sts.url, ...env }).map(([name, value]) => [name, new Secret(value)]),
    ),
    ...world.plan,
  }
  const credential = awsCredential(plan, {
    agents,
    mask: (secret) => masked.push(secret),
    say: (line) => said.push(line),
    stop: world.stop ?? new AbortController().signal,
  })
  const calls = () =>
    sts.calls.map(({ action, role = '', outcome }) => `${action} ${role.split('/').at(-1)} ${outcome}`)
  return { credential, sts, issuer, said, masked, calls }
}

/** What it fails with. */
export const failure = (asked: Promise<unknown>): Promise<ActionError> =>
  asked.then(
    () => expect.unreachable('it did not fail'),
    (error: ActionError) => error,
  )
