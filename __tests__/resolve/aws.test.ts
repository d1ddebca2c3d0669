import { describe, expect, test } from 'vitest'
import type { AwsPlan, BedrockPlan } from '../../src/resolve/plan.ts'
import { readSettings } from '../../src/resolve/settings.ts'
import { decide, type Step } from './fixture.ts'

const ROLE = 'arn:aws:iam::123456789012:role/ClaudeCodeBedrock'
const NEXT = 'arn:aws:iam::210987654321:role/teams/Next'
const oidc = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://pipelines.example.com/token?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the-request-token',
}
const file = (env: Record<string, string>, name = '.claude/settings.json') => readSettings(name, { env }).layer

const onBedrock = ({ with: inputs, ...rest }: Step): Step => ({
  ...rest,
  with: { provider: 'bedrock', 'aws-region': 'eu-west-1', ...inputs },
})

async function aws(step: Step): Promise<AwsPlan> {
  const { plan, said } = await decide(onBedrock(step))
  expect(said).toBe('')
  const { credential } = plan!.provider as BedrockPlan
  if (credential.kind !== 'aws') expect.unreachable()
  return (credential as { aws: AwsPlan }).aws
}

const said = async (step: Step) => (await decide(onBedrock(step))).said.split('\n').filter(Boolean)

