import type { Problem } from '../errors.ts'
import { isLoopback, parseBaseUrl } from './base-url.ts'
import { nameOf, type Sourced } from './layers.ts'

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
  if (allowed.length === 0 || allowed.includes(url.hostname) || allowed.includes(url.host)) return
  const own = isLoopback(url.hostname) ? ' (a server on this machine has to be named as well)' : ''
  problems.push({ where, held: url.host, expected: `is not in \`allowed-hosts\`${own}`, code: 'host-not-allowed' })
}

/** A URL without what somebody may have put in front of its host. */
export function showUrl(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//***@')
}
