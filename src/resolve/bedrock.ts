import { checkUrl, showUrl } from './hosts.ts'
import { choose, fromInput, fromLayers, nameOf } from './layers.ts'
import { type BedrockPlan, explained } from './plan.ts'
import type { Resolving } from './resolving.ts'

/** The AWS region, which the model depends on as well. */
export function bedrockRegion({ inputs, layers, problems, explain }: Resolving): string | undefined {
  const region = choose([
    ...fromInput('aws-region', inputs.awsRegion),
    ...fromLayers(layers, 'awsRegion', ['AWS_REGION', 'AWS_DEFAULT_REGION']),
  ])
  if (region === undefined) {
    problems.push({ where: 'aws-region', expected: 'is missing: give the input, or set `AWS_REGION` or `awsRegion`' })
    return undefined
  }
  explain.push(explained('aws-region', region))
  if (/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region.value)) return region.value
  problems.push({ where: nameOf(region), held: region.value, expected: 'must be an AWS region, such as eu-west-1' })
  return undefined
}

/** AWS Bedrock. */
export function resolveBedrock(resolving: Resolving, region: string | undefined): BedrockPlan | undefined {
  const { inputs, layers, problems, explain } = resolving
  const named = choose(fromLayers(layers, undefined, ['ANTHROPIC_BEDROCK_BASE_URL']))
  if (named !== undefined) explain.push(explained('base-url', named, showUrl))
  const baseUrl = named === undefined ? undefined : checkUrl(named, inputs.allowedHosts, problems)
  return region === undefined ? undefined : { provider: 'bedrock', region, baseUrl }
}
