import { projectOf } from '../../resolve/google-names.ts'
import { Secret } from '../../secret.ts'
import { cloudPlatform, type GoogleToken, type Strategy } from './strategy.ts'
import { Refused, type Transport } from './transport.ts'

const flavor = { 'metadata-flavor': 'Google' }

/** How long it is looked for whether there is one: where there is none, often nobody answers at all. */
const lookMs = 3_000

/**
 * The metadata server of a machine on Google Cloud (GCE, GKE, Cloud Run), asked directly: the library's own way of asking
 * it goes through the job's proxy, where there is one.
 */
export async function findMetadataServer(
  env: Readonly<Record<string, string | undefined>>,
  transport: Transport,
): Promise<Strategy | undefined> {
  if (env.METADATA_SERVER_DETECTION?.trim().toLowerCase() === 'none') return undefined
  const host = env.GCE_METADATA_HOST || env.GCE_METADATA_IP || '169.254.169.254'
  const server = new URL(`${host.replace(/^(?!https?:)/, 'http://').replace(/\/+$/, '')}/computeMetadata/v1/`)
  if (!(await transport.whileLooking(lookMs, () => answers(server, transport)))) return undefined
  return metadataServer(server, transport)
}

/** Other clouds have somebody at that address, too. */
async function answers(server: URL, transport: Transport): Promise<boolean> {
  try {
    const { headers } = await transport.ask('metadata', server, { headers: flavor })
    return headers['metadata-flavor'] === 'Google'
  } catch (error) {
    return error instanceof Refused && error.headers['metadata-flavor'] === 'Google'
  }
}

function metadataServer(server: URL, transport: Transport): Strategy {
  const ask = async <T>(path: string, responseType: 'text' | 'json'): Promise<T> =>
    (await transport.ask<T>('metadata', new URL(path, server), { headers: flavor, responseType })).data
  const email = async () => (await ask<string>('instance/service-accounts/default/email', 'text')).trim()
  let found: Promise<string> | undefined
  return {
    fetch: async (): Promise<GoogleToken> => {
      const path = `instance/service-accounts/default/token?scopes=${encodeURIComponent(cloudPlatform)}`
      const asked = ask<{ access_token: string; expires_in: number }>(path, 'json')
      // For the log, together with the token.
      found = email()
      found.catch(() => {})
      const { access_token, expires_in } = await asked
      return { token: new Secret(access_token), expiresAt: Date.now() + expires_in * 1000 }
    },
    who: async () => {
      found ??= email()
      return `${await found.catch(() => 'the service account')} of this machine, from its metadata server`
    },
    project: async () => {
      try {
        return (await ask<string>('project/project-id', 'text')).trim() || undefined
      } catch {
        return projectOf(await (found ?? email()).catch(() => undefined))
      }
    },
    // Older machines do not know the word; they are all in the one that there was.
    universe: async () => (await ask<string>('universe/universe-domain', 'text').catch(() => '')).trim() || undefined,
    context: () => ({ credential: "this machine's service account" }),
  }
}
