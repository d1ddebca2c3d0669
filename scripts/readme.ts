import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'
import { errorCodes, explain } from '../src/errors.ts'
import { findModel, modelIdFor, policyResources, taskTiers, tierModels, tiers } from '../src/models/index.ts'

/**
 * Writes what README.md and the pages of docs/ take from elsewhere: inputs and outputs out of `action.yml`, error codes out
 * of `src/errors.ts`, tiers and IAM policies out of the catalogue of models, workflows out of `examples/`. With `--check`
 * it writes nothing, and fails where a page is not what it would write.
 */
const root = fileURLToPath(new URL('..', import.meta.url))

/** What a page says, and what it should say. */
export interface Page {
  /** From the root of the repository. */
  path: string
  now: string
  should: string
}

export function pages(): Page[] {
  const action = readFileSync(`${root}action.yml`, 'utf8')
  const all = tables(action)
  const docs = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'))
  return ['README.md', ...docs.map((name) => `docs/${name}`)].map((path) => {
    const now = readFileSync(root + path, 'utf8')
    // README.md has all of action.yml's tables, or it is not the whole contract.
    const wanted = new Set(path === 'README.md' ? Object.keys(all) : [])
    for (const [, name = ''] of now.matchAll(/^<!-- begin (.+): written by npm run docs -->$/gm)) wanted.add(name)
    const blocks = [...wanted].map((name) => [name, all[name] ?? block(name)] as const)
    return { path, now, should: withTables(now, Object.fromEntries(blocks)) }
  })
}

/** What stands in a place that is not one of action.yml's tables. */
function block(name: string): string {
  if (/^examples\/[\w-]+\.yml$/.test(name) && existsSync(root + name))
    return `\`\`\`yaml\n${readFileSync(root + name, 'utf8').trim()}\n\`\`\``
  const region = /^least policy in ([a-z0-9-]+)$/.exec(name)?.[1]
  if (region !== undefined) return `\`\`\`json\n${JSON.stringify(leastPolicy(region), null, 2)}\n\`\`\``
  if (name === 'tiers') return tierTable()
  throw new Error(`There is nothing to write for "${name}"`)
}

const modelOf = (id: string) => {
  const found = findModel(id)
  if (found.kind !== 'model') throw new Error(`${id} is not in the catalogue`)
  return found.model
}

function tierTable(): string {
  const heads = ['tier', 'model', 'input', 'output', 'built-in tasks']
  const rows = tiers.map((tier) => {
    const { name, price } = modelOf(tierModels[tier])
    const tasks = Object.keys(taskTiers).filter((task) => taskTiers[task] === tier)
    return [code(tier), name, `$${price?.input}`, `$${price?.output}`, tasks.map(code).join(', ')]
  })
  return table(heads, rows)
}

/** What a role needs for the models of all tiers, since the CLI's helpers take other tiers than the run does. */
function leastPolicy(region: string): object {
  const ids = tiers.map((tier) => modelIdFor(modelOf(tierModels[tier]), 'bedrock', { region }))
  const resources = ids.flatMap((held) => {
    if (held.kind !== 'id') throw new Error(`Bedrock does not have all tiers in ${region}`)
    return policyResources(held.id, region, '123456789012')
  })
  const Action = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream']
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: resources }] }
}

/** Puts each table in its place: between `<!-- begin NAME … -->` and `<!-- end NAME -->`. */
export function withTables(page: string, byName: Readonly<Record<string, string>>): string {
  let text = page
  for (const [name, table] of Object.entries(byName)) {
    const begin = `<!-- begin ${name}: written by npm run docs -->`
    const from = text.indexOf(begin)
    const to = text.indexOf(`<!-- end ${name} -->`)
    if (from < 0 || to < from) throw new Error(`There is no place for ${name}: "${begin}" and its end`)
    text = `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`
  }
  return text
}

export function tables(action: string): Record<string, string> {
  const inputs = groupsOf(action, 'inputs').map(({ title, rows }) =>
    section(
      title,
      ['input', 'default', 'meaning'],
      rows.map((row) => [code(row.name), row.fallback === '' ? '' : code(row.fallback), row.description]),
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
  for (const { path, now, should } of pages()) {
    if (!process.argv.includes('--check')) writeFileSync(root + path, should)
    else if (now !== should) {
      console.error(`${path} is not what it is written out of. \`npm run docs\` writes it.`)
      process.exitCode = 1
    }
  }
}
