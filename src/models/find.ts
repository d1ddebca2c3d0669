import { distance } from 'fastest-levenshtein'
import { models } from './catalogue.ts'
import { isTier, tiers } from './tiers.ts'
import type { Geography, Model, Tier } from './types.ts'

/**
 * `[1m]`, with which the CLI is asked for the long context window. It is no part of a name, and goes back on at the
 * end.
 */
export type Suffix = '' | '[1m]'

export type Found =
  | { kind: 'tier'; tier: Tier; suffix: Suffix }
  | {
      kind: 'model'
      model: Model
      /** The geography that the spelling itself named (`eu.anthropic.…`), or null. */
      geography: Geography | null
      /**
       * Spelled as Bedrock's foundation model, without a geography: asks for the region itself, where that has the
       * model.
       */
      foundation: boolean
      suffix: Suffix
    }
  | {
      kind: 'arn'
      /** As given, trimmed and without the suffix: passed on as it is. */
      arn: string
      resource: ArnResource
      partition: string
      region: string
      account: string
      /** The model that the ARN's resource names; null for an application inference profile and the like. */
      model: Model | null
      geography: Geography | null
      suffix: Suffix
    }
  | {
      kind: 'unknown'
      /** As given, trimmed and without the suffix: passed on as it is. */
      name: string
      /** What it may have been meant to be, best first: tiers and short ids. */
      near: string[]
      geography: Geography | null
      suffix: Suffix
    }

const arnResources = [
  'inference-profile',
  'application-inference-profile',
  'foundation-model',
  'provisioned-model',
  'custom-model-deployment',
  'imported-model',
  'prompt-router',
  'default-prompt-router',
] as const

/** What Bedrock lets a request name by ARN. */
export type ArnResource = (typeof arnResources)[number]

/** No provider's model name or ARN comes near this; longer ones are not searched. */
const longestName = 2048

const suffixed = /^(.*?)\s*\[1m\]$/is
const arnShape = new RegExp(`^arn:(aws[a-z-]*):bedrock:([a-z0-9-]*):(\\d*):(${arnResources.join('|')})/(\\S+)$`, 'i')
const bedrockShape = /^(?:(us-gov|us|eu|jp|au|in|apac|global)\.)?anthropic\.(.+)$/
/** Vertex's resource names, and `anthropic/…` as routers write it. */
const pathShape = /^(?:(?:projects\/[^/]+\/locations\/[^/]+\/)?publishers\/anthropic\/models|anthropic)\/(.+)$/

/** The row, tier or ARN that a spelling means. Never throws, whatever it is given. */
export function findModel(spelling: string): Found {
  const trimmed = spelling.trim()
  const cut = trimmed.length <= longestName ? suffixed.exec(trimmed) : null
  const suffix: Suffix = cut ? '[1m]' : ''
  const name = cut?.[1] ?? trimmed
  if (name.length > longestName) return { kind: 'unknown', name, near: [], geography: null, suffix }

  const arn = arnShape.exec(name)
  if (arn) {
    const resource = arn[4]!.toLowerCase() as ArnResource
    const named = byName(arn[5]!)
    return {
      kind: 'arn',
      arn: name,
      resource,
      partition: arn[1]!.toLowerCase(),
      region: arn[2]!.toLowerCase(),
      account: arn[3]!,
      model: named.model,
      geography: named.geography,
      suffix,
    }
  }

  const word = name.toLowerCase()
  if (isTier(word)) return { kind: 'tier', tier: word, suffix }
  const { model, geography, foundation } = byName(name)
  if (model) return { kind: 'model', model, geography, foundation, suffix }
  return { kind: 'unknown', name, near: nearest(name), geography, suffix }
}

function byName(name: string): { model: Model | null; geography: Geography | null; foundation: boolean } {
  const word = name.toLowerCase()
  const bedrock = bedrockShape.exec(word)
  const geography = (bedrock?.[1] as Geography | undefined) ?? null
  const rest = bedrock?.[2] ?? pathShape.exec(word)?.[1] ?? word
  return {
    model: index.get(key(rest)) ?? null,
    geography,
    foundation: bedrock !== null && geography === null,
  }
}

/** Spellings that differ in punctuation alone are one: `claude-haiku-4.5`, `Claude Haiku 4.5`, `claude-haiku-4-5`. */
function key(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/**
 * Every spelling of every row, by key. A date or version that a row does not have is left unfound on purpose:
 * `claude-3-5-sonnet-20240620` is another model than `claude-3-5-sonnet-20241022`, and must pass as it is.
 */
const index: ReadonlyMap<string, Model> = (() => {
  const found = new Map<string, Model>()
  for (const model of models) {
    for (const spelling of spellings(model)) found.set(key(spelling), model)
  }
  // The CLI's own alias for a family that is no tier: its newest model.
  for (const family of ['fable', 'mythos'] as const) {
    const newest = models.findLast((model) => model.family === family)
    if (newest) found.set(family, newest)
  }
  return found
})()

/** The spellings of a row, without geography, provider path and suffix. */
function spellings(model: Model): string[] {
  const foundation = model.bedrock?.replace(/^anthropic\./, '') ?? null
  const exact = [model.id, model.anthropic, foundation, model.vertex].filter((id) => id !== null)
  const date = /\d{8}/.exec(model.anthropic)?.[0]
  const version = /-v(\d+)/.exec(`${foundation ?? ''} ${model.vertex ?? ''}`)?.[1] ?? '1'
  // Undated, and without a version: `claude-sonnet-4-20250514` is also `claude-sonnet-4`, next to its id
  // `claude-sonnet-4-0`.
  const bare = new Set(exact.map((id) => id.replace(/[-@]\d{8}/, '').replace(/-v\d+(:\d+)?/, '')))
  // Both orders of name and number, the old one (`claude-3-5-haiku`) and the new one (`claude-haiku-3-5`), and the name
  // for people.
  for (const id of [...bare]) {
    const parts = id.split('-').slice(1)
    const numbers = parts.filter((part) => /^\d+$/.test(part))
    bare.add(['claude', model.family, ...numbers].join('-')).add(['claude', ...numbers, model.family].join('-'))
    bare.add([model.family, ...numbers].join('-'))
  }
  const all = new Set(exact)
  for (const id of bare) {
    const dated = date ? [`${id}-${date}`] : []
    for (const base of [id, ...dated]) {
      all.add(base).add(`${base}-v${version}`).add(`${base}-v${version}:0`)
    }
    if (date) all.add(`${id}-v${version}@${date}`)
    all.add(`${id}-latest`).add(`${id}@latest`).add(`${id}@default`)
  }
  return [...all]
}

/** Up to three names that are close to one that was not found, best first. */
function nearest(name: string): string[] {
  const wanted = key(name.toLowerCase().replace(bedrockShape, '$2')).replace(/-(\d{8}|latest)(-v\d+)?(-0)?$/, '')
  if (wanted.length < 3 || wanted.length > 64) return []
  const names = [...tiers, ...models.filter((model) => !model.ended).map((model) => model.id)]
  return names
    .map((id) => ({ id, away: distance(wanted, id) }))
    .filter(({ id, away }) => away <= Math.max(2, Math.floor(Math.min(id.length, wanted.length) / 4)))
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ id }) => id)
}
