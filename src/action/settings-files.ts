import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ParseError } from 'jsonc-parser'
import type { Problem } from '../errors.ts'
import type { Layer } from '../resolve/layers.ts'
import { readSettings, type SettingsProblem } from '../resolve/settings.ts'

/** A settings file that counts: what a person calls it, and its text; undefined where there is no such file. */
export interface SettingsFile {
  name: string
  text: string | undefined
  /** Why a file that is there cannot count; it is an error then, not "none". */
  unreadable?: string
}

export interface SettingsLayers {
  /** Strongest first, as the files were given. */
  layers: Layer[]
  problems: Problem[]
  warnings: string[]
}

/** Nobody's settings come near this; something that is longer is not one. */
const longestFile = 1 << 20

/** The settings of the checkout: the person's own over the project's. */
export function workspaceSettings(folder: string): Promise<SettingsFile[]> {
  return Promise.all(
    ['.claude/settings.local.json', '.claude/settings.json'].map((name) => readText(name, join(folder, name))),
  )
}

/** The settings of the machine's user, where the CLI has them. */
export async function userSettings(env: Readonly<Record<string, string | undefined>>): Promise<SettingsFile> {
  const name = '~/.claude/settings.json'
  const path = userSettingsPath(env)
  return path === undefined ? { name, text: undefined } : readText(name, path)
}

export function userSettingsPath(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const home = env.HOME || env.USERPROFILE
  const folder = env.CLAUDE_CONFIG_DIR || (home === undefined || home === '' ? undefined : join(home, '.claude'))
  return folder === undefined ? undefined : join(folder, 'settings.json')
}

export async function settingsLayers(files: readonly SettingsFile[]): Promise<SettingsLayers> {
  const all: SettingsLayers = { layers: [], problems: [], warnings: [] }
  for (const { name, text, unreadable } of files) {
    if (unreadable !== undefined) all.problems.push({ where: name, expected: unreadable, code: 'settings-invalid' })
    if (text === undefined || text.trim() === '') continue
    const json = parseObject(text)
    if (json === undefined) {
      all.problems.push(await syntaxProblem(name, text))
      continue
    }
    const { layer, problems, warnings } = readSettings(name, json)
    all.layers.push(layer)
    for (const problem of problems) all.problems.push({ ...(await at(name, text, problem)), code: 'settings-invalid' })
    for (const warning of warnings) {
      const { where, expected } = await at(name, text, warning)
      all.warnings.push(`${where} ${expected}`)
    }
  }
  return all
}

async function readText(name: string, path: string): Promise<SettingsFile> {
  const file = { name, text: undefined }
  try {
    // Looked at first: a pipe of that name would be waited for, a device read without end.
    const { size, isFile } = await stat(path).then((found) => ({ size: found.size, isFile: found.isFile() }))
    if (!isFile) return { ...file, unreadable: 'is not a file' }
    if (size > longestFile) return { ...file, unreadable: 'is over 1 MB, which no settings file is' }
    // A byte order mark is not part of the text, and JSON does not allow it.
    return { name, text: (await readFile(path, 'utf8')).replace(/^\ufeff/, '') }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? file
      : { ...file, unreadable: `cannot be read: ${code ?? message}` }
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  if (text.length > longestFile) return undefined
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>
  } catch {
    // Not JSON.
  }
  return undefined
}

/** What is not JSON, by its line and never by its content: an `env` block may hold a secret. */
async function syntaxProblem(name: string, text: string): Promise<Problem> {
  const code = 'settings-invalid'
  if (text.length > longestFile) return { where: name, expected: 'is over 1 MB, which no settings file is', code }
  const { parse, printParseErrorCode } = await import('jsonc-parser')
  try {
    const errors: ParseError[] = []
    parse(text, errors, { disallowComments: true, allowTrailingComma: false })
    const first = errors[0]
    if (first !== undefined) {
      const reason = printParseErrorCode(first.error)
        .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
        .toLowerCase()
      return { where: `${name} line ${lineOf(text, first.offset)}`, expected: `is not JSON (${reason})`, code }
    }
  } catch {
    // Nested deeper than the stack goes.
  }
  return { where: name, expected: 'must be a JSON object', code }
}

async function at(name: string, text: string, { key, held, expected }: SettingsProblem): Promise<Problem> {
  const { parseTree, findNodeAtLocation } = await import('jsonc-parser')
  let line = ''
  try {
    const tree = parseTree(text)
    const node = tree === undefined ? undefined : findNodeAtLocation(tree, [key])
    if (node !== undefined) line = ` line ${lineOf(text, node.parent?.offset ?? node.offset)}`
  } catch {
    // Nested deeper than the stack goes: then without the line.
  }
  return { where: `${name}${line} ${key}`, expected, ...(held === undefined ? {} : { held }) }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
