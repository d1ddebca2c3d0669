import { afterEach, describe, expect, it } from 'vitest'
import { type GithubApi, type GithubApiOptions, startGithubApi } from '../../lab/github/api.ts'
import { startOidcIssuer } from '../../lab/github/oidc.ts'
import type { StepOptions } from '../../lab/runner/step.ts'
import { type Ended, run, type Scenario } from './support.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

const people = { octocat: 'admin', mona: 'maintain', hubot: 'write', tess: 'triage', rita: 'read' } as const

interface Case extends Scenario {
  event?: string
  payload?: unknown
  actor?: string
  triggeringActor?: string
  github?: GithubApiOptions
}

/** A step on an event that strangers can cause, with a GitHub that knows the repository's people. */
async function on(given: Case): Promise<Ended & { github: GithubApi }> {
  const github = await startGithubApi({ people, ...given.github })
  open.push(github)
  const { actor = 'octocat', triggeringActor = actor } = given
  const step: Partial<StepOptions> = {
    ...given.step,
    event: { name: given.event ?? 'issue_comment', payload: given.payload ?? {} },
    github: { ...given.step?.github, apiUrl: github.url, actor, triggeringActor },
  }
  return { github, ...(await run({ ...given, step })) }
}

/** Nothing was spent, and nothing is red. */
function expectRefused({ api, step }: Ended): void {
  expect(step.outputs).toMatchObject({ conclusion: 'skipped', 'error-code': 'actor-not-allowed' })
  expect(step.outputs).not.toHaveProperty('result')
  expect([step.exitCode, step.outcome, step.postOutcome]).toEqual([0, 'success', 'success'])
  expect(step.annotations.map(({ level }) => level)).toEqual(['notice'])
  expect(step.summary).toContain('Claude was not run')
  expect(step.exported).toEqual({})
  expect(api.requests).toEqual([])
}

describe('whoever has the permission', () => {
  it.each([
    ['octocat', ''],
    ['HUBOT', 'write'],
    ['mona', 'maintain'],
    ['tess', 'triage'],
    ['somebody-else', 'read'],
  ])('may: %s where it takes %j', async (actor, required) => {
    const { step, github } = await on({ actor, inputs: { 'required-permission': required } })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', 'error-code': '' })
    expect(github.lookedUp).toEqual([actor])
    expect(step.log).toMatch(new RegExp(`who {2}${actor} has \`\\w+\` on octo-org/octo-repo`))
  })

  it('may by a role that the organization made', async () => {
    const github = { people: { octocat: { role: 'releaser', madeOf: 'maintain' } } } as const
    const { step } = await on({ github, inputs: { 'required-permission': 'maintain' } })
    expect(step.outputs.conclusion).toBe('success')
  })

  it('may on a server of the company’s own, asked with the job’s token', async () => {
    const token = 'ghs_madeup0123456789'
    const { step, github } = await on({ github: { prefix: '/api/v3', token }, step: { github: { token } } })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(github.requests.map(({ path }) => path)).toContain(
      '/api/v3/repos/octo-org/octo-repo/collaborators/octocat/permission',
    )
  })
})

describe('a stranger', () => {
  it.each<[string, Case]>([
    ['a comment', {}],
    ['an issue', { event: 'issues' }],
    ['a discussion', { event: 'discussion_comment' }],
    ['a pull request that runs with secrets', { event: 'pull_request_target' }],
    ['a review', { event: 'pull_request_review' }],
    ['a run after that of a fork', { event: 'workflow_run', payload: { workflow_run: { head_repository: null } } }],
    ['a dispatch', { event: 'repository_dispatch' }],
    ['an event that is not known', { event: 'watch' }],
  ])('may not by %s', async (_, given) => {
    const ended = await on({ ...given, actor: 'mallory' })
    expectRefused(ended)
    expect(ended.github.lookedUp).toEqual(['mallory'])
    expect(ended.step.annotations[0]!.message).toContain(
      'mallory has `read` on octo-org/octo-repo, and `required-permission` is `write`.',
    )
    expect(ended.step.annotations[0]!.message).toContain('`allowed-bots`')
  })

  it.each<[string, Case]>([
    ['with less than is required', { actor: 'tess' }],
    ['with less than is required of them', { actor: 'mona', inputs: { 'required-permission': 'admin' } }],
    ['who has somebody’s run made again', { actor: 'octocat', triggeringActor: 'mallory' }],
    ['whose run somebody makes again', { actor: 'mallory', triggeringActor: 'octocat' }],
    ['whose comment somebody has edited', { payload: { action: 'edited', comment: { user: { login: 'mallory' } } } }],
    ['who is gone', { payload: { comment: { user: null } } }],
    ['who is no user', { actor: 'mallory', github: { nobody: ['mallory'] } }],
    ['to a repository that is private', { actor: 'mallory', github: { everybodyElse: 'none' } }],
    ['in a role with a proud name', { actor: 'm', github: { people: { m: { role: 'admin', madeOf: 'read' } } } }],
    ['that is a bot', { actor: 'dependabot[bot]', inputs: { 'allowed-bots': 'renovate' } }],
    ['with the name of a bot', { actor: 'renovate', inputs: { 'allowed-bots': 'renovate[bot]' } }],
    ['with a bot that may', { actor: 'mallory', triggeringActor: 'a[bot]', inputs: { 'allowed-bots': 'a' } }],
  ])('may not: one %s', async (_, given) => {
    const ended = await on(given)
    expectRefused(ended)
  })

  it('gets no credential asked for, and no CLI installed', async () => {
    const issuer = await startOidcIssuer()
    open.push(issuer)
    const ended = await on({
      actor: 'mallory',
      inputs: {
        provider: 'bedrock',
        'base-url': 'http://127.0.0.1:9',
        'api-key': '',
        'claude-path': '',
        'aws-region': 'eu-west-1',
        'aws-role-arn': 'arn:aws:iam::123456789012:role/ClaudeCodeBedrock',
      },
      env: (api) => ({ AWS_ENDPOINT_URL: api.url, npm_config_registry: api.url, PATH: '/usr/bin:/bin' }),
      step: { oidc: issuer.request },
    })
    expectRefused(ended)
    expect(issuer.requests).toEqual([])
  })

  it('is not told what is wrong with the rest of the step', async () => {
    const ended = await on({ actor: 'mallory', inputs: { prompt: '', model: '', tier: 'tiny' } })
    expectRefused(ended)
  })

  it.each([
    ['setup', { mode: 'setup', prompt: '' }],
    ['rotate', { mode: 'rotate', prompt: '', 'api-key': '', 'secret-id': 'key', 'aws-region': 'eu-west-1' }],
  ])('gets no mode %s', async (mode, inputs) => {
    let later: Record<string, string> = {}
    const step = {
      following: ({ env }: { env: Record<string, string> }) => {
        later = env
      },
    }
    const ended = await on({ actor: 'mallory', inputs, step })
    expectRefused(ended)
    expect(Object.keys(later).filter((name) => /^(ANTHROPIC|CLAUDE|AWS)_/.test(name))).toEqual([])
    expect(/`if: steps\.ID\.outputs\.conclusion == 'success'`/.test(ended.step.log)).toBe(mode === 'setup')
  })

  it('may where nothing is required', async () => {
    const { step, github } = await on({ actor: 'mallory', inputs: { 'required-permission': 'none' } })
    expect(step.outputs.conclusion).toBe('success')
    expect(github.lookedUp).toEqual([])
  })
})

