import type { Inputs } from '../action/inputs.ts'
import { Secret } from '../secret.ts'
import { checkUrl } from './hosts.ts'
import { choose, fromInput, fromLayers, isSet, type Layer, nameOf, type Sourced } from './layers.ts'
import { type AwsPlan, type AwsSource, explained } from './plan.ts'
import type { Resolving } from './resolving.ts'

/** An AWS region: the input, then the layers. */
export function chooseRegion({ inputs, layers }: Resolving): Sourced<string> | undefined {
  return choose([
    ...fromInput('aws-region', inputs.awsRegion),
    ...fromLayers(layers, 'awsRegion', ['AWS_REGION', 'AWS_DEFAULT_REGION']),
  ])
}

export function checkRegion(region: Sourced<string>, { problems }: Resolving): string | undefined {
  if (/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region.value)) return region.value
  problems.push({ where: nameOf(region), held: region.value, expected: 'must be an AWS region, such as eu-west-1' })
  return undefined
}

/** How AWS credentials are come by: roles from the inputs, by OIDC where the job has it, else what the machine has. */
export function resolveAws(resolving: Resolving, region: string): AwsPlan {
  const { inputs, layers, problems, explain } = resolving
  const roles = chooseRoles(resolving)
  const source = chooseSource(inputs, layers, roles)
  if (roles.length > 0) explain.push(...explainRoles(roles, source))
  if (inputs.awsExternalId !== undefined && roles.length < (source.kind === 'oidc' ? 2 : 1))
    problems.push({
      where: 'aws-external-id',
      expected:
        roles.length === 0
          ? 'is for a role that is assumed; `aws-role-arn` names none'
          : 'is for roles that are assumed from another one; an OIDC token is shown without an external id',
    })
  for (const name of ['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL']) checkEndpoint(name, resolving)
  return {
    region,
    source,
    roles,
    externalId: inputs.awsExternalId,
    sessionName: inputs.awsSessionName ?? sessionNameOf(layers),
    sessionSeconds: inputs.awsSessionSeconds,
    variables: variablesOf(layers),
  }
}

const roleArn = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/

function chooseRoles({ inputs, problems }: Resolving): string[] {
  const { awsRoles } = inputs
  for (const held of awsRoles)
    if (!roleArn.test(held))
      problems.push({
        where: 'aws-role-arn',
        held,
        expected: 'must be the ARN of a role, such as arn:aws:iam::123456789012:role/ClaudeCodeBedrock, one a line',
      })
  return awsRoles
}

/** A runner gives these two to a job with `permissions: id-token: write`. */
function chooseSource({ awsAudience }: Inputs, layers: readonly Layer[], roles: readonly string[]): AwsSource {
  const env = layers.find(({ kind }) => kind === 'env')?.env ?? {}
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = env
  if (roles.length === 0 || !isSet(url) || !isSet(token) || !URL.canParse(url)) return { kind: 'ambient' }
  return { kind: 'oidc', request: { url, token: new Secret(token) }, audience: awsAudience }
}

function explainRoles(roles: readonly string[], source: AwsSource) {
  const how = source.kind === 'oidc' ? 'by GitHub OIDC' : 'from the AWS credentials of the machine'
  return [
    explained('aws-role-arn', {
      value: `${roles.join(', then ')} (${how})`,
      source: { kind: 'input', name: 'input aws-role-arn' },
      over: [],
    }),
  ]
}

/** The name as CloudTrail shows it: 2 to 64 of `[\w+=,.@-]` ("AssumeRole" in the AWS STS API reference). */
function sessionNameOf(layers: readonly Layer[]): string {
  const run = layers.find(({ kind }) => kind === 'env')?.env.GITHUB_RUN_ID
  return run !== undefined && /^\d{1,30}$/.test(run) ? `claude-provider-action-${run}` : 'claude-provider-action'
}

/** An endpoint that somebody named in the SDK's own way: the OIDC token, say, goes there. */
export function checkEndpoint(name: string, { layers, inputs, problems }: Resolving): void {
  const named = choose(fromLayers(layers, undefined, [name]))
  // Bedrock may go by the same variable, which is told once then.
  if (named !== undefined && !problems.some(({ where }) => where === nameOf(named)))
    checkUrl(named, inputs.allowedHosts, problems)
}

/**
 * Keys that are of one piece: a secret key of one place does not go with the id of another. Nor does a profile, which the
 * SDK would prefer to keys whoever named it.
 */
const keyVariables = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_PROFILE',
]

/** What the AWS SDK will read from the environment, the layers put together as for every other value. */
function variablesOf(layers: readonly Layer[]): Map<string, Secret> {
  const variables = new Map<string, Secret>()
  let keysFrom: Layer | undefined
  for (const layer of layers)
    for (const [name, value] of Object.entries(layer.env)) {
      if (!/^AWS_[A-Z0-9_]+$/.test(name) && !(layer.kind === 'env' && /^(HOME|USERPROFILE)$/.test(name))) continue
      if (!isSet(value) || variables.has(name)) continue
      if (keyVariables.includes(name)) {
        keysFrom ??= layer
        if (keysFrom !== layer) continue
      }
      variables.set(name, new Secret(value.trim()))
    }
  return variables
}
