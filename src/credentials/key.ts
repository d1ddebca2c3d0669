import type { KeyPlan, StoredKeyPlan } from '../resolve/plan.ts'
import type { Secret } from '../secret.ts'
import { type Credential, type CredentialMeans, fixed } from './credential.ts'
import type { KeyVersion, SecretStore } from './secrets-manager/store.ts'

/** What there is to say of a key that lies in Secrets Manager, as soon as it is known. */
export interface KeyUse {
  /** The version in use. */
  version: string | undefined
}

/** An API key: as it was given, or as the secret has it, read again when the provider refuses it. */
export function keyCredential(plan: KeyPlan, means: CredentialMeans): Credential<Secret> {
  if (plan.kind === 'given') return fixed(plan.secret)
  const { stored } = plan
  let store: Promise<SecretStore> | undefined
  // Loaded here alone: runs with a key at hand have no need of it.
  const open = () => {
    store ??= import('./secrets-manager/open.ts').then(({ openStore }) => openStore(stored, means))
    return store
  }
  return new StoredKey(async () => firstVersion(await open(), stored), open)
}

/** The version that was settled on, under whatever label it has by now, else the current one. */
async function firstVersion(store: SecretStore, { version }: StoredKeyPlan): Promise<KeyVersion> {
  if (version === undefined) return store.read('AWSCURRENT')
  const { versions } = await store.labels()
  const stage = (['AWSCURRENT', 'AWSPREVIOUS'] as const).find((label) => versions[label] === version)
  const { orNone } = await import('./secrets-manager/denied.ts')
  // The label may move on between the two calls.
  const settled = stage === undefined ? undefined : await orNone(store.read(stage, version))
  return settled ?? store.read('AWSCURRENT')
}

/** A key with what was found out of it. */
export interface SettledKey extends KeyVersion {
  /** Versions that the provider has refused already. */
  refused?: readonly string[]
}

/** A key in Secrets Manager. When the provider refuses it, the secret is read again: it may have been rotated since. */
export class StoredKey implements Credential<Secret> {
  readonly #first: () => Promise<SettledKey>
  readonly #store: () => Promise<SecretStore>
  readonly #use: KeyUse
  readonly #refused = new Set<string>()
  #held: Promise<KeyVersion> | undefined
  #reading: Promise<KeyVersion> | undefined

  /** `use` is kept up to date, for whoever reports which version it was. */
  constructor(
    first: () => Promise<SettledKey>,
    store: () => Promise<SecretStore>,
    use: KeyUse = { version: undefined },
  ) {
    this.#first = first
    this.#store = store
    this.#use = use
  }

  async get(): Promise<Secret> {
    this.#held ??= this.#first().then((settled) => {
      for (const id of settled.refused ?? []) this.#refused.add(id)
      return settled
    })
    const held = await this.#held
    this.#use.version = held.id
    return held.key
  }

  async rejected(value: Secret): Promise<boolean> {
    const held = await this.#held
    if (held === undefined || held.key !== value) return true
    this.#refused.add(held.id)
    // However many requests were refused, the secret is read once.
    this.#reading ??= this.#store()
      .then((store) => store.read('AWSCURRENT'))
      .finally(() => {
        this.#reading = undefined
      })
    const now = await this.#reading
    if (this.#refused.has(now.id)) return false
    this.#held = Promise.resolve(now)
    this.#use.version = now.id
    return true
  }
}
