import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { ActionError } from '../../errors.ts'
import type { StoredKeyPlan } from '../../resolve/plan.ts'
import { Secret } from '../../secret.ts'
import type { AwsCredentials } from '../aws/credentials.ts'
import { passesAtAws } from '../aws/denied.ts'
import type { Credential, CredentialMeans } from '../credential.ts'
import { retry } from '../retry.ts'
import { secretError } from './denied.ts'
import { keyIn } from './value.ts'

export type Stage = 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS'

/** A key with the version of the secret that it is. */
export interface KeyVersion {
  id: string
  key: Secret
}

/** Which version each label is on, and whether a rotation function has the say over them. */
export interface Labels {
  versions: Partial<Record<Stage, string>>
  owned: boolean
}

const overallMs = 45_000
const tryMs = 10_000

/** One secret of AWS Secrets Manager ("AWS Secrets Manager API Reference"). Every value is masked as it is read. */
export class SecretStore {
  readonly #plan: StoredKeyPlan
  readonly #means: CredentialMeans
  readonly #credential: Credential<AwsCredentials>
  readonly #handler: NodeHttpHandler

  constructor(plan: StoredKeyPlan, credential: Credential<AwsCredentials>, means: CredentialMeans) {
    this.#plan = plan
    this.#credential = credential
    this.#means = means
    this.#handler = new NodeHttpHandler({
      httpAgent: means.agents.http,
      httpsAgent: means.agents.https as import('node:https').Agent,
      connectionTimeout: 5_000,
    })
  }

  async labels(): Promise<Labels> {
    const answer = await this.#ask('DescribeSecret', (client, abortSignal) =>
      client.send(new DescribeSecretCommand({ SecretId: this.#plan.id }), { abortSignal }),
    )
    const versions: Labels['versions'] = {}
    for (const [id, labels] of Object.entries(answer.VersionIdsToStages ?? {}))
      for (const label of labels) versions[label as Stage] = id
    return { versions, owned: answer.RotationEnabled === true }
  }

  /** The key under a label, of one version where its id is given. Rejects with NoSuchVersion. */
  async read(stage: Stage, id?: string): Promise<KeyVersion> {
    const { SecretString, SecretBinary, VersionId } = await this.#ask('GetSecretValue', (client, abortSignal) =>
      client.send(
        new GetSecretValueCommand({
          SecretId: this.#plan.id,
          VersionStage: stage,
          ...(id === undefined ? {} : { VersionId: id }),
        }),
        { abortSignal },
      ),
    )
    if (SecretString === undefined || VersionId === undefined)
      throw new ActionError(
        'secret-field-missing',
        SecretBinary === undefined
          ? `The secret ${this.#plan.id} is empty.`
          : `The secret ${this.#plan.id} is binary; an API key is text: store it as a string (\`--secret-string\`).`,
      )
    const key = keyIn(SecretString, this.#plan.field, this.#plan.id)
    this.#means.mask(key)
    return { id: VersionId, key: new Secret(key) }
  }

  /** Moves a label as a compare-and-swap; rejects with LabelsMoved where it is not on `from` any more. */
  async move(stage: Stage, from: string, to: string | undefined): Promise<void> {
    await this.#ask('UpdateSecretVersionStage', (client, abortSignal) =>
      client.send(
        new UpdateSecretVersionStageCommand({
          SecretId: this.#plan.id,
          VersionStage: stage,
          RemoveFromVersionId: from,
          ...(to === undefined ? {} : { MoveToVersionId: to }),
        }),
        { abortSignal },
      ),
    )
  }

  async #ask<T>(action: string, send: (client: SecretsManagerClient, signal: AbortSignal) => Promise<T>): Promise<T> {
    const { region, id } = this.#plan
    try {
      return await retry(
        async (signal) => {
          const credentials = await this.#credential.get()
          const client = new SecretsManagerClient({
            region,
            credentials,
            maxAttempts: 1,
            requestHandler: this.#handler,
          })
          return send(client, signal).catch(async (error: Error) => {
            if (/^ExpiredToken/.test(error.name)) await this.#credential.rejected(credentials)
            throw error
          })
        },
        { passes: passesAtAws, overallMs, tryMs, stop: this.#means.stop },
      )
    } catch (error) {
      throw secretError(error, action, id, region)
    }
  }
}
