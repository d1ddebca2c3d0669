import { checkEndpoint, checkRegion, chooseRegion, resolveAws } from './aws.ts'
import { fromInput } from './layers.ts'
import { explained, type StoredKeyPlan } from './plan.ts'
import type { Resolving } from './resolving.ts'

const arn = /^arn:aws[\w-]*:secretsmanager:([a-z0-9-]+):\d{12}:secret:[\w/+=.@!-]+$/
const name = /^[\w/+=.@!-]{1,512}$/

/** The key that lies in AWS Secrets Manager: where, and what is to be done with it. */
export function resolveStoredKey(resolving: Resolving, id: string): StoredKeyPlan | undefined {
  const { inputs, problems, explain } = resolving
  const named = arn.exec(id)
  if (named === null && !name.test(id))
    problems.push({
      where: 'secret-id',
      held: id,
      expected:
        'must be the name of a secret, or its ARN, such as arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/key',
    })
  const own = chooseRegion(resolving)
  const [given] = fromInput('secret-region', inputs.secretRegion)
  const region =
    given ?? (named === null ? own : { value: named[1]!, source: { kind: 'input', name: 'input secret-id' } })
  if (region === undefined) {
    problems.push({
      where: 'secret-region',
      expected: 'is missing: give it or `aws-region`, set `AWS_REGION`, or name the secret by its whole ARN',
    })
    return undefined
  }
  const chosen = { ...region, over: [] } as Parameters<typeof checkRegion>[0]
  explain.push(explained('secret-region', chosen))
  const checked = checkRegion(chosen, resolving)
  if (checked === undefined) return undefined
  checkEndpoint('AWS_ENDPOINT_URL_SECRETS_MANAGER', resolving)
  return {
    id,
    field: inputs.secretField,
    region: checked,
    // The role is assumed where the rest of the step is at home.
    aws: resolveAws(resolving, own === undefined ? checked : (checkRegion(own, resolving) ?? checked)),
    rotation: inputs.rotation ?? (inputs.mode === 'rotate' ? 'promote' : 'off'),
    version: undefined,
  }
}
