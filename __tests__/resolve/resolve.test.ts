import { describe, expect, test } from 'vitest'
import type { Layer } from '../../src/resolve/layers.ts'
import { decide, type Step } from './fixture.ts'

const gateway = 'https://gateway.example.com'
const file = (name: string, keys: Layer['keys'], env: Layer['env'] = {}): Layer => ({ kind: 'file', name, keys, env })

test('a prompt and a key are enough', async () => {
  const { plan, problems, explained, warnings, masked } = await decide({})
  expect([problems, warnings, masked]).toEqual([[], [], ['sk-ant-input']])
  expect(plan).toMatchObject({
    prompt: { kind: 'text', text: 'Well?' },
    provider: {
      provider: 'anthropic',
      upstream: { kind: 'anthropic', url: new URL('https://api.anthropic.com') },
      auth: { scheme: 'x-api-key', other: 'never' },
    },
    model: {
      name: 'claude-sonnet-4-6',
      tier: 'sonnet',
      aliases: { haiku: expect.stringContaining('haiku-4-5'), sonnet: 'claude-sonnet-4-6', opus: 'claude-opus-4-6' },
    },
    isolation: 'gateway',
    cli: { kind: 'any' },
  })
  expect(explained.map(({ name, source }) => [name, source])).toEqual([
    ['provider', 'default'],
    ['model', 'default'],
    ['api-key', 'input api-key'],
  ])
})

describe('the key', () => {
  const key = { ANTHROPIC_API_KEY: 'sk-ant-env' }
  const token = { ANTHROPIC_AUTH_TOKEN: 'token-env' }
  const none = { 'api-key': '' }
  const byKey = { 'auth-scheme': 'x-api-key' }
  const own = 'from env ANTHROPIC_API_KEY'
  const bearer = 'token-env by bearer from env ANTHROPIC_AUTH_TOKEN'
  test.each<[string, Step, string]>([
    ['the input', {}, 'sk-ant-input by x-api-key from input api-key'],
    ['the input over the environment', { env: { ...key, ...token } }, 'sk-ant-input by x-api-key from input api-key'],
    ['the environment', { with: none, env: key }, `sk-ant-env by x-api-key ${own}`],
    ['a token', { with: none, env: token }, bearer],
    ['a key over a token', { with: none, env: { ...key, ...token } }, `sk-ant-env by x-api-key ${own}`],
    ['a token, where the key is empty', { with: none, env: { ...token, ANTHROPIC_API_KEY: ' ' } }, bearer],
    ['without the space around it', { with: none, env: { ANTHROPIC_API_KEY: ' k \n' } }, `k by x-api-key ${own}`],
    ['a file', { with: none, files: [file('f', {}, key)] }, 'sk-ant-env by x-api-key from f env ANTHROPIC_API_KEY'],
    ['a token by another scheme', { with: { ...none, ...byKey }, env: token }, bearer.replace('bearer', 'x-api-key')],
  ])('is %s', async (_, step, expected) => {
    const { provider, explained, masked, problems } = await decide(step)
    expect(problems).toEqual([])
    const { source, value } = explained.find(({ name }) => name === 'api-key')!
    const { key } = provider
    const secret = key.kind === 'given' ? key.secret.reveal() : ''
    expect(`${secret} by ${provider.auth.scheme} from ${source}`).toBe(expected)
    expect([value, masked.includes(secret)]).toEqual(['***', true])
  })

  test('that lost is masked, too, and shown as little', async () => {
    const { masked, explained } = await decide({ env: { ...key, ...token } })
    expect(masked.sort()).toEqual(['sk-ant-env', 'sk-ant-input', 'token-env'])
    expect(JSON.stringify(explained)).not.toMatch(/sk-ant|token-env/)
  })

  test.each(['two words', 'line\nbreak', 'ünï', 'a\u0007b'])('%j is none', async (held) => {
    const { said, plan } = await decide({ with: { 'api-key': held } })
    expect(said).toMatch(/^api-key: .*no key has/)
    expect(said).not.toContain(held)
    expect(plan).toBeUndefined()
  })

  test('that is missing is asked for', async () => {
    expect((await decide({ with: none })).said).toMatch(/^api-key: is missing/)
  })
})

