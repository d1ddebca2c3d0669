import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { type Connection, childEnvironment, pinnedVariables } from '../../src/claude/environment.ts'

const aliases = { haiku: 'claude-haiku-4-5', sonnet: 'claude-sonnet-4-6', opus: 'claude-opus-4-6' }
const plan = { model: { aliases }, provider: { provider: 'anthropic' } } as Parameters<typeof pinnedVariables>[0]
const gateway: Connection = { kind: 'gateway', url: 'http://127.0.0.1:4000', token: 'cpa-run-token' }
const mark = ['CLAUDE_PROVIDER_ACTION_RUN', 'mark'] as const

type Env = Record<string, string>
const pinned = (connection: Connection = gateway, env: Env = {}) => pinnedVariables(plan, connection, env)
const child = (env: Env, secrets: string[] = []) => childEnvironment(env, pinned(gateway, env), secrets, mark)

describe('the child’s environment', () => {
  test.each([
    ...['INPUT_PROMPT', 'INPUT_API-KEY', 'INPUT_GITHUB-TOKEN', 'INPUT_X', 'STATE_run-folder', 'STATE_isPost'],
    ...['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_CACHE_URL'],
    ...['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'],
    ...['GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_ENTERPRISE_TOKEN', 'GH_ENTERPRISE_TOKEN'],
    ...['ANTHROPIC_API_KEY', 'ANTHROPIC_CUSTOM_HEADERS', 'ANTHROPIC_FOUNDRY_API_KEY', 'ANTHROPIC_IDENTITY_TOKEN_FILE'],
    ...['CLAUDE_CODE_OAUTH_TOKEN', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'],
    ...['AWS_BEARER_TOKEN_BEDROCK', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN', 'AWS_SHARED_CREDENTIALS_FILE'],
    ...['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_AUTHORIZATION_TOKEN', 'AWS_CONFIG_FILE'],
    ...['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_GHA_CREDS_PATH', 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE'],
    ...['CLOUDSDK_AUTH_ACCESS_TOKEN', 'GOOGLE_API_KEY', 'GEMINI_API_KEY', 'AZURE_CLIENT_SECRET', 'OPENAI_API_KEY'],
    ...['NODE_AUTH_TOKEN', 'NPM_TOKEN', 'github_token', 'Aws_Secret_Access_Key'],
  ])('is without %s', (name) => {
    expect(child({ [name]: 'value' })[name]).toBeUndefined()
  })

  test.each([
    ...['PATH', 'HOME', 'CI', 'RUNNER_TEMP', 'RUNNER_TRACKING_ID', 'GITHUB_REPOSITORY', 'GITHUB_EVENT_PATH'],
    ...[
      'GITHUB_WORKSPACE',
      'AWS_REGION',
      'AWS_DEFAULT_REGION',
      'GOOGLE_CLOUD_PROJECT',
      'MY_INPUT_X',
      'CLAUDE_CONFIG_DIR',
    ],
    ...['NODE_EXTRA_CA_CERTS', 'ANTHROPIC_SMALL_FAST_MODEL', 'GITHUB_ENVIRONMENT', 'npm_config_registry', 'EMPTY'],
  ])('has %s', (name) => {
    const value = name === 'EMPTY' ? '' : 'value'
    expect(child({ [name]: value })[name]).toBe(value)
  })

  test('is without a secret under another name', () => {
    const secret = 'sk-ant-something-long'
    const env = {
      COPY: secret,
      WITHIN: `{"key": "${secret}"}`,
      SHORT_COPY: 'short',
      SHORT_WITHIN: 'a shortcut',
      OTHER: 'sk-ant-something',
    }
    expect(child(env, [secret, 'short'])).toMatchObject({ SHORT_WITHIN: 'a shortcut', OTHER: 'sk-ant-something' })
    for (const name of ['COPY', 'WITHIN', 'SHORT_COPY']) expect(child(env, [secret, 'short'])[name]).toBeUndefined()
  })

  test('has the run’s own connection, whatever the step says', () => {
    const env = {
      ANTHROPIC_BASE_URL: 'https://elsewhere.invalid',
      ANTHROPIC_AUTH_TOKEN: 'own',
      CLAUDE_CODE_USE_BEDROCK: '1',
      ANTHROPIC_VERTEX_BASE_URL: 'https://elsewhere.invalid',
      ANTHROPIC_MODEL: 'other',
      ANTHROPIC_DEFAULT_OPUS_MODEL: 'other',
    }
    const got = child(env)
    expect(got).toMatchObject({
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:4000',
      ANTHROPIC_AUTH_TOKEN: 'cpa-run-token',
      ANTHROPIC_DEFAULT_HAIKU_MODEL: 'claude-haiku-4-5',
      ANTHROPIC_DEFAULT_SONNET_MODEL: 'claude-sonnet-4-6',
      ANTHROPIC_DEFAULT_OPUS_MODEL: 'claude-opus-4-6',
      CLAUDE_PROVIDER_ACTION_RUN: 'mark',
    })
    // What is pinned as empty is not there at all: an empty variable is not "unset" to every tool.
    for (const name of ['CLAUDE_CODE_USE_BEDROCK', 'ANTHROPIC_VERTEX_BASE_URL', 'ANTHROPIC_MODEL', 'ANTHROPIC_API_KEY'])
      expect(name in got).toBe(false)
  })

  test('has no secret in another form either', () => {
    const secret = 'sk-ant-0123456789abcdef'
    const env = { BASIC: Buffer.from(`user:${secret}`).toString('base64'), HEX: Buffer.from(secret).toString('hex') }
    expect(Object.keys(child({ ...env, OTHER: 'x' }, [secret]))).not.toEqual(expect.arrayContaining(Object.keys(env)))
    expect(child({ OTHER: 'x' }, [secret]).OTHER).toBe('x')
  })

  test('leaves git all the settings that it counts on, where one of them is a secret', () => {
    const secret = 'sk-ant-0123456789abcdef'
    const env = {
      ...{ GIT_CONFIG_COUNT: '3', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'me' },
      ...{ GIT_CONFIG_KEY_1: 'http.extraheader', GIT_CONFIG_VALUE_1: `authorization: ${secret}` },
      ...{
        GIT_CONFIG_KEY_2: `url.https://x:${secret}@github.com/.insteadOf`,
        GIT_CONFIG_VALUE_2: 'https://github.com/',
      },
    }
    const got = child(env, [secret])
    expect(got).toMatchObject({ GIT_CONFIG_COUNT: '3', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'me' })
    expect(JSON.stringify(got)).not.toContain(secret)
    const name = execFileSync('git', ['config', 'user.name'], { env: { PATH: process.env.PATH, ...got }, cwd: '/' })
    expect(String(name)).toBe('me\n')
  })

  test('carries the mark of this run, whatever the step’s is', () => {
    expect(child({ CLAUDE_PROVIDER_ACTION_RUN: 'another run' }).CLAUDE_PROVIDER_ACTION_RUN).toBe('mark')
  })
})

describe('what is pinned', () => {
  test.each<[Env, string]>([
    [{}, '127.0.0.1,localhost'],
    [{ NO_PROXY: 'a.example, .b.example' }, 'a.example,.b.example,127.0.0.1,localhost'],
    [{ no_proxy: 'a.example,127.0.0.1' }, 'a.example,127.0.0.1,localhost'],
    [{ NO_PROXY: 'a', no_proxy: 'a,b' }, 'a,b,127.0.0.1,localhost'],
    [{ NO_PROXY: '*' }, '*,127.0.0.1,localhost'],
    [{ NO_PROXY: '' }, '127.0.0.1,localhost'],
  ])('goes around the proxy on this machine: %j is %s, in both spellings', (env, expected) => {
    expect(pinned(gateway, env)).toMatchObject({ NO_PROXY: expected, no_proxy: expected })
  })

  test('keeps the step’s proxy, and none that a settings file may name', () => {
    const env = { HTTPS_PROXY: 'http://proxy:8080', http_proxy: 'http://other:8080' }
    expect(pinned(gateway, env)).toMatchObject({
      ...env,
      HTTP_PROXY: '',
      https_proxy: '',
      ALL_PROXY: '',
      all_proxy: '',
    })
  })

  test('neutralises every other way to a provider', () => {
    const got = pinned()
    const empty = Object.keys(got).filter((name) => got[name] === '')
    expect(empty).toEqual(
      expect.arrayContaining([
        ...['ANTHROPIC_API_KEY', 'ANTHROPIC_CUSTOM_HEADERS', 'ANTHROPIC_BEDROCK_BASE_URL', 'ANTHROPIC_VERTEX_BASE_URL'],
        ...['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY', 'ANTHROPIC_UNIX_SOCKET'],
        ...['CLAUDE_CODE_OAUTH_TOKEN', 'ANTHROPIC_IDENTITY_TOKEN_FILE', 'ANTHROPIC_MODEL'],
      ]),
    )
  })

  test('leads to Bedrock by a URL that has the token in it, and no credential', () => {
    const bedrock = { ...plan, provider: { provider: 'bedrock', region: 'eu-west-1' } } as typeof plan
    expect(pinnedVariables(bedrock, gateway, {})).toMatchObject({
      CLAUDE_CODE_USE_BEDROCK: '1',
      CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
      ANTHROPIC_BEDROCK_BASE_URL: 'http://127.0.0.1:4000/cpa-run-token',
      AWS_REGION: 'eu-west-1',
      ANTHROPIC_BASE_URL: '',
      ANTHROPIC_AUTH_TOKEN: '',
    })
  })

  test('hands over what it is told to, in place of what is pinned as empty', () => {
    const variables = { ANTHROPIC_API_KEY: 'sk-ant-key', ANTHROPIC_BASE_URL: 'https://gateway.example.com' }
    const got = pinned({ kind: 'direct', variables })
    expect(got).toMatchObject({ ...variables, ANTHROPIC_AUTH_TOKEN: '' })
    expect(childEnvironment({}, got, ['sk-ant-key'], mark)).toMatchObject(variables)
  })
})
