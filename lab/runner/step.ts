/** Starts an action from its action.yml as a real runner starts a JavaScript action: main, then post. */
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Action, readAction, stepInputs } from './action-metadata.ts'
import { type CommandFileValues, createCommandFiles, readCommandFiles } from './command-files.ts'
import {
  actionEnvironment,
  createSurroundings,
  type GithubOptions,
  jobEnvironment,
  type StageEnvironment,
  type Surroundings,
} from './environment.ts'
import { holds, type Scope } from './expressions.ts'
import { type KeptText, keptText, waitFor } from './kept-text.ts'
import { type Annotation, type LogReader, logReader, type WorkflowCommand } from './log.ts'
import { createMasks, type Masks } from './masks.ts'
import { type Stage, type StageEnd, startStage } from './stage.ts'

export { endJob, leftovers } from './processes.ts'
export type { Annotation, WorkflowCommand }

export interface StepOptions {
  /** Folder with action.yml; default: the root of this repository. */
  readonly action?: string
  /** `with:`. Defaults of action.yml fill the rest; unknown names are passed on, with the runner's warning. */
  readonly inputs?: Readonly<Record<string, string>>
  /** The step's `env:`. As on a runner it cannot replace GITHUB_* and RUNNER_* variables that the runner sets. */
  readonly env?: Readonly<Record<string, string>>
  /** Default: a fresh empty folder. */
  readonly workspace?: string
  /** Default: push. The payload is written to GITHUB_EVENT_PATH. */
  readonly event?: { readonly name: string; readonly payload?: unknown }
  readonly github?: GithubOptions
  /** Sets ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN, as `permissions: id-token: write` does. */
  readonly oidc?: { readonly url: string; readonly token: string }
  /** The job's secrets, which a runner masks from the start. None by default, so that the action has to. */
  readonly secrets?: readonly string[]
  /** RUNNER_TOOL_CACHE; default: a fresh empty folder. */
  readonly toolCache?: string
  /** The steps that follow in the job: runs after main has ended and before post starts. */
  readonly following?: (main: MainEnd) => Promise<void> | void
  readonly skipPost?: boolean
  /** Path of the Node binary; default: Node 24. */
  readonly node?: string
}

export interface MainEnd {
  readonly exitCode: number | null
  readonly outputs: Record<string, string>
  /** The environment a following `run:` step has: the job's, with what main wrote to GITHUB_ENV and GITHUB_PATH. */
  readonly env: Record<string, string>
  readonly workspace: string
  readonly trackingId: string
}

/** A step under way. */
export interface StepRun {
  /** Of main. */
  readonly pid: number
  readonly workspace: string
  readonly home: string
  /** RUNNER_TEMP. */
  readonly temp: string
  readonly trackingId: string
  /** What a person would see so far: masks applied, commands carried out. */
  log(): string
  /** Also looks at what is there already; rejects at the end of the step or after `timeoutMs` (30 s). */
  waitForLog(pattern: RegExp | string, timeoutMs?: number): Promise<void>
  /** Cancels main as a runner does (SIGINT, SIGTERM 7.5 s later, SIGKILL 2.5 s after that); then post runs. */
  cancel(): Promise<StepResult>
  /** One signal to main, nothing more. */
  signal(name: NodeJS.Signals): void
  readonly done: Promise<StepResult>
}

export interface StepResult {
  /** Of main; null when a signal ended it. */
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  /** What the runner makes of main: a failed command fails the step whatever the exit code. */
  readonly outcome: 'success' | 'failure' | 'cancelled'
  /** `skipped`: action.yml has no post, its post-if did not hold, or the caller left it out. */
  readonly postOutcome: 'success' | 'failure' | 'skipped'
  /** Masked, main then post. At most about 50 MB; what comes later is left out. */
  readonly log: string
  /** stdout and stderr as they came, main then post; the same limit. */
  readonly rawLog: string
  readonly outputs: Record<string, string>
  /** GITHUB_ENV of main and post. */
  readonly exported: Record<string, string>
  /** GITHUB_PATH, in the order of writing. */
  readonly path: string[]
  readonly state: Record<string, string>
  /** Masked; '' when the runner would have dropped it. */
  readonly summary: string
  /** What the runner carried out, in order, unmasked. */
  readonly commands: WorkflowCommand[]
  /** At most ten a level for main and for post each, as on GitHub. */
  readonly annotations: Annotation[]
  /** What main and post gave to add-mask. */
  readonly masks: string[]
  readonly mainMs: number
  readonly postMs: number | undefined
  /** `Date.now()` when main's process ended. */
  readonly mainExitedAt: number
  /** Processes of main kept its stdout or stderr open for more than the five seconds that a runner waits. */
  readonly outputHeldOpen: boolean
  readonly workspace: string
  readonly home: string
  readonly temp: string
  readonly trackingId: string
}

