/**
 * Makes Markdown that a model wrote fit to stand in a page under somebody's name: HTML shows as the text it is, and a
 * picture, which the reader's browser would fetch from wherever the model said, becomes a link. What the text looks like
 * otherwise stays: a `<` inside code is left alone.
 */
export async function safeMarkdown(text: string): Promise<string> {
  if (!/[<!]/.test(text)) return text
  // A parser decides what is HTML and what is code; it is loaded only for a text that could hold either.
  const { findActiveParts } = await import('./markdown-parser.ts')
  let safe = ''
  let from = 0
  for (const { start, end, kind } of findActiveParts(text)) {
    if (start < from) continue
    const part = text.slice(start, end)
    safe += text.slice(from, start) + (kind === 'html' ? part.replaceAll('<', '&lt;') : part.slice(1))
    from = end
  }
  return safe + text.slice(from)
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
