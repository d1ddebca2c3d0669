import type { Environment } from '../action/environment.ts'
import type { Runner } from '../action/runner.ts'
import type { Locating } from '../claude/locate.ts'
import type { Stop } from '../report/judge.ts'
import type { Report } from '../report/outputs.ts'
import type { Limits } from '../resolve/plan.ts'

/** What every mode works with. */
export interface Means {
  environment: Environment
  runner: Runner
  /** What it takes to find or install the CLI. */
  locating: Locating
  /** Values that the agent must not find in its environment under any name. */
  secrets: readonly string[]
  /** Aborted when the run has to end; its reason says why. */
  stop: AbortSignal
  /** Has the run end, for a reason that comes from inside. */
  endWith: (reason: Stop) => void
  /** What is found out goes in here as it is, so that it is told however the step ends. */
  report: Report
}

/** Has the run end after `timeout-minutes`, unless what is given back is called before. */
export function startClock({ timeoutMs }: Pick<Limits, 'timeoutMs'>, { endWith }: Means): () => void {
  if (timeoutMs === undefined) return () => {}
  const timer = setTimeout(() => endWith({ kind: 'timeout', minutes: timeoutMs / 60_000 }), timeoutMs)
  return () => clearTimeout(timer)
}
