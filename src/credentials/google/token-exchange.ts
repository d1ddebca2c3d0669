import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mintToken, sameToken } from '../../token.ts'
import type { Credential } from '../credential.ts'
import type { GoogleAccess } from './google.ts'

/** Google's library asks again so long ahead of an end. */
const libraryAheadMs = 300_000
/** How long it may keep what it got: less than the ahead of our own renewal, which it would otherwise miss. */
const keptMs = 120_000

export interface TokenExchange {
  /** The credential file that leads here. */
  file: Record<string, unknown>
  close(): void
}

/**
 * A security token service on loopback, for whoever has the file: it gives Google's access tokens for a token of its own,
 * as often as they end. What the file holds is good for this run only, whatever the credential is that stands behind it.
 */
export async function startTokenExchange(
  credential: Credential<GoogleAccess>,
  mask: (secret: string) => void,
): Promise<TokenExchange> {
  const token = mintToken()
  mask(token)
  const server = process.getBuiltinModule('node:http').createServer(async (request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (request.method === 'GET') {
      const shown = request.headers['x-run-token']
      if (!sameToken(typeof shown === 'string' ? shown : undefined, token)) return answer(401, {})
      return answer(200, { value: token })
    }
    const form = await read(request)
    if (!sameToken(new URLSearchParams(form).get('subject_token') ?? undefined, token))
      return answer(401, { error: 'invalid_grant', error_description: "This is not this run's token." })
    try {
      const { token: access, expiresAt } = await credential.get()
      const keep = Math.max(0, Math.min(keptMs, expiresAt - Date.now() - 10_000))
      answer(200, {
        access_token: access.reveal(),
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        token_type: 'Bearer',
        expires_in: Math.round((libraryAheadMs + keep) / 1000),
      })
    } catch (error) {
      answer(400, { error: 'invalid_request', error_description: (error as Error).message })
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    file: {
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/0/locations/global/workloadIdentityPools/run/providers/run',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${url}/v1/token`,
      credential_source: {
        url,
        headers: { 'X-Run-Token': token },
        format: { type: 'json', subject_token_field_name: 'value' },
      },
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** A form, as far as it came: whoever leaves in the middle of it is nobody to wait for, and no harm to this process. */
async function read(request: IncomingMessage): Promise<string> {
  let form = ''
  try {
    for await (const chunk of request) if (form.length < 1 << 16) form += chunk
  } catch {
    return ''
  }
  return form
}
