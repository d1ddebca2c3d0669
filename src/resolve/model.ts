import type { Inputs, Provider } from '../action/inputs.ts'
import type { Problem } from '../errors.ts'
import {
  defaultTier,
  type Found,
  findModel,
  isTier,
  type Model,
  modelIdFor,
  type Tier,
  taskTiers,
  tierModels,
  tiers,
} from '../models/index.ts'
import { nearest, oneOf } from '../words.ts'
import { byDefault, type Candidate, choose, fromInput, fromLayers, type Layer } from './layers.ts'
import { type Explained, explained, type ModelPlan } from './plan.ts'

/** How the model was asked for: by its own name, in any spelling, or by a tier. */
type Asked = { kind: 'name'; spelling: string } | { kind: 'tier'; tier: Tier; because: string }

/** The model of the run and what the CLI's aliases mean: input `model`, `tier`, `task`, then the layers, then sonnet. */
export function resolveModel(
  inputs: Inputs,
  layers: readonly Layer[],
  provider: Provider,
  problems: Problem[],
  warnings: string[],
): { plan: ModelPlan; explained: Explained[] } | undefined {
  const before = problems.length
  const meaning = tierMeaning(inputs, problems)
  const task = taskTier(inputs, problems)
  const asked = choose<Asked>([
    ...fromInput('model', inputs.model).map(named),
    ...fromInput('tier', inputs.tier).map(({ value, source }) => ({ value: byTier(value, `tier ${value}`), source })),
    ...fromInput('task', task).map(({ value, source }) => ({ value: byTier(value, `task ${inputs.task}`), source })),
    ...fromLayers(layers, 'model', ['CLAUDE_MODEL', 'ANTHROPIC_MODEL']).map(named),
    byDefault(byTier(defaultTier, `tier ${defaultTier}`)),
  ])!
  if (problems.length > before) return undefined

  const name = asked.source.name.replace(/^(input|env) /, '')
  const chosen = place(
    asked.value.kind === 'name' ? asked.value.spelling : meaning[asked.value.tier],
    provider,
    name,
    problems,
  )
  if (chosen === undefined) return undefined
  if (chosen.model === undefined && chosen.warn !== undefined) warnings.push(chosen.warn)

  const aliases = {} as Record<Tier, string>
  // An alias that this provider cannot serve stays what the run's own model is, rather than leave the plan.
  for (const tier of tiers) aliases[tier] = place(meaning[tier], provider, 'tier-models', [])?.id ?? chosen.id

  const plan: ModelPlan = {
    name: chosen.name,
    id: chosen.id,
    tier: asked.value.kind === 'tier' ? asked.value.tier : tierOf(asked.value.spelling, chosen.model),
    price: chosen.model?.price ?? undefined,
    aliases,
  }
  const shown = explained('model', asked, (value) =>
    value.kind === 'name' ? value.spelling : `${meaning[value.tier]} (${value.because})`,
  )
  if (asked.value.kind === 'name') shown.value = plan.name
  return { plan, explained: [shown] }
}

function named({ value, source }: Candidate<string>): Candidate<Asked> {
  return { value: { kind: 'name', spelling: value }, source }
}

function byTier(tier: Tier, because: string): Asked {
  return { kind: 'tier', tier, because }
}

function tierOf(spelling: string, model: Model | undefined): Tier | undefined {
  if (isTier(spelling.toLowerCase())) return spelling.toLowerCase() as Tier
  return model !== undefined && isTier(model.family) ? model.family : undefined
}

/** What each tier means here: `tier-models` over the built-in table. */
function tierMeaning(inputs: Inputs, problems: Problem[]): Record<Tier, string> {
  const meaning: Record<Tier, string> = { ...tierModels }
  for (const [tier, model] of inputs.tierModels) {
    if (!isTier(tier)) problems.push({ where: 'tier-models', held: tier, expected: oneOf(tier, tiers) })
    // A tier that is named by another tier takes the built-in meaning, so that two lines cannot chase each other.
    else meaning[tier] = isTier(model.toLowerCase()) ? tierModels[model.toLowerCase() as Tier] : model.trim()
  }
  return meaning
}

function taskTier(inputs: Inputs, problems: Problem[]): Tier | undefined {
  const known = new Map<string, Tier>(Object.entries(taskTiers))
  for (const [task, tier] of inputs.taskTiers) {
    if (isTier(tier)) known.set(task, tier)
    else problems.push({ where: `task-tiers ${task}`, held: tier, expected: oneOf(tier, tiers) })
  }
  if (inputs.task === undefined) return undefined
  const tier = known.get(inputs.task)
  if (tier === undefined) {
    const near = nearest(inputs.task, [...known.keys()])
    const meant = near === undefined ? '' : `; did you mean \`${near}\`?`
    const words = [...known.keys()].map((word) => `\`${word}\``).join(', ')
    problems.push({
      where: 'task',
      held: inputs.task,
      expected: `is not a task; known are ${words}${meant} Add your own with \`task-tiers\``,
    })
  }
  return tier
}

interface Placed {
  name: string
  id: string
  model: Model | undefined
  warn: string | undefined
}

/** What a spelling comes to on this provider. */
function place(spelling: string, provider: Provider, where: string, problems: Problem[]): Placed | undefined {
  const found: Found = findModel(spelling)
  if (found.kind === 'tier') return place(tierModels[found.tier] + found.suffix, provider, where, problems)
  if (provider === 'openai-compatible') return asGiven(spelling.trim(), undefined)
  if (found.kind === 'arn') {
    if (provider === 'bedrock') return asGiven(spelling.trim(), found.model ?? undefined)
    problems.push({
      where,
      held: spelling,
      expected: `is an AWS ARN, which provider ${provider} does not take`,
      code: 'model-unknown',
    })
    return undefined
  }
  if (found.kind === 'unknown') {
    const near = found.near.length === 0 ? '' : ` Near it: ${found.near.join(', ')}.`
    return asGiven(
      spelling.trim(),
      undefined,
      `The model ${JSON.stringify(spelling)} is not in this version's catalogue and is passed on as it is.${near}`,
    )
  }
  const id = modelIdFor(found.model, provider, { geography: found.geography, foundation: found.foundation })
  if (id.kind === 'id') return { name: found.model.id, id: id.id + found.suffix, model: found.model, warn: undefined }
  const instead = id.nearest.length === 0 ? '' : `; it has ${id.nearest.join(', ')}`
  problems.push({
    where,
    held: spelling,
    expected: `is not offered by provider ${provider}${instead}`,
    code: 'model-unknown',
  })
  return undefined
}

function asGiven(name: string, model: Model | undefined, warn?: string): Placed {
  return { name: model?.id ?? name, id: name, model, warn }
}
