import type { Locating } from '../claude/locate.ts'
import { locateClaude } from '../claude/locate.ts'
import type { Credential, CredentialMeans } from '../credentials/credential.ts'
import { type SettledKey, StoredKey } from '../credentials/key.ts'
import { openStore } from '../credentials/secrets-manager/open.ts'
import type { SecretStore } from '../credentials/secrets-manager/store.ts'
import type { RotationReport } from '../report/rotation.ts'
import type { CliPlan, KeyedPlan, ModelPlan, StoredKeyPlan } from '../resolve/plan.ts'
import type { Secret } from '../secret.ts'
import { type Settling, settleKey } from './settle.ts'
import { verifyKey } from './verify.ts'

export interface KeyMeans extends CredentialMeans {
  provider: KeyedPlan
  model: ModelPlan
  cli: CliPlan
  locating: Locating
  env: Readonly<Record<string, string | undefined>>
  proxyEnv: Readonly<Record<string, string>>
  warn: (message: string) => void
  /** What is found out goes in here, however it ends. */
  report: RotationReport
}

/** A key in Secrets Manager that is tried before it is used, and promoted where that was asked for. */
export function settledKey(plan: StoredKeyPlan, purpose: Settling['purpose'], means: KeyMeans): Credential<Secret> {
  let store: Promise<SecretStore> | undefined
  const open = () => {
    store ??= openStore(plan, means)
    return store
  }
  return new StoredKey(async () => settle(plan, purpose, await open(), means), open, means.report)
}

async function settle(
  { rotation }: StoredKeyPlan,
  purpose: Settling['purpose'],
  store: SecretStore,
  means: KeyMeans,
): Promise<SettledKey> {
  const { report, warn, say } = means
  if (rotation === 'off') return store.read('AWSCURRENT')
  // A binary that is about to be checked is not started before it has been.
  const binary = locateClaude(means.cli, means.locating).then(({ binary, verified }) => verified.then(() => binary))
  binary.catch(() => {})
  const temp = means.locating.temp
  return settleKey(rotation, {
    store,
    verify: (key) => verifyKey(key, { ...means, binary, temp }),
    warn,
    say,
    purpose,
    report,
  })
}
