import type { Problem } from '../errors.ts'
import { Secret } from '../secret.ts'
import { isCommon } from './known-secrets.ts'
import type { Reader } from './reader.ts'

/** Names that the action or HTTP itself sets; giving them too would put two credentials or two lengths in one request. */
const ownHeaders = [
  'authorization',
  'x-api-key',
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'accept-encoding',
  'cookie',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'upgrade',
]

/** `extra-headers`, by their names in lower case. */
export async function readHeaders(read: Reader, problems: Problem[]): Promise<Map<string, Secret>> {
  const headers = new Map<string, Secret>()
  for (const [name, value] of await read.lines('extra-headers', 'name: value')) {
    if (!isCommon(value)) read.mask(value)
    const lower = name.toLowerCase()
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower))
      problems.push({ where: 'extra-headers', held: name, expected: 'is not a header name' })
    else if (ownHeaders.includes(lower))
      problems.push({
        where: 'extra-headers',
        held: name,
        expected: 'is set by the action itself; the key belongs in `api-key`, how it travels in `auth-scheme`',
      })
    else if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      problems.push({
        where: `extra-headers ${name}`,
        expected: 'its value holds characters that a header cannot carry',
      })
    else if (headers.has(lower)) problems.push({ where: 'extra-headers', held: name, expected: 'is given twice' })
    else headers.set(lower, new Secret(value))
  }
  return headers
}
