/** Where a value came from, in the words the log and the summary use. */
export interface Source {
  kind: 'input' | 'env' | 'file' | 'default'
  /** `input model`, `env CLAUDE_MODEL`, `.claude/settings.json`, `default`. */
  name: string
}

/** A value, where it came from, and what else was said and lost, strongest first. */
export interface Sourced<T> {
  value: T
  source: Source
  over: { value: T; source: Source }[]
}

export type Candidate<T> = { value: T; source: Source }

/**
 * One place that can say something: the step's environment, or a settings file. In a file the documents' keys come first,
 * then its `env` block, read as if it were the environment of that layer.
 */
export interface Layer {
  kind: 'env' | 'file'
  /** `env`, or the file's name as a person knows it (`.claude/settings.json`). */
  name: string
  keys: Partial<Record<SettingsKey, string>>
  env: Readonly<Record<string, string | undefined>>
}

/** The keys of a settings file that the documents promise and the CLI itself ignores (all but `model`). */
export const settingsKeys = ['apiProvider', 'awsRegion', 'gcpProjectId', 'gcpRegion', 'customApiUrl', 'model'] as const
export type SettingsKey = (typeof settingsKeys)[number]

/** The first candidate wins; the others are kept to be shown, but for the default, which nobody said. */
export function choose<T>(candidates: readonly Candidate<T>[]): Sourced<T> | undefined {
  const [first, ...over] = candidates
  return first === undefined ? undefined : { ...first, over: over.filter(({ source }) => source.kind !== 'default') }
}

export function fromInput<T>(name: string, value: T | undefined): Candidate<T>[] {
  return value === undefined ? [] : [{ value, source: { kind: 'input', name: `input ${name}` } }]
}

export function byDefault<T>(value: T): Candidate<T> {
  return { value, source: { kind: 'default', name: 'default' } }
}

/** What each layer says for a key of the settings files or for the first of some variables that is set, strongest first. */
export function fromLayers(
  layers: readonly Layer[],
  key: SettingsKey | undefined,
  variables: readonly string[],
): Candidate<string>[] {
  return layers.flatMap((layer) => {
    const said: Candidate<string>[] = []
    const held = key === undefined ? undefined : layer.keys[key]
    if (held !== undefined) said.push({ value: held, source: { kind: layer.kind, name: layer.name } })
    const variable = variables.find((name) => isSet(layer.env[name]))
    if (variable !== undefined)
      said.push({ value: layer.env[variable]!.trim(), source: variableSource(layer, variable) })
    return said
  })
}

export function variableSource(layer: Layer, variable: string): Source {
  return { kind: layer.kind, name: layer.kind === 'env' ? `env ${variable}` : `${layer.name} env ${variable}` }
}

/** An empty variable is how a workflow says "none": `${{ secrets.NOT_THERE }}` comes out so. */
export function isSet(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== ''
}

/** The input or variable a value came from, as a problem names it. */
export function nameOf({ source }: Sourced<unknown>): string {
  return source.name.replace(/^(input|env) /, '')
}
