/** The event that started the workflow, as far as trust depends on it. Names of repositories are `owner/name`. */
export interface Event {
  name: string
  /** The repository that the workflow runs in. */
  repository: string
  /** The repository that the checked-out commits come from, where the event names one; '' where that is gone. */
  headRepository: string | undefined
  /** The branch or commit that the repository's own people vouch for. */
  baseRef: string | undefined
  /** Of a `workflow_run`: the event that the run before it came of. */
  upstream: string | undefined
  /** Who caused it, who asked for the re-run, and who wrote what it is about; each once. */
  people: Account[]
}

export interface Account {
  /** '' for an account that is gone. */
  login: string
  bot: boolean
}

/** Whether the Claude Code settings in the checkout count, and if not, which committed ones do instead. */
export type WorkspaceTrust =
  | { kind: 'believed'; because: string }
  | { kind: 'not believed'; because: string; base: { ref: string | undefined } | undefined }

/** Only somebody with write access causes these, or the platform itself. */
const ownEvents = new Set(['push', 'schedule', 'workflow_dispatch', 'merge_group', 'release'])

/** Who can cause an event: the repository's own people, strangers without any secret, or strangers. */
export type Openness = { kind: 'own' | 'fork' | 'open'; because: string }

/**
 * The table "Trust", as a closed list: an event that is not known to come from the repository's own people is open to
 * strangers.
 */
export function openness(event: Event): Openness {
  const { name, upstream } = event
  // A runner always names the event, and nobody can unset it there: this is somebody's own machine.
  if (name === '') return { kind: 'own', because: 'no event' }
  if (ownEvents.has(name)) return { kind: 'own', because: `event ${name}` }
  if (name === 'pull_request')
    return isForeign(event)
      ? { kind: 'fork', because: 'a pull request from a fork' }
      : { kind: 'own', because: 'a pull request from the same repository' }
  // One of the repository itself may still come of a stranger's comment.
  if (name === 'workflow_run' && !isForeign(event))
    return upstream === undefined || upstream === 'pull_request' || ownEvents.has(upstream)
      ? { kind: 'own', because: 'a workflow_run of the same repository' }
      : { kind: 'open', because: `a workflow_run after ${upstream}, which is open to strangers` }
  return { kind: 'open', because: `event ${name} is open to strangers` }
}

/** Whose settings count on an event. `asked` is the input `trust-workspace`. */
export function workspaceTrust(event: Event, asked: boolean): WorkspaceTrust {
  if (asked) return { kind: 'believed', because: 'trust-workspace' }
  const { kind, because } = openness(event)
  if (kind === 'own') return { kind: 'believed', because }
  if (kind === 'fork') return { kind: 'not believed', because, base: undefined }
  return { kind: 'not believed', because, base: { ref: event.baseRef } }
}

function isForeign({ headRepository, repository }: Event): boolean {
  return headRepository?.toLowerCase() !== repository.toLowerCase()
}
