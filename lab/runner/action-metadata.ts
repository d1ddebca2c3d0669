/** Reads an action.yml and works out the inputs of a step, as a runner does. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { interpolate, type Scope } from './expressions.ts'

export interface Action {
  readonly folder: string
  /** Name as written in action.yml to its default, expressions not yet evaluated; '' when it has none. */
  readonly defaults: ReadonlyMap<string, string>
  readonly deprecated: ReadonlyMap<string, string>
  readonly outputs: readonly string[]
  /** Absolute paths of the scripts. */
  readonly main: string
  readonly post: { readonly script: string; readonly condition: string } | undefined
}

interface ActionYaml {
  inputs?: Record<string, { default?: unknown; deprecationMessage?: string } | null>
  outputs?: Record<string, unknown>
  runs?: { using?: string; main?: string; pre?: string; post?: string; 'post-if'?: string }
}

export function readAction(folder: string): Action {
  const file = ['action.yml', 'action.yaml'].map((name) => join(folder, name)).find((path) => existsSync(path))
  if (!file) throw new Error(`Can't find 'action.yml' or 'action.yaml' under '${folder}'`)
  const yaml = parse(readFileSync(file, 'utf8')) as ActionYaml | null
  const { runs } = yaml ?? {}
  if (!runs?.using?.startsWith('node'))
    throw new Error(`${file}: runs.using is '${runs?.using}', not a JavaScript action`)
  if (!runs.main) throw new Error(`${file}: runs.main is missing`)
  if (runs.pre) throw new Error(`${file}: runs.pre is not played by this harness`)

  const inputs = Object.entries(yaml?.inputs ?? {})
  return {
    folder,
    defaults: new Map(inputs.map(([name, input]) => [name, input?.default == null ? '' : String(input.default)])),
    deprecated: new Map(
      inputs.flatMap(([name, input]) => (input?.deprecationMessage ? [[name, input.deprecationMessage] as const] : [])),
    ),
    outputs: Object.keys(yaml?.outputs ?? {}),
    main: script(folder, runs.main),
    post: runs.post ? { script: script(folder, runs.post), condition: runs['post-if'] ?? 'always()' } : undefined,
  }
}

function script(folder: string, name: string): string {
  const path = join(folder, name)
  if (!existsSync(path)) throw new Error(`File not found: '${path}'`)
  return path
}

export interface StepInputs {
  /** `INPUT_<NAME>` to value: upper case, spaces to underscores, dashes stay. */
  readonly env: Record<string, string>
  readonly warnings: readonly string[]
}

/** What `with:` and the defaults come to. An input without a default is an empty string, never absent. */
export function stepInputs(action: Action, given: Readonly<Record<string, string>>, scope: Scope): StepInputs {
  const known = [...action.defaults.keys()]
  const same = (left: string) => (right: string) => left.toLowerCase() === right.toLowerCase()
  const unexpected = Object.keys(given).filter((name) => !known.some(same(name)))
  const warnings = unexpected.length
    ? [`Unexpected input(s) ${quoted(unexpected)}, valid inputs are [${quoted(known)}]`]
    : []
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    env[variable(name)] = value
    const message = action.deprecated.get(known.find(same(name)) ?? name)
    if (message) warnings.push(`Input '${name}' has been deprecated with message: ${message}`)
  }
  for (const [name, fallback] of action.defaults) env[variable(name)] ??= interpolate(fallback, scope)
  return { env, warnings }
}

const variable = (name: string) => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')