describe('a bot that is named', () => {
  it.each([
    ['renovate[bot]', 'renovate', {}],
    ['Renovate[bot]', 'dependabot[bot]\nrenovate[bot]', {}],
    ['Copilot', 'copilot', { sender: { login: 'Copilot', type: 'Bot' } }],
  ])('may, and is not looked up: %s', async (actor, bots, payload) => {
    const { step, github } = await on({ actor, payload, inputs: { 'allowed-bots': bots } })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(github.lookedUp).toEqual([])
  })

  it.each(['*', 'dependabot*'])('is not named by a pattern: %s', async (bots) => {
    const { step, github } = await on({ inputs: { 'allowed-bots': bots } })
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'input-invalid' })
    expect(step.annotations[0]!.message).toContain('is a pattern: name each bot that may')
    expect(github.lookedUp).toEqual([])
  })
})

it.each(['push', 'schedule', 'workflow_dispatch', 'merge_group', 'release', 'pull_request'])(
  'nobody is looked up on %s: the platform decided',
  async (event) => {
    const { step, github } = await on({
      event,
      actor: 'mallory',
      github: { answer: () => ({ status: 500, message: '' }) },
    })
    expect(step.outputs.conclusion).toBe('success')
    expect(github.requests).toEqual([])
  },
)

describe('what cannot be looked up', () => {
  const answers = {
    down: { answer: () => ({ status: 503, message: 'Unicorn' }) },
    cut: { answer: () => 'cut' },
    limited: {
      answer: () => ({ status: 403, message: 'API rate limit exceeded', headers: { 'x-ratelimit-remaining': '0' } }),
    },
    rights: { answer: () => ({ status: 403, message: 'Resource not accessible by personal access token' }) },
    token: { token: 'another' },
  } satisfies Record<string, GithubApiOptions>

  it.each<[string, GithubApiOptions, string, RegExp]>([
    ['GitHub is down', answers.down, 'actor-not-allowed', /octocat may do .* could not be looked up.*Unicorn/],
    ['the connection breaks', answers.cut, 'actor-not-allowed', /could not be looked up/],
    ['too much was asked', answers.limited, 'actor-not-allowed', /rate limit exceeded/],
    ['the token may not', answers.rights, 'input-invalid', /github-token: GitHub does not let it look up/],
    ['the token is no good', answers.token, 'input-invalid', /github-token: .*Bad credentials/],
  ])('is an error, and no admission: %s', async (_, github, code, said) => {
    const { api, step } = await on({ github })
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': code })
    expect(step.exitCode).toBe(1)
    expect(step.annotations[0]!.message).toMatch(said)
    expect(api.requests).toEqual([])
  })

  it('is asked again', async () => {
    const github = { answer: (index: number) => (index < 2 ? { status: 502, message: 'Bad gateway' } : undefined) }
    const { step } = await on({ github })
    expect(step.outputs.conclusion).toBe('success')
  })

  it('is an error without a token to ask with', async () => {
    const { step } = await on({ inputs: { 'github-token': '' } })
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'input-invalid' })
    expect(step.annotations[0]!.message).toContain('github-token: is empty, and it takes one to look up what octocat')
  })
})