export async function runStep(options: StepOptions): Promise<StepResult> {
  return (await startStep(options)).done
}

export async function startStep(options: StepOptions): Promise<StepRun> {
  const action = readAction(options.action ?? repositoryRoot)
  const surroundings = createSurroundings(options)
  const masks = createMasks([...surroundings.secrets, ...(options.secrets ?? [])])
  const shown = keptText()
  const raw = keptText()
  const inputs = stepInputs(action, options.inputs ?? {}, scope(surroundings))
  const shared: Shared = {
    action,
    surroundings,
    masks,
    shown,
    raw,
    inputs: inputs.env,
    stepEnv: options.env ?? {},
    node: options.node ?? node24(),
  }

  const main = await playStage(shared, { script: action.main, state: {}, exported: {}, path: [], say: inputs.warnings })
  let cancelled = false
  let finished = false
  const done = finish(shared, main, options, () => cancelled).finally(() => {
    finished = true
    shown.wake()
  })
  // Somebody may only wait for the log, and a rejection must not end the process then.
  done.catch(() => {})

  return {
    pid: main.stage.pid,
    workspace: surroundings.workspace,
    home: options.env?.HOME ?? surroundings.home,
    temp: surroundings.temp,
    trackingId: surroundings.trackingId,
    log: () => shown.text(),
    waitForLog: (pattern, timeoutMs = 30_000) => waitFor(shown, pattern, timeoutMs, () => finished),
    async cancel() {
      cancelled = true
      await main.stage.cancel()
      return done
    },
    signal: (name) => main.stage.signal(name),
    done,
  }
}

interface Shared {
  readonly action: Action
  readonly surroundings: Surroundings
  readonly masks: Masks
  readonly shown: KeptText
  readonly raw: KeptText
  readonly inputs: Record<string, string>
  readonly stepEnv: Readonly<Record<string, string>>
  readonly node: string
}

interface PlayedStage {
  readonly stage: Stage
  readonly log: LogReader
  readonly end: Promise<StageEnd & { readonly files: CommandFileValues }>
}

async function playStage(
  shared: Shared,
  given: {
    readonly script: string
    readonly state: Readonly<Record<string, string>>
    readonly exported: Readonly<Record<string, string>>
    readonly path: readonly string[]
    readonly say: readonly string[]
  },
): Promise<PlayedStage> {
  const { surroundings, stepEnv, node } = shared
  const files = createCommandFiles(surroundings.temp)
  const job = jobEnvironment(surroundings, { node, stepEnv, exported: given.exported, path: given.path })
  const env = actionEnvironment(job, surroundings, files, shared.inputs, given.state)
  const log = logReader({
    masks: shared.masks,
    show: (line) => shared.shown.add(`${line}\n`),
    debug: stepEnv.RUNNER_DEBUG === '1',
    allowUnsecureCommands: env.ACTIONS_ALLOW_UNSECURE_COMMANDS === 'true',
  })
  for (const warning of given.say) log.say('warning', warning)
  const raw = (text: string) => shared.raw.add(text)
  const stage = await startStage({ node, script: given.script, workspace: surroundings.workspace, env, log, raw })
  const end = stage.end.then((ended) => {
    const values = readCommandFiles(files)
    for (const error of values.errors) log.say('error', error)
    return { ...ended, files: values }
  })
  end.catch(() => {})
  return { stage, log, end }
}

