import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'
import { readInputs } from '../src/action/inputs.ts'
import { errorCodes, explain } from '../src/errors.ts'

/**
 * Writes the tables of README.md: inputs and outputs out of `action.yml`, error codes out of `src/errors.ts`. With
 * `--check` it writes nothing, and fails where README.md is not what it would write.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const file = `${root}README.md`

/** What README.md says, and what it should say. */
export async function readmes(): Promise<{ now: string; should: string }> {
  const now = readFileSync(file, 'utf8')
  const action = readFileSync(`${root}action.yml`, 'utf8')
  const names = groupsOf(action, 'inputs').flatMap(({ rows }) => rows.map(({ name }) => name))
  return { now, should: withTables(now, tables(action, await notYet(names))) }
}

/** Puts each table in its place: between `<!-- begin NAME … -->` and `<!-- end NAME -->`. */
export function withTables(readme: string, byName: Readonly<Record<string, string>>): string {
  let text = readme
  for (const [name, table] of Object.entries(byName)) {
    const begin = `<!-- begin ${name}: written by npm run docs -->`
    const from = text.indexOf(begin)
    const to = text.indexOf(`<!-- end ${name} -->`)
    if (from < 0 || to < from) throw new Error(`README.md has no place for ${name}: "${begin}" and its end`)
    text = `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`
  }
  return text
}

export function tables(action: string, later: ReadonlySet<string>): Record<string, string> {
  const mark = (name: string) => (later.has(name) ? '*Not yet.* ' : '')
  const inputs = groupsOf(action, 'inputs').map(({ title, rows }) =>
    section(
      title,
      ['input', 'default', 'meaning'],
      rows.map((row) => [
        code(row.name),
        row.fallback === '' ? '' : code(row.fallback),
        mark(row.name) + row.description,
      ]),
    ),
  )
  const outputs = groupsOf(action, 'outputs').map(({ title, rows }) =>
    section(
      title,
      ['output', 'meaning'],
      rows.map(({ name, description }) => [code(name), description]),
    ),
  )
  const codes = errorCodes.map((name) => [code(name), explain(name).cause, explain(name).cure])
  return {
    inputs: inputs.join('\n\n'),
    outputs: outputs.join('\n\n'),
    'error codes': table(['error-code', 'what went wrong', 'what to do'], codes),
  }
}

interface Group {
  title: string
  rows: { name: string; fallback: string; description: string }[]
}

/** The entries of a section of `action.yml`. A comment above one begins a group, and is its title. */
function groupsOf(action: string, section: 'inputs' | 'outputs'): Group[] {
  const map = parseDocument(action).get(section) as YAMLMap
  const groups: Group[] = []
  for (const [index, { key, value }] of map.items.entries()) {
    if (!isScalar(key) || !isMap(value)) throw new Error(`action.yml: ${section} is not a list of names`)
    const title = key.commentBefore ?? (index === 0 ? map.commentBefore : undefined)
    if (title || index === 0) groups.push({ title: title?.trim() ?? '', rows: [] })
    const text = (name: string) => String(value.get(name) ?? '').trim()
    groups.at(-1)!.rows.push({ name: String(key.value), fallback: text('default'), description: text('description') })
  }
  return groups
}

/** The inputs that this version declares and refuses. */
async function notYet(names: readonly string[]): Promise<Set<string>> {
  const env = Object.fromEntries(names.map((name) => [`INPUT_${name.toUpperCase()}`, 'some value']))
  const { value } = await readInputs({ env, workspace: root }, () => {})
  return new Set(value.notYet.keys())
}

function section(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return title === '' ? table(heads, rows) : `### ${title}\n\n${table(heads, rows)}`
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A pipe would end the cell, a line break the row; even inside of code. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')
}

function code(text: string): string {
  return `\`${text}\``
}

if (import.meta.main) {
  const { now, should } = await readmes()
  if (!process.argv.includes('--check')) writeFileSync(file, should)
  else if (now !== should) {
    console.error('The tables of README.md are not what action.yml and src/errors.ts say. `npm run docs` writes them.')
    process.exitCode = 1
  }
}