describe('how the key travels', () => {
  test.each<[string, Record<string, string>, string, string]>([
    ['Anthropic', {}, 'x-api-key', 'never'],
    ['Anthropic', { 'base-url': 'https://api.anthropic.com/v1/' }, 'x-api-key', 'never'],
    ['a gateway', { 'base-url': gateway }, 'x-api-key', 'once'],
    ['a gateway', { 'base-url': gateway, 'auth-scheme': 'auto' }, 'x-api-key', 'once'],
    ['a gateway', { 'base-url': gateway, 'auth-scheme': 'bearer' }, 'bearer', 'never'],
    ['a gateway', { 'base-url': gateway, 'auth-scheme': 'x-api-key' }, 'x-api-key', 'never'],
  ])('to %s, with %j', async (_, inputs, scheme, other) => {
    expect((await decide({ with: inputs })).provider.auth).toEqual({ scheme, other })
  })
})

describe('the base URL', () => {
  test.each<[string, Step, string, string]>([
    ['the input', { with: { 'base-url': `${gateway}/v1/` } }, `${gateway}/`, 'input base-url'],
    ['the environment', { env: { ANTHROPIC_BASE_URL: `${gateway}/x/v1` } }, `${gateway}/x`, 'env ANTHROPIC_BASE_URL'],
    ['a file', { files: [file('f', { customApiUrl: gateway })] }, `${gateway}/`, 'f'],
    ['loopback', { with: { 'base-url': 'http://127.0.0.1:4000' } }, 'http://127.0.0.1:4000/', 'input base-url'],
  ])('is %s', async (_, step, href, source) => {
    const { provider, explained } = await decide(step)
    expect(provider.upstream).toMatchObject({ kind: 'gateway' })
    expect(provider.upstream.url.href).toBe(href)
    expect(explained.find(({ name }) => name === 'base-url')).toMatchObject({ source })
  })

  test('shows what it won over', async () => {
    const { explained } = await decide({
      with: { 'base-url': gateway },
      env: { ANTHROPIC_BASE_URL: 'https://other.example' },
      files: [file('.claude/settings.json', { customApiUrl: 'https://third.example' })],
    })
    expect(explained.find(({ name }) => name === 'base-url')!.over).toEqual([
      { value: 'https://other.example', source: 'env ANTHROPIC_BASE_URL' },
      { value: 'https://third.example', source: '.claude/settings.json' },
    ])
  })

  test.each([
    'https://user:hunter2@gateway.example.com',
    'https://user:hunter2@x@gateway.example.com',
    'https://user:x@hunter2@gateway.example.com',
    'https:user:hunter2@gateway.example.com',
    'https:\\\\user:hunter2@gateway.example.com',
    'https://user:hun/ter2@gateway.example.com',
    'https://user:x?hunter2@gateway.example.com',
    'https://user:x#hunter2@gateway.example.com',
    'https://gateway.example.com/?api_key=hunter2',
    'https://gateway.example.com/#hunter2',
  ])('%s is refused without its secret, in the input and in the environment', async (url) => {
    for (const step of [{ with: { 'base-url': url } }, { env: { ANTHROPIC_BASE_URL: url } }]) {
      const { plan, said, explained } = await decide(step)
      expect(plan).toBeUndefined()
      expect(said).not.toBe('')
      expect(said + JSON.stringify(explained)).not.toMatch(/hunter2|ter2@/)
    }
  })
})

describe('allowed-hosts', () => {
  test.each([
    ['', gateway, true],
    ['gateway.example.com', gateway, true],
    ['GATEWAY.example.com', gateway, true],
    ['other.example, gateway.example.com', gateway, true],
    ['gateway.example.com:443', gateway, true],
    ['gateway.example.com:8443', `${gateway}:8443`, true],
    ['gateway.example.com', `${gateway}:8443`, true],
    ['[2001:db8::1]', 'https://[2001:db8::1]', true],
    ['api.anthropic.com', '', true],
    ['gateway.example.com:8443', gateway, false],
    ['example.com', gateway, false],
    ['gateway.example.com.evil.example', gateway, false],
    ['gateway.example.com', 'https://gateway.example.com.evil.example', false],
    ['gateway.example.com', 'https://evil.example/gateway.example.com', false],
    ['gateway.example.com', '', false],
    ['gateway.example.com', 'http://127.0.0.1:4000', false],
  ])('%j and %j: %s', async (hosts, url, fine) => {
    const { problems } = await decide({ with: { 'allowed-hosts': hosts, 'base-url': url } })
    expect(problems.map(({ code }) => code)).toEqual(fine ? [] : ['host-not-allowed'])
  })
})

