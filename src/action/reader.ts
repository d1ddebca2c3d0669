import { accessSync, constants, type Stats, statSync } from 'node:fs'
import type { Problem } from '../errors.ts'
import { Secret } from '../secret.ts'
import { nearest, oneOf } from '../words.ts'
import type { Environment } from './environment.ts'
import { parseYamlLines } from './yaml-lines.ts'

/** Reads inputs by their form. What is wrong goes to the problems, and counts as not given. */
export class Reader {
  readonly #env: Environment['env']
  readonly #known = new Set<string>()
  readonly mask: (secret: string) => void
  readonly problems: Problem[]
  constructor(env: Environment['env'], mask: (secret: string) => void, problems: Problem[]) {
    this.#env = env
    this.mask = mask
    this.problems = problems
  }

  /** As a runner passes it: an input that is not given, or given empty, is not set. */
  verbatim(name: string): string {
    this.#known.add(name)
    return this.#env[`INPUT_${name.toUpperCase()}`] ?? ''
  }

  /** Inputs that look like one of those that were read (`promt`): a runner passes on what action.yml does not declare. */
  misspelled(): string[] {
    const given = Object.keys(this.#env).flatMap((key) => /^INPUT_(.+)$/.exec(key)?.[1]?.toLowerCase() ?? [])
    return given.flatMap((name) => {
      const near = this.#known.has(name) ? undefined : nearest(name, [...this.#known])
      return near === undefined ? [] : [`\`${name}\` is not an input; did you mean \`${near}\`?`]
    })
  }

  text(name: string): string | undefined {
    return this.verbatim(name).trim() || undefined
  }

  oneOf<T extends string>(name: string, words: readonly T[]): T | undefined {
    const held = this.text(name)
    if (held === undefined) return undefined
    const found = words.find((word) => word === held)
    if (found === undefined) this.problems.push({ where: name, held, expected: oneOf(held, words) })
    return found
  }

  boolean(name: string): boolean | undefined {
    const held = this.text(name)
    if (held === undefined) return undefined
    // The spellings of YAML's core schema, as the toolkit's getBooleanInput has them.
    if (/^(true|True|TRUE)$/.test(held)) return true
    if (/^(false|False|FALSE)$/.test(held)) return false
    this.problems.push({ where: name, held, expected: 'must be `true` or `false`' })
    return undefined
  }

  number(name: string, meaning: string, good: (n: number) => boolean): number | undefined {
    const held = this.text(name)
    if (held === undefined) return undefined
    const number = /^\d+(\.\d+)?$/.test(held) ? Number(held) : Number.NaN
    if (good(number)) return number
    this.problems.push({ where: name, held, expected: `must be ${meaning}` })
    return undefined
  }

  secret(name: string): Secret | undefined {
    const held = this.text(name)
    if (held === undefined) return undefined
    this.mask(held)
    return new Secret(held)
  }

  async lines(name: string, form: string): Promise<Map<string, string>> {
    const held = this.text(name)
    if (held === undefined) return new Map()
    const parsed = await parseYamlLines(held)
    if (parsed.ok) return parsed.value
    this.problems.push({ where: name, expected: `must be one \`${form}\` a line; ${parsed.reason}` })
    return new Map()
  }
}

export function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}
