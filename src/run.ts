import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { noteCommandFiles } from './action/command-files.ts'
import type { Environment } from './action/environment.ts'
import { createRunFolder, type RunFolder } from './action/run-folder.ts'
import type { Runner } from './action/runner.ts'
import { claudeArguments } from './claude/arguments.ts'
import { type Connection, childEnvironment, pinnedVariables } from './claude/environment.ts'
import { type Locating, locateClaude } from './claude/locate.ts'
import { type ClaudeEnd, runClaude } from './claude/run.ts'
import { privateSettings } from './claude/settings.ts'
import { after, type Credential, type CredentialMeans, watched } from './credentials/credential.ts'
import { handOver } from './credentials/hand-over.ts'
import type { Runnable } from './decide.ts'
import { toActionError } from './errors.ts'
import { Meter } from './gateway/meter.ts'
import { type Gateway, startGateway } from './gateway/server.ts'
import { openUpstream } from './gateway/upstreams/open.ts'
import { orInterrupted } from './interrupt.ts'
import { noUsage } from './models/index.ts'
import { type Agents, openAgents } from './network/agents.ts'
import { figuresOf } from './report/figures.ts'
import { judge, type Stop } from './report/judge.ts'
import { LiveLog, type SoFar } from './report/live-log.ts'
import type { Report } from './report/outputs.ts'
import { TranscriptReader } from './report/transcript.ts'
import type { AnthropicPlan, KeyPlan, Plan, RunPlan } from './resolve/plan.ts'
import type { KeyMeans } from './rotation/key.ts'
import type { Secret } from './secret.ts'

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
  restore: { files?: () => void }
  reader: TranscriptReader
  meter: Meter
}

/** Mode `run`: what `claude` did is in the report, however it ends. */
export async function run(plan: Runnable<RunPlan>, means: Means, report: Report): Promise<void> {
  const { environment, runner, stop, endWith } = means
  const folder = createRunFolder(environment, runner)
  const reader = new TranscriptReader()
  const meter = new Meter()
  const restore: Run['restore'] = {}
  const started = Date.now()
  const { timeoutMs } = plan.limits
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => endWith({ kind: 'timeout', minutes: timeoutMs / 60_000 }), timeoutMs)
  try {
    const end = await runPlan(plan, { ...means, folder, restore, reader, meter }, report)
    const why = stop.aborted ? (stop.reason as Stop) : undefined
    report.outcome = judge(end, reader.transcript.result, why, meter.metered.error)
  } finally {
    clearTimeout(timer)
    folder.remove()
    restore.files?.()
    report.transcript = reader.transcript
    report.executionFile = existsSync(folder.executionFile) ? folder.executionFile : undefined
    const counted = plan.isolation === 'gateway' ? meter.metered : undefined
    report.figures = figuresOf(reader.transcript, counted, Date.now() - started)
  }
  const asked = plan.agent.jsonSchema !== undefined && report.outcome.conclusion === 'success'
  if (asked && reader.transcript.result?.structured_output == null)
    runner.warning('The answer does not follow `json-schema`: `structured-output` is empty.')
}

/** Credentials, gateway, `claude`. */
async function runPlan(plan: Runnable<RunPlan>, means: Run, report: Report): Promise<ClaudeEnd> {
  const { environment, folder, runner, meter, reader, stop } = means
  const locating = locateClaude(plan.cli, means.locating)
  const verified = locating.then((claude) => claude.verified)
  const failed = (error: unknown) => means.endWith({ kind: 'failed', error: toActionError(error) })
  verified.catch(failed)
  // Both at once, and neither waits for a credential: the gateway holds the first request until there is one.
  const connecting =
    plan.isolation === 'gateway' ? openGateway(plan, verified, means, failed, report) : openDirect(plan, means, report)
  try {
    const [claude, { connection, gateway }] = await orInterrupted(stop, Promise.all([locating, connecting]))
    // With the key in its environment, a binary has to be known before it is started.
    if (gateway === undefined) await orInterrupted(stop, verified)
    const pinned = pinnedVariables(plan, connection, environment.env)
    folder.writeSettings(privateSettings(plan, pinned))
    const mark = ['CLAUDE_PROVIDER_ACTION_RUN', randomBytes(16).toString('hex')] as const
    runner.info(`claude: ${claude.binary} (${claude.how})`)

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
      },
      {
        started: () => {
          const opened = runner.open().then(() => {
            means.restore.files = noteCommandFiles(environment.env)
          })
          opened.catch((error: unknown) => means.endWith({ kind: 'failed', error: toActionError(error) }))
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

/** The way to the provider, and how to close it again. */
interface Opened {
  connection: Connection
  gateway: Gateway | undefined
  close(): void
}

async function openGateway(
  plan: Runnable<RunPlan>,
  verified: Promise<void>,
  means: Run,
  failed: (error: unknown) => void,
  report: Report,
): Promise<Opened> {
  const { environment, meter, runner } = means
  const agents = openAgents(environment.proxyEnv)
  const { upstream, first } = await openUpstream(
    plan.provider,
    credentialMeans(means, agents),
    (credential) => watched(after(verified, credential), failed),
    await keySource(plan, means, agents, report),
  )
  first.catch(failed)
  const gateway = await startGateway({ upstream, meter, agents })
  runner.mask(gateway.token)
  const { url, token } = gateway
  return { connection: { kind: 'gateway', url, token }, gateway, close: gateway.close }
}

/** `isolation: env`: the CLI gets the credential, or where to ask for it, and goes to the provider by itself. */
async function openDirect(plan: Runnable<RunPlan>, means: Run, report: Report): Promise<Opened> {
  const agents = openAgents(means.environment.proxyEnv)
  const keyOf = await keySource(plan, means, agents, report)
  const { variables, close } = await handOver(plan.provider, credentialMeans(means, agents), keyOf)
  const closeAll = () => {
    close()
    agents.close()
  }
  return { connection: { kind: 'direct', variables }, gateway: undefined, close: closeAll }
}

function credentialMeans({ runner, stop }: Means, agents: Agents): CredentialMeans {
  return { agents, mask: runner.mask, say: (line) => runner.info(line), stop }
}

/** Where an API key comes from; one in Secrets Manager is tried first where that was asked for. */
async function keySource(
  plan: Runnable<RunPlan>,
  means: Means,
  agents: Agents,
  report: Report,
): Promise<((key: KeyPlan) => Credential<Secret>) | undefined> {
  const { provider } = plan
  if (provider.provider !== 'anthropic' || provider.key.kind !== 'stored') return undefined
  const { stored } = provider.key
  // Loaded here alone: runs with a key at hand have no need of it.
  const { settledKey } = await import('./rotation/key.ts')
  return () => settledKey(stored, 'use', keyMeans(plan, provider, means, agents, report.rotation))
}

/** What it takes to try a key. */
export function keyMeans(
  plan: Pick<Plan, 'model' | 'cli'>,
  provider: AnthropicPlan,
  means: Means,
  agents: Agents,
  report: Report['rotation'],
): KeyMeans {
  const { environment, locating, runner } = means
  return {
    ...credentialMeans(means, agents),
    provider,
    model: plan.model,
    cli: plan.cli,
    locating,
    env: environment.env,
    proxyEnv: environment.proxyEnv,
    warn: (message) => runner.warning(message),
    report,
  }
}

function soFar({ metered }: Meter): SoFar {
  const total = noUsage()
  for (const usage of metered.tokens.values()) {
    total.inputTokens += usage.inputTokens + usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens
    total.outputTokens += usage.outputTokens
  }
  return { ...total, costUsd: metered.costUsd }
}
