import { describe, expect, test } from 'vitest'
import type { BedrockPlan } from '../../src/resolve/plan.ts'
import { readSettings } from '../../src/resolve/settings.ts'
import { decide, type Step } from './fixture.ts'

const ROLE = 'arn:aws:iam::123456789012:role/ClaudeCodeBedrock'
const file = (env: Record<string, string>) => readSettings('.claude/settings.json', { env }).layer

const onBedrock = ({ with: inputs, ...rest }: Step): Step => ({
  ...rest,
  with: { provider: 'bedrock', 'aws-region': 'eu-west-1', ...inputs },
})

async function bedrock(step: Step): Promise<BedrockPlan> {
  const { plan, said } = await decide(onBedrock(step))
  expect(said).toBe('')
  return plan!.provider as BedrockPlan
}

const said = async (step: Step) => (await decide(onBedrock(step))).said.split('\n').filter(Boolean)

describe('the endpoint', () => {
  const all = {
    ANTHROPIC_BEDROCK_BASE_URL: 'https://own.example.com/bedrock/',
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'https://vpce-1.bedrock-runtime.eu-west-1.vpce.amazonaws.com',
    AWS_ENDPOINT_URL: 'https://all.example.com',
  }
  const { ANTHROPIC_BEDROCK_BASE_URL: own, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: vpce, AWS_ENDPOINT_URL: any } = all
  const usual = 'https://bedrock-runtime.eu-west-1.amazonaws.com/'

  test.each<[string, Record<string, string>, string]>([
    ['AWS’s own', {}, usual],
    ['the CLI’s variable first', all, 'https://own.example.com/bedrock'],
    ['then the service’s', { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: vpce, AWS_ENDPOINT_URL: any }, `${vpce}/`],
    ['then that of all services', { AWS_ENDPOINT_URL: any }, `${any}/`],
    ['empty ones are none', { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: '', AWS_ENDPOINT_URL: any }, `${any}/`],
    [
      'the SDK’s ones ignored',
      { ...all, ANTHROPIC_BEDROCK_BASE_URL: '', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE' },
      usual,
    ],
    [
      'the CLI’s own all the same',
      { ...all, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      'https://own.example.com/bedrock',
    ],
    ['no word for ignored', { AWS_ENDPOINT_URL: any, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'no' }, `${any}/`],
    ['FIPS', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'https://bedrock-runtime-fips.eu-west-1.amazonaws.com/'],
    ['dual stack', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, 'https://bedrock-runtime.eu-west-1.api.aws/'],
    [
      'both',
      { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' },
      'https://bedrock-runtime-fips.eu-west-1.api.aws/',
    ],
    ['neither, as somebody said so', { AWS_USE_FIPS_ENDPOINT: 'false' }, usual],
  ])('%s', async (_, env, expected) => {
    expect((await bedrock({ env })).endpoint.href).toBe(expected)
    // A settings file says the same as the environment does.
    expect((await bedrock({ files: [file(env)] })).endpoint.href).toBe(expected)
  })

  test('of the environment wins over that of a file, whichever variable it is', async () => {
    const { endpoint } = await bedrock({
      env: { AWS_ENDPOINT_URL: any },
      files: [file({ ANTHROPIC_BEDROCK_BASE_URL: own })],
    })
    expect(endpoint.href).toBe(`${any}/`)
  })

  test('is explained, with what it won over', async () => {
    const { explained } = await decide(
      onBedrock({ env: { ANTHROPIC_BEDROCK_BASE_URL: own }, files: [file({ AWS_ENDPOINT_URL: any })] }),
    )
    expect(explained.find(({ name }) => name === 'base-url')).toMatchObject({
      value: 'https://own.example.com/bedrock/',
      source: 'env ANTHROPIC_BEDROCK_BASE_URL',
      over: [{ value: any, source: '.claude/settings.json env AWS_ENDPOINT_URL' }],
    })
  })

  test.each(['ANTHROPIC_BEDROCK_BASE_URL', 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AWS_ENDPOINT_URL'])(
    '%s has to be https, or on loopback; what is wrong is told once',
    async (name) => {
      expect(await said({ env: { [name]: 'http://bedrock.example.com' } })).toEqual([
        `${name} is "http://bedrock.example.com": must be https; plain http is for loopback only`,
      ])
      expect(await said({ env: { [name]: 'https://key@bedrock.example.com/?x=secret' } })).toEqual([
        `${name} is "https://bedrock.example.com": must carry no credentials; the key belongs in \`api-key\``,
      ])
      expect((await bedrock({ env: { [name]: 'http://localhost:4566' } })).endpoint.host).toBe('localhost:4566')
    },
  )

  test('has to be allowed, AWS’s own included; what is wrong is told once', async () => {
    const inputs = { 'allowed-hosts': 'example.com' }
    const { problems } = await decide(onBedrock({ with: inputs }))
    expect(problems).toEqual([
      {
        where: 'provider',
        held: 'bedrock-runtime.eu-west-1.amazonaws.com',
        expected: 'is not in `allowed-hosts`',
        code: 'host-not-allowed',
      },
    ])
    expect(await said({ with: inputs, env: { AWS_ENDPOINT_URL: any } })).toEqual([
      'AWS_ENDPOINT_URL is "all.example.com": is not in `allowed-hosts`',
    ])
    expect(await said({ with: { 'allowed-hosts': 'all.example.com:443' }, env: { AWS_ENDPOINT_URL: any } })).toEqual([])
  })
})

describe('the region', () => {
  test.each(['eu-west-1', 'us-gov-west-1', 'ap-southeast-4', 'us-isob-east-1', 'eusc-de-east-1', 'mx-central-1'])(
    '%s is one',
    async (region) => {
      const { problems, explained } = await decide(onBedrock({ with: { 'aws-region': region } }))
      expect(problems.filter(({ where }) => where === 'aws-region')).toEqual([])
      expect(explained.find(({ name }) => name === 'aws-region')?.value).toBe(region)
    },
  )

  test.each(['Ireland', 'eu-west', 'eu_west_1', 'eu-west-1a', 'EU-WEST-1', 'eu-west-1.evil.example.com', 'x@y'])(
    '%s is none, and no host is made of it',
    async (region) => {
      const { problems, plan } = await decide(onBedrock({ with: { 'aws-region': region } }))
      expect(plan).toBeUndefined()
      expect(problems.map(({ where }) => where)).toEqual(['aws-region'])
    },
  )
})

describe('the credential', () => {
  const env = { AWS_BEARER_TOKEN_BEDROCK: ' bedrock-api-key-1 ' }

  test('is a Bedrock API key where there is one, a secret from the beginning', async () => {
    const { credential } = await bedrock({ env })
    expect(credential.kind === 'bearer' && credential.token.reveal()).toBe('bedrock-api-key-1')
    const { masked, explained } = await decide(onBedrock({ env }))
    expect(masked).toContain('bedrock-api-key-1')
    expect(explained.find(({ name }) => name === 'aws-bearer-token')).toMatchObject({ value: '***' })
    expect(JSON.stringify(explained)).not.toContain('bedrock-api-key')
  })

  test('is a role where one is asked for, whatever key there is', async () => {
    const { credential } = await bedrock({ env, with: { 'aws-role-arn': ROLE } })
    expect(credential).toMatchObject({ kind: 'aws', aws: { roles: [ROLE] } })
  })

  test('is what the machine has where nothing else is said', async () => {
    expect((await bedrock({})).credential).toMatchObject({
      kind: 'aws',
      aws: { source: { kind: 'ambient' }, roles: [] },
    })
  })

  test.each<[string, Step]>([
    ['mode run', { with: { 'export-aws-credentials': 'true' } }],
    ['a Bedrock API key', { env, with: { mode: 'setup', prompt: '', 'export-aws-credentials': 'true' } }],
  ])('is not exported with %s', async (_, step) => {
    expect(await said(step)).toEqual([expect.stringMatching(/^export-aws-credentials is "true": is for /)])
  })
})
