import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { Redactor } from '../redact/redactor.ts'
import { decode } from './decode.ts'

/** Of a compressed error so much is read; one that is longer is a page that nobody wrote for the CLI. */
const mostCompressed = 256 << 10

/** An error of the provider's as it may go on to the CLI, whose agent can read it: it may show what it was asked with. */
export interface ErrorAnswer {
  statusMessage: string | undefined
  /** Names and values in turn. The length is another one by now. */
  headers: string[]
  body: AsyncIterable<Buffer>
}

export function redactedError(answer: IncomingMessage, headers: readonly string[], redactor: Redactor): ErrorAnswer {
  const encoding = answer.headers['content-encoding'] ?? 'identity'
  return {
    statusMessage: answer.statusMessage === undefined ? undefined : redactor.text(answer.statusMessage),
    headers: redactedHeaders(headers, redactor),
    body: encoding === 'identity' ? asItComes(answer, redactor) : decompressed(answer, encoding, redactor),
  }
}

function redactedHeaders(headers: readonly string[], redactor: Redactor): string[] {
  const kept: string[] = []
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!
    if (/^content-(length|encoding)$/i.test(name)) continue
    // Header values are bytes, of which Node makes characters.
    const bytes = Buffer.from(headers[index + 1]!, 'latin1')
    kept.push(name, redactor.bytes(bytes, 'text').toString('latin1'))
  }
  return kept
}

async function* asItComes(answer: Readable, redactor: Redactor): AsyncGenerator<Buffer> {
  const stream = redactor.stream('text')
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    const bytes = stream.push(chunk)
    if (bytes.length > 0) yield bytes
  }
  yield stream.end()
}

async function* decompressed(answer: Readable, encoding: string, redactor: Redactor): AsyncGenerator<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    if (length < mostCompressed) chunks.push(chunk.subarray(0, mostCompressed - length))
    length += chunk.length
  }
  yield Buffer.from(redactor.text(decode(Buffer.concat(chunks), encoding)))
}
