import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/resolve/settings.ts'
import { decide, type Step } from './fixture.ts'

/** A settings file, as the resolution sees it. */
const file = (name: string, settings: Record<string, unknown>) => readSettings(name, settings).layer

async function plan(step: Step): Promise<unknown> {
  const { plan, said } = await decide(step)
  expect(said).toBe('')
  return plan?.provider
}

describe('the documents’ own settings', () => {
  test.each([
    [
      { apiProvider: 'bedrock', awsRegion: 'us-east-1' },
      { provider: 'bedrock', region: 'us-east-1' },
    ],
    [
      { apiProvider: 'bedrock', awsRegion: 'eu-west-1' },
      { provider: 'bedrock', region: 'eu-west-1' },
    ],
    [
      { apiProvider: 'vertex', gcpProjectId: 'my-gcp-project-12345', gcpRegion: 'us-east5' },
      { provider: 'vertex', project: 'my-gcp-project-12345', region: 'us-east5' },
    ],
    [
      { apiProvider: 'openai-compatible', customApiUrl: 'https://my-proxy.internal.company.com/v1' },
      { provider: 'openai-compatible', url: new URL('https://my-proxy.internal.company.com/') },
    ],
    [{ model: 'claude-sonnet-4-6', apiProvider: 'anthropic' }, { provider: 'anthropic' }],
    [{ apiProvider: 'anthropic' }, { provider: 'anthropic' }],
    [
      { model: 'claude-sonnet-4-6', apiProvider: 'bedrock', awsRegion: 'eu-west-1' },
      { provider: 'bedrock', region: 'eu-west-1' },
    ],
  ])('%j', async (settings, expected) => {
    expect(await plan({ files: [file('.claude/settings.json', settings)] })).toMatchObject(expected)
  })
})

describe('who wins', () => {
  /** Every place that can name the region, strongest first; each says one of its own. */
  const places = [
    'input',
    'AWS_REGION',
    'AWS_DEFAULT_REGION',
    'local key',
    'local env',
    'project key',
    'project env',
    'user key',
  ] as const
  const region = (place: (typeof places)[number]) => `eu-west-${places.indexOf(place) + 1}`

  test('is the order of the contract, whichever of the places say something', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...places], { minLength: 1 }), async (said) => {
        const has = (place: (typeof places)[number]) => said.includes(place)
        const layer = (name: string, short: 'local' | 'project') =>
          file(name, {
            ...(has(`${short} key`) ? { awsRegion: region(`${short} key`) } : {}),
            ...(has(`${short} env`) ? { env: { AWS_REGION: region(`${short} env`) } } : {}),
          })
        const { explained } = await decide({
          with: {
            provider: 'bedrock',
            model: 'global.anthropic.claude-haiku-4-5-20251001-v1:0',
            ...(has('input') ? { 'aws-region': region('input') } : {}),
          },
          env: Object.fromEntries(
            (['AWS_REGION', 'AWS_DEFAULT_REGION'] as const).filter(has).map((name) => [name, region(name)]),
          ),
          files: [
            layer('.claude/settings.local.json', 'local'),
            layer('.claude/settings.json', 'project'),
            file('~/.claude/settings.json', has('user key') ? { awsRegion: region('user key') } : {}),
          ],
        })
        const chosen = explained.find(({ name }) => name === 'aws-region')!
        // One variable of a layer speaks for it: the second is only asked where the first is not set.
        const heard = said.filter((place) => place !== 'AWS_DEFAULT_REGION' || !has('AWS_REGION'))
        const inOrder = places.filter((place) => heard.includes(place)).map(region)
        expect([chosen.value, ...chosen.over.map(({ value }) => value)]).toEqual(inOrder)
      }),
      { numRuns: 60 },
    )
  })

  test('each value is on its own', async () => {
    const provider = await plan({
      env: { CLOUD_ML_REGION: 'europe-west4' },
      files: [file('.claude/settings.json', { gcpProjectId: 'from-project', env: { CLAUDE_CODE_USE_VERTEX: '1' } })],
    })
    expect(provider).toMatchObject({ provider: 'vertex', region: 'europe-west4', project: 'from-project' })
  })
})

describe('what a provider cannot do without', () => {
  test.each<[string, Step, RegExp]>([
    ['a region', { with: { provider: 'bedrock' } }, /^aws-region: is missing/],
    [
      'a region that is one',
      { with: { provider: 'bedrock', 'aws-region': 'Ireland' } },
      /^aws-region is "Ireland": must be an AWS region/,
    ],
    ['a location', { with: { provider: 'vertex' } }, /^gcp-region: is missing/],
    [
      'a project’s id',
      { with: { provider: 'vertex', 'gcp-region': 'global', 'gcp-project-id': '123456' } },
      /its id is wanted/,
    ],
    ['a server', { with: { provider: 'openai-compatible' } }, /^base-url: is missing/],
    [
      'a model that is there',
      { with: { provider: 'bedrock', 'aws-region': 'eu-west-1', model: 'claude-mythos-5' } },
      /^model is "claude-mythos-5": is not offered by provider bedrock; it has /,
    ],
    [
      'an ARN’s provider',
      { with: { model: 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/x' } },
      /is an AWS ARN/,
    ],
  ])('%s', async (_, step, said) => {
    const decided = await decide(step)
    expect(decided.said).toMatch(said)
    expect(decided.plan).toBeUndefined()
  })
})

test('data stays in its geography, and the aliases with it', async () => {
  const { plan } = await decide({ with: { provider: 'bedrock', 'aws-region': 'eu-west-1', tier: 'haiku' } })
  expect(plan?.model.id).toMatch(/^eu\./)
  for (const id of Object.values(plan!.model.aliases)) expect(id).toMatch(/^eu\./)
})

test('an inference profile’s ARN passes as it is, a model of tomorrow with a warning', async () => {
  const arn = 'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc'
  const base = { provider: 'bedrock', 'aws-region': 'eu-west-1' }
  expect((await decide({ with: { ...base, model: arn } })).plan?.model.id).toBe(arn)
  const tomorrow = await decide({ with: { ...base, model: 'eu.anthropic.claude-haiku-9' } })
  expect(tomorrow.plan?.model.id).toBe('eu.anthropic.claude-haiku-9')
  expect(tomorrow.warnings).toHaveLength(1)
})
