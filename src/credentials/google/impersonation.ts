import type { AuthClient } from 'google-auth-library/build/src/auth/authclient.js'
import { Impersonated } from 'google-auth-library/build/src/auth/impersonated.js'
import { JWT } from 'google-auth-library/build/src/auth/jwtclient.js'
import type { ImpersonatedFile, SourceFile } from '../../resolve/google-credentials.ts'
import { projectOf } from '../../resolve/google-names.ts'
import { openExternalAccount } from './external-account.ts'
import { alwaysAnew, fetchThrough } from './library.ts'
import { keyOf } from './service-account-key.ts'
import { cloudPlatform, type FailureContext, membersOf, type Strategy } from './strategy.ts'
import type { Transport } from './transport.ts'
import { userClient } from './user-login.ts'

/** A service account by way of another credential, which is in the same file. */
export function impersonation(file: ImpersonatedFile, transport: Transport): Strategy {
  const { source_credentials: source, delegates = [] } = file
  const [, endpoint = '', serviceAccount = ''] =
    /^(.*)\/v1\/projects\/-\/serviceAccounts\/([^/]+):generateAccessToken$/.exec(
      file.service_account_impersonation_url,
    ) ?? []
  const { client, context } = openSource(source, transport)
  const impersonated = new Impersonated({
    ...transport.forLibrary,
    ...alwaysAnew,
    sourceClient: client,
    targetPrincipal: serviceAccount,
    targetScopes: [cloudPlatform],
    delegates,
    endpoint,
  })
  const credential = sourceOf(source)
  return {
    fetch: async () => ({ ...(await fetchThrough(impersonated)), quotaProject: file.quota_project_id }),
    who: async () => `${credential}, as ${serviceAccount}`,
    member: async () => membersOf({ serviceAccount })[0],
    project: async () => projectOf(serviceAccount) ?? file.quota_project_id,
    context: () => ({ credential, serviceAccount, ...context?.() }),
  }
}

/** The library asks it twice for each impersonation. */
const asNeeded = {}

interface Source {
  client: AuthClient
  /** To whom somebody else's token was shown, and what it said. */
  context?: () => Partial<FailureContext>
}

function openSource(file: SourceFile, transport: Transport): Source {
  switch (file.type) {
    case 'service_account': {
      const client = new JWT({ ...transport.forLibrary, scopes: [cloudPlatform] })
      client.fromJSON(file)
      return { client }
    }
    case 'authorized_user':
      return { client: userClient(file, transport, asNeeded) }
    case 'external_account':
      return openExternalAccount(file, transport, asNeeded)
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
