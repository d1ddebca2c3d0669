import type { Problem } from '../errors.ts'
import { botName } from '../resolve/who.ts'
import type { Reader } from './reader.ts'

/** `allowed-bots`, each by its whole name. */
export function readBots(read: Reader, problems: Problem[]): string[] {
  const held = read.text('allowed-bots')
  if (held === undefined) return []
  const names = held.split(/[\s,]+/).filter(Boolean)
  if (names.length === 0) problems.push({ where: 'allowed-bots', held, expected: 'names no bot' })
  for (const name of names) {
    if (name.includes('*'))
      problems.push({ where: 'allowed-bots', held: name, expected: 'is a pattern: name each bot that may' })
    else if (!/^[a-z0-9][a-z0-9_-]*(\[bot\])?$/i.test(name))
      problems.push({
        where: 'allowed-bots',
        held: name,
        expected: 'is not the name of a bot: give names such as dependabot or dependabot[bot]',
      })
  }
  return names.map(botName)
}

/** `allowed-hosts`, in lower case. */
export function readHosts(read: Reader, problems: Problem[]): string[] {
  const held = read.text('allowed-hosts')
  if (held === undefined) return []
  const hosts = held.split(/[\s,]+/).filter(Boolean)
  // Given, and then nothing in it (two variables that are not set, say), must not come to mean "any host".
  if (hosts.length === 0) problems.push({ where: 'allowed-hosts', held, expected: 'names no host' })
  for (const host of hosts)
    if (!/^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d+)?$/i.test(host))
      problems.push({
        where: 'allowed-hosts',
        held: host,
        expected: 'is not a host: give names such as api.example.com or api.example.com:8443',
      })
  return hosts.map((host) => host.toLowerCase())
}
