import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { visit } from 'unist-util-visit'

export interface ActivePart {
  /** Offsets into the text. */
  start: number
  end: number
  kind: 'html' | 'image'
}

/** Where a text, read as GitHub reads it, holds HTML and pictures. In the order they stand in. */
export function findActiveParts(text: string): ActivePart[] {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const parts: ActivePart[] = []
  visit(tree, (node) => {
    const kind =
      node.type === 'html' ? 'html' : node.type === 'image' || node.type === 'imageReference' ? 'image' : undefined
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (kind !== undefined && start !== undefined && end !== undefined) parts.push({ start, end, kind })
  })
  return parts
}
