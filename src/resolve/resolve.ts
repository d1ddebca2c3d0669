import type { Inputs } from '../action/inputs.ts'
import type { Problem } from '../errors.ts'
import type { Tier } from '../models/index.ts'
import { resolveAnthropic } from './anthropic.ts'
import { bedrockRegion, resolveBedrock } from './bedrock.ts'
import { type IamPolicy, leastPolicy } from './iam-policy.ts'
import { resolveModel } from './model.ts'
import { resolveOpenAi } from './openai.ts'
import {
  type CliPlan,
  type Explained,
  explained,
  mightSteer,
  type Plan,
  type ProviderPlan,
  type RunPlan,
  type SandboxPlan,
  type SetupPlan,
} from './plan.ts'
import { chooseProvider } from './provider.ts'
import type { Resolving, Said } from './resolving.ts'
import { checkTogether } from './together.ts'
import { resolveVertex } from './vertex.ts'

/** A plan, or the problems that keep it from being one; either way what was chosen so far, to be shown. */
export interface Resolved {
  plan: Plan | undefined
  problems: Problem[]
  explained: Explained[]
  warnings: string[]
  /** On Bedrock: what the role has to be allowed. */
  policy: IamPolicy | undefined
}

/** Decides all that the step will do. Plain: no file, no variable, no network; the same words give the same plan. */
export function resolvePlan(said: Said): Resolved {
  const resolving: Resolving = { ...said, problems: [], warnings: [], explain: [] }
  const { inputs, layers, problems, warnings, explain } = resolving
  if (inputs.mode === 'run' && inputs.prompt === undefined)
    problems.push({ where: 'prompt', expected: 'neither `prompt` nor `prompt-file` is given; give one of them' })

  const chosen = chooseProvider(inputs, layers, problems)
  explain.push(explained('provider', chosen))
  const region = chosen.value === 'bedrock' ? bedrockRegion(resolving) : undefined
  const model = resolveModel(inputs, layers, { provider: chosen.value, region }, problems, warnings)
  if (model !== undefined) explain.push(...model.explained)
  // Which provider was meant is not known when its name is wrong: then nothing can be missing for it either.
  const provider = inputs.unreadable.has('provider')
    ? undefined
    : resolveProvider(chosen.value, resolving, region, model?.assumed)
  const cli = chooseCli(inputs, problems)
  checkTogether(resolving, { asked: chosen.value, provider, model: model?.plan })
  const plan =
    provider === undefined || model === undefined || problems.length > 0
      ? undefined
      : planOf(said, { provider, model: model.plan, cli, workingDirectory: inputs.workingDirectory })
  const policy = region === undefined || model === undefined ? undefined : leastPolicy(model.plan, region)
  return { plan, problems, explained: explain, warnings, policy }
}

function planOf({ inputs, trust, layers }: Said, base: Omit<SetupPlan, 'mode' | 'exportAws'>): Plan | undefined {
  if (inputs.mode === 'rotate') return { mode: 'rotate', ...base, limits: limitsOf(inputs) }
  if (inputs.mode === 'setup') return { mode: 'setup', ...base, exportAws: inputs.exportAwsCredentials }
  if (inputs.prompt === undefined) return undefined
  const settingsVariables = layers.flatMap((layer) =>
    layer.kind === 'file' ? Object.keys(layer.env).filter((name) => mightSteer(name) || isVertexRegion(name)) : [],
  )
  return {
    mode: 'run',
    ...base,
    prompt: inputs.prompt,
    isolation: inputs.isolation,
    sandbox: sandboxOf(inputs),
    limits: limitsOf(inputs),
    agent: {
      allowedTools: inputs.allowedTools,
      disallowedTools: inputs.disallowedTools,
      permissionMode: inputs.permissionMode,
      jsonSchema: inputs.jsonSchema,
      extraArgs: inputs.claudeArgs,
      settings: inputs.claudeSettings,
    },
    settingSources: trust.kind === 'believed' ? 'all' : 'user',
    settingsVariables,
  }
}

/** Whoever may start containers has the machine: they are out of reach, unless the workflow allows them by name. */
function sandboxOf({ sandbox, allowedTools = '' }: Inputs): SandboxPlan {
  if (sandbox === 'off') return { kind: 'off' }
  if (sandbox === 'require') return { kind: 'on', orElse: 'fail', engines: 'out of reach' }
  const named = /\bBash\(\s*(sudo\s+)?(docker|docker-compose|podman|buildah|nerdctl|ctr|crictl)\b/.test(allowedTools)
  return { kind: 'on', orElse: 'start without', engines: named ? 'in reach' : 'out of reach' }
}

/** A location for one model, by the CLI's own name for it; through the gateway there is one for all. */
function isVertexRegion(name: string): boolean {
  return name.startsWith('VERTEX_REGION_')
}

/** One file a provider; none of them knows of the others. */
function resolveProvider(
  provider: ProviderPlan['provider'],
  resolving: Resolving,
  region: string | undefined,
  assumed: Tier | undefined,
): ProviderPlan | undefined {
  switch (provider) {
    case 'anthropic':
      return resolveAnthropic(resolving)
    case 'bedrock':
      return resolveBedrock(resolving, region)
    case 'vertex':
      return resolveVertex(resolving)
    case 'openai-compatible':
      return resolveOpenAi(resolving, assumed)
  }
}

function limitsOf({ maxTurns, maxBudgetUsd, timeoutMinutes }: Inputs): RunPlan['limits'] {
  const timeoutMs = timeoutMinutes === undefined ? undefined : Math.round(timeoutMinutes * 60_000)
  return { maxTurns, maxBudgetUsd, timeoutMs }
}

function chooseCli({ claudePath, claudeVersion }: Inputs, problems: Problem[]): CliPlan {
  if (claudePath !== undefined && claudeVersion !== undefined)
    problems.push({
      where: 'claude-version',
      held: claudeVersion,
      expected: '`claude-path` is given too; keep one of them',
    })
  if (claudePath !== undefined) return { kind: 'path', path: claudePath }
  if (claudeVersion === undefined) return { kind: 'any' }
  if (!/^(latest|stable|\d+\.\d+\.\d+(-[\w.]+)?)$/.test(claudeVersion))
    problems.push({
      where: 'claude-version',
      held: claudeVersion,
      expected: 'must be a whole version, such as 2.1.330, or `latest` or `stable`',
    })
  return { kind: 'version', version: claudeVersion }
}
