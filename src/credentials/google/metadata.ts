import { projectOf } from '../../resolve/google-names.ts'
import { Secret } from '../../secret.ts'
import { cloudPlatform, type GoogleToken, membersOf, type Strategy } from './strategy.ts'
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
  return transport.whileLooking(lookMs, async () => {
    // All at once: where there is one, nobody then waits for its answers in turn.
    const there = answers(server, transport)
    const machine = new Machine(server, transport)
    return (await there) ? machine.strategy : undefined
  })
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

interface Token {
  access_token: string
  expires_in: number
}

class Machine {
  readonly #server: URL
  readonly #transport: Transport
  readonly #token: Promise<Token | undefined>
  readonly #email: Promise<string | undefined>
  readonly #project: Promise<string | undefined>
  readonly #universe: Promise<string | undefined>

  constructor(server: URL, transport: Transport) {
    this.#server = server
    this.#transport = transport
    this.#token = this.#askToken().catch(() => undefined)
    this.#email = this.#text('instance/service-accounts/default/email')
    this.#project = this.#text('project/project-id')
    // Older machines do not know the word; they are all in the one that there was.
    this.#universe = this.#text('universe/universe-domain')
  }

  get strategy(): Strategy {
    return {
      fetch: async (): Promise<GoogleToken> => {
        // Why there was none is told by asking once more, with all the time that there is.
        const { access_token, expires_in } = (await this.#token) ?? (await this.#askToken())
        return { token: new Secret(access_token), expiresAt: Date.now() + expires_in * 1000 }
      },
      who: async () => `${(await this.#email) ?? 'the service account'} of this machine, from its metadata server`,
      member: async () => membersOf({ serviceAccount: await this.#email })[0],
      project: async () => (await this.#project) ?? projectOf(await this.#email),
      universe: () => this.#universe,
      context: () => ({ credential: "this machine's service account" }),
    }
  }

  #askToken(): Promise<Token> {
    const path = `instance/service-accounts/default/token?scopes=${encodeURIComponent(cloudPlatform)}`
    return this.#ask<Token>(path, 'json')
  }

  async #text(path: string): Promise<string | undefined> {
    return (await this.#ask<string>(path, 'text').catch(() => '')).trim() || undefined
  }

  async #ask<T>(path: string, responseType: 'text' | 'json'): Promise<T> {
    const request = { headers: flavor, responseType }
    return (await this.#transport.ask<T>('metadata', new URL(path, this.#server), request)).data
  }
}
