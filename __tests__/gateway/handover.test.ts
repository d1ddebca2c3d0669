import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type Handover, pack, unpack } from '../../src/gateway/handover.ts'
import type { AnthropicPlan, AwsPlan, BedrockPlan } from '../../src/resolve/plan.ts'
import { Secret } from '../../src/secret.ts'

const anthropic: AnthropicPlan = {
  provider: 'anthropic',
  upstream: { kind: 'gateway', url: new URL('https://gateway.example.com/a%2Fb:c') },
  key: { kind: 'given', secret: new Secret('sk-ant-hidden') },
  auth: { scheme: 'bearer', other: 'once' },
  extraHeaders: new Map([
    ['x-team', new Secret('hidden ü\n"blue"')],
    ['$secret', new Secret('hidden-too')],
  ]),
}

const bedrock = (credential: BedrockPlan['credential']): BedrockPlan => ({
  provider: 'bedrock',
  region: 'eu-west-1',
  endpoint: new URL('https://bedrock-runtime.eu-west-1.amazonaws.com'),
  credential,
})

const aws: AwsPlan = {
  region: 'eu-west-1',
  source: {
    kind: 'oidc',
    request: { url: 'https://pipelines.example.com/?x=1', token: new Secret('hidden-request-token') },
    audience: 'sts.amazonaws.com',
  },
  roles: ['arn:aws:iam::123456789012:role/X', 'arn:aws:iam::123456789012:role/Y'],
  externalId: new Secret('hidden-external-id'),
  sessionName: 'claude',
  sessionSeconds: 900,
  variables: new Map([
    ['AWS_SECRET_ACCESS_KEY', new Secret('hidden-key')],
    ['HOME', new Secret('/home/runner')],
  ]),
}

const stored: AnthropicPlan = {
  ...anthropic,
  key: {
    kind: 'stored',
    stored: { id: 'team/key', field: 'a.b', region: 'eu-west-1', aws, rotation: 'off', version: undefined },
  },
}

const byRole = bedrock({ kind: 'aws', aws })
const ambient = bedrock({
  kind: 'aws',
  aws: { ...aws, source: { kind: 'ambient' }, roles: [], externalId: undefined, variables: new Map() },
})
const bearer = bedrock({ kind: 'bearer', token: new Secret('hidden-api-key') })

const handover = (provider: Handover['provider']): Handover => ({
  provider,
  proxyEnv: { HTTPS_PROXY: 'http://proxy.example.com:3128' },
  control: 'cpa-run-control',
  surroundings: new Map([['AWS_SECRET_ACCESS_KEY', new Secret('hidden-around')]]),
  exportAws: true,
})

/** With each secret as what it is: two of them are otherwise equal whatever they hold. */
function opened(value: unknown): unknown {
  if (value instanceof Secret) return { secret: value.reveal() }
  if (value instanceof URL) return { url: value.href }
  if (value instanceof Map) return { map: [...value].map(([key, held]) => [key, opened(held)]) }
  if (Array.isArray(value)) return value.map(opened)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, opened(held)]))
}

describe.each([
  ['Anthropic', anthropic],
  ['Anthropic with a key that is stored', stored],
  ['Bedrock by OIDC', byRole],
  ['Bedrock with what the machine has', ambient],
  ['Bedrock with an API key', bearer],
])('%s', (_, provider) => {
  test('comes out as it went in', () => {
    const text = pack(handover(provider))
    expect(text).not.toContain('\n')
    expect(opened(unpack(text))).toEqual(opened(handover(provider)))
  })

  test('shows no secret to who prints it, on either side', () => {
    for (const held of [handover(provider), unpack(pack(handover(provider)))])
      for (const print of [inspect(held, { depth: 20 }), JSON.stringify(held), String(held.provider), `${held}`])
        expect(print).not.toContain('hidden')
  })
})

test('what is there is of its own kind again', () => {
  const { provider } = unpack(pack(handover(anthropic)))
  if (provider.provider !== 'anthropic') return expect.unreachable()
  expect(provider.key.kind === 'given' && provider.key.secret.reveal()).toBe('sk-ant-hidden')
  expect(provider.upstream.url).toBeInstanceOf(URL)
  expect(provider.extraHeaders).toBeInstanceOf(Map)
  expect(provider.extraHeaders.get('x-team')?.reveal()).toBe('hidden ü\n"blue"')
})
