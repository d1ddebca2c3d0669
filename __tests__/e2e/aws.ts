/** An account on AWS for a test file: Moto behind a checking STS, GitHub's issuer, and a Bedrock that checks signatures. */
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type BedrockRuntime, type BedrockRuntimeOptions, startBedrockRuntime } from '../../lab/aws/bedrock-runtime.ts'
import type { Identity } from '../../lab/aws/identities.ts'
import { type Moto, startMoto } from '../../lab/aws/moto.ts'
import { type Sts, type StsOptions, startSts } from '../../lab/aws/sts.ts'
import { type OidcIssuer, type OidcOptions, startOidcIssuer } from '../../lab/github/oidc.ts'
import type { Answer, Script } from '../../lab/providers/answers.ts'
import { type StepOptions, type StepResult, type StepRun, startStep } from '../../lab/runner/step.ts'
import { claude } from './support.ts'

export const role = 'arn:aws:iam::123456789012:role/ClaudeCodeBedrock'

let moto: Moto
beforeAll(async () => {
  moto = await startMoto()
})
afterAll(() => moto?.close())

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

export interface AwsScenario {
  script?: Script
  oidc?: OidcOptions | 'none'
  sts?: Partial<StsOptions>
  bedrock?: Partial<BedrockRuntimeOptions>
  inputs?: Record<string, string>
  env?: Record<string, string> | ((account: Account) => Record<string, string>)
  step?: Omit<StepOptions, 'inputs' | 'env' | 'oidc'>
}

export interface Account {
  issuer: OidcIssuer
  sts: Sts
  bedrock: BedrockRuntime
}

export const hello: Answer = { kind: 'message', text: 'Hello.' }

/** Starts a step on Bedrock; what a scenario does not say is a role that trusts the job. */
export async function start(scenario: AwsScenario): Promise<Account & { run: StepRun }> {
  const issuer = await startOidcIssuer(scenario.oidc === 'none' ? {} : scenario.oidc)
  const sts = await startSts({ moto, issuer, roles: { [role]: {} }, ...scenario.sts })
  const keys = new Map<string, Identity>((scenario.sts?.keys ?? []).map((key) => [key.accessKeyId, key]))
  const bedrock = await startBedrockRuntime({
    script: scenario.script ?? [hello],
    sessions: { get: (id) => sts.sessions.get(id) ?? keys.get(id) },
    region: 'eu-west-1',
    ...scenario.bedrock,
  })
  open.push(issuer, sts, bedrock)
  const account = { issuer, sts, bedrock }
  const run = await startStep({
    ...scenario.step,
    inputs: {
      prompt: 'Say hello.',
      provider: 'bedrock',
      'aws-region': 'eu-west-1',
      'aws-role-arn': role,
      model: 'haiku',
      'claude-path': claude,
      ...scenario.inputs,
    },
    env: {
      // Nothing that is started here may ever ask the real AWS, nor the machine's own instance.
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_ENDPOINT_URL_STS: sts.url,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...(typeof scenario.env === 'function' ? scenario.env(account) : scenario.env),
    },
    ...(scenario.oidc === 'none' ? {} : { oidc: issuer.request }),
  })
  return { ...account, run }
}

export async function run(scenario: AwsScenario): Promise<Account & { step: StepResult }> {
  const { run, ...account } = await start(scenario)
  return { ...account, step: await run.done }
}
