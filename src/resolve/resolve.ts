import type { Checked, Inputs, Provider } from '../action/inputs.ts'
import type { Problem } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { type BaseUrl, isLoopback, parseBaseUrl } from './base-url.ts'
import {
  byDefault,
  type Candidate,
  choose,
  fromInput,
  fromLayers,
  isSet,
  type Layer,
  type Sourced,
  variableSource,
} from './layers.ts'
import { resolveModel } from './model.ts'
import { type AnthropicPlan, type CliPlan, type Explained, explained, type Plan } from './plan.ts'

export interface Said {
  inputs: Inputs
  /** Strongest first: the step's environment, then the settings files that are believed. */
  layers: readonly Layer[]
  /** Makes a secret out of a value of a layer, masked before anything else happens to it. */
  secret: (value: string) => Secret
}

/** Decides all that the step will do. Plain: no file, no variable, no network; the same words give the same plan. */
export function resolvePlan({ inputs, layers, secret }: Said): Checked<Plan | undefined> {
  const problems: Problem[] = []
  const warnings: string[] = []
  const explain: Explained[] = []

  if (inputs.mode !== 'run')
    problems.push({ where: 'mode', held: inputs.mode, expected: 'is not supported yet by this version' })
  for (const [where, held] of inputs.notYet)
    problems.push({ where, held, expected: 'is not supported yet by this version' })
  if (inputs.mode === 'run' && inputs.prompt === undefined)
    problems.push({ where: 'prompt', expected: 'neither `prompt` nor `prompt-file` is given; give one of them' })

  const provider = chooseProvider(inputs, layers, problems)
  explain.push(explained('provider', provider))
  const model = resolveModel(inputs, layers, provider.value, problems, warnings)
  if (model !== undefined) explain.push(...model.explained)
  if (inputs.maxBudgetUsd !== undefined && model !== undefined && model.plan.price === undefined)
    problems.push({
      where: 'max-budget-usd',
      held: String(inputs.maxBudgetUsd),
      expected: `cannot be kept: the price of ${model.plan.name} is not known; leave it out and use \`max-turns\``,
    })

  if (provider.value !== 'anthropic') {
    problems.push({ where: 'provider', held: provider.value, expected: 'is not supported yet by this version' })
    return { value: undefined, problems }
  }
  const anthropic = resolveAnthropic(inputs, layers, secret, problems, explain)
  const cli = chooseCli(inputs, problems)
  if (problems.length > 0 || anthropic === undefined || model === undefined || inputs.prompt === undefined)
    return { value: undefined, problems }

  const plan: Plan = {
    prompt: inputs.prompt,
    provider: anthropic,
    model: model.plan,
    isolation: inputs.isolation,
    limits: {
      maxTurns: inputs.maxTurns,
      maxBudgetUsd: inputs.maxBudgetUsd,
      timeoutMs: inputs.timeoutMinutes === undefined ? undefined : Math.round(inputs.timeoutMinutes * 60_000),
    },
    agent: {
      allowedTools: inputs.allowedTools,
      disallowedTools: inputs.disallowedTools,
      permissionMode: inputs.permissionMode,
      jsonSchema: inputs.jsonSchema,
      extraArgs: inputs.claudeArgs,
      settings: inputs.claudeSettings,
    },
    cli,
    workingDirectory: inputs.workingDirectory,
    explained: explain,
    warnings,
  }
  return { value: plan, problems }
}

function chooseProvider(inputs: Inputs, layers: readonly Layer[], problems: Problem[]): Sourced<Provider> {
  const said = layers.flatMap((layer): Candidate<Provider>[] => {
    const bedrock = isOn(layer.env.CLAUDE_CODE_USE_BEDROCK)
    const vertex = isOn(layer.env.CLAUDE_CODE_USE_VERTEX)
    if (bedrock && vertex) {
      problems.push({
        where: layer.name,
        expected: '`CLAUDE_CODE_USE_BEDROCK` and `CLAUDE_CODE_USE_VERTEX` are both set; keep one of them',
      })
      return []
    }
    if (bedrock) return [{ value: 'bedrock', source: variableSource(layer, 'CLAUDE_CODE_USE_BEDROCK') }]
    return vertex ? [{ value: 'vertex', source: variableSource(layer, 'CLAUDE_CODE_USE_VERTEX') }] : []
  })
  return choose([...fromInput('provider', inputs.provider), ...said, byDefault<Provider>('anthropic')])!
}

/** How the CLI reads its switches: `1`, `true`, `yes`, `on`. */
function isOn(value: string | undefined): boolean {
  return /^(1|true|yes|on)$/i.test(value?.trim() ?? '')
}

