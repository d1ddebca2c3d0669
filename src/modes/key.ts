import type { Credential, CredentialMeans } from '../credentials/credential.ts'
import type { Agents } from '../network/agents.ts'
import type { KeyedPlan, KeyPlan, Plan, ProviderPlan, StoredKeyPlan } from '../resolve/plan.ts'
import type { KeyMeans } from '../rotation/key.ts'
import type { Secret } from '../secret.ts'
import type { Means } from './means.ts'

/** The provider's key, where it lies in Secrets Manager. */
export function storedKeyOf(provider: ProviderPlan): { provider: KeyedPlan; stored: StoredKeyPlan } | undefined {
  return 'key' in provider && provider.key.kind === 'stored' ? { provider, stored: provider.key.stored } : undefined
}

export type KeySource = (key: KeyPlan) => Credential<Secret>

/** Where a run's key comes from, when it is not at hand: one in Secrets Manager is tried first where that was asked for. */
export async function keySource(
  plan: Pick<Plan, 'provider' | 'model' | 'cli'>,
  means: Means,
  agents: Agents,
): Promise<KeySource | undefined> {
  const held = storedKeyOf(plan.provider)
  if (held === undefined) return undefined
  // Loaded here alone: runs with a key at hand have no need of it.
  const { settledKey } = await import('../rotation/key.ts')
  return () => settledKey(held.stored, 'use', keyMeans(plan, held.provider, means, agents))
}

/** What it takes to try a key. */
export function keyMeans(
  { model, cli }: Pick<Plan, 'model' | 'cli'>,
  provider: KeyedPlan,
  means: Means,
  agents: Agents,
): KeyMeans {
  const { environment, locating, runner, report } = means
  return {
    ...credentialMeans(means, agents),
    ...{ provider, model, cli, locating },
    env: environment.env,
    proxyEnv: environment.proxyEnv,
    warn: (message) => runner.warning(message),
    report: report.rotation,
  }
}

/** What it takes to get a credential. */
export function credentialMeans({ runner, stop }: Means, agents: Agents): CredentialMeans {
  return { agents, mask: runner.mask, say: (line) => runner.info(line), stop }
}
