import { expect, test } from 'vitest'
import { leastPolicy } from '../../src/resolve/iam-policy.ts'
import type { ModelPlan } from '../../src/resolve/plan.ts'

const haiku = 'eu.anthropic.claude-haiku-4-5-20251001-v1:0'
const plan: ModelPlan = {
  name: 'claude-haiku-4-5',
  id: haiku,
  tier: 'haiku',
  price: undefined,
  aliases: { haiku, sonnet: haiku, opus: haiku },
}

test('allows the two ways to invoke, on the profile and on the model in each region that it routes to', () => {
  const policy = leastPolicy(plan, 'eu-west-1', '123456789012')!
  const [statement, ...others] = policy.Statement
  expect(others).toEqual([])
  expect(statement!.Action).toEqual(['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'])
  expect(statement!.Resource).toContain(`arn:aws:bedrock:eu-west-1:123456789012:inference-profile/${haiku}`)
  const models = statement!.Resource.filter((arn) => arn.includes('foundation-model'))
  expect(models.length).toBeGreaterThan(1)
  expect(
    models.every((arn) =>
      /^arn:aws:bedrock:eu-[a-z]+-\d::foundation-model\/anthropic\.claude-haiku-4-5-20251001-v1:0$/.test(arn),
    ),
  ).toBe(true)
})

test('is none for a model that is not known', () => {
  const unknown = { ...plan, id: 'mine', aliases: { haiku: 'mine', sonnet: 'mine', opus: 'mine' } }
  expect(leastPolicy(unknown, 'eu-west-1')).toBeUndefined()
})
