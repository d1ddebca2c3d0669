/** The surroundings a runner gives a step: folders, contexts and the environment built from nothing. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { freshFolder } from '../temp.ts'
import type { CommandFiles } from './command-files.ts'
import type { Value } from './expressions.ts'

export type GithubOptions = Partial<{
  repository: string
  actor: string
  triggeringActor: string
  ref: string
  sha: string
  serverUrl: string
  apiUrl: string
  token: string
}>

export interface SurroundingsOptions {
  readonly workspace?: string
  readonly toolCache?: string
  readonly event?: { readonly name: string; readonly payload?: unknown }
  readonly github?: GithubOptions
  readonly oidc?: { readonly url: string; readonly token: string }
}

export interface Surroundings {
  readonly workspace: string
  readonly home: string
  readonly temp: string
  readonly toolCache: string
  readonly trackingId: string
  /** The `github` and `runner` contexts as expressions see them. */
  readonly github: Record<string, string>
  readonly runner: Record<string, string>
  readonly event: Value
  readonly services: Record<string, string>
  /** What a runner masks from the start. */
  readonly secrets: string[]
}

export function createSurroundings(options: SurroundingsOptions): Surroundings {
  const root = freshFolder('runner')
  const folder = (...names: string[]) => {
    const path = join(root, ...names)
    mkdirSync(path, { recursive: true })
    return path
  }
  const temp = folder('work', '_temp')
  const workspace = options.workspace ?? folder('work', 'repository', 'repository')
  const toolCache = options.toolCache ?? folder('tool-cache')
  const token = options.github?.token ?? `ghs_${random(36)}`
  const runtimeToken = `runtime.${random(48)}`
  const event = options.event ?? { name: 'push' }
  const github = githubContext(options.github ?? {}, token, event, workspace, temp)
  const payload = (event.payload ?? defaultPayload(github)) as Value
  writeFileSync(github.event_path ?? '', JSON.stringify(payload, undefined, 2))

  return {
    workspace,
    home: folder('home'),
    temp,
    toolCache,
    trackingId: `github_${randomUUID()}`,
    github,
    runner: {
      os: { darwin: 'macOS', win32: 'Windows' }[process.platform as string] ?? 'Linux',
      arch: process.arch.toUpperCase(),
      name: 'GitHub Actions 1',
      environment: 'github-hosted',
      temp,
      tool_cache: toolCache,
      workspace: dirname(workspace),
    },
    event: payload,
    services: {
      ACTIONS_RUNTIME_URL: 'https://pipelines.invalid/',
      ACTIONS_RUNTIME_TOKEN: runtimeToken,
      ACTIONS_RESULTS_URL: 'https://results.invalid/',
      ...(options.oidc && {
        ACTIONS_ID_TOKEN_REQUEST_URL: options.oidc.url,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: options.oidc.token,
      }),
    },
    secrets: [token, runtimeToken, ...(options.oidc ? [options.oidc.token] : [])],
  }
}

function githubContext(
  given: GithubOptions,
  token: string,
  event: { readonly name: string; readonly payload?: unknown },
  workspace: string,
  temp: string,
): Record<string, string> {
  const repository = given.repository ?? 'octo-org/octo-repo'
  const actor = given.actor ?? 'octocat'
  const pull = (event.payload as PullRequestPayload | undefined)?.pull_request
  const ref = given.ref ?? (pull ? `refs/pull/${pull.number ?? 1}/merge` : 'refs/heads/main')
  const sha = given.sha ?? 'ffac537e6cbbf934b08745a378932722df287a53'
  const serverUrl = given.serverUrl ?? 'https://github.com'
  const apiUrl = given.apiUrl ?? 'https://api.github.com'
  const eventFolder = join(temp, '_github_workflow')
  mkdirSync(eventFolder, { recursive: true })
  return {
    action: '__self',
    actor,
    actor_id: '583231',
    api_url: apiUrl,
    base_ref: pull?.base?.ref ?? '',
    event_name: event.name,
    event_path: join(eventFolder, 'event.json'),
    graphql_url: `${apiUrl}/graphql`,
    head_ref: pull?.head?.ref ?? '',
    job: 'claude',
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_protected: 'false',
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository,
    repository_id: '1296269',
    repository_owner: repository.split('/')[0] ?? '',
    repository_owner_id: '583231',
    retention_days: '90',
    run_attempt: '1',
    run_id: '1658821493',
    run_number: '3',
    server_url: serverUrl,
    sha,
    token,
    triggering_actor: given.triggeringActor ?? actor,
    workflow: 'CI',
    workflow_ref: `${repository}/.github/workflows/ci.yml@${ref}`,
    workflow_sha: sha,
    workspace,
  }
}

interface PullRequestPayload {
  pull_request?: { number?: number; base?: { ref?: string }; head?: { ref?: string } }
}

function defaultPayload(github: Record<string, string>): Value {
  const [owner = '', name = ''] = (github.repository ?? '').split('/')
  return {
    ref: github.ref ?? '',
    after: github.sha ?? '',
    repository: { full_name: `${owner}/${name}`, name, owner: { login: owner }, default_branch: 'main' },
    sender: { login: github.actor ?? '', type: 'User' },
  }
}

export interface StageEnvironment {
  readonly node: string
  readonly stepEnv: Readonly<Record<string, string>>
  /** What earlier stages wrote to GITHUB_ENV and GITHUB_PATH. */
  readonly exported: Readonly<Record<string, string>>
  readonly path: readonly string[]
}

/** What any step of the job sees, a `run:` step too. The runner's own variables win over the step's `env:`. */
export function jobEnvironment(surroundings: Surroundings, stage: StageEnvironment): Record<string, string> {
  const env: Record<string, string> = {
    ...system(),
    PATH: systemPath(stage.node),
    HOME: surroundings.home,
    CI: 'true',
    ...stage.exported,
    ...stage.stepEnv,
    GITHUB_ACTIONS: 'true',
    RUNNER_TRACKING_ID: surroundings.trackingId,
  }
  for (const [name, value] of Object.entries(surroundings.github)) {
    if (name !== 'token') env[`GITHUB_${name.toUpperCase()}`] = value
  }
  for (const [name, value] of Object.entries(surroundings.runner)) env[`RUNNER_${name.toUpperCase()}`] = value
  // The last one added comes first.
  env.PATH = [...[...stage.path].reverse(), env.PATH].join(delimiter)
  return env
}

/** What the action's own process sees on top: inputs, state, tokens of the services and the command files. */
export function actionEnvironment(
  job: Readonly<Record<string, string>>,
  surroundings: Surroundings,
  files: CommandFiles,
  inputs: Readonly<Record<string, string>>,
  state: Readonly<Record<string, string>>,
): Record<string, string> {
  const saved = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])
  return { ...job, ...surroundings.services, ...inputs, ...Object.fromEntries(saved), ...files }
}

function systemPath(node: string): string {
  const usual =
    process.platform === 'win32'
      ? [join(process.env.SystemRoot ?? 'C:\\Windows', 'System32'), 'C:\\Program Files\\Git\\bin']
      : process.platform === 'darwin'
        ? ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin']
        : ['/usr/local/bin', '/usr/bin', '/bin']
  return [dirname(node), ...usual].join(delimiter)
}

/** Windows starts nothing without these. */
function system(): Record<string, string> {
  if (process.platform !== 'win32') return {}
  const names = ['SystemRoot', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name] ?? '']] : [])))
}

const random = (length: number) => randomUUID().concat(randomUUID()).replaceAll('-', '').slice(0, length)
