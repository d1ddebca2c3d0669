import { isAbsolute, relative, sep } from 'node:path'
import { type Admission, admit } from './action/actor.ts'
import { baseSettings } from './action/base-settings.ts'
import { type Environment, environmentLayer } from './action/environment.ts'
import { readEvent } from './action/event.ts'
import { type GithubApi, githubApi } from './action/github-api.ts'
import { type Inputs, readInputs } from './action/inputs.ts'
import { knownSecrets } from './action/known-secrets.ts'
import type { Runner } from './action/runner.ts'
import { type SettingsLayers, settingsLayers, userSettings, workspaceSettings } from './action/settings-files.ts'
import { withinReach } from './action/within-reach.ts'
import { ActionError, describeProblem, type Problem } from './errors.ts'
import type { Report } from './report/outputs.ts'
import { logLines } from './report/plain-text.ts'
import type { Layer } from './resolve/layers.ts'
import type { Explained, Plan } from './resolve/plan.ts'
import { resolvePlan } from './resolve/resolve.ts'
import { secretsOf } from './resolve/secrets.ts'
import { type Event, openness, type WorkspaceTrust, workspaceTrust } from './resolve/trust.ts'
import { Secret } from './secret.ts'

export type Decided =
  | {
      kind: 'go'
      plan: Plan
      /** Values that the agent must not find in its environment under any name. */
      secrets: string[]
    }
  /** Whoever caused the event may not have it: nothing is to be done, and nothing went wrong. */
  | { kind: 'refused'; because: string }

/** All that the step will do, or everything that is wrong with what it was given. */
export async function decide(
  environment: Environment,
  runner: Runner,
  report: Report,
  stop: AbortSignal,
): Promise<Decided> {
  const { env } = environment
  for (const secret of knownSecrets(env)) runner.mask(secret)
  const { value: inputs, problems, warnings } = await readInputs(environment, runner.mask)
  const event = readEvent(env)
  const trust = workspaceTrust(event, inputs.trustWorkspace)
  const github = inputs.githubToken && githubApi(inputs.githubToken, env.GITHUB_API_URL, stop)
  // Both at once, since both may ask GitHub; what the settings are does not matter to somebody who is not let in.
  const reading = believedSettings(environment, inputs, event, trust, github)
  reading.catch(() => {})
  const admission = await admitted(event, inputs, problems, github)
  if (admission.kind === 'refused') return { kind: 'refused', because: admission.because + stepsBehind(inputs) }
  if (openness(event).kind === 'open') runner.info(`who  ${logLines(admission.because).join(' ')}`)
  const settings = await reading
  const secret = (value: string) => {
    runner.mask(value)
    return new Secret(value)
  }
  const settingsEnv = inputs.mode === 'setup' ? await laterSettings(environment, inputs) : []
  const layers = [environmentLayer(env), ...settings.layers]
  const resolved = resolvePlan({ inputs, layers, trust, settingsEnv, secret })
  Object.assign(report, { explained: resolved.explained, policy: resolved.policy })
  tellChoices(runner, resolved.explained, trust)
  for (const warning of [...warnings, ...settings.warnings, ...resolved.warnings]) runner.warning(warning)

  const all = [...problems, ...settings.problems, ...resolved.problems]
  const { plan } = resolved
  if (all.length > 0 || plan === undefined) throw problemsError(all)
  if (plan.mode !== 'rotate')
    for (const line of withinReach(environment, plan.workingDirectory)) runner.info(logLines(line).join(' '))
  const held = secretsOf(plan.provider)
  for (const value of held) runner.mask(value)
  return { kind: 'go', plan, secrets: [...given(inputs), ...held] }
}

function given({ apiKey, githubToken, gcpCredentials }: Inputs): string[] {
  return [apiKey, githubToken, ...(gcpCredentials?.secrets ?? [])].flatMap((secret) => secret?.reveal() ?? [])
}

function tellChoices(runner: Runner, choices: readonly Explained[], trust: WorkspaceTrust): void {
  for (const line of choices.map(explainedLine)) runner.info(line)
  if (trust.kind === 'not believed') runner.info(`settings in the checkout do not count: ${trust.because}`)
}

/** Whoever may not have it is not told what is wrong with the rest; what is wrong with the rule itself comes first. */
async function admitted(
  event: Event,
  { who }: Inputs,
  problems: readonly Problem[],
  github: GithubApi | undefined,
): Promise<Admission> {
  const ownRule = problems.filter(({ where }) => where === 'required-permission' || where === 'allowed-bots')
  if (ownRule.length > 0) throw problemsError(problems)
  return admit(event, who, github)
}

/** A step that ends calmly lets the next ones run: those that were to have `claude` set up have to be told apart. */
function stepsBehind({ mode }: Inputs): string {
  return mode === 'setup'
    ? " Nothing was set up: steps that use `claude` need `if: steps.ID.outputs.conclusion == 'success'`, with the id of this one."
    : ''
}

/** The settings files that count on this event, strongest first. */
async function believedSettings(
  environment: Environment,
  inputs: Inputs,
  event: Event,
  trust: WorkspaceTrust,
  github: GithubApi | undefined,
): Promise<SettingsLayers> {
  const { env } = environment
  const user = userSettings(env)
  if (trust.kind === 'believed')
    return settingsLayers([...(await workspaceSettings(inputs.workingDirectory)), await user])
  const base =
    trust.base === undefined
      ? []
      : [await baseSettings(settingsPath(environment, inputs), event, trust.base.ref, github)]
  return settingsLayers([...base, await user])
}

/** Where the project's settings are in the repository: beside the code that the run is about. */
function settingsPath({ workspace }: Environment, { workingDirectory }: Inputs): string {
  const inside = relative(workspace, workingDirectory).split(sep).join('/')
  const folder = inside === '' || inside.startsWith('..') || isAbsolute(inside) ? '' : `${inside}/`
  return `${folder}.claude/settings.json`
}

/** Every settings file that a `claude` of a later step will load, whoever wrote it. */
async function laterSettings(environment: Environment, inputs: Inputs): Promise<Layer[]> {
  const files = [...(await workspaceSettings(inputs.workingDirectory)), await userSettings(environment.env)]
  return (await settingsLayers(files)).layers
}

function problemsError(problems: readonly Problem[]): ActionError {
  const lines = problems.map((problem) => `- ${describeProblem(problem)}`)
  const codes = new Set(problems.map(({ code }) => code ?? 'input-invalid'))
  return new ActionError(codes.size === 1 ? [...codes][0]! : 'input-invalid', lines.join('\n'))
}

/** "model  claude-haiku-4-5  from env CLAUDE_MODEL, over .claude/settings.json" */
function explainedLine({ name, value, source, over }: Explained): string {
  const lost = over.length === 0 ? '' : `, over ${over.map((other) => other.source).join(', ')}`
  return logLines(`${name}  ${value}  from ${source}${lost}`).join(' ')
}
