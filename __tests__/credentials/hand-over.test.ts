import { describe, expect, onTestFinished, test } from 'vitest'
import { startOidcIssuer } from '../../lab/github/oidc.ts'
import type { CredentialMeans } from '../../src/credentials/credential.ts'
import { handOver } from '../../src/credentials/hand-over.ts'
import { openAgents } from '../../src/network/agents.ts'
import type { AnthropicPlan, AwsPlan, BedrockPlan } from '../../src/resolve/plan.ts'
import { Secret } from '../../src/secret.ts'

const plan = (scheme: 'x-api-key' | 'bearer'): AnthropicPlan => ({
  provider: 'anthropic',
  upstream: { kind: 'gateway', url: new URL('https://gateway.example.com') },
  key: { kind: 'given', secret: new Secret('sk-ant-key') },
  auth: { scheme, other: 'never' },
  extraHeaders: new Map([
    ['x-team', new Secret('blue')],
    ['x-other', new Secret('a: b')],
  ]),
})

test.each([
  ['x-api-key', 'ANTHROPIC_API_KEY'],
  ['bearer', 'ANTHROPIC_AUTH_TOKEN'],
] as const)('a key that travels as %s is handed over as %s', async (scheme, name) => {
  const { variables } = await handOver(plan(scheme), {} as never, {} as never)
  expect(variables).toEqual({
    [name]: 'sk-ant-key',
    ANTHROPIC_BASE_URL: 'https://gateway.example.com',
    ANTHROPIC_CUSTOM_HEADERS: 'x-team: blue\nx-other: a: b',
  })
})

describe('Bedrock', () => {
  const means = (): CredentialMeans => {
    const agents = openAgents({})
    onTestFinished(() => agents.close())
    return { agents, mask: () => {}, say: () => {}, stop: new AbortController().signal }
  }
  const bedrock = (credential: BedrockPlan['credential']): BedrockPlan => ({
    provider: 'bedrock',
    region: 'eu-west-1',
    endpoint: new URL('https://vpc.example.com/bedrock/'),
    credential,
  })

  test('an API key is handed over as it is', async () => {
    const { variables } = await handOver(
      bedrock({ kind: 'bearer', token: new Secret('api-key') }),
      means(),
      {} as never,
    )
    expect(variables).toEqual({
      ANTHROPIC_BEDROCK_BASE_URL: 'https://vpc.example.com/bedrock',
      AWS_BEARER_TOKEN_BEDROCK: 'api-key',
    })
  })

  test('a role that is refused is told before anything is started', async () => {
    const issuer = await startOidcIssuer({ answer: () => ({ status: 403 }) })
    onTestFinished(() => issuer.close())
    const request = { url: issuer.request.url, token: new Secret(issuer.request.token) }
    const aws: AwsPlan = {
      region: 'eu-west-1',
      source: { kind: 'oidc', request, audience: 'sts.amazonaws.com' },
      roles: ['arn:aws:iam::123456789012:role/X'],
      externalId: undefined,
      sessionName: 'claude',
      sessionSeconds: 900,
      variables: new Map(),
    }
    await expect(handOver(bedrock({ kind: 'aws', aws }), means(), {} as never)).rejects.toMatchObject({
      code: 'oidc-unavailable',
    })
  })
})
