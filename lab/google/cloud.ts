/**
 * Google Cloud's way to an access token, on loopback: the Security Token Service, IAM Credentials, OAuth 2 and the
 * metadata server of a machine. What it gives out counts at its Vertex AI (vertex.ts), for as long as it should.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Identities } from '../aws/identities.ts'
import type { RecordedRequest } from '../providers/answers.ts'
import { cut, left, pause, startRecordingServer } from '../providers/http.ts'
import { apiError, type Refusal } from './errors.ts'
import { answerIamCredentials } from './iam-credentials.ts'
import { answerMetadata } from './metadata.ts'
import { answerOAuth } from './oauth2.ts'
import { answerSts } from './sts.ts'
import { type IssuedToken, Tokens } from './tokens.ts'

export type Service = 'sts' | 'iamcredentials' | 'oauth2' | 'metadata'

/** Something that goes wrong in place of an answer. */
export type Failure = (Refusal & { readonly headers?: Readonly<Record<string, string>> }) | 'cut' | 'hang'

/** Whoever signs the tokens that a workload shows: GitHub, in most jobs. `verify` rejects what it did not sign. */
export interface Issuer {
  readonly url: string
  verify(token: string, expected: { audience: string }): Promise<object>
}

/** How things stand. A test may change any of it while it goes on. */
export interface CloudSettings {
  /** The workload identity provider's resource name, without `//iam.googleapis.com/`. */
  provider: string
  /** Whom the provider trusts. Without one no token is taken. */
  issuer: Issuer | undefined
  /** For a provider that is AWS: whose signature counts there. */
  aws: Identities | undefined
  /** What the shown token has to be made out for. */
  audience: string
  /** The provider's attribute condition. */
  condition: (claims: Readonly<Record<string, unknown>>) => boolean
  /** The provider's mapping of `google.subject`. */
  subject: (claims: Readonly<Record<string, unknown>>) => string
  /** Whether a principal has `iam.serviceAccounts.getAccessToken` on a service account. */
  mayImpersonate: (principal: string, email: string) => boolean
  /** The service account of the machine; without one there is no metadata server. */
  machine: string | undefined
  project: string
  /** How long a token lives that is given out from now on. */
  tokenSeconds: number
  /** Wait before each answer. */
  delayMs: number
}

export interface GoogleCloud {
  /** `http://127.0.0.1:PORT`: one server plays all. */
  readonly url: string
  /** As the variables `GHA_ENDPOINT_OVERRIDE_…` want them. */
  readonly endpoints: { readonly sts: string; readonly iamcredentials: string; readonly oauth2: string }
  /** For `GCE_METADATA_HOST`. */
  readonly metadataHost: string
  readonly requests: RecordedRequest[]
  readonly settings: CloudSettings
  /** All that has been given out, by token. */
  readonly tokens: Map<string, IssuedToken>
  /** Whose a bearer token is; undefined where it is none of ours, or has ended. */
  principalOf(token: string | undefined): string | undefined
  endAllTokens(): void
  /** Has the next requests to a service fail, one each. */
  fail(service: Service, ...failures: Failure[]): void
  /** The requests that came to a service. */
  asked(service: Service): RecordedRequest[]
  /** A new key of a service account, as the console has it downloaded. */
  serviceAccountKey(email?: string): ServiceAccountKey
  /** Takes a key away. */
  deleteKey(id: string): void
  /** What `gcloud auth application-default login` leaves behind. */
  userLogin(name?: string): AuthorizedUser
  close(): Promise<void>
}

export interface ServiceAccountKey {
  readonly type: 'service_account'
  readonly project_id: string
  readonly private_key_id: string
  readonly private_key: string
  readonly client_email: string
  readonly client_id: string
  readonly token_uri: string
  readonly universe_domain: string
}

export interface AuthorizedUser {
  readonly type: 'authorized_user'
  readonly client_id: string
  readonly client_secret: string
  readonly refresh_token: string
  readonly quota_project_id: string
  readonly universe_domain: string
}

/** What the services have in common. */
export interface State {
  readonly settings: CloudSettings
  readonly tokens: Tokens
  readonly logins: Map<string, AuthorizedUser & { readonly name: string }>
}

export type Answered = { readonly body: unknown; readonly status?: number; readonly headers?: Record<string, string> }

