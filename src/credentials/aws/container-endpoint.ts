import type { AddressInfo } from 'node:net'
import { devNull } from 'node:os'
import { mintToken, sameToken } from '../../token.ts'
import type { Credential } from '../credential.ts'
import type { AwsCredentials } from './credentials.ts'

/** How long the SDK that asks may keep what it got: less than the ahead of our own renewal, which it would otherwise miss. */
const keptMs = 120_000

/**
 * The credentials at an endpoint on loopback, as a container has them ("Container credential provider" in the reference
 * guide of AWS's SDKs): whoever has the token may ask, as often as they end.
 */
export async function startContainerCredentials(
  credential: Credential<AwsCredentials>,
  mask: (secret: string) => void,
): Promise<{ variables: Record<string, string>; close(): void }> {
  const token = mintToken()
  mask(token)
  const server = process.getBuiltinModule('node:http').createServer(async (request, response) => {
    if (!sameToken(request.headers.authorization, token)) return void response.writeHead(401).end()
    try {
      const { accessKeyId, secretAccessKey, sessionToken } = await credential.get()
      const body = {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        Token: sessionToken ?? '',
        Expiration: new Date(Date.now() + keptMs + sdkAheadMs).toISOString(),
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    } catch (error) {
      response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ message: String(error) }))
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    variables: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
      // What a settings file or the machine has would be found first.
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '',
      AWS_WEB_IDENTITY_TOKEN_FILE: '',
      AWS_ROLE_ARN: '',
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_SESSION_TOKEN: '',
      AWS_BEARER_TOKEN_BEDROCK: '',
      AWS_PROFILE: '',
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The SDK asks anew so long ahead of the end ("credentialsTreatedAsExpired"). */
const sdkAheadMs = 300_000
