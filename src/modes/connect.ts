import type { Connection } from '../claude/environment.ts'
import { after, type CredentialMeans, watched } from '../credentials/credential.ts'
import { type DirectPlan, handOver } from '../credentials/hand-over.ts'
import { keyCredential } from '../credentials/key.ts'
import type { Budget } from '../gateway/budget.ts'
import type { Meter } from '../gateway/meter.ts'
import { startGateway } from '../gateway/server.ts'
import { openUpstream } from '../gateway/upstreams/open.ts'
import { type Agents, openAgents } from '../network/agents.ts'
import type { ProviderPlan, RunPlan } from '../resolve/plan.ts'
import { credentialMeans, type KeySource, keySource } from './key.ts'
import type { Means } from './means.ts'

export interface Connecting extends Means {
  /** The run's own folder is where a credential file goes that the CLI has to read. */
  folder: Parameters<typeof handOver>[2]
  /** What counts the requests, and what they may come to. */
  meter: Meter
  budget: Budget
  /** The CLI is known for what it is; no key goes out before. */
  verified: Promise<void>
  /** Nothing else is to be done for the start any more. */
  idle: Promise<unknown>
  /** Told when no credential is to be had. */
  failed: (error: unknown) => void
}

/** The way to the provider, and how to close it again. */
export interface Opened {
  connection: Connection
  close(): void
}

/** Opens the way, with the credential on its way as well. */
export function connect(plan: RunPlan, means: Connecting): Promise<Opened> {
  return plan.isolation === 'gateway' ? openGateway(plan, means) : openDirect(plan, means)
}

async function openGateway(plan: RunPlan, means: Connecting): Promise<Opened> {
  const { environment, runner, idle, meter, budget, verified, failed } = means
  const agents = openAgents(environment.proxyEnv)
  const { upstream, first } = await openUpstream(
    plan.provider,
    { ...noting(means, agents), idle },
    (credential) => watched(after(verified, credential), failed),
    await keySource(plan, means, agents),
  )
  first.catch(failed)
  const gateway = await startGateway({ upstream, meter, agents, budget, redactor: runner.redactor })
  runner.mask(gateway.token)
  const { url, token } = gateway
  return { connection: { kind: 'gateway', url, token }, close: gateway.close }
}

/** `isolation: env`: the CLI gets the credential, or where to ask for it, and goes to the provider by itself. */
async function openDirect(plan: RunPlan, means: Connecting): Promise<Opened> {
  const agents = openAgents(means.environment.proxyEnv)
  const own = noting(means, agents)
  const { provider, keyOf } = await direct(plan.provider, own, await keySource(plan, means, agents))
  const { variables, close } = await handOver(provider, own, means.folder, keyOf)
  const closeAll = () => {
    close()
    agents.close()
  }
  return { connection: { kind: 'direct', variables }, close: closeAll }
}

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

/** Who the run is in the cloud is kept for whoever tells what went wrong. */
function noting(means: Means, agents: Agents): CredentialMeans {
  const identified = (member: string) => {
    means.report.member = member
  }
  return { ...credentialMeans(means, agents), identified }
}
