import type OpenAI from 'openai'
import type { Dialect } from './dialect.ts'
import { isObject, type Loose, listOf, textOf } from './json.ts'

export type Part = OpenAI.ChatCompletionContentPart

/** A message's content as blocks; a plain text is one block. */
export function blocksOf(content: unknown): readonly Loose[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return listOf(content)
    .map((block) => (typeof block === 'string' ? { type: 'text', text: block } : block))
    .filter(isObject)
}

/** The line that the CLI puts in front of its instructions for Anthropic's billing. It changes, and would spoil caches. */
const billing = 'x-anthropic-billing-header'

/** Instructions as one text. */
export function instructions(content: unknown): string {
  return joined(
    blocksOf(content).map(({ text }) => {
      if (typeof text !== 'string' || !text.startsWith(billing)) return textOf(text) ?? ''
      const end = text.indexOf('\n')
      return end < 0 ? '' : text.slice(end + 1)
    }),
  )
}

/** Texts as one, with a line break where words would run together. */
export function joined(texts: readonly string[]): string {
  let all = ''
  let last = ''
  for (const text of texts) {
    if (text === '') continue
    all += all === '' || isSpace(last) || isSpace(text[0]!) ? text : `\n${text}`
    last = text.at(-1)!
  }
  return all
}

function isSpace(character: string): boolean {
  return character.trim() === ''
}

/** What a message of the user's holds: a text where it is only text, which is all that some servers take. */
export function userContent(parts: readonly Part[]): string | Part[] | undefined {
  if (parts.length === 0) return undefined
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  return texts.length === parts.length ? joined(texts) : [...parts]
}

/** One block of the user's, or of a tool's result. */
export function partsOf(block: Loose, dialect: Dialect): Part[] {
  switch (block.type) {
    case 'image':
      return [image(block.source, dialect)]
    case 'document':
      return document(block, dialect)
    case 'search_result':
      return textPart(
        joined([textOf(block.title) ?? '', textOf(block.source) ?? '', textsOf(block.content).join('\n')]),
      )
    case 'tool_reference':
      return textPart(`The tool ${block.tool_name} can be called now.`)
    default:
      return textPart(textOf(block.text) ?? '')
  }
}

/** A tool's result: the text for its `tool` message, which holds nothing else, and what goes into a message behind it. */
export function resultOf({ content, is_error }: Loose, dialect: Dialect): { text: string; media: Part[] } {
  const parts = blocksOf(content).flatMap((block) => partsOf(block, dialect))
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
  return { text: is_error === true ? marked(text) : text, media: parts.filter(({ type }) => type !== 'text') }
}

/** OpenAI's API has no flag for a result that is an error: the text has to say it. */
function marked(text: string): string {
  if (/^\W*(tool_use_)?error\b/i.test(text)) return text
  return text === '' ? 'Error' : `Error: ${text}`
}

function textPart(text: string): Part[] {
  return text === '' ? [] : [{ type: 'text', text }]
}

function textsOf(content: unknown): string[] {
  return blocksOf(content).flatMap(({ text }) => textOf(text) ?? [])
}

function image(source: unknown, dialect: Dialect): Part {
  const from: Loose = isObject(source) ? source : {}
  if (!dialect.images) return note('A picture was here, which this model cannot see.')
  const url = from.type === 'url' ? textOf(from.url) : from.type === 'file' ? undefined : dataUri(from, 'image/jpeg')
  return url === undefined
    ? note('A picture was here, which could not be passed on.')
    : { type: 'image_url', image_url: { url } }
}

function document(block: Loose, dialect: Dialect): Part[] {
  const from: Loose = isObject(block.source) ? block.source : {}
  const title = textOf(block.title) ?? ''
  switch (from.type) {
    case 'text':
      return textPart(joined([title, textOf(block.context) ?? '', textOf(from.data) ?? '']))
    case 'content':
      return [...textPart(title), ...blocksOf(from.content).flatMap((inner) => partsOf(inner, dialect))]
    case 'base64': {
      // Servers take files that are PDF; of others the text is what counts.
      const media = textOf(from.media_type) ?? ''
      if (/^text\/|^application\/(?:json|xml)\b/.test(media) && typeof from.data === 'string')
        return textPart(joined([title, Buffer.from(from.data, 'base64').toString('utf8')]))
      const data = dataUri(from, 'application/pdf')
      if (!dialect.files || data === undefined)
        return [note(`A document was here, which this model cannot read: ${title}`)]
      return [{ type: 'file', file: { filename: title || 'document.pdf', file_data: data } }]
    }
    case 'url':
      return [note(`A document is at ${from.url}`)]
    default:
      return [note('A document was here, which could not be passed on.')]
  }
}

function dataUri({ media_type, data }: Loose, otherwise: string): string | undefined {
  return typeof data === 'string' ? `data:${textOf(media_type) ?? otherwise};base64,${data}` : undefined
}

function note(text: string): Part {
  return { type: 'text', text: `(${text})` }
}
