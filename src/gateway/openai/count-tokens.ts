import { isObject } from './json.ts'

/** Of English and of code about this many bytes come to a token. There is no way to ask the servers. */
const bytesOfToken = 3.6

/** What pictures and documents come to, about, in bytes of text: the length of their data says nothing. */
const bytesOfPicture = 1_500 * bytesOfToken
const bytesOfDocument = 5_000 * bytesOfToken

/** An estimate of how many tokens the prompt of a request has. */
export function countTokens(request: unknown): number {
  if (!isObject(request)) return 0
  const bytes = bytesOf(request.system) + bytesOf(request.tools) + bytesOf(request.messages)
  return Math.ceil(bytes / bytesOfToken)
}

/** As many bytes as its JSON has, about, which is what most chat templates make of tools and their inputs. */
function bytesOf(held: unknown): number {
  if (typeof held === 'string') return Buffer.byteLength(held) + 2
  if (Array.isArray(held)) return held.reduce((bytes: number, item) => bytes + bytesOf(item), 2)
  if (!isObject(held)) return held === undefined ? 0 : 4
  if (isObject(held.source) && held.source.type === 'base64')
    return held.type === 'image' ? bytesOfPicture : bytesOfDocument
  let bytes = 2
  for (const key in held) bytes += key.length + 4 + bytesOf(held[key])
  return bytes
}
