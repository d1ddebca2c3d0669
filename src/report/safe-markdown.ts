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
        else if (/^[ \t]*$/.test(line)) certainty = 'sure'
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
  // The definition of a link: what looks like code may be its destination or title.
  if (/^[\s>]*\[[^\]]*\]:/.test(line)) return { line: safeText(line), sure: false }
  const runs = new BacktickRuns(line)
  let safe = ''
  let from = 0
  let inUrl = false
  let link: 'none' | 'destination' | 'something in it' = 'none'
  for (const { 0: token, index: at } of line.matchAll(telling)) {
    if (at < from) continue
    if (token.startsWith('`')) {
      const end = inUrl || link !== 'none' || line[at - 1] === '\\' ? undefined : runs.closing(at, token.length)
      // A pipe may be the end of a table's cell, and then of the span.
      if (end === undefined || line.slice(at, end).includes('|'))
        return { line: safe + safeText(line.slice(from)), sure: false }
      safe += safeText(line.slice(from, at)) + line.slice(at, end)
      from = end
    } else if (token === '](') link = 'destination'
    else if (token === ')' && link === 'destination') link = 'none'
    else if (link === 'destination' && /^[\s("'<]/.test(token)) link = 'something in it'
    // A bare URL (GitHub's extended autolinks) goes on to the next space, over backticks too.
    if (/^\s/.test(token)) inUrl = false
    else if (/^(:\/\/|www\.)/i.test(token)) inUrl = true
  }
  return { line: safe + safeText(line.slice(from)), sure: true }
}

/** What decides whether a backtick begins a code span. */
const telling = /`+|\]\(|:\/\/|www\.|\s+|[()"'<]/gi

/** The runs of backticks of a line, so that the end of a span is found without looking through the line again. */
class BacktickRuns {
  readonly #byLength = new Map<number, number[]>()

  constructor(line: string) {
    for (const { 0: run, index } of line.matchAll(/`+/g)) {
      const positions = this.#byLength.get(run.length)
      if (positions === undefined) this.#byLength.set(run.length, [index])
      else positions.push(index)
    }
    for (const positions of this.#byLength.values()) positions.reverse()
  }

  /** The end of the next run of exactly so many behind a position. Positions may only grow. */
  closing(at: number, length: number): number | undefined {
    const positions = this.#byLength.get(length) ?? []
    while (positions.length > 0 && positions.at(-1)! <= at) positions.pop()
    const next = positions.at(-1)
    return next === undefined ? undefined : next + length
  }
}

function safeText(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('![', '&#33;[').replace(drawing, '$1text ')
}

/** Code of which GitHub makes a drawing, of pictures that are fetched perhaps; the language may be written in entities. */
const drawing =
  /((?:(?<!`)`{3,}(?!`)|(?<!~)~{3,}(?!~))[ \t]*)(?=(?:mermaid|geojson|topojson|stl|math)\b|[^\s`]{0,99}[&\\])/gi

/** Puts text into a Markdown quote, out of which nothing in it (an open code fence, a heading) can reach. */
export function quoted(markdown: string): string {
  return markdown
    .trimEnd()
    .split(/\r\n|\r|\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

/** Text as HTML that shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
