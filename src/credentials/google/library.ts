import type { AuthClient, AuthClientOptions } from 'google-auth-library/build/src/auth/authclient.js'
import type { BaseExternalAccountClient } from 'google-auth-library/build/src/auth/baseexternalclient.js'
import { StsCredentials } from 'google-auth-library/build/src/auth/stscredentials.js'
import { Secret } from '../../secret.ts'
import type { GoogleToken } from './strategy.ts'
import type { Transport } from './transport.ts'

/** Has the library renew whenever it is asked: when that is due is decided where the token is used. */
export const alwaysAnew: Renewal = { eagerRefreshThresholdMillis: Number.MAX_SAFE_INTEGER }

export type Renewal = Pick<AuthClientOptions, 'eagerRefreshThresholdMillis'>

/** What a token is taken to live that comes without an end. */
const shortMs = 10 * 60_000

export async function fetchThrough(client: AuthClient): Promise<GoogleToken> {
  const { token } = await client.getAccessToken()
  if (!token) throw new Error('Google answered without an access token')
  return {
    token: new Secret(token),
    expiresAt: client.credentials.expiry_date ?? Date.now() + shortMs,
    quotaProject: client.quotaProjectId,
  }
}

/** The library gives its token exchange a transport of its own, that nobody can say anything to. */
export function exchangeThrough<Client extends BaseExternalAccountClient>(
  client: Client,
  tokenExchangeEndpoint: string,
  transport: Transport,
  authentication: Pick<StsOptions, 'clientAuthentication'> = {},
): Client {
  const { transporter } = transport.forLibrary
  return Object.assign(client, {
    stsCredential: new StsCredentials({ tokenExchangeEndpoint, transporter, ...authentication }),
  })
}

type StsOptions = Exclude<ConstructorParameters<typeof StsCredentials>[0], string | URL | undefined>
