import { createHmac, timingSafeEqual } from 'node:crypto'

type Env = Readonly<Record<string, string | undefined>>

/**
 * What a step keeps for its `post` goes through a file of the runner's, where an agent that has killed the action could
 * have written too. So it is signed, with what the runner gives to the action alone, for as long as the job goes on.
 */
export function seal(env: Env, name: string, value: string): string {
  return `${signature(env, name, value) ?? ''}:${value}`
}

/** The value that was sealed under the name; `forged` where the state holds something that was not. */
export function unseal(env: Env, name: string): { kind: 'none' | 'forged' } | { kind: 'sealed'; value: string } {
  const held = env[`STATE_${name}`]
  if (held === undefined || held === '') return { kind: 'none' }
  const end = held.indexOf(':')
  const value = held.slice(end + 1)
  const expected = signature(env, name, value)
  const same = end >= 0 && expected !== undefined && isSame(held.slice(0, end), expected)
  return same ? { kind: 'sealed', value } : { kind: 'forged' }
}

function signature(env: Env, name: string, value: string): string | undefined {
  const key = env.ACTIONS_RUNTIME_TOKEN || env['INPUT_GITHUB-TOKEN']
  return key ? createHmac('sha256', key).update(`${name}\0${value}`).digest('base64url') : undefined
}

function isSame(held: string, expected: string): boolean {
  const [one, other] = [Buffer.from(held), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
