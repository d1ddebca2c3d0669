import type { AuthClient } from 'google-auth-library/build/src/auth/authclient.js'
import { Impersonated } from 'google-auth-library/build/src/auth/impersonated.js'
import { JWT } from 'google-auth-library/build/src/auth/jwtclient.js'
import type { ImpersonatedFile, SourceFile } from '../../resolve/google-credentials.ts'
import { projectOf } from '../../resolve/google-names.ts'
import { externalClient } from './external-account.ts'
import { alwaysAnew, fetchThrough } from './library.ts'
import { keyOf } from './service-account-key.ts'
import { cloudPlatform, type Strategy } from './strategy.ts'
import type { Transport } from './transport.ts'
import { userClient } from './user-login.ts'

/** A service account by way of another credential, which is in the same file. */
export function impersonation(file: ImpersonatedFile, transport: Transport): Strategy {
  const { source_credentials: source, delegates = [] } = file
  const [, endpoint = '', serviceAccount = ''] =
    /^(.*)\/v1\/projects\/-\/serviceAccounts\/([^/]+):generateAccessToken$/.exec(
      file.service_account_impersonation_url,
    ) ?? []
  const client = new Impersonated({
    ...transport.forLibrary,
    ...alwaysAnew,
    sourceClient: sourceClient(source, transport),
    targetPrincipal: serviceAccount,
    targetScopes: [cloudPlatform],
    delegates,
    endpoint,
  })
  const credential = sourceOf(source)
  return {
    fetch: async () => ({ ...(await fetchThrough(client)), quotaProject: file.quota_project_id }),
    who: async () => `${credential}, as ${serviceAccount}`,
    project: async () => projectOf(serviceAccount) ?? file.quota_project_id,
    context: () => ({ credential, serviceAccount }),
  }
}

/** The library asks it twice for each impersonation. */
const asNeeded = {}

function sourceClient(file: SourceFile, transport: Transport): AuthClient {
  switch (file.type) {
    case 'service_account': {
      const client = new JWT({ ...transport.forLibrary, scopes: [cloudPlatform] })
      client.fromJSON(file)
      return client
    }
    case 'authorized_user':
      return userClient(file, transport, asNeeded)
    case 'external_account':
      return externalClient(file, transport, asNeeded)
  }
}

function sourceOf(file: SourceFile): string {
  switch (file.type) {
    case 'service_account':
      return keyOf(file)
    case 'authorized_user':
      return "a user's login"
    case 'external_account':
      return 'an external account'
  }
}
