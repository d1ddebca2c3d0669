import { explain } from '../errors.ts'
import type { Redactor } from '../redact/redactor.ts'
import { outputsOf, type Report } from '../report/outputs.ts'
import { logLines } from '../report/plain-text.ts'
import { redacted } from '../report/redacted.ts'
import { summaryOf } from '../report/summary.ts'
import type { Toolkit } from './toolkit.ts'

/**
 * Puts a report where people and workflows find it: outputs, the end of the log, the job summary, the step's end. A secret
 * that became known only late is taken out here as well.
 */
export async function publish(core: Toolkit, whole: Report, redactor: Redactor): Promise<void> {
  const report = redacted(whole, redactor.text)
  for (const [name, value] of Object.entries(outputsOf(report))) {
    try {
      core.setOutput(name, outputWithout(redactor, name, value))
    } catch (error) {
      core.warning(`The output ${name} could not be set: ${(error as Error).message}`)
    }
  }
  announce(core, report)
  try {
    await core.summary.addRaw(redactor.text(summaryOf(report))).write()
  } catch (error) {
    // A server or runner that has no summaries, or a full disk: no reason to call the run a failure.
    core.warning(`The job summary could not be written: ${(error as Error).message}`)
  }
}

function outputWithout(redactor: Redactor, name: string, value: string): string {
  // A path is to be opened.
  if (name === 'execution-file') return value
  return name === 'structured-output' ? redactor.json(value) : redactor.text(value)
}

function announce(core: Toolkit, { outcome }: Report): void {
  const calm = outcome.conclusion === 'success' || outcome.conclusion === 'skipped'
  process.exitCode = calm ? core.ExitCode.Success : core.ExitCode.Failure
  if (outcome.conclusion === 'success') return
  const { cause, cure } = explain(outcome.code)
  const text = `${logLines(outcome.message).join('\n')}\n${cause} ${cure} (error-code: ${outcome.code})`
  if (outcome.conclusion === 'skipped') core.notice(text, { title: 'Claude was not run' })
  else core.error(text, { title: `Claude: ${outcome.code}` })
}
