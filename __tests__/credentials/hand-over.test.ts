import { expect, test } from 'vitest'
import { handOver } from '../../src/credentials/hand-over.ts'
import type { AnthropicPlan } from '../../src/resolve/plan.ts'
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
  const { variables } = await handOver(plan(scheme), {} as never)
  expect(variables).toEqual({
    [name]: 'sk-ant-key',
    ANTHROPIC_BASE_URL: 'https://gateway.example.com',
    ANTHROPIC_CUSTOM_HEADERS: 'x-team: blue\nx-other: a: b',
  })
})
