import { orInterrupted } from '../interrupt.ts'
import { openAgents } from '../network/agents.ts'
import type { Report } from '../report/outputs.ts'
import type { RotatePlan } from '../resolve/plan.ts'
import { settledKey } from '../rotation/key.ts'
import { keyMeans } from './connect.ts'
import type { Means } from './run.ts'

/** Mode `rotate`: tries the candidate key, makes it the current one if it works, and runs nothing. */
export async function rotate(plan: RotatePlan, means: Means, report: Report): Promise<void> {
  const { timeoutMs } = plan.limits
  const { stop, endWith } = means
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => endWith({ kind: 'timeout', minutes: timeoutMs / 60_000 }), timeoutMs)
  const agents = openAgents(means.environment.proxyEnv)
  const { provider } = plan
  try {
    // Resolved away: any other plan of this mode is a problem of the inputs.
    if (!('key' in provider) || provider.key.kind !== 'stored') throw new Error('no stored key to rotate')
    const credential = settledKey(
      provider.key.stored,
      'report',
      keyMeans(plan, provider, means, agents, report.rotation),
    )
    await orInterrupted(stop, credential.get())
  } finally {
    clearTimeout(timer)
    agents.close()
  }
}
