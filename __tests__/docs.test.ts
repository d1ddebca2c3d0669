import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const docs = readdirSync(`${root}docs`).map((name) => `docs/${name}`)
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')

describe.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', ...docs])('%s', (path) => {
  const text = read(path)

  it('has links that lead somewhere', () => {
    for (const { file, anchor } of linksOf(path)) {
      expect(existsSync(join(root, file)), file).toBe(true)
      if (anchor !== undefined) expect(anchorsOf(read(file)), file).toContain(anchor)
    }
  })

  it('has JSON to paste that is JSON', () => {
    for (const [, json = ''] of text.matchAll(/^ *```json\n(.*?)^ *```$/gms))
      expect(() => JSON.parse(json)).not.toThrow()
  })
})

it('every page and every example can be found from README.md', () => {
  const examples = readdirSync(`${root}examples`).map((name) => `examples/${name}`)
  const seen = new Set(linksOf('README.md').map(({ file }) => file))
  for (const page of docs) if (seen.has(page)) for (const { file } of linksOf(page)) seen.add(file)
  for (const file of [...docs, ...examples]) expect([...seen]).toContain(file)
})

/** The links inside of the repository, files from its root. */
function linksOf(path: string): { file: string; anchor: string | undefined }[] {
  const prose = read(path).replaceAll(/^ *```.*?^ *```$/gms, '')
  const links = [...prose.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
  return links.map(([, to = '', anchor]) => ({
    file: to === '' ? path : relative(root, join(root, dirname(path), to)).replaceAll('\\', '/'),
    anchor,
  }))
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  const headings = [...text.replaceAll(/^ *```.*?^ *```$/gms, '').matchAll(/^#+ (.+)$/gm)]
  return headings.map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
