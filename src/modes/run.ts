import { existsSync } from 'node:fs'
import { createRunFolder, type RunFolder } from '../action/run-folder.ts'
import type { ClaudeEnd } from '../claude/run.ts'
import { type Budget, budgetOf } from '../gateway/budget.ts'
import { Meter, pricesOf } from '../gateway/meter.ts'
import { figuresOf } from '../report/figures.ts'
import { judge, type Outcome, type Stop } from '../report/judge.ts'
import { TranscriptReader } from '../report/transcript.ts'
import type { RunPlan } from '../resolve/plan.ts'
import { runAgent } from './agent.ts'
import { type Means, startClock } from './means.ts'

/** One run of the agent, with all that is known of it while it goes on. */
export interface Run extends Means {
  plan: RunPlan
  started: number
  folder: RunFolder
  /** Puts the runner's command files, and the user's settings, back to what they were before the agent got at them. */
  restore?: { files: () => Promise<string[]>; settings: () => 'same' | 'put back' }
  reader: TranscriptReader
  meter: Meter
  budget: Budget
}

/** Mode `run`: what `claude` did is in the report, however it ends. */
export async function run(plan: RunPlan, means: Means): Promise<void> {
  const run = begin(plan, means)
  const stopClock = startClock(plan.limits, means)
  let spoiled: string[] = []
  try {
    const end = await runAgent(run)
    means.report.outcome = verdict(run, end)
  } finally {
    stopClock()
    run.folder.remove()
    spoiled = await putBack(run)
    record(run)
  }
  // What the agent may have written there would be taken for this step's word.
  if (spoiled.length > 0) means.report.outcome = notToBeBelieved(spoiled)
  warnOfNoStructure(run)
}

function begin(plan: RunPlan, means: Means): Run {
  const meter = new Meter(pricesOf(plan.provider.provider))
  const budget = budgetOf(plan.limits, plan.model, meter)
  const folder = createRunFolder(means.environment)
  return { ...means, plan, started: Date.now(), folder, reader: new TranscriptReader(), meter, budget }
}

function verdict({ plan, reader, meter, budget, stop, report }: Run, end: ClaudeEnd): Outcome {
  const why = stop.aborted ? (stop.reason as Stop) : undefined
  const where = { provider: plan.provider.provider, member: report.member }
  return judge(end, reader.transcript.result, why, meter.metered.error, where, budget.exhausted)
}

/** Says which of the runner's files could not be put back. */
async function putBack({ restore, runner }: Run): Promise<string[]> {
  const spoiled = (await restore?.files()) ?? []
  putSettingsBack(restore, runner)
  for (const file of spoiled) runner.warning(`A file of the runner's could not be put back. ${file}`)
  return spoiled
}

/** What the agent wrote into the user's settings would steer the next step of this action, and where its key goes. */
function putSettingsBack(restore: Run['restore'], runner: Run['runner']): void {
  const name = '~/.claude/settings.json'
  try {
    if (restore?.settings() === 'put back')
      runner.warning(`${name} was changed while the agent ran; it is as it was before.`)
  } catch (error) {
    runner.warning(`${name} was changed while the agent ran and could not be put back: ${(error as Error).message}`)
  }
}

/** What is known by now, for whoever reports it. */
function record({ plan, started, folder, reader, meter, report }: Run): void {
  const counted = plan.isolation === 'gateway' ? meter.metered : undefined
  report.transcript = reader.transcript
  report.executionFile = existsSync(folder.executionFile) ? folder.executionFile : undefined
  report.figures = figuresOf(reader.transcript, counted, Date.now() - started, pricesOf(plan.provider.provider))
}

function notToBeBelieved(spoiled: readonly string[]): Outcome {
  const message = `The agent kept files of the runner's from being put back, and what they hold is not to be believed: ${spoiled.join('; ')}.`
  return { conclusion: 'failure', code: 'internal', message }
}

function warnOfNoStructure({ plan, reader, runner, report }: Run): void {
  const asked = plan.agent.jsonSchema !== undefined && report.outcome.conclusion === 'success'
  if (asked && reader.transcript.result?.structured_output == null)
    runner.warning('The answer does not follow `json-schema`: `structured-output` is empty.')
}
