import { models } from './catalogue.ts'
import { findModel } from './find.ts'
import { geographyOf, partitionOf } from './region.ts'
import type { Family, Geographies, Geography, Model, Provider, Routes } from './types.ts'

/** Where a model is asked for, and how it was named. */
export interface Where {
  /** The AWS region; Bedrock only, and needed there unless the geography was named. */
  region?: string | undefined
  /** The geography that the model's spelling named (`findModel`). */
  geography?: Geography | null | undefined
  /** It was spelled as Bedrock's bare foundation id: the region's own model comes before its geography's profile. */
  foundation?: boolean | undefined
}

export type ProviderId =
  | {
      kind: 'id'
      id: string
      /** The inference profile's geography; null for a bare id and outside Bedrock. */
      geography: Geography | null
      /**
       * False where the sources do not say that it exists: the id follows the rule, and the provider has the last word.
       */
      documented: boolean
    }
  | {
      kind: 'unavailable'
      /**
       * `provider`: it does not have the model. `geography`: Bedrock has the model, but no profile of that geography.
       * `region`: the named geography's profile cannot be called from this region. `no-region`: nothing to choose by.
       */
      why: 'provider' | 'geography' | 'region' | 'no-region'
      /**
       * Up to three ids that can be had there instead: of the same family, its nearest versions first, else of the next
       * family.
       */
      nearest: string[]
      /**
       * The same model's `global.` profile, where the region can call it: to be named by whoever lets the data leave.
       */
      global: string | null
    }

/** What a provider is to be asked for. The CLI's `[1m]` is no part of it: whoever asks puts it back on. */
export function modelIdFor(model: Model, provider: Provider, where: Where = {}): ProviderId {
  if (provider === 'bedrock') return bedrockId(model, where)
  const id = model[provider]
  if (id !== null) return { kind: 'id', id, geography: null, documented: true }
  const nearest = neighbours(model, (other) => other[provider])
  return { kind: 'unavailable', why: 'provider', nearest, global: null }
}

function bedrockId(model: Model, where: Where): ProviderId {
  const region = where.region?.trim().toLowerCase() || null
  const named = where.geography ?? null
  const { bedrock, geographies } = model
  const refused = (why: 'provider' | 'geography' | 'region' | 'no-region'): ProviderId => ({
    kind: 'unavailable',
    why,
    nearest: nearestIds(model, region, named),
    global: named === 'global' ? null : documentedId(model, region, 'global'),
  })
  if (bedrock === null || geographies === null) return refused('provider')

  if (named !== null) {
    const state = reach(geographies, named, region)
    const exists = geographies.profiles[named] !== undefined || geographies.unverified?.includes(named)
    if (state === 'no') return refused(exists ? 'region' : 'geography')
    return { kind: 'id', id: `${named}.${bedrock}`, geography: named, documented: state === 'yes' }
  }
  if (region === null) return refused('no-region')

  const inRegion: ProviderId | null = geographies.onDemand?.includes(region)
    ? { kind: 'id', id: bedrock, geography: null, documented: true }
    : null
  if (where.foundation && inRegion) return inRegion
  // What is documented comes before what is merely not ruled out, and a profile before the bare id.
  const states = geographyOf(region).map((geography) => ({ geography, state: reach(geographies, geography, region) }))
  const sure = states.find(({ state }) => state === 'yes')
  if (!sure && inRegion) return inRegion
  const chosen = sure ?? states.find(({ state }) => state === 'perhaps')
  if (!chosen) return refused('geography')
  const { geography, state } = chosen
  return { kind: 'id', id: `${geography}.${bedrock}`, geography, documented: state === 'yes' }
}

/** Whether a geography's profile of a model can be called from a region (or from anywhere at all, without one). */
function reach(geographies: Geographies, geography: Geography, region: string | null): 'yes' | 'no' | 'perhaps' {
  const routes = geographies.profiles[geography]
  const listed = routes?.some((route) => region === null || route.from.includes(region))
  if (listed) return 'yes'
  const unverified = geographies.unverified?.includes(geography) ?? false
  if (!routes && !unverified) return 'no'
  if (region === null) return 'perhaps'
  if (geography === 'global') {
    if (partitionOf(region) !== 'aws') return 'no'
    if (!routes) return 'perhaps'
    return routes.some((route) => route.open) ? 'yes' : 'no'
  }
  if (!geographyOf(region).includes(geography) || guests.includes(region)) return 'no'
  // A region that no document of the catalogue's knows may be one that AWS opened since.
  const fresh = !knownRegions.has(region)
  return unverified || fresh || routes?.some((route) => route.open) ? 'perhaps' : 'no'
}

/** Regions that may call another geography's profile only where AWS says so. */
const guests = ['il-central-1', 'me-central-1']

const knownRegions: ReadonlySet<string> = new Set(
  models.flatMap((model) => [
    ...Object.values(model.geographies?.profiles ?? {}).flatMap((routes) =>
      routes.flatMap(({ from, to }) => [...from, ...to]),
    ),
    ...(model.geographies?.onDemand ?? []),
  ]),
)

