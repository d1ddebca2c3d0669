import { describe, expect, test } from 'vitest'
import { type Event, workspaceTrust } from '../../src/resolve/trust.ts'

const repository = 'octo-org/octo-repo'
const event = (name: string, headRepository?: string, upstream?: string): Event => ({
  ...{ name, repository, headRepository, baseRef: 'base' },
  ...{ upstream, people: [] },
})

describe('the settings in a checkout', () => {
  test.each([
    ...['push', 'schedule', 'workflow_dispatch', 'merge_group', 'release', ''].map((name) => event(name)),
    event('pull_request', repository),
    event('pull_request', repository.toUpperCase()),
    ...[undefined, 'push', 'schedule', 'pull_request'].map((upstream) => event('workflow_run', repository, upstream)),
  ])('are believed on %j', (event) => expect(workspaceTrust(event, false).kind).toBe('believed'))

  test.each([event('pull_request', 'stranger/octo-repo'), event('pull_request', ''), event('pull_request')])(
    'are not on a fork’s pull request, where nobody else’s are either: %j',
    (event) => expect(workspaceTrust(event, false)).toMatchObject({ kind: 'not believed', base: undefined }),
  )

  test.each([
    ...['issue_comment', 'issues', 'discussion', 'discussion_comment', 'repository_dispatch'].map((name) =>
      event(name),
    ),
    ...['pull_request_review', 'pull_request_review_comment', 'pull_request_target'].map((name) =>
      event(name, repository),
    ),
    event('workflow_run', 'stranger/octo-repo'),
    event('workflow_run'),
    ...['issue_comment', 'pull_request_target', 'workflow_run', 'watch'].map((upstream) =>
      event('workflow_run', repository, upstream),
    ),
    ...['watch', 'fork', 'Push', 'constructor'].map((name) => event(name)),
  ])('give way to the base branch’s on %j', (event) =>
    expect(workspaceTrust(event, false)).toMatchObject({ kind: 'not believed', base: { ref: 'base' } }),
  )

  test('are believed where the workflow says so', () => {
    expect(workspaceTrust(event('issue_comment'), true)).toEqual({ kind: 'believed', because: 'trust-workspace' })
  })
})
