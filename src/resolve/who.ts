import { type Event, openness } from './trust.ts'

/** What somebody may do on a repository, weakest first ("Repository roles for an organization"). */
export const permissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const
export type Permission = (typeof permissions)[number]

/** What the step asks of whoever starts it. */
export interface WhoRule {
  required: Permission
  /** In lower case, without `[bot]`. */
  bots: readonly string[]
}

/** Whether the step may go on, as far as that can be said without asking GitHub. */
export type Who =
  | { kind: 'allowed'; because: string }
  | { kind: 'refused'; because: string }
  /** All of these must have the permission. */
  | { kind: 'ask'; logins: string[] }

/**
 * The table "Trust", the column of the actor. On an event that is open to strangers everybody who had a part in it counts:
 * who caused it, who asked for a re-run, and who wrote what it is about.
 */
export function whoMay(event: Event, rule: WhoRule): Who {
  const { kind, because } = openness(event)
  if (kind !== 'open') return { kind: 'allowed', because }
  if (rule.required === 'none') return { kind: 'allowed', because: '`required-permission` is `none`' }

  const { people } = event
  if (people.length === 0) return { kind: 'refused', because: `The event ${event.name} does not say who caused it.` }
  if (people.some(({ login }) => login === ''))
    return { kind: 'refused', because: 'An account that had a part in it is gone, and has no permission any more.' }
  const stranger = people.find(({ login, bot }) => bot && !rule.bots.includes(botName(login)))
  if (stranger !== undefined)
    return { kind: 'refused', because: `${stranger.login} is a bot that \`allowed-bots\` does not name.` }
  const logins = people.filter(({ bot }) => !bot).map(({ login }) => login)
  if (logins.length === 0) return { kind: 'allowed', because: '`allowed-bots` names who caused the event' }
  return { kind: 'ask', logins }
}

/** The name of a bot as `allowed-bots` has it: nobody but an app can have `[bot]` behind its name. */
export function botName(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, '')
}

/**
 * What GitHub says somebody may do. `permission` knows three levels alone: of those between, the role's name tells, and of
 * a role that an organization made itself (which has any name) what it is made of. Undefined for an answer without sense.
 */
export function permissionOf(answer: unknown): Permission | undefined {
  const { permission, role_name, user } = (answer ?? {}) as Answer
  const parts = user?.permissions ?? {}
  switch (permission) {
    case 'write':
      return role_name === 'maintain' || parts.maintain === true ? 'maintain' : 'write'
    case 'read':
      return role_name === 'triage' || parts.triage === true ? 'triage' : 'read'
  }
  return permissions.find((known) => known === permission)
}

interface Answer {
  permission?: unknown
  role_name?: unknown
  user?: { permissions?: { maintain?: unknown; triage?: unknown } | null } | null
}

export function isEnough(held: Permission, required: Permission): boolean {
  return permissions.indexOf(held) >= permissions.indexOf(required)
}
