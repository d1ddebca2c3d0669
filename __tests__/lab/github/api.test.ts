import { afterEach, describe, expect, test } from 'vitest'
import { type GithubApi, type GithubApiOptions, startGithubApi } from '../../../lab/github/api.ts'

let api: GithubApi | undefined
afterEach(() => api?.close())

async function get(path: string, options: GithubApiOptions = {}, token = 'x') {
  api = await startGithubApi(options)
  const answer = await fetch(`${api.url}${path}`, { headers: { authorization: `token ${token}` } })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const of = (login: string) => `/repos/octo-org/octo-repo/collaborators/${login}/permission`

describe('who may do what', () => {
  test.each([
    ['admin', 'admin', 'admin'],
    ['maintain', 'write', 'maintain'],
    ['write', 'write', 'write'],
    ['triage', 'read', 'triage'],
    ['read', 'read', 'read'],
    ['none', 'none', 'none'],
  ] as const)('%s is told as GitHub tells it', async (role, permission, name) => {
    const { body } = await get(of('Mona'), { people: { mona: role } })
    expect(body).toMatchObject({ permission, role_name: name })
  })

  test('a role of the organization’s own has a name of its own, and parts', async () => {
    const { body } = await get(of('mona'), { people: { mona: { role: 'releaser', madeOf: 'maintain' } } })
    expect(body).toMatchObject({
      permission: 'write',
      role_name: 'releaser',
      user: { permissions: { admin: false, maintain: true, push: true } },
    })
  })

  test('everybody else may read, where the repository is public, and who is nobody is not found', async () => {
    expect((await get(of('mallory'))).body.permission).toBe('read')
    expect((await get(of('mallory'), { everybodyElse: 'none' })).body.permission).toBe('none')
    expect(await get(of('mallory'), { nobody: ['mallory'] })).toMatchObject({
      status: 404,
      body: { message: 'mallory is not a user' },
    })
  })
})

test('a file is base64, and one that is not there is not found', async () => {
  const files = { '.claude/settings.json': '{}' }
  const { body } = await get('/repos/octo-org/octo-repo/contents/.claude%2Fsettings.json?ref=main', { files })
  expect(body).toMatchObject({ encoding: 'base64', content: 'e30=' })
  expect((await get('/repos/octo-org/octo-repo/contents/other', { files })).status).toBe(404)
  expect((await get('/repos/other/octo-repo/contents/.claude%2Fsettings.json', { files })).status).toBe(404)
})

test('another token is not let in', async () => {
  expect((await get(of('mona'), { token: 'the-one' }, 'another')).status).toBe(401)
})
