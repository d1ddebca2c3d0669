import { nearest, oneOf } from '../words.ts'
import { type Layer, type SettingsKey, settingsKeys } from './layers.ts'
import { providers } from './plan.ts'

/** What is wrong with a settings file, by the key it is wrong at; whoever has the text adds the line. */
export interface SettingsProblem {
  key: string
  held?: string
  expected: string
}

export interface ReadSettings {
  layer: Layer
  problems: SettingsProblem[]
  warnings: SettingsProblem[]
}

/**
 * Takes out of a settings file what the action reads: the documents' keys and the `env` block. All else belongs to the
 * CLI and is not looked at. Only own properties count, so that a `__proto__` in the file is a key like any other.
 */
export function readSettings(name: string, settings: Readonly<Record<string, unknown>>): ReadSettings {
  const problems: SettingsProblem[] = []
  const warnings: SettingsProblem[] = []
  const keys: Layer['keys'] = {}
  for (const key of settingsKeys) {
    const held = Object.hasOwn(settings, key) ? settings[key] : undefined
    // An empty string unsets a key, as it does for the CLI.
    if (held === undefined || held === null || (typeof held === 'string' && held.trim() === '')) continue
    if (typeof held !== 'string') problems.push({ key, held: show(held), expected: 'must be a string' })
    else if (key === 'apiProvider' && !(providers as readonly string[]).includes(held))
      problems.push({ key, held, expected: oneOf(held, providers) })
    else keys[key] = held.trim()
  }
  for (const key of Object.keys(settings)) {
    const near = (settingsKeys as readonly string[]).includes(key) ? undefined : nearest(key, settingsKeys)
    if (near !== undefined && isTypo(key, near))
      warnings.push({ key, expected: `is not a key that anything reads; did you mean \`${near}\`?` })
  }
  return { layer: { kind: 'file', name, keys, env: environmentOf(settings, problems) }, problems, warnings }
}

/** The CLI has keys of its own that are not far from ours in letters alone. */
function isTypo(key: string, near: SettingsKey | string): boolean {
  const plain = (word: string) => word.toLowerCase().replace(/[^a-z]/g, '')
  return plain(key) === plain(near) || (key.length > 5 && Math.abs(key.length - near.length) <= 2)
}

function environmentOf(
  settings: Readonly<Record<string, unknown>>,
  problems: SettingsProblem[],
): Record<string, string> {
  const held = Object.hasOwn(settings, 'env') ? settings.env : undefined
  if (held === undefined || held === null) return {}
  if (typeof held !== 'object' || Array.isArray(held)) {
    problems.push({ key: 'env', held: show(held), expected: 'must be an object of variables' })
    return {}
  }
  // A number or a truth value is taken as it is written, as the CLI does.
  const plain = Object.entries(held).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
  return Object.fromEntries(plain.map(([variable, value]) => [variable, String(value)]))
}

function show(held: unknown): string {
  return (JSON.stringify(held) ?? String(held)).slice(0, 200)
}
