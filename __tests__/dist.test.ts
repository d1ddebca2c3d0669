import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { freshFolder } from '../lab/temp.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = names.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]))
}

it('dist/ is what the sources build (if not: npm run build)', { timeout: 120_000 }, () => {
  const built = freshFolder('dist')
  execFileSync(process.execPath, [join(root, 'scripts', 'build.ts'), built])
  const [expected, committed] = [filesOf(built), filesOf(join(root, 'dist'))]
  expect(Object.keys(committed)).toEqual(Object.keys(expected))
  // Compared by name: a diff of two bundles would tell nobody anything.
  for (const name of Object.keys(expected)) expect(committed[name] === expected[name], name).toBe(true)
})
