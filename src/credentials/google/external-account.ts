import type { BaseExternalAccountClient } from 'google-auth-library/build/src/auth/baseexternalclient.js'
import { ExternalAccountClient } from 'google-auth-library/build/src/auth/externalclient.js'
import { PluggableAuthClient } from 'google-auth-library/build/src/auth/pluggable-auth-client.js'
import type { ExternalAccountFile } from '../../resolve/google-credentials.ts'
import { projectOf } from '../../resolve/google-names.ts'
import { claimsOf } from '../github-oidc.ts'
import { alwaysAnew, exchangeThrough, fetchThrough, type Renewal } from './library.ts'
import { runHere } from './program.ts'
import { type FailureContext, membersOf, type Strategy } from './strategy.ts'
import type { Transport } from './transport.ts'

/** An external account, and what is known of it when it fails. */
export interface ExternalAccount {
  client: BaseExternalAccountClient
  context: () => Pick<FailureContext, 'provider' | 'claims'>
}

/**
 * Somebody else's token for one of Google, as a file describes it: read from a file, a URL, AWS, or what a program
 * prints. google-github-actions/auth leaves one behind, too.
 */
export function externalAccount(file: ExternalAccountFile, transport: Transport): Strategy {
  const { client, context } = openExternalAccount(file, transport)
  const serviceAccount = client.getServiceAccountEmail() ?? undefined
  const as = serviceAccount === undefined ? '' : `, as ${serviceAccount}`
  return {
    fetch: () => fetchThrough(client),
    who: async () => `an external account through ${context().provider}${as}`,
    member: async () => membersOf({ serviceAccount, ...context() })[0],
    project: async () => projectOf(serviceAccount) ?? file.quota_project_id,
    context: () => ({ credential: 'the external account', serviceAccount, ...context() }),
  }
}

export function openExternalAccount(
  file: ExternalAccountFile,
  transport: Transport,
  renewal: Renewal = alwaysAnew,
): ExternalAccount {
  const { client_id: clientId, client_secret: clientSecret = '' } = file
  const client = ExternalAccountClient.fromJSON({ ...file, ...transport.forLibrary, ...renewal })
  if (client === null) throw new Error('it is no external account')
  const clientAuthentication = { confidentialClientType: 'basic', clientId: clientId ?? '', clientSecret } as const
  exchangeThrough(client, file.token_url, transport, clientId === undefined ? {} : { clientAuthentication })
  if (client instanceof PluggableAuthClient) runHere(client, transport)
  let claims: FailureContext['claims']
  const retrieve = client.retrieveSubjectToken.bind(client)
  const retrieveSubjectToken = async () => {
    claims = undefined
    const shown = await retrieve().catch((error: unknown) => {
      throw withoutToken(error)
    })
    transport.mask(shown)
    claims = claimsOf(shown)
    // A program may take its time; Google's begins with its own.
    transport.begin()
    return shown
  }
  return {
    client: Object.assign(client, { retrieveSubjectToken }),
    context: () => ({ provider: file.audience.replace(/^\/\/[^/]+\//, ''), claims }),
  }
}

/** The library's errors quote what it read, and that may be the token to show. */
function withoutToken(error: unknown): unknown {
  if (error instanceof SyntaxError) return new Error('what holds the token to show is not the JSON that it should be')
  const [, told] = /^(.*invalid response): /.exec(error instanceof Error ? error.message : '') ?? []
  return told === undefined ? error : new Error(told)
}
