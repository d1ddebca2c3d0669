import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newLongTermKey, newSession } from '../../lab/aws/identities.ts'
import { leftovers } from '../../lab/runner/step.ts'
import { freshFolder } from '../../lab/temp.ts'
import { type AwsScenario, hello, role, run } from './aws.ts'
import { bash, done, later, toolResult } from './support.ts'

const allow = { 'allowed-tools': 'Bash' }

describe('a run on Bedrock', () => {
  it('goes from OIDC to the answer without a key, and the agent has nothing of it', async () => {
    const look = "env; tr '\\0' '\\n' < /proc/self/environ; cat ~/.aws/* 2>/dev/null"
    const { bedrock, sts, issuer, step } = await run({ script: [bash(look), done], inputs: allow })
    expect(step.outputs, step.log).toMatchObject({
      conclusion: 'success',
      provider: 'bedrock',
      model: 'claude-haiku-4-5',
      'model-id': 'eu.anthropic.claude-haiku-4-5-20251001-v1:0',
      'cost-usd': '0.0004',
    })
    // One call of STS, one of Bedrock a turn, and nothing in front of them.
    expect(sts.calls.map(({ action, sessionName, duration }) => [action, sessionName, duration])).toEqual([
      ['AssumeRoleWithWebIdentity', 'claude-provider-action-1658821493', 3600],
    ])
    expect(bedrock.requests.map(({ path }) => path)).toEqual(
      Array(2).fill('/model/eu.anthropic.claude-haiku-4-5-20251001-v1:0/invoke-with-response-stream'),
    )
    expect(issuer.issued[0]!.aud).toBe('sts.amazonaws.com')
    expect(step.log).toContain(
      'aws: arn:aws:sts::123456789012:assumed-role/ClaudeCodeBedrock/claude-provider-action-1658821493 by GitHub OIDC as repo:octo-org/octo-repo:ref:refs/heads/main, until ',
    )
    expect(step.summary).toContain('The least IAM policy')

    const seen = toolResult({ messages: bedrock.messages })
    const [session] = sts.sessions.values()
    for (const secret of [session!.secretAccessKey, session!.sessionToken, issuer.request.token]) {
      expect(seen).not.toContain(secret)
      expect(step.log).not.toContain(secret)
      expect(step.summary).not.toContain(secret)
    }
    expect(seen).not.toMatch(/^AWS_(?!REGION|ENDPOINT|EC2)/m)
    expect(leftovers(step)).toEqual([])
  })

  it('goes through a chain of three roles', async () => {
    const roles = ['One', 'Two', 'Three'].map((name, at) => `arn:aws:iam::${at + 1}11111111111:role/${name}`)
    const [one = '', two = '', three = ''] = roles
    const { bedrock, sts, step } = await run({
      inputs: {
        'aws-role-arn': roles.join('\n'),
        'aws-external-id': 'an-id-that-both-sides-know',
        'aws-session-name': 'nightly@team',
        'aws-session-duration': '7200',
      },
      sts: {
        roles: {
          [one]: { sub: 'repo:octo-org/octo-repo:*', maxDurationSeconds: 7200 },
          [two]: { trusts: [one], externalId: 'an-id-that-both-sides-know' },
          [three]: { trusts: [two], externalId: 'an-id-that-both-sides-know' },
        },
      },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(sts.calls.map(({ role, duration, sessionName }) => [role, duration, sessionName])).toEqual([
      [one, 7200, 'nightly@team'],
      [two, 3600, 'nightly@team'],
      [three, 3600, 'nightly@team'],
    ])
    expect(sts.sessions.get(bedrock.sessionsSeen[0]!)?.role).toBe(three)
  })

  it('goes on when its session ends twice in the middle of it', async () => {
    const nap = bash('sleep 2.2')
    const { bedrock, sts, step } = await run({
      script: [nap, nap, done],
      inputs: allow,
      sts: { sessionSeconds: 2 },
    })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', 'num-turns': '3' })
    expect(new Set(bedrock.sessionsSeen).size).toBe(3)
    expect(sts.calls).toHaveLength(3)
    expect(bedrock.messages).toHaveLength(3)
  })

  it('renews a session that AWS has ended before its time, and repeats the request', async () => {
    const expired = { status: 403, type: 'ExpiredTokenException', message: 'The security token is expired' }
    const { bedrock, step } = await run({
      script: [bash('true'), done],
      inputs: allow,
      bedrock: { refuse: (_, index) => (index === 1 ? expired : undefined) },
    })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', 'num-turns': '2' })
    expect(bedrock.sessionsSeen).toHaveLength(3)
    expect(new Set(bedrock.sessionsSeen).size).toBe(2)
  })

  it('waits for an STS that throttles five times', async () => {
    const throttled = { kind: 'error', status: 400, code: 'Throttling', message: 'Rate exceeded' } as const
    const { sts, step } = await run({ sts: { answer: (_, index) => (index < 5 ? throttled : undefined) } })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(sts.calls).toHaveLength(6)
  })

  it('shows a fresh OIDC token at each try that the one before would not outlive', async () => {
    const busy = { kind: 'error', status: 400, code: 'IDPCommunicationError', message: 'try again' } as const
    const { issuer, sts, step } = await run({
      oidc: { lifetimeSeconds: 1 },
      sts: {
        answer: async (_, index) => {
          if (index > 0) return undefined
          await new Promise((resolve) => setTimeout(resolve, 1_100))
          return busy
        },
      },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(sts.calls).toHaveLength(2)
    expect(issuer.issued.length).toBeGreaterThan(1)
  })
})

describe('the credentials of the machine', () => {
  const user = newLongTermKey('arn:aws:iam::123456789012:user/ci')
  const session = newSession({ role: 'arn:aws:iam::123456789012:role/Earlier' })
  const noRole = { 'aws-role-arn': '' }
  const home = (files: Record<string, string>) => {
    const folder = freshFolder('home')
    mkdirSync(join(folder, '.aws'))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, '.aws', name), text)
    return folder
  }
  const profile = `[team]\naws_access_key_id = ${user.accessKeyId}\naws_secret_access_key = ${user.secretAccessKey}\n`

  it.each<[string, AwsScenario, RegExp]>([
    [
      'a session in the environment',
      {
        env: {
          AWS_ACCESS_KEY_ID: session.accessKeyId,
          AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
          AWS_SESSION_TOKEN: session.sessionToken,
        },
      },
      /aws: arn:aws:sts::123456789012:assumed-role\/Earlier\/lab, found in the environment/,
    ],
    [
      'a profile',
      { env: { HOME: home({ credentials: profile }), AWS_PROFILE: 'team' } },
      /user\/ci, found in a profile/,
    ],
    [
      'a profile that a settings file names',
      {
        env: { HOME: home({ credentials: profile }) },
        step: {
          workspace: (() => {
            const folder = freshFolder('workspace')
            mkdirSync(join(folder, '.claude'))
            writeFileSync(join(folder, '.claude', 'settings.json'), '{"env": {"AWS_PROFILE": "team"}}')
            return folder
          })(),
        },
      },
      /user\/ci, found in a profile/,
    ],
    [
      'a role that is assumed from a profile',
      { inputs: { 'aws-role-arn': role }, env: { HOME: home({ credentials: profile }), AWS_PROFILE: 'team' } },
      /assumed-role\/ClaudeCodeBedrock\/claude-provider-action-1658821493 from /,
    ],
  ])('are used: %s', async (_, scenario, told) => {
    const { step, bedrock } = await run({
      oidc: 'none',
      ...scenario,
      inputs: { ...noRole, ...scenario.inputs },
      sts: { keys: [user, session], roles: { [role]: { trusts: [user.arn] } } },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(step.log).toMatch(told)
    expect(step.log).not.toContain(user.secretAccessKey)
    expect(bedrock.messages).toHaveLength(1)
  })

  it('may be a Bedrock API key', async () => {
    const key = 'bedrock-api-key-made-up-0123456789'
    const { step, sts } = await run({
      oidc: 'none',
      script: [bash('env'), done],
      inputs: { ...noRole, ...allow },
      bedrock: { bearer: key },
      env: { AWS_BEARER_TOKEN_BEDROCK: key },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(sts.calls).toHaveLength(0)
    expect(step.log).not.toContain(key)
  })
})

describe('what goes wrong is told at once, with its cure', () => {
  const immutable = 'repo:octo-org@1/octo-repo@2:ref:refs/heads/main'
  const refused = (type: string, message: string, status = 403): AwsScenario => ({
    bedrock: { refuse: () => ({ status, type, message }) },
  })

  it.each<[string, string, RegExp, AwsScenario]>([
    [
      'another sub',
      'aws-role-denied',
      /The token's sub was `repo:octo-org\/octo-repo:ref:refs\/heads\/main`/,
      { sts: { roles: { [role]: { sub: 'repo:octo-org/octo-repo:ref:refs/heads/release' } } } },
    ],
    [
      'the immutable sub',
      'aws-role-denied',
      /a policy for `repo:octo-org\/octo-repo:ref:refs\/heads\/main` does not allow it/,
      {
        oidc: { claims: { sub: immutable } },
        sts: { roles: { [role]: { sub: 'repo:octo-org/octo-repo:ref:refs/heads/main' } } },
      },
    ],
    ['another audience', 'aws-audience', /aud was `elsewhere`/, { inputs: { 'aws-audience': 'elsewhere' } }],
    [
      'no identity provider',
      'aws-role-denied',
      /has no identity provider/,
      { sts: { roles: { [role]: { provider: false } } } },
    ],
    ['a duration over the limit', 'aws-duration', /7200 s/, { inputs: { 'aws-session-duration': '7200' } }],
    ['no OIDC in the job', 'oidc-unavailable', /lacks `permissions: id-token: write`/, { oidc: 'none' }],
    ['no credentials', 'aws-credentials-missing', /Looked in/, { oidc: 'none', inputs: { 'aws-role-arn': '' } }],
    [
      'a model without access',
      'model-access',
      /403 AccessDeniedException: You don't have access/,
      refused('AccessDeniedException', "You don't have access to the model with the specified model ID."),
    ],
    [
      'a policy that is too narrow',
      'model-access',
      /lacks `bedrock:InvokeModelWithResponseStream`/,
      refused(
        'AccessDeniedException',
        'User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: x',
      ),
    ],
    [
      'a model that the region does not have',
      'model-unknown',
      /The provided model identifier is invalid/,
      { bedrock: { models: ['another'] } },
    ],
  ])('%s: %s', async (_, code, told, scenario) => {
    const { step, bedrock } = await run(scenario)
    expect(step.outputs['error-code'], step.log).toBe(code)
    expect(step.annotations.at(-1)!.message).toMatch(told)
    expect(step.mainMs).toBeLessThan(10_000)
    expect(bedrock.messages.length).toBeLessThanOrEqual(3)
    expect(leftovers(step)).toEqual([])
  })
})

describe('mode setup on Bedrock', () => {
  const setup = { mode: 'setup', prompt: '' }

  it('has `claude --print` in later steps go through the gateway, and puts all back', async () => {
    let said = ''
    let env: Record<string, string> = {}
    const { step, bedrock } = await run({
      inputs: setup,
      env: { AWS_REGION: 'us-east-1' },
      step: {
        following: async (main) => {
          env = main.env
          said = await later(main, 'claude', ['--print', '--model', main.env.ANTHROPIC_MODEL ?? ''], 'Say hello.')
        },
      },
    })
    expect(said.trim(), step.log).toBe('Hello.')
    expect(env).toMatchObject({
      CLAUDE_CODE_USE_BEDROCK: '1',
      ANTHROPIC_BEDROCK_BASE_URL: expect.stringMatching(/cpa-run-/),
    })
    expect(Object.keys(env).filter((name) => /^AWS_(ACCESS|SECRET|SESSION|REGION)/.test(name))).toEqual([])
    expect(bedrock.messages).toHaveLength(1)
    expect(step.exported).toMatchObject({ CLAUDE_CODE_USE_BEDROCK: '', ANTHROPIC_BEDROCK_BASE_URL: '' })
    // It has said that it ends; a process takes some milliseconds more to be gone.
    await expect.poll(() => leftovers(step)).toEqual([])
  })

  it('exports the AWS credentials where that is asked for, and takes them back', async () => {
    let env: Record<string, string> = {}
    const { step, sts } = await run({
      inputs: { ...setup, 'export-aws-credentials': 'true' },
      step: {
        following: (main) => {
          env = main.env
        },
      },
    })
    const [session] = sts.sessions.values()
    expect(env).toMatchObject({
      AWS_ACCESS_KEY_ID: session!.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session!.secretAccessKey,
      AWS_SESSION_TOKEN: session!.sessionToken,
      AWS_REGION: 'eu-west-1',
    })
    expect(step.masks).toEqual(expect.arrayContaining([session!.secretAccessKey, session!.sessionToken]))
    expect(step.exported).toMatchObject({ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' })
    expect(step.log).not.toContain(session!.secretAccessKey)
  })

  it('fails in this step when the role is refused, and leaves no gateway behind', async () => {
    const { step } = await run({ inputs: setup, sts: { roles: {} } })
    expect(step.outputs['error-code']).toBe('aws-role-denied')
    expect(step.exported).toEqual({})
    expect(leftovers(step)).toEqual([])
  })
})

describe('isolation: env on Bedrock', () => {
  it('has the SDK in the CLI ask for the credentials, and renew them', async () => {
    const { step, sts, bedrock } = await run({
      script: [bash('env'), hello],
      inputs: { ...allow, isolation: 'env' },
      env: ({ bedrock }) => ({ ANTHROPIC_BEDROCK_BASE_URL: bedrock.url }),
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    const seen = toolResult({ messages: bedrock.messages })
    expect(seen).toMatch(/^AWS_CONTAINER_CREDENTIALS_FULL_URI=http:\/\/127\.0\.0\.1:/m)
    const [session] = sts.sessions.values()
    expect(seen).not.toContain(session!.secretAccessKey)
  })
})