describe('the source', () => {
  test('is the job’s OIDC token where there is a role and the job may ask for one', async () => {
    const { source, roles } = await aws({ with: { 'aws-role-arn': ROLE }, env: oidc })
    expect(roles).toEqual([ROLE])
    expect(source).toMatchObject({ kind: 'oidc', audience: 'sts.amazonaws.com' })
    if (source.kind === 'oidc') {
      expect(source.request.url).toBe(oidc.ACTIONS_ID_TOKEN_REQUEST_URL)
      expect(source.request.token.reveal()).toBe('the-request-token')
    }
  })

  test('goes by another audience where one is given', async () => {
    const { source } = await aws({ with: { 'aws-role-arn': ROLE, 'aws-audience': 'sts.amazonaws.com.cn' }, env: oidc })
    expect(source).toMatchObject({ audience: 'sts.amazonaws.com.cn' })
  })

  test.each<[string, Step]>([
    ['without a role', { env: oidc }],
    ['without id-token: write', { with: { 'aws-role-arn': ROLE } }],
    ['with half of it', { with: { 'aws-role-arn': ROLE }, env: { ...oidc, ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' } }],
    [
      'with a URL that is none',
      { with: { 'aws-role-arn': ROLE }, env: { ...oidc, ACTIONS_ID_TOKEN_REQUEST_URL: 'x' } },
    ],
  ])('is what the machine has %s', async (_, step) => {
    expect((await aws(step)).source).toEqual({ kind: 'ambient' })
  })

  test('is never one that a settings file names', async () => {
    const { source } = await aws({ with: { 'aws-role-arn': ROLE }, files: [file(oidc)] })
    expect(source).toEqual({ kind: 'ambient' })
  })
})

describe('roles', () => {
  test('several lines are a chain, and the log says so', async () => {
    const step = onBedrock({ with: { 'aws-role-arn': `${ROLE}\n\n  ${NEXT}\n` }, env: oidc })
    expect((await aws(step)).roles).toEqual([ROLE, NEXT])
    const { explained } = await decide(step)
    expect(explained.find(({ name }) => name === 'aws-role-arn')).toEqual({
      name: 'aws-role-arn',
      value: `${ROLE}, then ${NEXT} (by GitHub OIDC)`,
      source: 'input aws-role-arn',
      over: [],
    })
  })

  test.each([
    ROLE,
    NEXT,
    'arn:aws-cn:iam::123456789012:role/Zhang',
    'arn:aws-us-gov:iam::123456789012:role/Gov',
    'arn:aws-iso-b:iam::123456789012:role/a/b/c_D+e=f,g.h@i-j',
  ])('%s is one', async (role) => {
    expect((await aws({ with: { 'aws-role-arn': role } })).roles).toEqual([role])
  })

  test.each([
    'ClaudeCodeBedrock',
    'arn:aws:iam::123456789012:user/ci',
    'arn:aws:iam::12345:role/Short',
    'arn:aws:sts::123456789012:assumed-role/X/y',
    'arn:aws:iam::123456789012:role/',
    'arn:gcp:iam::123456789012:role/X',
  ])('%s is none', async (role) => {
    expect(await said({ with: { 'aws-role-arn': role } })).toEqual([
      `aws-role-arn is "${role}": must be the ARN of a role, such as arn:aws:iam::123456789012:role/ClaudeCodeBedrock, one a line`,
    ])
  })

  test('each bad one of several is told', async () => {
    expect(await said({ with: { 'aws-role-arn': `x\n${ROLE}\ny` } })).toHaveLength(2)
  })
})

describe('an external id', () => {
  const withId = (roles: string, env = {}): Step => ({
    with: { 'aws-role-arn': roles, 'aws-external-id': 'the/one' },
    env,
  })

  test('goes with a chain, and with a role from what the machine has; it is a secret', async () => {
    expect((await aws(withId(`${ROLE}\n${NEXT}`, oidc))).externalId?.reveal()).toBe('the/one')
    expect((await aws(withId(ROLE))).externalId?.reveal()).toBe('the/one')
    expect((await decide(onBedrock(withId(ROLE)))).masked).toContain('the/one')
  })

  test('is refused where no role would get it', async () => {
    expect(await said(withId(ROLE, oidc))).toEqual([
      'aws-external-id: is for roles that are assumed from another one; an OIDC token is shown without an external id',
    ])
    expect(await said(withId('', oidc))).toEqual([
      'aws-external-id: is for a role that is assumed; `aws-role-arn` names none',
    ])
  })
})

describe('the session', () => {
  test.each([
    [{}, 'claude-provider-action'],
    [{ GITHUB_RUN_ID: '9876543210' }, 'claude-provider-action-9876543210'],
    [{ GITHUB_RUN_ID: 'x; y' }, 'claude-provider-action'],
  ])('of %j is called %s', async (env, name) => {
    expect(await aws({ env })).toMatchObject({ sessionName: name, sessionSeconds: 3600 })
  })

  test('is called and lasts as it was asked for', async () => {
    const inputs = { 'aws-session-name': 'ci=me@here', 'aws-session-duration': '900' }
    expect(await aws({ with: inputs })).toMatchObject({ sessionName: 'ci=me@here', sessionSeconds: 900 })
  })

  test.each([
    ['aws-session-name', 'x'],
    ['aws-session-name', 'a b'],
    ['aws-session-name', 'x'.repeat(65)],
    ['aws-session-duration', '899'],
    ['aws-session-duration', '43201'],
    ['aws-session-duration', '1h'],
    ['aws-session-duration', '900.5'],
  ])('%s: %s is refused', async (name, value) => {
    const problems = await said({ with: { [name]: value } })
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} is "`))])
  })
})

describe('what the SDK will read', () => {
  const variables = async (step: Step) =>
    Object.fromEntries([...(await aws(step)).variables].map(([name, value]) => [name, value.reveal()]))

  test('is put together over the layers, each variable on its own', async () => {
    const env = { AWS_MAX_ATTEMPTS: '3', AWS_CA_BUNDLE: '', HOME: '/home/runner', OTHER: 'x', aws_profile: 'lower' }
    const files = [
      file({ AWS_CA_BUNDLE: '/ca.pem', AWS_MAX_ATTEMPTS: '5', HOME: '/elsewhere' }, 'local'),
      file({ AWS_CA_BUNDLE: '/other.pem', AWS_SDK_UA_APP_ID: 'claude' }, 'project'),
    ]
    expect(await variables({ env, files })).toEqual({
      AWS_MAX_ATTEMPTS: '3',
      AWS_CA_BUNDLE: '/ca.pem',
      AWS_SDK_UA_APP_ID: 'claude',
      HOME: '/home/runner',
    })
  })

  test.each<[string, Record<string, string>[], Record<string, string>]>([
    [
      'keys of one place go together',
      [
        { AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 's1' },
        { AWS_ACCESS_KEY_ID: 'ASIA2', AWS_SECRET_ACCESS_KEY: 's2', AWS_SESSION_TOKEN: 't2' },
      ],
      { AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 's1' },
    ],
    [
      'empty ones of a stronger place count as none',
      [
        { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: ' ' },
        { AWS_ACCESS_KEY_ID: 'ASIA2', AWS_SECRET_ACCESS_KEY: 's2', AWS_SESSION_TOKEN: 't2' },
      ],
      { AWS_ACCESS_KEY_ID: 'ASIA2', AWS_SECRET_ACCESS_KEY: 's2', AWS_SESSION_TOKEN: 't2' },
    ],
    [
      // The SDK prefers the profile, whoever named it.
      'a profile of a weaker place does not beat the keys of a stronger one',
      [{ AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 's1' }, { AWS_PROFILE: 'theirs' }],
      { AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 's1' },
    ],
    [
      'keys of a weaker place do not count beside a profile',
      [{ AWS_PROFILE: 'mine' }, { AWS_ACCESS_KEY_ID: 'AKIA2', AWS_SECRET_ACCESS_KEY: 's2' }],
      { AWS_PROFILE: 'mine' },
    ],
  ])('%s', async (_, [env = {}, weaker = {}], expected) => {
    expect(await variables({ env, files: [file(weaker)] })).toEqual(expected)
  })
})

describe('the endpoint of STS', () => {
  test.each(['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL'])('%s has to be https, or loopback', async (name) => {
    expect(await said({ env: { [name]: 'http://sts.example.com' } })).toEqual([
      `${name} is "http://sts.example.com": must be https; plain http is for loopback only`,
    ])
    expect(await said({ env: { [name]: 'http://127.0.0.1:4566' } })).toEqual([])
  })

  test('has to be allowed where the hosts are closed', async () => {
    const allowed = { 'allowed-hosts': 'bedrock-runtime.eu-west-1.amazonaws.com' }
    const env = { AWS_ENDPOINT_URL_STS: 'https://sts.example.com' }
    expect(await said({ with: allowed, env })).toEqual([
      'AWS_ENDPOINT_URL_STS is "sts.example.com": is not in `allowed-hosts`',
    ])
  })
})
