// First of all, so that a signal is heard while the rest is loaded.
import './stop.ts'

import { readEnvironment } from './action/environment.ts'
import { publish } from './action/publish.ts'
import { Runner } from './action/runner.ts'
import type { Locating } from './claude/locate.ts'
import { decide } from './decide.ts'
import { toActionError } from './errors.ts'
import { orInterrupted } from './interrupt.ts'
import { run } from './modes/run.ts'
import { type Stop, stopped } from './report/judge.ts'
import { noReport, type Report } from './report/outputs.ts'
import { endWith, stop } from './stop.ts'

// A step that cannot even say how it went has failed.
process.exitCode = 1
const runner = new Runner()
const report = await step()
await publish(await runner.open(), report, runner.redactor)
// Whatever is still under way, a download say, is no longer wanted.
if (stop.aborted) process.exit()

/** Decides, acts, reports. Never throws: whatever went wrong is an outcome, and what was done until then is told. */
async function step(): Promise<Report> {
  const report = noReport()
  try {
    const environment = readEnvironment()
    const decided = await orInterrupted(stop, decide(environment, runner, report, stop))
    if (decided.kind === 'refused') {
      report.outcome = { conclusion: 'skipped', code: 'actor-not-allowed', message: decided.because }
      return report
    }
    const { plan, secrets } = decided
    report.plan = plan
    const locating: Locating = {
      npm: async () => (await import('./action/npm-config.ts')).readNpmConfig(environment.env, runner.mask),
      temp: environment.temp,
      say: (line) => runner.info(line),
    }
    const means = { environment, runner, locating, secrets, stop, endWith, report }
    // The mode of nearly every step is at hand, the others are loaded.
    if (plan.mode === 'run') await run(plan, means)
    else if (plan.mode === 'rotate') await (await import('./modes/rotate.ts')).rotate(plan, means)
    else await orInterrupted(stop, (await import('./modes/setup.ts')).setup(plan, means))
  } catch (error) {
    const { code, message } = toActionError(error)
    report.outcome = stop.aborted ? stopped(stop.reason as Stop) : { conclusion: 'failure', code, message }
    if (code === 'internal' && !stop.aborted) runner.info(String((error as Error).stack))
  }
  return report
}
