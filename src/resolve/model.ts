import type { Inputs } from '../action/inputs.ts'
import type { Problem } from '../errors.ts'
import {
  defaultTier,
  type Found,
  findModel,
  isTier,
  type Model,
  modelIdFor,
  type ProviderId,
  type Tier,
  taskTiers,
  tierModels,
  tiers,
} from '../models/index.ts'
import { nearest, oneOf } from '../words.ts'
import { byDefault, type Candidate, choose, fromInput, fromLayers, type Layer, nameOf } from './layers.ts'
import { type Explained, explained, type ModelPlan, type Provider } from './plan.ts'

/** How the model was asked for: by its own name, in any spelling, or by a tier. */
type Asked = { kind: 'name'; spelling: string } | { kind: 'tier'; tier: Tier; because: string }

/** Who is asked for the model, and for Bedrock from which region. */
export interface Where {
  provider: Provider
  region: string | undefined
}

export interface ResolvedModel {
  plan: ModelPlan
  explained: Explained[]
  /** On a server with names of its own: the tier whose built-in model was taken, since nobody named one. */
  assumed: Tier | undefined
}

/** The model of the run and what the CLI's aliases mean: input `model`, `tier`, `task`, then the layers, then sonnet. */
export function resolveModel(
  inputs: Inputs,
  layers: readonly Layer[],
  where: Where,
  problems: Problem[],
  warnings: string[],
): ResolvedModel | undefined {
  const before = problems.length
  const meaning = tierMeaning(inputs, where.provider, problems)
  const task = taskTier(inputs, problems)
  const asked = choose<Asked>([
    ...fromInput('model', inputs.model).map(named),
    ...fromInput('tier', inputs.tier).map(({ value, source }) => ({ value: byTier(value, `tier ${value}`), source })),
    ...fromInput('task', task).map(({ value, source }) => ({ value: byTier(value, `task ${inputs.task}`), source })),
    ...fromLayers(layers, 'model', ['CLAUDE_MODEL', 'ANTHROPIC_MODEL']).map(named),
    byDefault(byTier(defaultTier, `tier ${defaultTier}`)),
  ])!
  if (problems.length > before) return undefined

  const name = nameOf(asked)
  const chosen = place(
    asked.value.kind === 'name' ? asked.value.spelling : asked.value.tier,
    meaning,
    where,
    name,
    problems,
  )
  if (chosen === undefined) return undefined
  if (chosen.model === undefined && chosen.warn !== undefined) warnings.push(chosen.warn)

  const tier = asked.value.kind === 'tier' ? asked.value.tier : tierOf(asked.value.spelling, chosen.model)
  const ownNames = where.provider === 'openai-compatible'
  const assumed = ownNames && tier !== undefined && !inputs.tierModels.has(tier) ? tier : undefined
  const aliases = {} as Record<Tier, string>
  for (const alias of tiers) {
    // An alias that this provider cannot serve stays what the run's own model is, rather than leave the plan.
    const isKnown = !ownNames || inputs.tierModels.has(alias) || assumed !== undefined
    aliases[alias] = (isKnown ? place(alias, meaning, where, 'tier-models', [])?.id : undefined) ?? chosen.id
  }

  const plan: ModelPlan = {
    name: chosen.name,
    id: chosen.id,
    tier,
    // A budget is kept by the CLI, with its own prices.
    price: (chosen.model?.unpricedByCli ? null : chosen.model?.price) ?? undefined,
    aliases,
  }
  const shown = explained('model', asked, (value) =>
    value.kind === 'name' ? value.spelling : `${meaning[value.tier]} (${value.because})`,
  )
  if (asked.value.kind === 'name') shown.value = plan.name
  const id: Explained = { name: 'model-id', value: plan.id, source: 'the catalogue', over: [] }
  return { plan, explained: plan.id === plan.name ? [shown] : [shown, id], assumed }
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
function tierMeaning(inputs: Inputs, provider: Provider, problems: Problem[]): Record<Tier, string> {
  const meaning: Record<Tier, string> = { ...tierModels }
  for (const [tier, model] of inputs.tierModels) {
    if (!isTier(tier)) problems.push({ where: 'tier-models', held: tier, expected: oneOf(tier, tiers) })
    // A server of one's own may well call a model `sonnet`.
    else if (provider === 'openai-compatible') meaning[tier] = model.trim()
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
    const meant = near === undefined ? '.' : `; did you mean \`${near}\`?`
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

/** What a spelling comes to on this provider; a tier's name means what the tier means here. */
function place(
  spelling: string,
  meaning: Record<Tier, string>,
  where: Where,
  name: string,
  problems: Problem[],
): Placed | undefined {
  const { provider, region } = where
  const found: Found = findModel(spelling)
  const given = spelling.trim()
  // A server of one's own has names of its own.
  if (provider === 'openai-compatible')
    return asGiven(found.kind === 'tier' ? meaning[found.tier] + found.suffix : given, undefined)
  if (found.kind === 'tier') {
    const meant = meaning[found.tier] + found.suffix
    return place(meant, tierModels, where, name, problems)
  }
  if (found.kind === 'arn') {
    if (provider === 'bedrock') return asGiven(given, found.model ?? undefined)
    const expected = `is an AWS ARN, which provider ${provider} does not take`
    problems.push({ where: name, held: given, expected, code: 'model-unknown' })
    return undefined
  }
  if (found.kind === 'unknown') {
    const near = found.near.length === 0 ? '' : ` Near it: ${found.near.join(', ')}.`
    const warn = `The model ${JSON.stringify(given)} is not in this version's catalogue and is passed on as it is.${near}`
    return asGiven(given, undefined, warn)
  }
  const { geography, foundation } = found
  const id = modelIdFor(found.model, provider, { geography, foundation, region })
  if (id.kind === 'id') return { name: found.model.id, id: id.id + found.suffix, model: found.model, warn: undefined }
  // Without a region there is nothing to say about the model yet; that it is missing is told where it is looked for.
  if (id.why !== 'no-region')
    problems.push({ where: name, held: given, expected: unavailable(id, where), code: 'model-unknown' })
  return undefined
}

function unavailable(
  { why, nearest, global }: Extract<ProviderId, { kind: 'unavailable' }>,
  { provider, region }: Where,
): string {
  const place = why === 'provider' ? `provider ${provider}` : `Bedrock in ${region}`
  const instead = nearest.length === 0 ? '' : `; it has ${nearest.join(', ')}`
  const anywhere = global === null ? '' : `; ${global} is there, and lets requests run in any region`
  return `is not offered by ${place}${instead}${anywhere}`
}

function asGiven(name: string, model: Model | undefined, warn?: string): Placed {
  return { name: model?.id ?? name, id: name, model, warn }
}
