import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Prints what CHANGELOG.md says of a version, given as its tag: `node scripts/release-notes.ts v1.2.3`. Fails where the tag
 * is not the version of package.json and package-lock.json, or where CHANGELOG.md does not know it.
 */
const root = fileURLToPath(new URL('..', import.meta.url))

export interface Sources {
  changelog: string
  /** The `version` in package.json and in package-lock.json. */
  versions: Readonly<Record<string, string>>
}

/** The text below "## 1.2.3" or "## 1.2.3 (2026-12-01)", up to the next version. */
export function releaseNotes(tag: string, { changelog, versions }: Sources): string {
  const version = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1]
  if (version === undefined) throw new Error(`${tag} is not a version's tag, such as v1.2.3`)
  for (const [file, held] of Object.entries(versions))
    if (held !== version) throw new Error(`${file} has the version ${held}, the tag is ${tag}`)
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find((text) => text.split(/\s/, 1)[0] === version)
  const notes = section?.slice(section.indexOf('\n')).trim() ?? ''
  if (notes === '') throw new Error(`CHANGELOG.md says nothing of ${version}: it needs a section "## ${version}"`)
  return notes
}

if (import.meta.main) {
  const read = (file: string) => readFileSync(`${root}${file}`, 'utf8')
  const version = (file: string) => (JSON.parse(read(file)) as { version: string }).version
  const files = ['package.json', 'package-lock.json']
  const versions = Object.fromEntries(files.map((file) => [file, version(file)]))
  try {
    console.log(releaseNotes(process.argv[2] ?? '', { changelog: read('CHANGELOG.md'), versions }))
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
