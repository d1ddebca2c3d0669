import type { IncomingMessage, ServerResponse } from 'node:http'
import { ActionError } from '../errors.ts'
import { isLasting } from '../network/failures.ts'
import type { BodyRefused } from './body.ts'
import type { GatewayMeans } from './upstream.ts'

/** What the CLI takes for an answer; anything else it would ask for ten times more, over minutes. */
const forGood = { 'x-should-retry': 'false' }

/** The body of an error as Anthropic's API gives it, which is what the CLI reads. */
export function errorBody(type: string, message: string): string {
  return JSON.stringify({ type: 'error', error: { type, message } })
}

/** An error of the gateway's own. What was not read of the request ends the connection. */
export function reply(
  response: ServerResponse,
  status: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return
  if (response.headersSent) {
    response.destroy()
    return
  }
  response
    .writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
    .end(errorBody(type, message))
}

/** One that will be the same the next time. */
export function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  reply(response, status, type, message, forGood)
}

export function refuseBody(response: ServerResponse, { status, type, message }: BodyRefused): void {
  reply(response, status, type, message)
}

/** For good: a refusal that the CLI takes for an answer, whatever it was started for. */
export function overBudget(response: ServerResponse, status: number, message: string): void {
  refuse(response, status, 'permission_error', message)
}

/** The CLI would follow by itself, with the prompt and past the gateway: to a host that nobody chose. */
export function redirected(
  answer: IncomingMessage,
  response: ServerResponse,
  { meter, redactor }: Pick<GatewayMeans, 'meter' | 'redactor'>,
): void {
  answer.resume()
  const target = answer.headers.location ?? ''
  const host = URL.canParse(target) ? new URL(target).host : 'another path'
  const message = `The provider sends the request on to ${host}, which is not followed: give its URL as \`base-url\` if it is right.`
  meter.failed({ kind: 'answer', status: answer.statusCode!, type: 'redirect', message, requestId: undefined })
  refuse(response, 502, 'api_error', redactor.text(message))
}

/** Nothing was asked: there is no credential, told with `status`, or no way to the provider. */
export function unreachable(
  response: ServerResponse,
  { meter, redactor }: Pick<GatewayMeans, 'meter' | 'redactor'>,
  error: unknown,
  status: number,
): void {
  if (error instanceof ActionError) {
    // What a cloud said of a credential may show it.
    refuse(response, status, 'authentication_error', redactor.text(`${error.code}: ${error.message}`))
    return
  }
  const { code, name, message } = error as NodeJS.ErrnoException
  meter.failed({ kind: 'connection', code: code ?? name, message })
  // What will be the same the next time the CLI need not try ten times.
  const said = redactor.text(`The provider cannot be reached: ${message}`)
  reply(response, 502, 'api_error', said, isLasting(error) ? forGood : {})
}
