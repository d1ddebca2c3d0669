import { orInterrupted } from '../interrupt.ts'
import { openAgents } from '../network/agents.ts'
import type { RotatePlan } from '../resolve/plan.ts'
import { settledKey } from '../rotation/key.ts'
import { keyMeans, storedKeyOf } from './key.ts'
import { type Means, startClock } from './means.ts'

/** Mode `rotate`: tries the candidate key, makes it the current one if it works, and runs nothing. */
export async function rotate(plan: RotatePlan, means: Means): Promise<void> {
  const stopClock = startClock(plan.limits, means)
  const agents = openAgents(means.environment.proxyEnv)
  try {
    const held = storedKeyOf(plan.provider)
    // Resolved away: any other plan of this mode is a problem of the inputs.
    if (held === undefined) throw new Error('no stored key to rotate')
    const credential = settledKey(held.stored, 'report', keyMeans(plan, held.provider, means, agents))
    await orInterrupted(means.stop, credential.get())
  } finally {
    stopClock()
    agents.close()
  }
}
