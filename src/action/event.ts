import { readFileSync } from 'node:fs'
import type { Account, Event } from '../resolve/trust.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What the runner says of the event (GITHUB_EVENT_NAME and the payload at GITHUB_EVENT_PATH). */
export function readEvent(env: Env): Event {
  const read = readPayload(env.GITHUB_EVENT_PATH)
  const payload = read ?? {}
  const repository = env.GITHUB_REPOSITORY ?? payload.repository?.full_name ?? ''
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    repository,
    headRepository: headOf(payload),
    baseRef: payload.pull_request?.base?.sha ?? payload.repository?.default_branch,
    upstream: payload.workflow_run?.event,
    // What cannot be read may name somebody else beside the two that the runner names.
    people: read === undefined ? [] : peopleOf(payload, [env.GITHUB_ACTOR, env.GITHUB_TRIGGERING_ACTOR]),
  }
}

/** Where the commits come from. A fork that was deleted leaves `null` behind: then from nowhere that could be believed. */
function headOf({ pull_request, workflow_run }: Payload): string | undefined {
  if (pull_request != null) return pull_request.head?.repo?.full_name ?? ''
  if (workflow_run != null) return workflow_run.head_repository?.full_name ?? ''
  return undefined
}

/** Everybody who had a part in the event, each once. The runner names two of them, and does not say what they are. */
function peopleOf(payload: Payload, named: readonly (string | undefined)[]): Account[] {
  const told = [payload.sender, ...authorsOf(payload)].filter((account) => account !== undefined).map(accountOf)
  const people = new Map<string, Account>()
  for (const account of [...named.filter(Boolean).map((login) => accountOf({ login })), ...told]) {
    const key = account.login.toLowerCase()
    people.set(key, { login: account.login, bot: account.bot || people.get(key)?.bot === true })
  }
  return [...people.values()]
}

/**
 * Who wrote what the event is about, who need not be who caused it: a comment can be edited by others. An issue or pull
 * request counts by what its author wrote there; where somebody gives it a label, that is their own word.
 */
function authorsOf({ action, comment, review, issue, discussion, pull_request, workflow_run }: Payload): Party[] {
  const run = [workflow_run?.actor, workflow_run?.triggering_actor].filter((account) => account !== undefined)
  const text = comment ?? review
  if (text != null) return [text.user, ...run]
  const subject = issue ?? discussion ?? pull_request
  const wrote = action === 'opened' || action === 'created' || action === 'edited'
  return subject != null && wrote ? [subject.user, ...run] : run
}

/** An account that is gone is `null`, or the `ghost` that GitHub puts in its place. */
function accountOf(party: Party): Account {
  const login = typeof party?.login === 'string' ? party.login : ''
  if (login.toLowerCase() === 'ghost') return { login: '', bot: false }
  return { login, bot: party?.type === 'Bot' || login.endsWith('[bot]') }
}

type Party = { login?: unknown; type?: unknown } | null | undefined

interface Payload {
  action?: string
  repository?: { full_name?: string; default_branch?: string }
  sender?: Party
  comment?: { user?: Party } | null
  review?: { user?: Party } | null
  issue?: { user?: Party } | null
  discussion?: { user?: Party } | null
  pull_request?: {
    user?: Party
    head?: { repo?: { full_name?: string } | null } | null
    base?: { sha?: string } | null
  } | null
  workflow_run?: {
    event?: string
    actor?: Party
    triggering_actor?: Party
    head_repository?: { full_name?: string } | null
  } | null
}

/** Undefined where there is one that makes no sense. */
function readPayload(path: string | undefined): Payload | undefined {
  if (path === undefined || path === '') return {}
  try {
    const payload: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? (payload as Payload) : undefined
  } catch {
    return undefined
  }
}
