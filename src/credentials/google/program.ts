import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ExecutableResponse } from 'google-auth-library/build/src/auth/executable-response.js'
import type { PluggableAuthClient } from 'google-auth-library/build/src/auth/pluggable-auth-client.js'
import { surroundings } from './surroundings.ts'
import type { Transport } from './transport.ts'

/**
 * Has the program that gives out a token run by us. The library's own way leaves a program that is not there, or that is
 * killed, to end this process, goes on when the step has to end, and takes warnings for a part of the answer.
 */
export function runHere(client: PluggableAuthClient, { stop }: Pick<Transport, 'stop'>): void {
  const { handler } = client as unknown as { handler: Handler }
  const [program = '', ...args] = handler.commandComponents
  handler.retrieveResponseFromExecutable = async (variables) => {
    const env = { ...surroundings(process.env), ...Object.fromEntries(variables) }
    const options = { env, signal: stop, timeout: handler.timeoutMillis, windowsHide: true }
    const { stdout } = await promisify(execFile)(program, args, options).catch((error: unknown) => {
      throw new Error(`${program} ${ended(error as Ended, handler.timeoutMillis)}`)
    })
    return new ExecutableResponse(JSON.parse(stdout))
  }
}

/** As much as we use of what the library keeps to itself. */
interface Handler {
  commandComponents: string[]
  timeoutMillis: number
  retrieveResponseFromExecutable(variables: Map<string, string>): Promise<ExecutableResponse>
}

/** What Node says of a program that did not end well, or never began. */
interface Ended extends Error {
  code?: number | string | null
  killed?: boolean
  signal?: string | null
  stdout?: string
  stderr?: string
}

function ended({ code, killed, signal, stdout, stderr, message }: Ended, timeoutMs: number): string {
  if (killed && signal) return `did not answer within ${timeoutMs / 1000} s`
  const said = stderr?.trim() || stdout?.trim() || 'it does not say why'
  if (typeof code === 'number') return `ended with ${code}: ${said.replace(tokenLike, '***')}`
  return signal ? `was ended by ${signal}` : `cannot be run: ${message}`
}

/** What is longer than words are, and is written as they seldom are: it may be the token. */
const tokenLike = /(?=[^\s"']*[A-Z0-9])[\w+/=.~%-]{24,}/g
