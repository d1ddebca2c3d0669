import type { BaseExternalAccountClient } from 'google-auth-library/build/src/auth/baseexternalclient.js'
import { ExternalAccountClient } from 'google-auth-library/build/src/auth/externalclient.js'
import type { ExternalAccountFile } from '../../resolve/google-credentials.ts'
import { projectOf } from '../../resolve/google-names.ts'
import { alwaysAnew, exchangeThrough, fetchThrough, type Renewal } from './library.ts'
import type { Strategy } from './strategy.ts'
import type { Transport } from './transport.ts'

/**
 * Somebody else's token for one of Google, as a file describes it: read from a file, a URL, AWS, or what a program
 * prints. google-github-actions/auth leaves one behind, too.
 */
export function externalAccount(file: ExternalAccountFile, transport: Transport): Strategy {
  const client = externalClient(file, transport)
  const provider = file.audience.replace(/^\/\/[^/]+\//, '')
  const serviceAccount = client.getServiceAccountEmail() ?? undefined
  return {
    fetch: () => fetchThrough(client),
    who: async () => `an external account through ${provider}${serviceAccount ? `, as ${serviceAccount}` : ''}`,
    project: async () => projectOf(serviceAccount) ?? file.quota_project_id,
    context: () => ({ credential: 'the external account', provider, serviceAccount }),
  }
}

export function externalClient(
  file: ExternalAccountFile,
  transport: Transport,
  renewal: Renewal = alwaysAnew,
): BaseExternalAccountClient {
  const { client_id: clientId, client_secret: clientSecret = '' } = file
  const client = ExternalAccountClient.fromJSON({ ...file, ...transport.forLibrary, ...renewal })
  if (client === null) throw new Error('it is no external account')
  const clientAuthentication = { confidentialClientType: 'basic', clientId: clientId ?? '', clientSecret } as const
  return exchangeThrough(client, file.token_url, transport, clientId === undefined ? {} : { clientAuthentication })
}
