import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { noteCommandFiles } from '../action/command-files.ts'
import type { Environment } from '../action/environment.ts'
import { createRunFolder, type RunFolder } from '../action/run-folder.ts'
import type { Runner } from '../action/runner.ts'
import { claudeArguments } from '../claude/arguments.ts'
import { childEnvironment, pinnedVariables } from '../claude/environment.ts'
import type { Apart } from '../claude/launch.ts'
import { type Locating, locateClaude } from '../claude/locate.ts'
import { type ClaudeEnd, runClaude } from '../claude/run.ts'
import { privateSettings } from '../claude/settings.ts'
import { toActionError } from '../errors.ts'
import { type Budget, budgetOf } from '../gateway/budget.ts'
import { Meter, pricesOf } from '../gateway/meter.ts'
import { orInterrupted } from '../interrupt.ts'
import { noUsage } from '../models/index.ts'
import { figuresOf } from '../report/figures.ts'
import { judge, type Stop } from '../report/judge.ts'
import { LiveLog, type SoFar } from '../report/live-log.ts'
import type { Report } from '../report/outputs.ts'
import { TranscriptReader } from '../report/transcript.ts'
import type { RunPlan } from '../resolve/plan.ts'
import { connect } from './connect.ts'
import { checkSandbox, sandboxLine, sandboxOf } from './sandbox.ts'

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
}

/** One run of the agent, with all that is known of it while it goes on. */
interface Run extends Means {
  folder: RunFolder
  /** How to put the runner's command files back to what they were before the agent could have got at them. */
  restore: { files?: () => Promise<string[]> }
  reader: TranscriptReader
  meter: Meter
  budget: Budget
}

/** Mode `run`: what `claude` did is in the report, however it ends. */
export async function run(plan: RunPlan, means: Means, report: Report): Promise<void> {
  const { environment, runner, stop, endWith } = means
  const folder = createRunFolder(environment)
  const reader = new TranscriptReader()
  const prices = pricesOf(plan.provider.provider)
  const meter = new Meter(prices)
  const budget = budgetOf(plan.limits, plan.model, meter)
  const restore: Run['restore'] = {}
  const started = Date.now()
  let spoiled: string[] = []
  const { timeoutMs } = plan.limits
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => endWith({ kind: 'timeout', minutes: timeoutMs / 60_000 }), timeoutMs)
  try {
    const end = await runPlan(plan, { ...means, folder, restore, reader, meter, budget }, report)
    const why = stop.aborted ? (stop.reason as Stop) : undefined
    const where = { provider: plan.provider.provider, member: report.member }
    report.outcome = judge(end, reader.transcript.result, why, meter.metered.error, where, budget.exhausted)
  } finally {
    clearTimeout(timer)
    folder.remove()
    spoiled = (await restore.files?.()) ?? []
    for (const file of spoiled) runner.warning(`A file of the runner's could not be put back. ${file}`)
    report.transcript = reader.transcript
    report.executionFile = existsSync(folder.executionFile) ? folder.executionFile : undefined
    const counted = plan.isolation === 'gateway' ? meter.metered : undefined
    report.figures = figuresOf(reader.transcript, counted, Date.now() - started, prices)
  }
  // What the agent may have written there would be taken for this step's word.
  if (spoiled.length > 0)
    report.outcome = {
      conclusion: 'failure',
      code: 'internal',
      message: `The agent kept files of the runner's from being put back, and what they hold is not to be believed: ${spoiled.join('; ')}.`,
    }
  const asked = plan.agent.jsonSchema !== undefined && report.outcome.conclusion === 'success'
  if (asked && reader.transcript.result?.structured_output == null)
    runner.warning('The answer does not follow `json-schema`: `structured-output` is empty.')
}

/** `claude` is what takes longest to start; but nothing waits for one that has yet to be installed. */
const soonMs = 100

/** Credentials, gateway, `claude`. */
async function runPlan(plan: RunPlan, means: Run, report: Report): Promise<ClaudeEnd> {
  const { environment, folder, runner, meter, reader, stop } = means
  const sandbox = sandboxOf(plan, environment)
  await checkSandbox(sandbox, plan.workingDirectory, stop)
  const locating = locateClaude(plan.cli, means.locating)
  const verified = locating.then((claude) => claude.verified)
  const failed = (error: unknown) => means.endWith({ kind: 'failed', error: toActionError(error) })
  verified.catch(failed)
  const started = Promise.withResolvers<void>()
  const idle = Promise.race([started.promise, sleep(soonMs, undefined, { ref: false })])
  // Both at once, and neither waits for a credential: the gateway holds the first request until there is one.
  const connecting = connect(plan, verified, { ...means, idle }, means, failed, report)
  try {
    const [claude, { connection, gateway }] = await orInterrupted(stop, Promise.all([locating, connecting]))
    // With the key in its environment, a binary has to be known before it is started.
    if (gateway === undefined) await orInterrupted(stop, verified)
    const pinned = pinnedVariables(plan, connection, environment.env)
    folder.writeSettings(privateSettings(plan, pinned))
    const mark = ['CLAUDE_PROVIDER_ACTION_RUN', randomBytes(16).toString('hex')] as const
    runner.info(`claude: ${claude.binary} (${claude.how})`)

    means.restore.files = noteCommandFiles(environment.env)
    const live = new LiveLog(runner, () => (gateway === undefined ? undefined : soFar(meter)))
    const end = await runClaude(
      {
        binary: claude.binary,
        args: claudeArguments(plan, folder.settingsFile),
        env: childEnvironment(environment.env, pinned, means.secrets, mark),
        cwd: plan.workingDirectory,
        prompt: plan.prompt,
        transcript: folder.executionFile,
        mark,
        sandbox,
        redactor: runner.redactor,
      },
      {
        started: (apart) => {
          started.resolve()
          report.sandbox = apart
          sayApart(apart, plan, runner)
          runner.open().catch((error: unknown) => means.endWith({ kind: 'failed', error: toActionError(error) }))
        },
        event: (event) => {
          reader.read(event)
          live.event(event)
        },
        stderr: (text) => live.stderr(text),
      },
      stop,
    )
    live.close()
    return end
  } finally {
    // However the other one fared: a server that is left open would keep the step from ending.
    await connecting.then(
      ({ close }) => close(),
      () => {},
    )
  }
}

/** Says how the agent is kept apart, and aloud where it could have been and is not. */
function sayApart(apart: Apart, { sandbox }: RunPlan, runner: Runner): void {
  runner.info(sandboxLine(apart))
  if (sandbox.kind === 'off' || process.platform !== 'linux') return
  if (apart.kind === 'not apart')
    runner.warning(
      `The sandbox could not be had: ${apart.why}. What the agent starts can look into the processes of its user, this action's among them. README.md ("The sandbox") says what it takes; \`sandbox: off\` says that it is not wanted.`,
    )
  else if (sandbox.engines === 'in reach')
    runner.info(
      'sandbox: the container engine is in reach, since `allowed-tools` names it; whoever has it, has the machine',
    )
}

function soFar({ metered }: Meter): SoFar {
  const total = noUsage()
  for (const usage of metered.tokens.values()) {
    total.inputTokens += usage.inputTokens + usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens
    total.outputTokens += usage.outputTokens
  }
  return { ...total, costUsd: metered.costUsd }
}
