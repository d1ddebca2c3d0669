/**
 * Makes Markdown that a model wrote fit to stand in a page under somebody's name: HTML shows as the text it is, and a
 * picture, which the reader's browser would fetch from wherever the model said, becomes a link. Code is left alone where
 * it is sure to be code; in doubt it is treated as text, where an escaped `<` is the worst that happens. (A parser of
 * Markdown would be in no doubt, but takes seconds over an answer of some 100 kB, and a cancel has five.)
 */
export function safeMarkdown(text: string): string {
  let fence: Fence | undefined
  let certainty: Certainty = 'sure'
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      if (fence !== undefined) {
        const state = within(line, fence)
        if (state !== 'open') fence = undefined
        if (state !== 'lost') return line
        certainty = 'lost'
      }
      if (certainty !== 'lost') {
        fence = openFence(line)
        if (fence !== undefined) return safeText(line)
        if (hidesFence.test(line)) certainty = 'lost'
        // A code span may reach over lines, but not over the end of its block.
        else if (line.trim() === '') certainty = 'sure'
      }
      const safe = safeLine(line, certainty === 'sure')
      if (!safe.sure && certainty === 'sure') certainty = 'not in this block'
      return safe.line
    })
    .join('\n')
}

/** Whether what looks like code is code: `lost` is for good, where it cannot be told what a fence belongs to. */
type Certainty = 'sure' | 'not in this block' | 'lost'

interface Fence {
  indent: number
  char: string
  length: number
}

/** A code fence (CommonMark, section 4.5), at the margin or in an item of a list. */
function openFence(line: string): Fence | undefined {
  const [, indent, marks, info] = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(line) ?? []
  if (indent === undefined || marks === undefined || info === undefined) return undefined
  if (marks.startsWith('`') && info.includes('`')) return undefined
  return { indent: indent.length, char: marks[0]!, length: marks.length }
}

/** A fence that begins behind the mark of a list, or deeper than three spaces: code, or a fence of some item. */
const hidesFence = /^(\s*([-+*]|\d+[.)])\s.*|\s+)(`{3,}|~{3,})/

/** An indented fence ends with the item it may belong to, which shows in a line that is indented less. */
function within(line: string, { indent, char, length }: Fence): 'open' | 'closed' | 'lost' {
  const [, space = '', marks] = /^(\s*)(`{3,}|~{3,})?\s*$/.exec(line) ?? [undefined, /^\s*/.exec(line)![0]]
  if (indent > 0 && line.trim() !== '' && (space.length < indent || space.includes('\t'))) return 'lost'
  if (marks === undefined || marks[0] !== char || marks.length < length) return 'open'
  if (space.length > 3) return indent > 0 ? 'lost' : 'open'
  return 'closed'
}

/** One line of text; code spans that open and close in it stay, when no span from a line above can be open. */
function safeLine(line: string, sure: boolean): { line: string; sure: boolean } {
  if (!sure || !line.includes('`')) return { line: safeText(line), sure }
  let safe = ''
  let from = 0
  for (let at = line.indexOf('`'); at >= 0; at = line.indexOf('`', from)) {
    const run = /^`+/.exec(line.slice(at))![0]
    const end = beginsNoSpan(line.slice(0, at)) ? -1 : closingRun(line, at + run.length, run.length)
    const code = line.slice(at, end + run.length)
    // A pipe may be the end of a table's cell, and then of the span.
    if (end < 0 || code.includes('|')) return { line: safe + safeText(line.slice(from)), sure: false }
    safe += safeText(line.slice(from, at)) + code
    from = end + run.length
  }
  return { line: safe + safeText(line.slice(from)), sure: true }
}

/** Whether a backtick behind this is escaped, or may be part of a bare URL or of a link's destination or title. */
function beginsNoSpan(before: string): boolean {
  const link = before.lastIndexOf('](')
  return (
    before.endsWith('\\') ||
    /(:\/\/|www\.)\S*$/i.test(before.slice(-2048)) ||
    (link >= 0 && !/^[^\s()"'<]*\)/.test(before.slice(link + 2))) ||
    /^[\s>]*\[[^\]]*\]:/.test(before)
  )
}

/** Where a run of exactly so many backticks begins, or -1. */
function closingRun(line: string, from: number, length: number): number {
  for (const match of line.slice(from).matchAll(/`+/g)) if (match[0].length === length) return from + match.index
  return -1
}

function safeText(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('![', '&#33;[')
}

/** Puts text into a Markdown quote, out of which nothing in it (an open code fence, a heading) can reach. */
export function quoted(markdown: string): string {
  return markdown
    .split(/\r\n|\r|\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

/** Text as HTML that shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
