/** An account on AWS with one secret in it, for a test file: Moto, and an API that takes some keys. */
import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Moto, startMoto } from '../../lab/aws/moto.ts'
import type { Answer } from '../../lab/providers/answers.ts'
import { type MessagesApi, startMessagesApi } from '../../lab/providers/messages-api.ts'
import { type StepResult, startStep } from '../../lab/runner/step.ts'
import { claude } from './support.ts'

export type Label = 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS'

let moto: Moto
beforeAll(async () => {
  moto = await startMoto()
})
afterAll(() => moto?.close())

/** The account's services, once they are there. */
export const account = (): Moto => moto

const open: MessagesApi[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()))
})

export interface Vault {
  name: string
  client: SecretsManagerClient
  /** Which version each label is on. */
  labels(): Promise<Partial<Record<Label, string>>>
  /** Every version that there is, labelled or not. */
  versions(): Promise<string[]>
}

let made = 0

/** A secret with these keys, oldest first; a label is put on its version when all of them are there. */
export async function makeSecret(keys: readonly (readonly [id: string, key: string, label?: Label])[]): Promise<Vault> {
  const client = new SecretsManagerClient({
    region: 'eu-west-1',
    endpoint: moto.url,
    credentials: { accessKeyId: 'AKIALAB', secretAccessKey: 'lab' },
  })
  const name = `prod/claude-code/key-${++made}`
  const { CreateSecretCommand, PutSecretValueCommand } = await import('@aws-sdk/client-secrets-manager')
  const text = (key: string) => JSON.stringify({ ANTHROPIC_API_KEY: key, other: 'value' })
  const by = (label: Label) => keys.filter(([, , held]) => held === label)
  const order = [...by('AWSPREVIOUS'), ...by('AWSCURRENT'), ...by('AWSPENDING')]
  for (const [at, [id, key, label]] of order.entries()) {
    const ClientRequestToken = versionId(id)
    if (at === 0)
      await client.send(new CreateSecretCommand({ Name: name, SecretString: text(key), ClientRequestToken }))
    else
      await client.send(
        new PutSecretValueCommand({
          SecretId: name,
          SecretString: text(key),
          ClientRequestToken,
          ...(label === 'AWSPENDING' ? { VersionStages: ['AWSPENDING'] } : {}),
        }),
      )
  }
  const describe = () => client.send(new DescribeSecretCommand({ SecretId: name }))
  return {
    name,
    client,
    labels: async () => {
      const labels: Partial<Record<Label, string>> = {}
      for (const [id, held] of Object.entries((await describe()).VersionIdsToStages ?? {}))
        for (const label of held) labels[label as Label] = id
      return labels
    },
    versions: async () => {
      const found = await Promise.all(
        order.map(([id]) =>
          client.send(new GetSecretValueCommand({ SecretId: name, VersionId: versionId(id) })).then(
            ({ VersionId }) => VersionId ?? '',
            () => '',
          ),
        ),
      )
      return found.filter(Boolean)
    },
  }
}

/** Puts a label on a version that has others already. */
export async function setLabels({ client, name }: Vault, label: Label, to: string): Promise<void> {
  const { UpdateSecretVersionStageCommand } = await import('@aws-sdk/client-secrets-manager')
  await client.send(new UpdateSecretVersionStageCommand({ SecretId: name, VersionStage: label, MoveToVersionId: to }))
}

/** A version's id as AWS has it, 32 to 64 characters. */
export const versionId = (name: string) => name.padEnd(36, '-0')

export interface SecretScenario {
  vault: Vault
  /** The answer to a key; `ok` and `wrong` are a 200 and a 401. */
  answers: (key: string, index: number) => 'ok' | 'wrong' | Answer
  inputs?: Record<string, string>
  env?: Record<string, string>
  script?: readonly Answer[]
}

export async function startRotation({ vault, answers, inputs, env, script }: SecretScenario) {
  let asked = 0
  const api = await startMessagesApi({
    script: (request, index) => {
      const answer = answers(request.headers['x-api-key'] ?? '', index)
      if (answer === 'wrong') return { kind: 'error', status: 401, message: 'invalid x-api-key' }
      return answer === 'ok' ? (script?.[asked++] ?? { kind: 'message', text: 'OK' }) : answer
    },
  })
  open.push(api)
  const run = await startStep({
    inputs: {
      'base-url': api.url,
      'auth-scheme': 'x-api-key',
      model: 'haiku',
      'claude-path': claude,
      'secret-id': vault.name,
      'aws-region': 'eu-west-1',
      ...inputs,
    },
    env: {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: 'AKIAMADEUP0123456789',
      AWS_SECRET_ACCESS_KEY: 'made-up-secret-access-key',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
    },
  })
  return { api, run }
}

export async function rotate(scenario: SecretScenario): Promise<{ api: MessagesApi; step: StepResult }> {
  const { api, run } = await startRotation(scenario)
  return { api, step: await run.done }
}
