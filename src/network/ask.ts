import type { IncomingMessage } from 'node:http'
import type { Agents } from './agents.ts'

/** A short answer, read whole. */
export interface ShortAnswer {
  status: number
  headers: IncomingMessage['headers']
  text: string
}

const longestAnswer = 1 << 20

/** Asks for something small, by GET or, with a body, by POST. Rejects with the system's error, or with the signal's reason. */
export function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  agents: Agents,
  signal: AbortSignal,
  body?: string,
): Promise<ShortAnswer> {
  const secure = url.protocol === 'https:'
  const { request } = secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http')
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST'
    const agent = secure ? agents.https : agents.http
    const asked = request(url, { method, headers, agent, signal }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (more: string) => {
        text += more
        if (text.length > longestAnswer) answer.destroy(new Error(`an answer of over ${longestAnswer} characters`))
      })
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text }))
      answer.on('error', reject)
    })
    asked.on('error', (error) => reject(signal.aborted ? signal.reason : error))
    asked.end(body)
  })
}