const provider = 'projects/123456789012/locations/global/workloadIdentityPools/github/providers/my-org'

const services: readonly [Service, RegExp, (state: State, request: RecordedRequest) => Answered | Promise<Answered>][] =
  [
    ['sts', /^POST \/v1\/token$/, answerSts],
    ['iamcredentials', /^POST \/v1\/projects\/-\/serviceAccounts\/[^/:]+:generateAccessToken$/, answerIamCredentials],
    ['oauth2', /^POST \/token$/, answerOAuth],
    ['metadata', /^\w+ \/(computeMetadata\/.*)?$/, answerMetadata],
  ]

export async function startGoogleCloud(options: Partial<CloudSettings> = {}): Promise<GoogleCloud> {
  const settings: CloudSettings = {
    provider,
    issuer: undefined,
    aws: undefined,
    audience: `https://iam.googleapis.com/${options.provider ?? provider}`,
    condition: () => true,
    subject: (claims) => String(claims.sub),
    mayImpersonate: () => true,
    machine: undefined,
    project: 'my-project-12345',
    tokenSeconds: 3600,
    delayMs: 0,
    ...options,
  }
  const tokens = new Tokens()
  const state: State = { settings, tokens, logins: new Map() }
  const failures: Record<Service, Failure[]> = { sts: [], iamcredentials: [], oauth2: [], metadata: [] }
  const asked: Record<Service, RecordedRequest[]> = { sts: [], iamcredentials: [], oauth2: [], metadata: [] }

  const server = await startRecordingServer({
    handle: async (request, response) => {
      const line = `${request.method} ${request.path.replace(/\?.*$/s, '')}`
      const [service, , answer] = services.find(([, pattern]) => pattern.test(line)) ?? []
      if (service === undefined || answer === undefined) return send(response, apiError(404, 'Method not found.'))
      asked[service].push(request)
      await pause(settings.delayMs)
      const failure = failures[service].shift()
      if (failure === 'cut') return cut(response)
      if (failure === 'hang') return left(response)
      send(response, failure ?? (await answer(state, request)))
    },
  })

  return {
    url: server.url,
    endpoints: { sts: `${server.url}/v1`, iamcredentials: `${server.url}/v1`, oauth2: server.url },
    metadataHost: `127.0.0.1:${server.port}`,
    requests: server.requests,
    settings,
    tokens: tokens.issued,
    principalOf: (token) => tokens.principalOf(token),
    endAllTokens: () => tokens.endAll(),
    fail: (service, ...more) => failures[service].push(...more),
    asked: (service) => asked[service],
    serviceAccountKey: (email = `claude-code@${settings.project}.iam.gserviceaccount.com`) => {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      })
      const id = randomBytes(20).toString('hex')
      tokens.keys.set(id, { email, pem: publicKey })
      return {
        type: 'service_account',
        project_id: settings.project,
        private_key_id: id,
        private_key: privateKey,
        client_email: email,
        client_id: '100000000000000000001',
        token_uri: 'https://oauth2.googleapis.com/token',
        universe_domain: 'googleapis.com',
      }
    },
    deleteKey: (id) => tokens.keys.delete(id),
    userLogin: (name = 'someone@example.com') => {
      const login = {
        type: 'authorized_user',
        client_id: `${randomBytes(6).toString('hex')}.apps.googleusercontent.com`,
        client_secret: `d-${randomBytes(12).toString('hex')}`,
        refresh_token: `1//${randomBytes(48).toString('base64url')}`,
        quota_project_id: settings.project,
        universe_domain: 'googleapis.com',
      } as const
      state.logins.set(login.refresh_token, { ...login, name })
      return login
    },
    close: server.close,
  }
}

function send(response: ServerResponse, { status = 200, body, headers }: Answered): void {
  const text = typeof body === 'string'
  response
    .writeHead(status, { 'content-type': text ? 'text/plain' : 'application/json; charset=UTF-8', ...headers })
    .end(text ? body : JSON.stringify(body))
}

export function bearerOf(request: RecordedRequest): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
}

/** The fields of a body, whether it came as a form or as JSON. */
export function fieldsOf(request: RecordedRequest): Record<string, string | undefined> {
  if (/^application\/json/.test(request.headers['content-type'] ?? '')) return request.body ?? {}
  return Object.fromEntries(new URLSearchParams(request.rawBody.toString('utf8')))
}
