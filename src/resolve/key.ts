import type { Secret } from '../secret.ts'
import { type Candidate, choose, fromInput, isSet, nameOf, type Sourced, variableSource } from './layers.ts'
import { type AuthPlan, explained } from './plan.ts'
import type { Resolving } from './resolving.ts'

export interface Key {
  secret: Secret
  /** How a key of this source travels unless somebody says otherwise. */
  scheme: AuthPlan['scheme']
}

const variables = [
  ['ANTHROPIC_API_KEY', 'x-api-key'],
  ['ANTHROPIC_AUTH_TOKEN', 'bearer'],
] as const

/** The API key: the input, then the layers. */
export function chooseKey({ inputs, layers, secret, problems, explain }: Resolving): Key | undefined {
  const input: Candidate<Key>[] = fromInput('api-key', inputs.apiKey).map(({ value, source }) => ({
    value: { secret: value, scheme: 'x-api-key' },
    source,
  }))
  const said = layers.flatMap((layer) =>
    variables.flatMap(([name, scheme]): Candidate<Key>[] => {
      const held = layer.env[name]
      return isSet(held)
        ? [{ value: { secret: secret(held.trim()), scheme }, source: variableSource(layer, name) }]
        : []
    }),
  )
  const key: Sourced<Key> | undefined = choose([...input, ...said])
  if (key === undefined) {
    problems.push({
      where: 'api-key',
      expected:
        'is missing: give the input or set `ANTHROPIC_API_KEY`. A secret that does not exist, or that this event may not read (a pull request from a fork), comes out empty',
    })
    return undefined
  }
  explain.push(explained('api-key', key, () => '***'))
  if (/[^\x21-\x7e]/.test(key.value.secret.reveal()))
    problems.push({
      where: nameOf(key),
      expected:
        'holds a space, a line break or another character that no key has; was more than the key pasted into the secret?',
    })
  return key.value
}
