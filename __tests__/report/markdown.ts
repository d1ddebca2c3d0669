/** What a page makes of Markdown, by a parser that is not ours: the judge of the summary. */
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

interface Node {
  type: string
  value?: string
  url?: string
  children?: Node[]
}

export function nodesOf(markdown: string): Node[] {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node
  const all = [tree]
  for (const node of all) all.push(...(node.children ?? []))
  return all
}

/** The HTML and the pictures in it. */
export function activeIn(markdown: string): string[] {
  return nodesOf(markdown).flatMap(({ type, value }) =>
    type === 'html' ? [value ?? ''] : /^image/.test(type) ? [type] : [],
  )
}
