import type { IncomingMessage } from 'node:http'
import { brokenAnswer, toAnthropicError } from '../openai/errors.ts'
import { plain } from './plain.ts'

/** Of an error's body this much is read, of a whole answer this much. */
const longestError = 64 << 10
const longestAnswer = 32 << 20

/** The server began to answer and did not end. */
export class BrokenOff extends Error {}

/** What it says of an error. */
export function readError(answer: IncomingMessage): Promise<string> {
  return readText(answer, longestError)
}

/** What is no JSON is no answer either. */
export async function readJson(answer: IncomingMessage): Promise<unknown> {
  const text = await readText(answer, longestAnswer)
  try {
    return JSON.parse(text)
  } catch {
    return { error: { ...brokenAnswer(''), message: toAnthropicError(502, text).message } }
  }
}

/** An answer's beginning. Of one that is longer nobody waits for the rest. */
async function readText(answer: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of plain(answer) as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= most) break
    }
  } catch (error) {
    throw new BrokenOff(`The connection to the server broke off: ${(error as Error).message}.`)
  }
  return Buffer.concat(chunks).subarray(0, most).toString('utf8')
}
