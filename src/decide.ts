import { isAbsolute, relative, sep } from 'node:path'
import { baseSettings } from './action/base-settings.ts'
import { type Environment, environmentLayer } from './action/environment.ts'
import { readEvent } from './action/event.ts'
import { type Inputs, readInputs } from './action/inputs.ts'
import type { Runner } from './action/runner.ts'
import { type SettingsLayers, settingsLayers, userSettings, workspaceSettings } from './action/settings-files.ts'
import { ActionError, describeProblem, type Problem } from './errors.ts'
import type { Report } from './report/outputs.ts'
import { logLines } from './report/plain-text.ts'
import type { Layer } from './resolve/layers.ts'
import type { AwsPlan, Explained, Plan, ProviderPlan } from './resolve/plan.ts'
import { resolvePlan } from './resolve/resolve.ts'
import { type Event, type WorkspaceTrust, workspaceTrust } from './resolve/trust.ts'
import { Secret } from './secret.ts'

export interface Decided {
  plan: Plan
  /** Values that the agent must not find in its environment under any name. */
  secrets: string[]
}

/** All that the step will do, or everything that is wrong with what it was given. */
export async function decide(
  environment: Environment,
  runner: Runner,
  report: Report,
  stop: AbortSignal,
): Promise<Decided> {
  const { env } = environment
  const { value: inputs, problems, warnings } = await readInputs(environment, runner.mask)
  const event = readEvent(env)
  const trust = workspaceTrust(event, inputs.trustWorkspace)
  const settings = await believedSettings(environment, inputs, event, trust, stop)
  const secret = (value: string) => {
    runner.mask(value)
    return new Secret(value)
  }
  const settingsEnv = inputs.mode === 'setup' ? await laterSettings(environment, inputs) : []
  const layers = [environmentLayer(env), ...settings.layers]
  const resolved = resolvePlan({ inputs, layers, trust, settingsEnv, secret })
  Object.assign(report, { explained: resolved.explained, policy: resolved.policy })
  for (const line of resolved.explained.map(explainedLine)) runner.info(line)
  if (trust.kind === 'not believed') runner.info(`settings in the checkout do not count: ${trust.because}`)
  if (trust.kind === 'not believed' && trust.base !== undefined)
    runner.info('who caused the event is not checked by this version: see to it in the workflow (`if:`)')
  for (const warning of [...warnings, ...settings.warnings, ...resolved.warnings]) runner.warning(warning)

  const all = [...problems, ...settings.problems, ...resolved.problems]
  const { plan } = resolved
  if (all.length > 0 || plan === undefined) throw problemsError(all)
  const { provider } = plan
  const given = [inputs.apiKey, inputs.githubToken, ...(inputs.gcpCredentials?.secrets ?? [])].flatMap(
    (secret) => secret?.reveal() ?? [],
  )
  return { plan, secrets: [...given, ...secretsOf(provider)] }
}

/** What a plan holds that the agent must not find. */
function secretsOf(provider: ProviderPlan): string[] {
  switch (provider.provider) {
    case 'anthropic':
    case 'openai-compatible': {
      // Of the headers only what looks like a secret: others are words (`true`, the team's name) that a job is full of.
      const headers = [...provider.extraHeaders.values()].map((value) => value.reveal()).filter(looksSecret)
      const { key } = provider
      return [...(key.kind === 'given' ? [key.secret.reveal()] : secretsOfAws(key.stored.aws)), ...headers]
    }
    case 'bedrock': {
      const { credential } = provider
      return credential.kind === 'bearer' ? [credential.token.reveal()] : secretsOfAws(credential.aws)
    }
    case 'vertex':
      // A key file came by an input, and is among those.
      return provider.credential.kind === 'workload-identity' ? [provider.credential.request.token.reveal()] : []
  }
}

function secretsOfAws({ source, externalId, variables }: AwsPlan): string[] {
  const request = source.kind === 'oidc' ? [source.request.token] : []
  const keys = [...variables].filter(([name]) => /SECRET|TOKEN$/.test(name)).map(([, value]) => value)
  return [...request, ...keys, ...(externalId === undefined ? [] : [externalId])].map((value) => value.reveal())
}

function looksSecret(value: string): boolean {
  return value.length >= 16 && /\d/.test(value)
}

/** The settings files that count on this event, strongest first. */
async function believedSettings(
  environment: Environment,
  inputs: Inputs,
  event: Event,
  trust: WorkspaceTrust,
  stop: AbortSignal,
): Promise<SettingsLayers> {
  const { env } = environment
  const user = userSettings(env)
  if (trust.kind === 'believed')
    return settingsLayers([...(await workspaceSettings(inputs.workingDirectory)), await user])
  const base =
    trust.base === undefined
      ? []
      : [
          await baseSettings(
            settingsPath(environment, inputs),
            event,
            trust.base.ref,
            inputs.githubToken,
            env.GITHUB_API_URL,
            stop,
          ),
        ]
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
