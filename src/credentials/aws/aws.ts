import { ActionError } from '../../errors.ts'
import { words } from '../../network/failures.ts'
import type { AwsPlan, AwsSource } from '../../resolve/plan.ts'
import type { Credential, CredentialMeans } from '../credential.ts'
import { subjectToken } from '../github-oidc.ts'
import { type Expiring, Renewable } from '../renewable.ts'
import { retry } from '../retry.ts'
import type { AwsCredentials } from './credentials.ts'
import { type Asked, passesAtAws, roleError } from './denied.ts'
import type { AwsSdk, RoleSession } from './sdk.ts'

const overallMs = 45_000
const tryMs = 10_000

/** Sessions that come from other roles last an hour at the most ("Role chaining" in the IAM User Guide). */
const longestChained = 3_600

/** Somebody AWS knows, with what proves it. */
interface Identity {
  credentials: AwsCredentials
  who: string
}

/** AWS credentials as the plan has them: from its source, through its roles, renewed for as long as they are asked for. */
export function awsCredential(plan: AwsPlan, means: CredentialMeans): Credential<AwsCredentials> {
  const sdk = loadSdk(plan, means)
  let identity: Credential<Identity>
  let [...chained] = plan.roles
  if (plan.source.kind === 'oidc') {
    const [first = '', ...rest] = plan.roles
    identity = webIdentity(first, plan.source, { plan, means, sdk })
    chained = rest
  } else identity = ambient({ plan, means, sdk })
  for (const role of chained) identity = assumed(role, identity, { plan, means, sdk })

  // The very object that was given out is what may be refused later.
  const given = new WeakMap<AwsCredentials, Identity>()
  return {
    get: async () => {
      const held = await identity.get()
      given.set(held.credentials, held)
      return held.credentials
    },
    rejected: async (credentials) => {
      const held = given.get(credentials)
      return held !== undefined && (await renewed(identity, held))
    },
  }
}

/** Renews, and says whether something else has come of it: a key of a user is what it is. */
async function renewed(source: Credential<Identity>, held: Identity): Promise<boolean> {
  if (!(await source.rejected(held))) return false
  const { credentials } = await source.get()
  return isOther(credentials, held.credentials)
}

function isOther(one: AwsCredentials, other: AwsCredentials): boolean {
  return one.accessKeyId !== other.accessKeyId || one.sessionToken !== other.sessionToken
}

interface Way {
  plan: AwsPlan
  means: CredentialMeans
  /** Loaded while the first token is under way. */
  sdk: () => Promise<AwsSdk>
}

function loadSdk({ region, variables }: AwsPlan, { agents }: CredentialMeans): () => Promise<AwsSdk> {
  let loading: Promise<AwsSdk> | undefined
  return () => {
    loading ??= (async () => {
      // What the SDK reads for itself it reads in this process's own environment, and nowhere else: endpoints, profiles.
      for (const [name, value] of variables) process.env[name] = value.reveal()
      const { AwsSdk } = await import('./sdk.ts')
      return new AwsSdk(region, agents)
    })()
    return loading
  }
}

function webIdentity(role: string, source: Extract<AwsSource, { kind: 'oidc' }>, way: Way): Renewable<Identity> {
  const { plan, means } = way
  const subject = subjectToken(source.request, source.audience, means)
  const request = { role, sessionName: plan.sessionName, seconds: plan.sessionSeconds }
  return new Renewable(async () => {
    let claims: Asked['by'] = { kind: 'token', claims: {} }
    try {
      const [sdk] = await Promise.all([way.sdk(), subject.get()])
      const session = await retry(
        async (signal) => {
          // Asked for at each try: one that would not outlive it is renewed.
          const token = await subject.get()
          claims = { kind: 'token', claims: token.claims }
          return sdk.assumeRoleWithWebIdentity(request, token.token, signal).catch(async (error: Error) => {
            if (/^ExpiredToken/.test(error.name)) await subject.rejected(token)
            throw error
          })
        },
        { passes: passesAtAws, overallMs, tryMs, stop: means.stop },
      )
      return begun(session, way, `by GitHub OIDC as ${claims.claims.sub}`)
    } catch (error) {
      throw roleError(error, { role, seconds: request.seconds, by: claims, externalId: false, region: plan.region })
    }
  })
}

