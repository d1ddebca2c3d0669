import { awsHost } from '../models/index.ts'
import { checkRegion, chooseRegion, resolveAws } from './aws.ts'
import { checkHost, checkUrl, showUrl } from './hosts.ts'
import { choose, fromLayers, type Layer } from './layers.ts'
import { type BedrockCredential, type BedrockPlan, explained } from './plan.ts'
import type { Resolving } from './resolving.ts'

/** The AWS region, which the model depends on as well. */
export function bedrockRegion(resolving: Resolving): string | undefined {
  const region = chooseRegion(resolving)
  if (region === undefined) {
    resolving.problems.push({
      where: 'aws-region',
      expected: 'is missing: give the input, or set `AWS_REGION` or `awsRegion`',
    })
    return undefined
  }
  resolving.explain.push(explained('aws-region', region))
  return checkRegion(region, resolving)
}

/** AWS Bedrock. */
export function resolveBedrock(resolving: Resolving, region: string | undefined): BedrockPlan | undefined {
  if (region === undefined) return undefined
  const endpoint = chooseEndpoint(resolving, region)
  const credential = chooseCredential(resolving, region)
  return endpoint === undefined ? undefined : { provider: 'bedrock', region, endpoint, credential }
}

/** The CLI's own variable for it, then the AWS SDK's ("Service-specific endpoints"), then AWS's endpoint of the region. */
function chooseEndpoint({ inputs, layers, problems, explain }: Resolving, region: string): URL | undefined {
  const sdk = isTrue(layers, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS')
    ? []
    : ['AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AWS_ENDPOINT_URL']
  const named = choose(fromLayers(layers, undefined, ['ANTHROPIC_BEDROCK_BASE_URL', ...sdk]))
  if (named !== undefined) {
    explain.push(explained('base-url', named, showUrl))
    return checkUrl(named, inputs.allowedHosts, problems)
  }
  const [fips, dualStack] = [isTrue(layers, 'AWS_USE_FIPS_ENDPOINT'), isTrue(layers, 'AWS_USE_DUALSTACK_ENDPOINT')]
  const own = new URL(`https://${awsHost('bedrock-runtime', region, { fips, dualStack })}`)
  checkHost(own, inputs.allowedHosts, 'provider', problems)
  return own
}

/** A role is what somebody asked for; a Bedrock API key comes before what the machine has, as it does for the SDK. */
function chooseCredential(resolving: Resolving, region: string): BedrockCredential {
  const { inputs, layers, secret, explain } = resolving
  const key = choose(fromLayers(layers, undefined, ['AWS_BEARER_TOKEN_BEDROCK']))
  if (key === undefined || inputs.awsRoles.length > 0) return { kind: 'aws', aws: resolveAws(resolving, region) }
  explain.push(explained('aws-bearer-token', key, () => '***'))
  return { kind: 'bearer', token: secret(key.value) }
}

function isTrue(layers: readonly Layer[], name: string): boolean {
  return choose(fromLayers(layers, undefined, [name]))?.value.toLowerCase() === 'true'
}
