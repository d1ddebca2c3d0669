import { isSet } from './layers.ts'
import { type AwsPlan, type ModelPlan, mightSteer, type Provider, type ProviderPlan } from './plan.ts'
import type { Resolving } from './resolving.ts'

/** What was chosen, as far as it could be. */
interface Chosen {
  asked: Provider
  provider: ProviderPlan | undefined
  model: ModelPlan | undefined
}

/** What is right each for itself, and does not go together. */
export function checkTogether(resolving: Resolving, { asked, provider, model }: Chosen): void {
  checkBudget(resolving, model)
  if (resolving.inputs.mode === 'setup') checkSetup(resolving)
  checkExport(resolving, provider)
  checkSecret(resolving, asked)
  if (provider !== undefined) warnOfUnused(resolving, provider)
}

function checkBudget({ inputs: { maxBudgetUsd }, problems }: Resolving, model: ModelPlan | undefined): void {
  if (maxBudgetUsd === undefined || model === undefined || model.price !== undefined) return
  problems.push({
    where: 'max-budget-usd',
    held: String(maxBudgetUsd),
    expected: `cannot be kept: the price of ${model.name} is not known; leave it out and use \`max-turns\``,
  })
}

/**
 * In mode `setup` somebody else starts `claude`: there is no private settings file then, and the `env` of any other one
 * would beat what is exported. And a key that is exported could be read by every step, so it is not.
 */
function checkSetup({ inputs, settingsEnv, problems }: Resolving): void {
  if (inputs.isolation === 'env')
    problems.push({
      where: 'isolation',
      held: 'env',
      expected: 'is not for mode `setup`: the key would have to be written into the environment of the whole job',
    })
  if (inputs.sandbox === 'require')
    problems.push({
      where: 'sandbox',
      held: 'require',
      expected: 'cannot be kept in mode `setup`: it is the steps that follow that start `claude`; use mode `run`',
    })
  // A choice of models that `setup` does not export is no conflict, and no way out of the gateway.
  for (const layer of settingsEnv)
    for (const name of Object.keys(layer.env).filter(mightSteer))
      if (isSet(layer.env[name]) && !/^(ANTHROPIC_SMALL_FAST|CLAUDE_CODE_\w+)_MODEL$/.test(name))
        problems.push({
          where: `${layer.name} env ${name}`,
          expected: 'would beat what mode `setup` exports; take it out, or use mode `run`, which can pin it',
          code: 'settings-invalid',
        })
}

function checkExport({ inputs, problems }: Resolving, provider: ProviderPlan | undefined): void {
  if (!inputs.exportAwsCredentials) return
  const expected =
    inputs.mode !== 'setup'
      ? 'is for mode `setup`: no step follows that could be meant otherwise'
      : provider !== undefined && (provider.provider !== 'bedrock' || provider.credential.kind !== 'aws')
        ? 'is for the AWS credentials of Bedrock, and this step has none'
        : undefined
  if (expected !== undefined) problems.push({ where: 'export-aws-credentials', held: 'true', expected })
}

/** A key of Secrets Manager is for providers that take one, and `rotation` for a key that lies there. */
function checkSecret({ inputs, problems }: Resolving, provider: Provider): void {
  const { secretId, rotation, mode } = inputs
  if (secretId !== undefined && (provider === 'bedrock' || provider === 'vertex'))
    problems.push({
      where: 'secret-id',
      held: secretId,
      expected: `is for an API key, which ${provider} does not take`,
    })
  if (secretId === undefined && mode === 'rotate')
    problems.push({ where: 'secret-id', expected: 'is missing: mode `rotate` is about a key in AWS Secrets Manager' })
  else if (secretId === undefined && rotation !== undefined && rotation !== 'off')
    problems.push({
      where: 'rotation',
      held: rotation,
      expected: 'is for a key in AWS Secrets Manager; `secret-id` is missing',
    })
  if (mode === 'rotate' && rotation === 'off')
    problems.push({
      where: 'rotation',
      held: 'off',
      expected: 'leaves nothing to do in mode `rotate`; use `promote` or `verify`',
    })
}

/** Credentials of a cloud that nothing in this step needs. */
function warnOfUnused({ inputs, warnings }: Resolving, provider: ProviderPlan): void {
  if (inputs.awsRoles.length > 0 && awsOf(provider) === undefined)
    warnings.push(
      `\`aws-role-arn\` is given, and nothing in a step on ${provider.provider} needs AWS: it is not assumed.`,
    )
  if (provider.provider === 'vertex') return
  for (const [name, held] of [
    ['gcp-workload-identity-provider', inputs.gcpIdentityProvider],
    ['gcp-credentials-json', inputs.gcpCredentials],
  ] as const)
    if (held !== undefined)
      warnings.push(`\`${name}\` is given, and nothing in a step on ${provider.provider} needs Google: it is not used.`)
}

/** The AWS credentials that a provider is reached with, or its key read with. */
function awsOf(provider: ProviderPlan): AwsPlan | undefined {
  if (provider.provider === 'bedrock') return provider.credential.kind === 'aws' ? provider.credential.aws : undefined
  if (provider.provider === 'vertex') return undefined
  return provider.key.kind === 'stored' ? provider.key.stored.aws : undefined
}
