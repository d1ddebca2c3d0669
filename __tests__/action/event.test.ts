import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import { readEvent } from '../../src/action/event.ts'

/** Who had a part in an event that octocat caused. */
function people(payload: unknown, env: Record<string, string> = { GITHUB_ACTOR: 'octocat' }): string[] {
  const path = join(freshFolder('event'), 'event.json')
  writeFileSync(path, JSON.stringify(payload))
  return readEvent({ ...env, GITHUB_EVENT_PATH: path }).people.map(({ login, bot }) => (bot ? `${login} (bot)` : login))
}

const octocat = { login: 'octocat', type: 'User' }
const mona = { login: 'mona', type: 'User' }
const renovate = { login: 'renovate[bot]', type: 'Bot' }

describe('who had a part in an event', () => {
  test.each<[string, unknown, string[]]>([
    ['whoever caused it', {}, ['octocat']],
    ['each once, however it is spelled', { sender: { login: 'OctoCat' } }, ['OctoCat']],
    ['the author of a comment', { action: 'edited', sender: octocat, comment: { user: mona } }, ['octocat', 'mona']],
    ['the author of a review', { action: 'submitted', review: { user: mona } }, ['octocat', 'mona']],
    [
      'not the author of what was commented on',
      { action: 'created', comment: { user: octocat }, issue: { user: mona } },
      ['octocat'],
    ],
    ['the author of an issue that was edited', { action: 'edited', issue: { user: mona } }, ['octocat', 'mona']],
    ['the author of a discussion', { action: 'created', discussion: { user: mona } }, ['octocat', 'mona']],
    ['who gave a label, and not who wrote', { action: 'labeled', issue: { user: mona } }, ['octocat']],
    ['who pushed to a pull request', { action: 'synchronize', pull_request: { user: mona } }, ['octocat']],
    [
      'both of the run before',
      { action: 'completed', workflow_run: { actor: mona, triggering_actor: renovate } },
      ['octocat', 'mona', 'renovate[bot] (bot)'],
    ],
    ['an account that is gone', { action: 'created', comment: { user: null } }, ['octocat', '']],
    ['the account that GitHub puts in its place', { comment: { user: { login: 'ghost' } } }, ['octocat', '']],
    ['a bot without the ending', { sender: { login: 'Copilot', type: 'Bot' } }, ['octocat', 'Copilot (bot)']],
    ['nonsense for nobody', { sender: 7, comment: { user: { login: 7 } } }, ['octocat', '']],
  ])('is %s', (_, payload, expected) => expect(people(payload)).toEqual(expected))

  test('is who asked for the run again', () => {
    expect(people({}, { GITHUB_ACTOR: 'octocat', GITHUB_TRIGGERING_ACTOR: 'mona' })).toEqual(['octocat', 'mona'])
    expect(people({}, { GITHUB_ACTOR: 'renovate[bot]', GITHUB_TRIGGERING_ACTOR: 'octocat' })).toEqual([
      'renovate[bot] (bot)',
      'octocat',
    ])
  })

  test('is a bot if the event says so of the name that the runner gives', () => {
    expect(people({ sender: { login: 'Copilot', type: 'Bot' } }, { GITHUB_ACTOR: 'Copilot' })).toEqual([
      'Copilot (bot)',
    ])
  })

  test.each(['{', '[]', 'null', '\ufeff{}', ''])('is nobody known where the event cannot be read: %j', (text) => {
    const path = join(freshFolder('event'), 'event.json')
    writeFileSync(path, text)
    expect(readEvent({ GITHUB_ACTOR: 'octocat', GITHUB_EVENT_PATH: path }).people).toEqual([])
  })

  test('is nobody where nothing is said', () => expect(people({}, {})).toEqual([]))
})
