import type { StoredKeyPlan } from '../../resolve/plan.ts'
import { awsCredential } from '../aws/aws.ts'
import type { CredentialMeans } from '../credential.ts'
import type { SecretStore } from './store.ts'

/** The secret, with the credentials for it already on the way. */
export async function openStore(plan: StoredKeyPlan, means: CredentialMeans): Promise<SecretStore> {
  const credential = awsCredential(plan.aws, means)
  // Nobody waits for it yet: who reads the secret does, and is told.
  credential.get().catch(() => {})
  const { SecretStore } = await import('./store.ts')
  return new SecretStore(plan, credential, means)
}
