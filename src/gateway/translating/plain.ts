import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'

/** An answer's bytes as they were before they were compressed, which some gateways do whatever they were asked. */
export function plain(answer: IncomingMessage): Readable {
  const decompress = decompressor(answer.headers['content-encoding'] ?? 'identity')
  // What breaks either of them breaks the other, and shows where it is read.
  return decompress === undefined ? answer : pipeline(answer, decompress, () => {})
}

function decompressor(encoding: string): Transform | undefined {
  if (!/gzip|deflate|br/.test(encoding)) return undefined
  // Loaded when it comes to that: start-up is on the way of every run.
  const { createBrotliDecompress, createUnzip } = process.getBuiltinModule('node:zlib')
  return /br/.test(encoding) ? createBrotliDecompress() : createUnzip()
}
