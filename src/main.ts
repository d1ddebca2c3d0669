import { readEnvironment } from './action/environment.ts'
import { publish } from './action/publish.ts'
import { Runner } from './action/runner.ts'
import type { Locating } from './claude/locate.ts'
import { decide } from './decide.ts'
import { toActionError } from './errors.ts'
import { orInterrupted } from './interrupt.ts'
import { type Stop, stopped } from './report/judge.ts'
import { noReport, type Report } from './report/outputs.ts'
import { run } from './run.ts'
import { setup } from './setup.ts'

const stop = new AbortController()
const endWith = (reason: Stop) => stop.abort(reason)
// A runner cancels with SIGINT, 7.5 s later SIGTERM, 2.5 s after that the end: whoever comes first starts it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const)
  process.on(signal, () => endWith({ kind: 'cancelled', signal }))
// What nobody expected ends the run as well, rather than leave `claude` behind.
for (const surprise of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(surprise, (error: unknown) => endWith({ kind: 'failed', error: toActionError(error) }))

const runner = new Runner()
const report = await step()
await publish(await runner.open(), report)
// Whatever is still under way, a download say, is no longer wanted.
if (stop.signal.aborted) process.exit()

/** Decides, acts, reports. Never throws: whatever went wrong is an outcome, and what was done until then is told. */
async function step(): Promise<Report> {
  const report = noReport()
  try {
    const environment = readEnvironment()
    const { plan, secrets } = await orInterrupted(stop.signal, decide(environment, runner, report, stop.signal))
    report.plan = plan
    const locating: Locating = {
      npm: async () => (await import('./action/npm-config.ts')).readNpmConfig(environment.env, runner.mask),
      temp: environment.temp,
      say: (line) => runner.info(line),
    }
    const means = { environment, runner, locating, secrets, stop: stop.signal, endWith }
    if (plan.mode === 'run') await run(plan, means, report)
    else await orInterrupted(stop.signal, setup(plan, means))
  } catch (error) {
    const { code, message } = toActionError(error)
    report.outcome = stop.signal.aborted
      ? stopped(stop.signal.reason as Stop)
      : { conclusion: 'failure', code, message }
    if (code === 'internal' && !stop.signal.aborted) runner.info(String((error as Error).stack))
  }
  return report
}
