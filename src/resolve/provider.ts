import type { Inputs } from '../action/inputs.ts'
import type { Problem } from '../errors.ts'
import { byDefault, type Candidate, choose, fromInput, type Layer, type Sourced, variableSource } from './layers.ts'
import type { Provider } from './plan.ts'

const switches = [
  ['CLAUDE_CODE_USE_BEDROCK', 'bedrock'],
  ['CLAUDE_CODE_USE_VERTEX', 'vertex'],
] as const

/** The provider: the input, then the layers, then Anthropic. */
export function chooseProvider(inputs: Inputs, layers: readonly Layer[], problems: Problem[]): Sourced<Provider> {
  const said = layers.flatMap((layer): Candidate<Provider>[] => {
    const key = layer.keys.apiProvider as Provider | undefined
    const keyed: Candidate<Provider>[] =
      key === undefined ? [] : [{ value: key, source: { kind: layer.kind, name: layer.name } }]
    const on = switches.filter(([name]) => isOn(layer.env[name]))
    if (on.length > 1)
      problems.push({
        where: layer.name,
        expected: '`CLAUDE_CODE_USE_BEDROCK` and `CLAUDE_CODE_USE_VERTEX` are both set; keep one of them',
      })
    return [...keyed, ...on.map(([name, value]) => ({ value, source: variableSource(layer, name) }))]
  })
  return choose([...fromInput('provider', inputs.provider), ...said, byDefault<Provider>('anthropic')])!
}

/** How the CLI reads its switches: `1`, `true`, `yes`, `on`. */
function isOn(value: string | undefined): boolean {
  return /^(1|true|yes|on)$/i.test(value?.trim() ?? '')
}