function assumed(role: string, source: Credential<Identity>, way: Way): Renewable<Identity> {
  const { plan, means } = way
  const request = { role, sessionName: plan.sessionName, seconds: Math.min(plan.sessionSeconds, longestChained) }
  return new Renewable(async () => {
    let who = 'nobody'
    try {
      const sdk = await way.sdk()
      const session = await retry(
        async (signal) => {
          const caller = await source.get()
          who = caller.who
          return sdk.assumeRole(request, plan.externalId, caller.credentials, signal).catch(async (error: Error) => {
            // An ended session is renewed; where nothing else is to be had, it stays refused.
            if (/^ExpiredToken/.test(error.name) && !(await renewed(source, caller))) throw staysExpired(error)
            throw error
          })
        },
        { passes: passesAtAws, overallMs, tryMs, stop: means.stop },
      )
      return begun(session, way, `from ${who}`)
    } catch (error) {
      const externalId = plan.externalId !== undefined
      throw roleError(error, {
        role,
        seconds: request.seconds,
        by: { kind: 'caller', who },
        externalId,
        region: plan.region,
      })
    }
  })
}

function staysExpired(error: Error): ActionError {
  return new ActionError('aws-credentials-missing', `The AWS credentials that were found have ended: ${words(error)}`, {
    cause: error,
  })
}

/** A session that has begun: masked, and told. */
function begun({ value, endsAt }: Expiring<RoleSession>, { means }: Way, how: string): Expiring<Identity> {
  maskCredentials(value.credentials, means)
  means.say(`aws: ${value.arn} ${how}${until(endsAt)}`)
  return { value: { credentials: value.credentials, who: value.arn }, endsAt }
}

function ambient(way: Way): Renewable<Identity> {
  const { plan, means } = way
  let last: AwsCredentials | undefined
  return new Renewable(async () => {
    const sdk = await way.sdk()
    const found = await orLate(sdk.ambient()).catch((error: unknown) => {
      throw notFound(error, plan)
    })
    const { value: credentials, endsAt, how } = found
    maskCredentials(credentials, means)
    const fresh = last === undefined || isOther(credentials, last)
    last = credentials
    // Who that is only AWS can say. Nobody waits for it, and in a network without STS nobody need know.
    const identity: Identity = { credentials, who: `the credentials of ${how}` }
    if (fresh)
      sdk.callerIdentity(credentials, AbortSignal.any([means.stop, AbortSignal.timeout(tryMs)])).then(
        (arn) => {
          identity.who = arn
          means.say(`aws: ${arn}, found in ${how}${until(endsAt)}`)
        },
        (error: unknown) => means.say(`aws: found in ${how}${until(endsAt)}; STS did not say as whom: ${words(error)}`),
      )
    return { value: identity, endsAt }
  })
}

/** The chain asks the network at its end (an instance's metadata), and a credential process may do anything. */
function orLate<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no answer within ${overallMs / 1000} s`)), overallMs)
    work.then(resolve, reject).finally(() => clearTimeout(late))
  })
}

function notFound(error: unknown, { roles, source }: AwsPlan): ActionError {
  const looked = `the environment, ~/.aws, an SSO login, a web identity token, the container's and the instance's endpoints; the SDK says: ${words(error)}`
  if (roles.length > 0 && source.kind === 'ambient')
    return new ActionError(
      'oidc-unavailable',
      `The job has no OIDC token to assume ${roles[0]} with: it lacks \`permissions: id-token: write\` (a pull request from a fork never has it). Nor are there other AWS credentials to assume it from. Looked in ${looked}`,
      { cause: error },
    )
  return new ActionError('aws-credentials-missing', `Looked in ${looked}`, { cause: error })
}

function maskCredentials(
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
  { mask }: CredentialMeans,
): void {
  mask(accessKeyId)
  mask(secretAccessKey)
  if (sessionToken !== undefined) mask(sessionToken)
}

/** ", until 12:34:56 UTC" */
function until(endsAt: number | undefined): string {
  return endsAt === undefined ? '' : `, until ${new Date(endsAt).toISOString().slice(11, 19)} UTC`
}
