import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { noteCommandFiles, noteUserSettings } from '../action/command-files.ts'
import { claudeArguments } from '../claude/arguments.ts'
import { type Connection, childEnvironment, pinnedVariables } from '../claude/environment.ts'
import type { FoundClaude } from '../claude/install.ts'
import type { Sandbox } from '../claude/launch.ts'
import { locateClaude } from '../claude/locate.ts'
import { type ClaudeCommand, type ClaudeEnd, type ClaudeListener, runClaude } from '../claude/run.ts'
import { privateSettings } from '../claude/settings.ts'
import { toActionError } from '../errors.ts'
import { orInterrupted } from '../interrupt.ts'
import { LiveLog, soFarOf } from '../report/live-log.ts'
import { connect } from './connect.ts'
import type { Run } from './run.ts'
import { checkSandbox, sandboxOf, tellSandbox } from './sandbox.ts'

/** `claude` is what takes longest to start; but nothing waits for one that has yet to be installed. */
const soonMs = 100

/** Credentials, gateway, `claude`. */
export async function runAgent(run: Run): Promise<ClaudeEnd> {
  const { plan, stop } = run
  const sandbox = sandboxOf(plan, run.environment)
  await checkSandbox(sandbox, plan.workingDirectory, stop)
  const locating = locateClaude(plan.cli, run.locating)
  const verified = locating.then((claude) => claude.verified)
  const failed = (error: unknown) => run.endWith({ kind: 'failed', error: toActionError(error) })
  verified.catch(failed)
  const started = Promise.withResolvers<void>()
  const idle = Promise.race([started.promise, sleep(soonMs, undefined, { ref: false })])
  // Both at once, and neither waits for a credential: the gateway holds the first request until there is one.
  const connecting = connect(plan, { ...run, verified, idle, failed })
  try {
    const [claude, { connection }] = await orInterrupted(stop, Promise.all([locating, connecting]))
    // With the key in its environment, a binary has to be known before it is started.
    if (connection.kind === 'direct') await orInterrupted(stop, verified)
    const command = commandOf(run, claude, connection, sandbox)
    run.runner.info(`claude: ${claude.binary} (${claude.how})`)
    run.restore = { files: noteCommandFiles(run.environment.env), settings: noteUserSettings(run.environment.env) }
    return await follow(run, command, () => {
      started.resolve()
      run.runner.open().catch(failed)
    })
  } finally {
    // However the other one fared: a server that is left open would keep the step from ending.
    await connecting.then(
      ({ close }) => close(),
      () => {},
    )
  }
}

/** What is started, with what, and pinned to where. */
function commandOf(run: Run, { binary }: FoundClaude, connection: Connection, sandbox: Sandbox): ClaudeCommand {
  const { plan, environment, folder, runner, secrets } = run
  const pinned = pinnedVariables(plan, connection, environment.env)
  folder.writeSettings(privateSettings(plan, pinned))
  const mark = ['CLAUDE_PROVIDER_ACTION_RUN', randomBytes(16).toString('hex')] as const
  return {
    binary,
    args: claudeArguments(plan, folder.settingsFile),
    env: childEnvironment(environment.env, pinned, secrets, mark),
    cwd: plan.workingDirectory,
    prompt: plan.prompt,
    transcript: folder.executionFile,
    mark,
    sandbox,
    redactor: runner.redactor,
  }
}

/** Runs it, and has the transcript read and the log written as it goes. */
async function follow(run: Run, command: ClaudeCommand, spawned: () => void): Promise<ClaudeEnd> {
  const { plan, runner, reader, meter, report, stop } = run
  const live = new LiveLog(runner, () => (plan.isolation === 'gateway' ? soFarOf(meter.metered) : undefined))
  const listener: ClaudeListener = {
    spawned,
    started: (apart) => {
      spawned()
      report.sandbox = apart
      tellSandbox(apart, plan, runner)
    },
    event: (event) => {
      reader.read(event)
      live.event(event)
    },
    stderr: (text) => live.stderr(text),
  }
  const end = await runClaude(command, listener, stop)
  live.close()
  return end
}