const anthropicUrl = new URL('https://api.anthropic.com')

function resolveAnthropic(
  inputs: Inputs,
  layers: readonly Layer[],
  secret: Said['secret'],
  problems: Problem[],
  explain: Explained[],
): AnthropicPlan | undefined {
  const key = chooseKey(inputs, layers, secret)
  const baseUrl = choose([
    ...fromInput('base-url', inputs.baseUrl),
    ...fromLayers(layers, 'customApiUrl', ['ANTHROPIC_BASE_URL']),
  ])
  if (baseUrl !== undefined) explain.push(explained('base-url', baseUrl, showUrl))
  if (key !== undefined) explain.push(explained('api-key', key, () => '***'))

  const url: BaseUrl = baseUrl === undefined ? { ok: true, url: anthropicUrl } : parseBaseUrl(baseUrl.value)
  if (!url.ok) problems.push({ where: nameOf(baseUrl!), held: showUrl(baseUrl!.value), expected: url.expected })
  else checkHost(url.url, inputs.allowedHosts, baseUrl === undefined ? 'base-url' : nameOf(baseUrl), problems)

  if (key === undefined)
    problems.push({
      where: 'api-key',
      expected:
        'is missing: give the input or set `ANTHROPIC_API_KEY`. A secret that does not exist, or that this event may not read (a pull request from a fork), comes out empty',
    })
  else if (/[^\x21-\x7e]/.test(key.value.secret.reveal()))
    problems.push({
      where: nameOf(key),
      expected:
        'holds a space, a line break or another character that no key has; was more than the key pasted into the secret?',
    })
  if (!url.ok || key === undefined) return undefined

  const kind = baseUrl === undefined || url.url.host === anthropicUrl.host ? 'anthropic' : 'gateway'
  const scheme = inputs.authScheme === 'auto' ? key.value.scheme : inputs.authScheme
  return {
    provider: 'anthropic',
    upstream: { kind, url: url.url },
    key: key.value.secret,
    auth: { scheme, other: inputs.authScheme === 'auto' && kind === 'gateway' ? 'once' : 'never' },
    extraHeaders: inputs.extraHeaders,
  }
}

interface Key {
  secret: Secret
  scheme: 'x-api-key' | 'bearer'
}

function chooseKey(inputs: Inputs, layers: readonly Layer[], secret: Said['secret']): Sourced<Key> | undefined {
  const input: Candidate<Key>[] = fromInput('api-key', inputs.apiKey).map(({ value, source }) => ({
    value: { secret: value, scheme: 'x-api-key' },
    source,
  }))
  const variables = [
    ['ANTHROPIC_API_KEY', 'x-api-key'],
    ['ANTHROPIC_AUTH_TOKEN', 'bearer'],
  ] as const
  const said = layers.flatMap((layer) =>
    variables.flatMap(([name, scheme]): Candidate<Key>[] => {
      const held = layer.env[name]
      return isSet(held)
        ? [{ value: { secret: secret(held.trim()), scheme }, source: variableSource(layer, name) }]
        : []
    }),
  )
  return choose([...input, ...said])
}

/** A host that a key may go to: named in `allowed-hosts`, with or without its port; loopback is this machine. */
function checkHost(url: URL, allowed: readonly string[], where: string, problems: Problem[]): void {
  if (allowed.length === 0 || allowed.includes(url.hostname) || allowed.includes(url.host)) return
  const own = isLoopback(url.hostname) ? ' (a server on this machine has to be named as well)' : ''
  problems.push({ where, held: url.host, expected: `is not in \`allowed-hosts\`${own}`, code: 'host-not-allowed' })
}

function chooseCli(inputs: Inputs, problems: Problem[]): CliPlan {
  const { claudePath, claudeVersion } = inputs
  if (claudePath !== undefined && claudeVersion !== undefined)
    problems.push({
      where: 'claude-version',
      held: claudeVersion,
      expected: '`claude-path` is given too; keep one of them',
    })
  if (claudePath !== undefined) return { kind: 'path', path: claudePath }
  if (claudeVersion === undefined) return { kind: 'any' }
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(claudeVersion))
    problems.push({
      where: 'claude-version',
      held: claudeVersion,
      expected: 'must be a whole version, such as 2.1.330',
    })
  return { kind: 'version', version: claudeVersion }
}

/** The input or variable a value came from, as a problem names it. */
function nameOf({ source }: Sourced<unknown>): string {
  return source.name.replace(/^(input|env) /, '')
}

/** A URL without what somebody may have put in front of its host. */
function showUrl(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//***@')
}
