import type { Problem } from '../errors.ts'
import { isLoopback, parseBaseUrl } from './base-url.ts'
import { choose, fromInput, fromLayers, nameOf, type Sourced } from './layers.ts'
import { explained } from './plan.ts'
import type { Resolving } from './resolving.ts'

/** The URL of a server in place of the provider's own: the input, then the layers. */
export function chooseBaseUrl({ inputs, layers, explain }: Resolving): Sourced<string> | undefined {
  const named = choose([
    ...fromInput('base-url', inputs.baseUrl),
    ...fromLayers(layers, 'customApiUrl', ['ANTHROPIC_BASE_URL']),
  ])
  if (named !== undefined) explain.push(explained('base-url', named, showUrl))
  return named
}

/** A URL that somebody named, in the one form the rest uses; or undefined, and a problem says why. */
export function checkUrl(named: Sourced<string>, allowed: readonly string[], problems: Problem[]): URL | undefined {
  const parsed = parseBaseUrl(named.value)
  if (parsed.ok) {
    checkHost(parsed.url, allowed, nameOf(named), problems)
    return parsed.url
  }
  problems.push({ where: nameOf(named), held: showUrl(named.value), expected: parsed.expected })
  return undefined
}

/** Whether a key may go to a host: `allowed-hosts`, where it is set, closes the list, with or without ports. */
export function checkHost(url: URL, allowed: readonly string[], where: string, problems: Problem[]): void {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const names = [url.hostname, `${url.hostname}:${port}`]
  if (allowed.length === 0 || names.some((name) => allowed.includes(name))) return
  const own = isLoopback(url.hostname) ? ' (a server on this machine has to be named as well)' : ''
  problems.push({ where, held: url.host, expected: `is not in \`allowed-hosts\`${own}`, code: 'host-not-allowed' })
}

/** A URL without what nobody should see: credentials, and a query or fragment, which may hold a key. */
export function showUrl(text: string): string {
  if (URL.canParse(text)) {
    const { protocol, host, pathname } = new URL(text)
    return host === '' ? '***' : `${protocol}//${host}${pathname === '/' ? '' : pathname}`
  }
  return /[@?#]/.test(text) ? '***' : text
}