describe('the model', () => {
  const [haiku, sonnet, opus] = ['claude-haiku-4-5 (haiku)', 'claude-sonnet-4-6 (sonnet)', 'claude-opus-4-6 (opus)']
  const older = 'sonnet: claude-sonnet-4-5'
  test.each<[string, Step, string]>([
    ['sonnet where nobody says', {}, sonnet],
    ['a tier', { with: { tier: 'opus' } }, opus],
    ['a task’s tier', { with: { task: 'lint' } }, haiku],
    ['a task of one’s own', { with: { task: 'poem', 'task-tiers': 'poem: opus' } }, opus],
    ['a task moved', { with: { task: 'lint', 'task-tiers': 'lint: sonnet' } }, sonnet],
    ['a model over a tier and a task', { with: { model: 'haiku', tier: 'opus', task: 'review' } }, haiku],
    ['a tier over the environment', { with: { tier: 'opus' }, env: { CLAUDE_MODEL: 'haiku' } }, opus],
    ['CLAUDE_MODEL over the CLI’s', { env: { CLAUDE_MODEL: 'haiku', ANTHROPIC_MODEL: 'opus' } }, haiku],
    ['the environment over a file', { env: { ANTHROPIC_MODEL: 'opus' }, files: [file('f', { model: 'haiku' })] }, opus],
    ['a file', { files: [file('f', { model: 'haiku' }), file('g', { model: 'opus' })] }, haiku],
    ['what a tier means here', { with: { tier: 'sonnet', 'tier-models': older } }, 'claude-sonnet-4-5 (sonnet)'],
    ['what its name means here', { with: { model: 'sonnet', 'tier-models': older } }, 'claude-sonnet-4-5 (sonnet)'],
  ])('is %s', async (_, step, expected) => {
    const { name, tier } = (await decide(step)).plan!.model
    expect(`${name} (${tier})`).toBe(expected)
  })

  test.each([
    ...['claude-haiku-4-5', 'Claude Haiku 4.5', 'haiku', ' HAIKU ', 'claude-haiku-4-5-20251001', 'haiku-4.5'],
    ...['anthropic.claude-haiku-4-5-20251001-v1:0', 'eu.anthropic.claude-haiku-4-5-20251001-v1:0'],
    ...['claude-haiku-4-5@20251001', 'anthropic/claude-haiku-4-5', 'claude-haiku-4-5-latest'],
  ])('may be spelled %s', async (model) => {
    const { plan, warnings } = await decide({ with: { model } })
    expect([plan!.model.name, warnings]).toEqual(['claude-haiku-4-5', []])
    expect(plan!.model.id).toMatch(/^claude-haiku-4-5(-20251001)?$/)
  })

  test('keeps its long window', async () => {
    expect((await decide({ with: { model: 'sonnet[1m]' } })).plan!.model.id).toBe('claude-sonnet-4-6[1m]')
  })

  test('that nobody knows passes, with a warning and no price', async () => {
    const { plan, warnings } = await decide({ with: { model: 'claude-sonet-4-6x' } })
    expect(plan!.model).toMatchObject({
      name: 'claude-sonet-4-6x',
      id: 'claude-sonet-4-6x',
      tier: undefined,
      price: undefined,
    })
    expect(warnings).toEqual([expect.stringMatching(/"claude-sonet-4-6x" is not in .*claude-sonnet-4-6/)])
  })

  test.each<[string, Record<string, string>, RegExp]>([
    ['an ARN', { model: 'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/x' }, /^model is .*is an AWS ARN/],
    ['a task nobody knows', { task: 'revew' }, /^task is "revew": is not a task; known are .*did you mean `review`\?/],
    ['a task that is like no other', { task: 'zzzzzzzzzz' }, /`migrate`[.;] Add your own with `task-tiers`/],
    [
      'a tier nobody knows in tier-models',
      { 'tier-models': 'sonet: x' },
      /^tier-models is "sonet": .*did you mean `sonnet`/,
    ],
    ['a tier nobody knows in task-tiers', { 'task-tiers': 'poem: opsu' }, /^task-tiers poem is "opsu"/],
    [
      'a budget without a price',
      { model: 'my-model', 'max-budget-usd': '1' },
      /^max-budget-usd is "1": cannot be kept: the price of my-model/,
    ],
  ])('is refused with %s', async (_, inputs, said) => {
    const got = await decide({ with: inputs })
    expect(got.problems).toHaveLength(1)
    expect(got.said).toMatch(said)
    expect(got.plan).toBeUndefined()
  })

  test('with a price may have a budget', async () => {
    expect((await decide({ with: { 'max-budget-usd': '0.5' } })).plan!.limits).toMatchObject({ maxBudgetUsd: 0.5 })
  })

  test('and its tiers cannot chase each other', async () => {
    const { plan } = await decide({
      with: { tier: 'haiku', 'tier-models': 'haiku: opus\nopus: haiku\nsonnet: Sonnet' },
    })
    expect(plan!.model).toMatchObject({ name: 'claude-opus-4-6', aliases: { sonnet: 'claude-sonnet-4-6' } })
  })

  test('never means a property that every object has', async () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect((await decide({ with: { task: name } })).problems).toHaveLength(1)
      expect((await decide({ with: { model: name } })).plan!.model.id).toBe(name)
    }
  })
})

