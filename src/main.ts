import { baseSettings } from './action/base-settings.ts'
import { type Environment, environmentLayer, readEnvironment } from './action/environment.ts'
import { readEvent } from './action/event.ts'
import { type Inputs, readInputs } from './action/inputs.ts'
import { publish } from './action/publish.ts'
import { createRunFolder } from './action/run-folder.ts'
import { Runner } from './action/runner.ts'
import { type SettingsLayers, settingsLayers, userSettings, workspaceSettings } from './action/settings-files.ts'
import { ActionError, describeProblem, type Problem, toActionError } from './errors.ts'
import { Meter } from './gateway/meter.ts'
import { figuresOf } from './report/figures.ts'
import { judge, type Stop, stopped } from './report/judge.ts'
import type { Report } from './report/outputs.ts'
import { logLines } from './report/plain-text.ts'
import { TranscriptReader } from './report/transcript.ts'
import type { Explained, Plan } from './resolve/plan.ts'
import { resolvePlan } from './resolve/resolve.ts'
import { type Event, type WorkspaceTrust, workspaceTrust } from './resolve/trust.ts'
import { type RunnablePlan, runPlan } from './run.ts'
import { Secret } from './secret.ts'

const stop = new AbortController()
const endWith = (reason: Stop) => stop.abort(reason)
// A runner cancels with SIGINT, 7.5 s later SIGTERM, 2.5 s after that the end: whoever comes first starts it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const)
  process.on(signal, () => endWith({ kind: 'cancelled', signal }))

const runner = new Runner()
const report = await step()
await publish(await runner.open(), report)

/** Decides, runs, reports. Never throws: whatever went wrong is an outcome. */
async function step(): Promise<Report> {
  const environment = readEnvironment()
  const report: Report = {
    outcome: { conclusion: 'success' },
    plan: undefined,
    transcript: undefined,
    figures: undefined,
    executionFile: undefined,
    explained: [],
    policy: undefined,
  }
  try {
    const { plan, secrets } = await decide(environment, report)
    report.plan = plan
    if (stop.signal.aborted) return { ...report, outcome: stopped(stop.signal.reason as Stop) }

    const folder = createRunFolder(environment, runner)
    const reader = new TranscriptReader()
    const meter = new Meter()
    const started = Date.now()
    const timer = startTimer(plan)
    try {
      const end = await runPlan(plan, {
        environment,
        folder,
        runner,
        secrets,
        stop: stop.signal,
        endWith,
        reader,
        meter,
      })
      const why = stop.signal.aborted ? (stop.signal.reason as Stop) : undefined
      report.outcome = judge(end, reader.transcript.result, why, meter.metered.error)
    } finally {
      clearTimeout(timer)
      folder.remove()
      report.transcript = reader.transcript
      report.executionFile = folder.executionFile
      report.figures = figuresOf(
        reader.transcript,
        plan.isolation === 'gateway' ? meter.metered : undefined,
        Date.now() - started,
      )
    }
    if (
      plan.agent.jsonSchema !== undefined &&
      report.outcome.conclusion === 'success' &&
      reader.transcript.result?.structured_output == null
    )
      runner.warning('The answer does not follow `json-schema`: `structured-output` is empty.')
  } catch (error) {
    const { code, message } = toActionError(error)
    report.outcome = { conclusion: 'failure', code, message }
  }
  return report
}

/** All that the step will do, or everything that is wrong with what it was given. */
async function decide(environment: Environment, report: Report): Promise<{ plan: RunnablePlan; secrets: string[] }> {
  const { env } = environment
  const { value: inputs, problems } = await readInputs(environment, runner.mask)
  const event = readEvent(env)
  const trust = workspaceTrust(event, inputs.trustWorkspace)
  const settings = await believedSettings(environment, inputs, event, trust)
  const secret = (value: string) => {
    runner.mask(value)
    return new Secret(value)
  }
  const resolved = resolvePlan({ inputs, layers: [environmentLayer(env), ...settings.layers], trust, secret })
  Object.assign(report, { explained: resolved.explained, policy: resolved.policy })
  for (const line of resolved.explained.map(explainedLine)) runner.info(line)
  if (trust.kind === 'not believed') runner.info(`settings in the checkout do not count: ${trust.because}`)
  for (const warning of [...settings.warnings, ...resolved.warnings]) runner.warning(warning)

  const all = [...problems, ...settings.problems, ...resolved.problems]
  const { plan } = resolved
  if (all.length > 0 || plan === undefined) throw problemsError(all)
  if (plan.provider.provider !== 'anthropic')
    throw problemsError([
      { where: 'provider', held: plan.provider.provider, expected: 'is not supported yet by this version' },
    ])
  const { provider } = plan
  const secrets = [provider.key, ...provider.extraHeaders.values(), inputs.apiKey, inputs.githubToken]
  return {
    plan: { ...plan, provider },
    secrets: secrets.flatMap((held) => (held === undefined ? [] : [held.reveal()])),
  }
}

/** The settings files that count on this event, strongest first. */
async function believedSettings(
  environment: Environment,
  inputs: Inputs,
  event: Event,
  trust: WorkspaceTrust,
): Promise<SettingsLayers> {
  const { env } = environment
  const user = userSettings(env)
  if (trust.kind === 'believed')
    return settingsLayers([...(await workspaceSettings(inputs.workingDirectory)), await user])
  const base =
    trust.base === undefined ? [] : [await baseSettings(event, trust.base.ref, inputs.githubToken, env.GITHUB_API_URL)]
  return settingsLayers([...base, await user])
}

function problemsError(problems: readonly Problem[]): ActionError {
  const lines = problems.map((problem) => `- ${describeProblem(problem)}`)
  const codes = new Set(problems.map(({ code }) => code ?? 'input-invalid'))
  return new ActionError(codes.size === 1 ? [...codes][0]! : 'input-invalid', lines.join('\n'))
}

function startTimer({ limits }: Plan): NodeJS.Timeout | undefined {
  if (limits.timeoutMs === undefined) return undefined
  return setTimeout(() => endWith({ kind: 'timeout', minutes: limits.timeoutMs! / 60_000 }), limits.timeoutMs)
}

/** "model  claude-haiku-4-5  from env CLAUDE_MODEL, over .claude/settings.json" */
function explainedLine({ name, value, source, over }: Explained): string {
  const lost = over.length === 0 ? '' : `, over ${over.map((other) => other.source).join(', ')}`
  return logLines(`${name}  ${value}  from ${source}${lost}`).join(' ')
}