async function finish(
  shared: Shared,
  main: PlayedStage,
  options: StepOptions,
  wasCancelled: () => boolean,
): Promise<StepResult> {
  const { surroundings, action } = shared
  const mainEnd = await settle(main.end)
  const mainFiles = mainEnd.ok ? mainEnd.value.files : noFiles
  const process = await main.stage.end
  const exported = mainFiles.exported
  const outputs = { ...main.log.outputs, ...mainFiles.outputs }
  const state = { ...main.log.state, ...mainFiles.state }
  const failed = !mainEnd.ok || process.exitCode !== 0 || main.log.failed
  const outcome = wasCancelled() ? 'cancelled' : failed ? 'failure' : 'success'

  let following: Settled<void> | undefined
  if (!wasCancelled()) {
    const later: StageEnvironment = { node: shared.node, stepEnv: {}, exported, path: mainFiles.path }
    following = await settle(
      (async () =>
        options.following?.({
          exitCode: process.exitCode,
          outputs,
          env: jobEnvironment(surroundings, later),
          workspace: surroundings.workspace,
          trackingId: surroundings.trackingId,
        }))(),
    )
  }

  const postWanted = !options.skipPost && action.post && holds(action.post.condition, scope(surroundings, outcome))
  const post = postWanted
    ? await playStage(shared, { script: action.post?.script ?? '', state, exported, path: mainFiles.path, say: [] })
    : undefined
  const postEnd = post && (await settle(post.end))

  // Only now: post runs on a real runner too when main wrote nonsense or a later step failed.
  if (!mainEnd.ok) throw mainEnd.error
  if (following && !following.ok) throw following.error
  if (postEnd && !postEnd.ok) throw postEnd.error
  const postFiles = postEnd?.value.files ?? noFiles
  const logs = post ? [main.log, post.log] : [main.log]
  return {
    exitCode: process.exitCode,
    signal: process.signal,
    outcome,
    postOutcome:
      !post || !postEnd ? 'skipped' : postEnd.value.exitCode === 0 && !post.log.failed ? 'success' : 'failure',
    log: shared.shown.text(),
    rawLog: shared.raw.text(),
    outputs: { ...outputs, ...post?.log.outputs, ...postFiles.outputs },
    exported: { ...exported, ...postFiles.exported },
    path: [...mainFiles.path, ...postFiles.path],
    state,
    summary: shared.masks.apply(mainFiles.summary + postFiles.summary),
    commands: logs.flatMap((log) => log.commands),
    annotations: logs.flatMap((log) => log.annotations),
    masks: logs.flatMap((log) => log.masks),
    mainMs: process.ms,
    postMs: postEnd?.value.ms,
    mainExitedAt: process.exitedAt,
    outputHeldOpen: process.outputHeldOpen,
    workspace: surroundings.workspace,
    home: options.env?.HOME ?? surroundings.home,
    temp: surroundings.temp,
    trackingId: surroundings.trackingId,
  }
}

type Settled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }

const settle = <T>(promise: Promise<T>): Promise<Settled<T>> =>
  promise.then(
    (value) => ({ ok: true, value }),
    (error: unknown) => ({ ok: false, error }),
  )

const noFiles: CommandFileValues = { outputs: {}, exported: {}, path: [], state: {}, summary: '', errors: [] }

function scope(surroundings: Surroundings, outcome?: StepResult['outcome']): Scope {
  return {
    contexts: {
      github: { ...surroundings.github, event: surroundings.event },
      runner: surroundings.runner,
      job: { status: outcome ?? 'success' },
      env: {},
      strategy: {},
      matrix: {},
    },
    functions: {
      always: () => true,
      success: () => outcome === 'success',
      failure: () => outcome === 'failure',
      cancelled: () => outcome === 'cancelled',
    },
  }
}

const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url))

/** The runtime of `using: node24`: the Node that runs this, or the one from npm. */
function node24(): string {
  if (process.versions.node.startsWith('24.')) return process.execPath
  const bin = join(repositoryRoot, 'node_modules', '.bin', 'node')
  if (!existsSync(bin)) throw new Error(`Node 24 is not installed: ${bin} is missing`)
  // The binary's own folder goes on PATH, not the one with all the commands of the dependencies.
  return realpathSync(bin)
}
