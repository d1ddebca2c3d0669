import { JWTAccess } from 'google-auth-library/build/src/auth/jwtaccess.js'
import type { ServiceAccountFile } from '../../resolve/google-credentials.ts'
import { Secret } from '../../secret.ts'
import { claimsOf } from '../github-oidc.ts'
import { cloudPlatform, membersOf, type Strategy } from './strategy.ts'
import type { Transport } from './transport.ts'

/**
 * A service account's key signs its own access token (https://google.aip.dev/auth/4111), as Google's clients for Vertex
 * AI have it do. That asks nobody, so there is nothing to wait for, to be down or to be reached through a private
 * network, and it is the only way outside of `googleapis.com`. What the exchange at OAuth's endpoint would find out, that
 * the key is no longer one, Vertex AI then says with its 401.
 */
export function serviceAccountKey(file: ServiceAccountFile, transport: Transport): Strategy {
  return {
    fetch: async () => {
      // Anew each time: it keeps what it signs.
      const signer = new JWTAccess(file.client_email, file.private_key, file.private_key_id)
      const headers = signer.getRequestHeaders(undefined, undefined, cloudPlatform)
      const token = headers.get('authorization')?.replace(/^Bearer /, '') ?? ''
      transport.mask(token)
      return { token: new Secret(token), expiresAt: Number(claimsOf(token).exp) * 1000 }
    },
    who: async () => keyOf(file),
    member: async () => membersOf({ serviceAccount: file.client_email })[0],
    project: async () => file.project_id,
    context: () => ({ credential: keyOf(file) }),
  }
}

export function keyOf({ client_email, private_key_id }: ServiceAccountFile): string {
  return `the key${private_key_id === undefined ? '' : ` ${private_key_id.slice(0, 8)}…`} of ${client_email}`
}