/** The id under which a region or a named geography has a model for sure, or null. */
function documentedId(model: Model, region: string | null, named: Geography | null): string | null {
  const { bedrock, geographies } = model
  if (bedrock === null || geographies === null) return null
  const choices = named ? [named] : region ? geographyOf(region) : []
  const geography = choices.find((choice) => reach(geographies, choice, region) === 'yes')
  if (geography) return `${geography}.${bedrock}`
  return region && !named && geographies.onDemand?.includes(region) ? bedrock : null
}

/**
 * What can be had instead: the model itself by the region's own geography, where another one was named; then its
 * neighbours.
 */
function nearestIds(model: Model, region: string | null, named: Geography | null): string[] {
  if (region === null && named === null) return []
  const own = named === null ? null : documentedId(model, region, null)
  const others = neighbours(model, (other) => documentedId(other, region, named))
  return [...(own === null ? [] : [own]), ...others].slice(0, 3)
}

const families: readonly Family[] = ['haiku', 'sonnet', 'opus', 'fable', 'mythos']

/**
 * The ids of up to three other models, the nearest versions of the same family, or else the newest of the next family
 * that has any.
 */
function neighbours(model: Model, idOf: (other: Model) => string | null): string[] {
  const at = families.indexOf(model.family)
  const byDistance = [...families].sort(
    (a, b) => Math.abs(families.indexOf(a) - at) - Math.abs(families.indexOf(b) - at),
  )
  for (const family of byDistance) {
    const members = models.filter((other) => other.family === family)
    const from = family === model.family ? members.indexOf(model) : members.length
    const ids = members
      .map((other, index) => ({ other, away: Math.abs(index - from), newer: index > from }))
      .filter(({ other }) => other !== model && !other.ended)
      .sort((a, b) => a.away - b.away || Number(b.newer) - Number(a.newer))
      .map(({ other }) => idOf(other))
      .filter((id) => id !== null)
    if (ids.length > 0) return ids.slice(0, 3)
  }
  return []
}

export interface RoutedTo {
  model: Model
  geography: Geography | null
  /** The regions whose foundation model a request may run on, the calling one included, in alphabetical order. */
  regions: string[]
  /** Any commercial region besides (`global.`): for IAM the foundation model's ARN without a region. */
  anywhere: boolean
  /** False where no source says: `regions` is then only a part. */
  documented: boolean
}

/**
 * Where requests to a Bedrock id may run: with the calling region that region's routes, without it all of the
 * profile's. Null for an id that the catalogue does not know, and for an application inference profile, whose model
 * only AWS knows.
 */
export function routesTo(id: string, callingRegion?: string): RoutedTo | null {
  const found = findModel(id)
  if (found.kind !== 'model' && found.kind !== 'arn') return null
  const { model, geography } = found
  if (model === null || model.geographies === null) return null
  const region = (found.kind === 'arn' && found.region) || callingRegion?.trim().toLowerCase() || null
  const own = region === null ? [] : [region]
  if (geography === null) return { model, geography, regions: own, anywhere: false, documented: region !== null }
  const routes: readonly Routes[] = model.geographies.profiles[geography] ?? []
  const taken = region === null ? routes : routes.filter(({ from, open }) => from.includes(region) || open)
  const regions = new Set([...taken.flatMap(({ from, to }) => (region === null ? [...from, ...to] : to)), ...own])
  return {
    model,
    geography,
    regions: [...regions].sort(),
    anywhere: geography === 'global',
    documented: taken.length > 0,
  }
}

/**
 * The ARNs that an IAM policy must allow for `bedrock:InvokeModel` and its streaming sister, so that an id can be
 * called from a region: the inference profile, and the foundation model in each region it routes to ("Geographic
 * cross-Region inference", "Global cross-Region inference" in the Bedrock User Guide). Where AWS does not say to which,
 * any region's. Empty for an id of which the catalogue knows too little; for an ARN, at least itself.
 *
 * @param account the twelve digits, or whatever stands for them in a text for people
 */
export function policyResources(id: string, region: string, account: string): string[] {
  const found = findModel(id)
  const routed = routesTo(id, region)
  const own = found.kind === 'arn' ? [found.arn] : []
  if (!routed || routed.model.bedrock === null) return own
  const partition = found.kind === 'arn' ? found.partition : partitionOf(region)
  const { bedrock } = routed.model
  const foundation = (place: string) => `arn:${partition}:bedrock:${place}::foundation-model/${bedrock}`
  const profile = routed.geography
    ? [`arn:${partition}:bedrock:${region}:${account}:inference-profile/${routed.geography}.${bedrock}`]
    : []
  const places = routed.documented ? routed.regions : ['*']
  const models = [...places.map(foundation), ...(routed.anywhere ? [foundation('')] : [])]
  return [...new Set([...(own.length > 0 ? own : profile), ...models])]
}