describe('the provider', () => {
  test('cannot be two', async () => {
    const { said, plan } = await decide({ env: { CLAUDE_CODE_USE_BEDROCK: '1', CLAUDE_CODE_USE_VERTEX: 'true' } })
    expect(said).toMatch(/`CLAUDE_CODE_USE_BEDROCK` and `CLAUDE_CODE_USE_VERTEX` are both set/)
    expect(plan).toBeUndefined()
  })

  test.each([[{ CLAUDE_CODE_USE_BEDROCK: '0' }], [{ CLAUDE_CODE_USE_BEDROCK: 'false', CLAUDE_CODE_USE_VERTEX: '' }]])(
    'is Anthropic with %j',
    async (env) => {
      expect((await decide({ env })).provider.provider).toBe('anthropic')
    },
  )

  test('of the input wins over a switch, and shows it', async () => {
    const { explained, provider } = await decide({
      with: { provider: 'anthropic' },
      env: { CLAUDE_CODE_USE_VERTEX: '1' },
    })
    expect(provider.provider).toBe('anthropic')
    expect(explained[0]).toEqual({
      name: 'provider',
      value: 'anthropic',
      source: 'input provider',
      over: [{ value: 'vertex', source: 'env CLAUDE_CODE_USE_VERTEX' }],
    })
  })
})

describe('the rest of a plan', () => {
  test('is what was asked for', async () => {
    const { plan } = await decide({
      with: {
        'max-turns': '3',
        'timeout-minutes': '1.5',
        'allowed-tools': 'Read',
        'disallowed-tools': 'Bash',
        'permission-mode': 'plan',
        'json-schema': '{}',
        'claude-args': `--x --settings '{"a":1}'`,
        'claude-version': '2.1.330',
        'extra-headers': 'x-team: blue',
        isolation: 'env',
      },
    })
    expect(plan).toMatchObject({
      limits: { maxTurns: 3, timeoutMs: 90_000 },
      agent: {
        ...{ allowedTools: 'Read', disallowedTools: 'Bash', permissionMode: 'plan', jsonSchema: '{}' },
        ...{ extraArgs: ['--x'], settings: { a: 1 } },
      },
      cli: { kind: 'version', version: '2.1.330' },
      isolation: 'env',
    })
    expect(
      (plan!.provider as { extraHeaders: Map<string, { reveal(): string }> }).extraHeaders.get('x-team')!.reveal(),
    ).toBe('blue')
  })

  test.each(['v2.1.330', '2.1.330 || 1', '../x', 'newest'])('claude-version %s is refused', async (version) => {
    expect((await decide({ with: { 'claude-version': version } })).said).toMatch(/^claude-version is /)
  })

  test.each(['', ' \n'])('a prompt of %j is none', async (prompt) => {
    expect((await decide({ with: { prompt } })).said).toMatch(/^prompt: neither/)
  })
})

test('all that is wrong is told at once', async () => {
  const { problems, plan } = await decide({
    with: {
      'api-key': '',
      prompt: '',
      'base-url': 'ftp://x',
      task: 'x',
      'claude-version': '../x',
      tier: 'x',
      mode: 'x',
    },
  })
  const where = problems.map(({ where }) => where).sort()
  expect(where).toEqual(['api-key', 'base-url', 'claude-version', 'mode', 'prompt', 'task', 'tier'])
  expect(plan).toBeUndefined()
})

test('a provider that is misspelled does not make what it needs no key for ask for one', async () => {
  const { said } = await decide({ with: { provider: 'bedrok', 'api-key': '' } })
  expect(said).toMatch(/^provider is "bedrok": .*did you mean `bedrock`\?$/)
})

test('no secret is in a plan that is printed', async () => {
  const { plan } = await decide({
    with: { 'extra-headers': 'x-team: blue-secret' },
    env: { ANTHROPIC_AUTH_TOKEN: 'token-env' },
  })
  const { inspect } = await import('node:util')
  expect(`${JSON.stringify(plan)}${inspect(plan, { depth: 9 })}`).not.toMatch(/sk-ant-input|blue-secret|token-env/)
})
