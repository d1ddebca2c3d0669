import type { Secret } from '../secret.ts'
import { type Candidate, choose, fromInput, isSet, nameOf, type Sourced, variableSource } from './layers.ts'
import { type AuthPlan, explained, type KeyPlan } from './plan.ts'
import type { Resolving } from './resolving.ts'
import { resolveStoredKey } from './stored-key.ts'

export interface Key {
  plan: KeyPlan
  /** How a key of this source travels unless somebody says otherwise. */
  scheme: AuthPlan['scheme']
}

interface Given {
  secret: Secret
  scheme: AuthPlan['scheme']
}

const variables = [
  ['ANTHROPIC_API_KEY', 'x-api-key'],
  ['ANTHROPIC_AUTH_TOKEN', 'bearer'],
] as const

/** The API key: the input or the secret that an input names, then the layers. */
export function chooseKey(resolving: Resolving): Key | undefined {
  const { inputs, problems, explain } = resolving
  const given = givenKey(resolving)
  if (inputs.secretId !== undefined) {
    if (inputs.apiKey !== undefined)
      problems.push({ where: 'secret-id', held: inputs.secretId, expected: '`api-key` is given too; keep one of them' })
    const over = given === undefined ? [] : [{ value: '***', source: given.source }]
    const source = { kind: 'input', name: 'input secret-id' } as const
    explain.push(explained('api-key', { value: `secret ${inputs.secretId}`, source, over }))
    const stored = resolveStoredKey(resolving, inputs.secretId)
    return stored === undefined ? undefined : { plan: { kind: 'stored', stored }, scheme: 'x-api-key' }
  }
  if (given === undefined) {
    problems.push({
      where: 'api-key',
      expected:
        'is missing: give the input or set `ANTHROPIC_API_KEY`. A secret that does not exist, or that this event may not read (a pull request from a fork), comes out empty',
    })
    return undefined
  }
  explain.push(explained('api-key', given, () => '***'))
  const { secret, scheme } = given.value
  if (/[^\x21-\x7e]/.test(secret.reveal()))
    problems.push({
      where: nameOf(given),
      expected:
        'holds a space, a line break or another character that no key has; was more than the key pasted into the secret?',
    })
  return { plan: { kind: 'given', secret }, scheme }
}

function givenKey({ inputs, layers, secret }: Resolving): Sourced<Given> | undefined {
  const input: Candidate<Given>[] = fromInput('api-key', inputs.apiKey).map(({ value, source }) => ({
    value: { secret: value, scheme: 'x-api-key' },
    source,
  }))
  const said = layers.flatMap((layer) =>
    variables.flatMap(([name, scheme]): Candidate<Given>[] => {
      const held = layer.env[name]
      return isSet(held)
        ? [{ value: { secret: secret(held.trim()), scheme }, source: variableSource(layer, name) }]
        : []
    }),
  )
  return choose([...input, ...said])
}
