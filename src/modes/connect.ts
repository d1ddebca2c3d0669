import type { Connection } from '../claude/environment.ts'
import { after, type Credential, type CredentialMeans, watched } from '../credentials/credential.ts'
import { type DirectPlan, handOver } from '../credentials/hand-over.ts'
import { keyCredential } from '../credentials/key.ts'
import type { Budget } from '../gateway/budget.ts'
import type { Meter } from '../gateway/meter.ts'
import { type Gateway, startGateway } from '../gateway/server.ts'
import { openUpstream } from '../gateway/upstreams/open.ts'
import { type Agents, openAgents } from '../network/agents.ts'
import type { Report } from '../report/outputs.ts'
import type { KeyedPlan, KeyPlan, Plan, ProviderPlan, RunPlan } from '../resolve/plan.ts'
import type { KeyMeans } from '../rotation/key.ts'
import type { Secret } from '../secret.ts'
import type { Means } from './run.ts'

/** The run's own folder is where a credential file goes that the CLI has to read. */
type Connecting = Means & { folder: Parameters<typeof handOver>[2]; idle: Promise<unknown> }

/** What counts the requests, and what they may come to. */
export interface Counting {
  meter: Meter
  budget: Budget
}

/** The way to the provider, and how to close it again. */
export interface Opened {
  connection: Connection
  gateway: Gateway | undefined
  close(): void
}

/** Opens the way, with the credential on its way as well. `failed` is told when none is to be had. */
export function connect(
  plan: RunPlan,
  verified: Promise<void>,
  means: Connecting,
  counting: Counting,
  failed: (error: unknown) => void,
  report: Report,
): Promise<Opened> {
  return plan.isolation === 'gateway'
    ? openGateway(plan, verified, means, counting, failed, report)
    : openDirect(plan, means, report)
}

async function openGateway(
  plan: RunPlan,
  verified: Promise<void>,
  means: Connecting,
  { meter, budget }: Counting,
  failed: (error: unknown) => void,
  report: Report,
): Promise<Opened> {
  const { environment, runner, idle } = means
  const agents = openAgents(environment.proxyEnv)
  const identified = noting(report)
  const { upstream, first } = await openUpstream(
    plan.provider,
    { ...credentialMeans(means, agents), identified, idle },
    (credential) => watched(after(verified, credential), failed),
    await keySource(plan, means, agents, report),
  )
  first.catch(failed)
  const gateway = await startGateway({ upstream, meter, agents, budget, redactor: runner.redactor })
  runner.mask(gateway.token)
  const { url, token } = gateway
  return { connection: { kind: 'gateway', url, token }, gateway, close: gateway.close }
}

/** `isolation: env`: the CLI gets the credential, or where to ask for it, and goes to the provider by itself. */
async function openDirect(plan: RunPlan, means: Connecting, report: Report): Promise<Opened> {
  const agents = openAgents(means.environment.proxyEnv)
  const own = { ...credentialMeans(means, agents), identified: noting(report) }
  const source = await keySource(plan, means, agents, report)
  const { provider, keyOf } = await direct(plan.provider, own, source)
  const { variables, close } = await handOver(provider, own, means.folder, keyOf)
  const closeAll = () => {
    close()
    agents.close()
  }
  return { connection: { kind: 'direct', variables }, gateway: undefined, close: closeAll }
}

type KeySource = (key: KeyPlan) => Credential<Secret>

/** A server that may speak another API than the CLI does is asked first. */
async function direct(
  provider: ProviderPlan,
  means: CredentialMeans,
  keyOf: KeySource = (key) => keyCredential(key, means),
): Promise<{ provider: DirectPlan; keyOf: KeySource }> {
  if (provider.provider !== 'openai-compatible') return { provider, keyOf }
  const { asAnthropic } = await import('../gateway/upstreams/compatible.ts')
  const key = keyOf(provider.key)
  return { provider: await asAnthropic(provider, key, means), keyOf: () => key }
}

function credentialMeans({ runner, stop }: Means, agents: Agents): CredentialMeans {
  return { agents, mask: runner.mask, say: (line) => runner.info(line), stop }
}

/** Who the run is in the cloud, kept for whoever tells what went wrong. */
function noting(report: Report): (member: string) => void {
  return (member) => {
    report.member = member
  }
}

/** Where an API key comes from; one in Secrets Manager is tried first where that was asked for. */
async function keySource(plan: RunPlan, means: Means, agents: Agents, report: Report): Promise<KeySource | undefined> {
  const { provider } = plan
  if (!('key' in provider) || provider.key.kind !== 'stored') return undefined
  const { stored } = provider.key
  // Loaded here alone: runs with a key at hand have no need of it.
  const { settledKey } = await import('../rotation/key.ts')
  return () => settledKey(stored, 'use', keyMeans(plan, provider, means, agents, report.rotation))
}

/** What it takes to try a key. */
export function keyMeans(
  plan: Pick<Plan, 'model' | 'cli'>,
  provider: KeyedPlan,
  means: Means,
  agents: Agents,
  report: Report['rotation'],
): KeyMeans {
  const { environment, locating, runner } = means
  return {
    ...credentialMeans(means, agents),
    provider,
    model: plan.model,
    cli: plan.cli,
    locating,
    env: environment.env,
    proxyEnv: environment.proxyEnv,
    warn: (message) => runner.warning(message),
    report,
  }
}
