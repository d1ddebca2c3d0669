import { describe, expect, test } from 'vitest'
import type { Account, Event } from '../../src/resolve/trust.ts'
import { isEnough, type Permission, permissionOf, permissions, type WhoRule, whoMay } from '../../src/resolve/who.ts'

const repository = 'octo-org/octo-repo'
const owner: Account = { login: 'octocat', bot: false }
const other: Account = { login: 'Mona', bot: false }
const robot: Account = { login: 'renovate[bot]', bot: true }
const copilot: Account = { login: 'Copilot', bot: true }
const gone: Account = { login: '', bot: false }

function event(name: string, people: Account[], headRepository?: string, upstream?: string): Event {
  return { name, repository, headRepository, baseRef: 'base', upstream, people }
}

const rule = (required: Permission, ...bots: string[]): WhoRule => ({ required, bots })
const write = rule('write')

/** What is open to strangers, and what is not known. */
const open: Event[] = [
  ...['issue_comment', 'issues', 'discussion', 'discussion_comment', 'repository_dispatch'],
  ...['pull_request_review', 'pull_request_review_comment', 'pull_request_target'],
  ...['watch', 'fork', 'gollum', 'Push', 'constructor', 'dynamic'],
].map((name) => event(name, [owner], repository))
open.push(event('workflow_run', [owner], 'stranger/octo-repo'), event('workflow_run', [owner], ''))
open.push(event('workflow_run', [owner], repository, 'issue_comment'))

const decided: Event[] = [
  ...['push', 'schedule', 'workflow_dispatch', 'merge_group', 'release', ''].map((name) => event(name, [robot])),
  event('pull_request', [robot], repository),
  event('pull_request', [gone], 'stranger/octo-repo'),
  event('pull_request', [], ''),
  event('workflow_run', [robot], repository, 'push'),
]

describe('who may', () => {
  test.each(decided)('is nobody’s question on $name: the platform decided', (event) => {
    expect(whoMay(event, rule('admin')).kind).toBe('allowed')
  })

  test.each(open)('is asked on $name', (event) => {
    expect(whoMay(event, write)).toEqual({ kind: 'ask', logins: ['octocat'] })
    expect(whoMay({ ...event, people: [robot] }, write).kind).toBe('refused')
  })

  test.each<[string, Account[], WhoRule, unknown]>([
    ['everybody who had a part in it', [owner, other], write, { kind: 'ask', logins: ['octocat', 'Mona'] }],
    ['people beside a bot that is named', [robot, other], rule('write', 'renovate'), { kind: 'ask', logins: ['Mona'] }],
    ['no bot that is named', [robot], rule('admin', 'dependabot', 'renovate'), { kind: 'allowed' }],
    ['no bot without the ending', [copilot], rule('write', 'copilot'), { kind: 'allowed' }],
    ['a person of that name all the same', [{ login: 'renovate', bot: false }], rule('write', 'renovate'), 'ask'],
    ['nobody where a bot is not named', [owner, robot], rule('read', 'renov', 'renovate-bot'), { kind: 'refused' }],
    ['nobody where one is gone', [owner, gone], rule('read'), { kind: 'refused' }],
    ['nobody where nobody is told', [], rule('read'), { kind: 'refused' }],
    ['nobody where nothing is required', [robot, gone], rule('none'), { kind: 'allowed' }],
    ['nobody where nothing is required of nobody', [], rule('none'), { kind: 'allowed' }],
  ])('asks for %s', (_, people, rule, expected) => {
    expect(whoMay(event('issue_comment', people), rule)).toMatchObject(
      typeof expected === 'string' ? { kind: expected } : (expected as object),
    )
  })
})

describe('what GitHub says of somebody', () => {
  test.each<[Permission | undefined, unknown]>([
    ['admin', { permission: 'admin', role_name: 'admin' }],
    ['maintain', { permission: 'write', role_name: 'maintain' }],
    ['write', { permission: 'write', role_name: 'write' }],
    ['triage', { permission: 'read', role_name: 'triage' }],
    ['read', { permission: 'read', role_name: 'read' }],
    ['none', { permission: 'none', role_name: '' }],
    // A server that has no roles yet.
    ['write', { permission: 'write' }],
    // A role of the organization's own, under any name.
    ['maintain', { permission: 'write', role_name: 'releaser', user: { permissions: { maintain: true, push: true } } }],
    ['write', { permission: 'write', role_name: 'admin', user: { permissions: { maintain: false, push: true } } }],
    ['read', { permission: 'read', role_name: 'write', user: { permissions: { triage: false } } }],
    ['none', { permission: 'none', role_name: 'admin', user: null }],
    [undefined, { permission: 'owner', role_name: 'admin' }],
    [undefined, { role_name: 'admin' }],
    [undefined, { message: 'Not Found' }],
    [undefined, 'admin'],
    [undefined, null],
  ])('comes to %s: %j', (expected, answer) => expect(permissionOf(answer)).toBe(expected))

  test('is enough from the level that is required on', () => {
    for (const required of permissions)
      expect(permissions.filter((held) => isEnough(held, required))).toEqual(
        permissions.slice(permissions.indexOf(required)),
      )
  })
})
