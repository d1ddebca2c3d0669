/** The event that started the workflow, as far as trust depends on it. Names of repositories are `owner/name`. */
export interface Event {
  name: string
  /** The repository that the workflow runs in. */
  repository: string
  /** The repository that the checked-out commits come from, where the event names one; '' where that is gone. */
  headRepository: string | undefined
  /** The branch or commit that the repository's own people vouch for. */
  baseRef: string | undefined
}

/** Whether the Claude Code settings in the checkout count, and if not, which committed ones do instead. */
export type WorkspaceTrust =
  | { kind: 'believed'; because: string }
  | { kind: 'not believed'; because: string; base: { ref: string | undefined } | undefined }

/** Only somebody with write access causes these, or the platform itself. */
const ownEvents = new Set(['push', 'schedule', 'workflow_dispatch', 'merge_group', 'release'])

/**
 * The table "Trust", as a closed list: an event that is not known to come from the repository's own people is open to
 * strangers. `asked` is the input `trust-workspace`.
 */
export function workspaceTrust(event: Event, asked: boolean): WorkspaceTrust {
  const { name } = event
  const foreign = event.headRepository?.toLowerCase() !== event.repository.toLowerCase()
  if (asked) return { kind: 'believed', because: 'trust-workspace' }
  // A runner always names the event, and nobody can unset it there: this is somebody's own machine.
  if (name === '') return { kind: 'believed', because: 'no event' }
  if (ownEvents.has(name)) return { kind: 'believed', because: `event ${name}` }
  if (name === 'pull_request')
    return foreign
      ? { kind: 'not believed', because: 'a pull request from a fork', base: undefined }
      : { kind: 'believed', because: 'a pull request from the same repository' }
  if (name === 'workflow_run' && !foreign) return { kind: 'believed', because: 'a workflow_run of the same repository' }
  return { kind: 'not believed', because: `event ${name} is open to strangers`, base: { ref: event.baseRef } }
}
