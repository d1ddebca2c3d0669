import type { CredentialsFile } from '../../resolve/google-credentials.ts'
import type { Strategy } from './strategy.ts'
import type { Transport } from './transport.ts'

/** A key file by its kind; each loads only what it needs of Google's library. */
export async function fromKeyFile(file: CredentialsFile, transport: Transport): Promise<Strategy> {
  return { ...(await byType(file, transport)), universe: async () => file.universe_domain }
}

async function byType(file: CredentialsFile, transport: Transport): Promise<Strategy> {
  switch (file.type) {
    case 'service_account':
      // It asks nobody, and takes the processor's time alone.
      await transport.idle
      return (await import('./service-account-key.ts')).serviceAccountKey(file, transport)
    case 'authorized_user':
      return (await import('./user-login.ts')).userLogin(file, transport)
    case 'external_account':
      return (await import('./external-account.ts')).externalAccount(file, transport)
    case 'impersonated_service_account':
      return (await import('./impersonation.ts')).impersonation(file, transport)
  }
}
