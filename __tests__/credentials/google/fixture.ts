/** A job in front of the lab's Google Cloud, and what it comes to there. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach } from 'vitest'
import { type OidcIssuer, type OidcOptions, startOidcIssuer } from '../../../lab/github/oidc.ts'
import { type CloudSettings, type GoogleCloud, startGoogleCloud } from '../../../lab/google/cloud.ts'
import { freshFolder } from '../../../lab/temp.ts'
import type { Credential } from '../../../src/credentials/credential.ts'
import { type GoogleAccess, googleCredential } from '../../../src/credentials/google/google.ts'
import type { ActionError } from '../../../src/errors.ts'
import { openAgents, type ProxyEnv } from '../../../src/network/agents.ts'
import type { GooglePlan, WorkloadIdentityPlan } from '../../../src/resolve/plan.ts'
import { Secret } from '../../../src/secret.ts'

export const account = 'claude-code@my-project-12345.iam.gserviceaccount.com'

const open: { close(): unknown }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

export interface JobMeans {
  deadlineMs: number
  proxyEnv: ProxyEnv
  /** Ends what is under way. */
  stop: AbortSignal
  /** When there is time for what only loads and computes. */
  idle: Promise<unknown>
  /** The project that was asked for; `null` for the credential's own. */
  project: string | null
}

export interface JobCredential extends Credential<GoogleAccess> {
  /** What the log has of it. */
  readonly said: string[]
  /** Another token in place of the one that there is. */
  anew(): Promise<GoogleAccess>
}

export interface Job {
  github: OidcIssuer
  cloud: GoogleCloud
  place: Pick<GooglePlan, 'endpoints' | 'universe' | 'quotaProject'>
  /** All that was masked, in order. */
  masked: string[]
  credential(plan: GooglePlan, means?: Partial<JobMeans>): JobCredential
  ambient(env: Record<string, string>): GooglePlan
  /** Where the job has what GitHub gives it. */
  workloadIdentity(more?: {
    serviceAccount?: string
    audience?: string
    provider?: string
  }): GooglePlan & WorkloadIdentityPlan
  json(file: unknown): GooglePlan
}

export async function startJob(settings: Partial<CloudSettings> = {}, oidc: OidcOptions = {}): Promise<Job> {
  const github = await startOidcIssuer(oidc)
  const cloud = await startGoogleCloud({ issuer: github, ...settings })
  open.push(github, cloud)
  const { sts, iamcredentials, oauth2 } = cloud.endpoints
  const endpoints = { sts: new URL(sts), iamcredentials: new URL(iamcredentials), oauth2: new URL(oauth2) }
  const place = { endpoints, universe: 'googleapis.com', quotaProject: undefined }
  const masked: string[] = []
  return {
    github,
    cloud,
    place,
    masked,
    credential: (
      plan,
      { deadlineMs, proxyEnv = {}, stop = new AbortController().signal, idle, project = 'asked-for' } = {},
    ) => {
      const agents = openAgents(proxyEnv)
      open.push(agents)
      const said: string[] = []
      const means = {
        agents,
        stop,
        ...(idle === undefined ? {} : { idle }),
        mask: (secret: string) => void masked.push(secret),
        say: (line: string) => void said.push(line),
      }
      const credential = googleCredential({ ...plan, project: project ?? undefined }, means, deadlineMs)
      const anew = async () => {
        await credential.rejected(await credential.get())
        return credential.get()
      }
      return { get: () => credential.get(), rejected: (value) => credential.rejected(value), said, anew }
    },
    ambient: (env) => ({ kind: 'ambient', env, ...place }),
    workloadIdentity: (more = {}) => ({
      kind: 'workload-identity',
      provider: cloud.settings.provider,
      serviceAccount: undefined,
      request: { url: github.request.url, token: new Secret(github.request.token) },
      audience: `https://iam.googleapis.com/${more.provider ?? cloud.settings.provider}`,
      ...place,
      ...more,
    }),
    json: (file) => ({ kind: 'json', credentials: new Secret(JSON.stringify(file)), ...place }),
  }
}

/** The principal whose token it is, as the cloud sees it. */
export async function principal(job: Job, credential: JobCredential): Promise<string | undefined> {
  return job.cloud.principalOf((await credential.get()).token.reveal())
}

/** What it failed with. Nothing that was masked may be in it, however deep one looks. */
export async function failure(job: Job, attempt: Promise<unknown>): Promise<ActionError> {
  const error = await attempt.then(
    () => undefined,
    (error: ActionError) => error,
  )
  if (error === undefined) throw new Error('It did not fail.')
  const all = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })
  for (const secret of [...job.masked, job.github.request.token]) {
    if (all.includes(secret)) throw new Error(`A secret is in the error: ${all}`)
  }
  return error
}

export function file(content: unknown, name = 'credentials.json'): string {
  const path = join(freshFolder('adc'), name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
