/** GitHub's OIDC issuer as a job meets it: tokens for who holds the request token, any audience, five minutes. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { RecordedRequest } from '../providers/answers.ts'
import { left, pause, type RecordingServer, startRecordingServer } from '../providers/http.ts'

export type Claims = Readonly<Record<string, unknown>>

/** Instead of a token. */
export interface OidcFailure {
  readonly status: number
  /** An object is sent as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface OidcOptions {
  /** Over GitHub's own. `sub` follows from `repository`, `ref`, `environment` and `event_name` unless it is given. */
  readonly claims?: Claims
  /** 300 by default. Below 0 a token is over when it comes. */
  readonly lifetimeSeconds?: number
  /** Wait before each token. */
  readonly delayMs?: number
  /** `index` counts the requests for a token, from 0. */
  readonly answer?: (index: number, request: RecordedRequest) => OidcFailure | 'hang' | undefined
  readonly stopAfterMs?: number
}

export interface OidcIssuer {
  /** The issuer, as `iss` has it. */
  readonly url: string
  /** What a runner puts into ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN; the URL has a query already. */
  readonly request: { readonly url: string; readonly token: string }
  readonly requests: RecordedRequest[]
  /** The claims of each token that was given out, in order. */
  readonly issued: JWTPayload[]
  /** A token without asking for it over HTTP; what is given here wins over everything else. */
  token(claims?: Claims): Promise<string>
  /** Signature, issuer, times and audience. The claims, or jose's error. */
  verify(token: string, expected?: { readonly audience?: string | string[] }): Promise<JWTPayload>
  idle(): Promise<void>
  close(): Promise<void>
}

export async function startOidcIssuer(options: OidcOptions = {}): Promise<OidcIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const kid = randomUUID()
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] }
  const keySet = createLocalJWKSet(jwks)
  const requestToken = `eyJ${randomBytes(90).toString('base64url')}.${randomBytes(64).toString('base64url')}`
  const path = `/pipelines/_apis/distributedtask/hubs/Actions/plans/${randomUUID()}/jobs/${randomUUID()}/idtoken`
  const issued: JWTPayload[] = []
  let asked = 0

  const token = async (given: Claims = {}): Promise<string> => {
    const now = Math.floor(Date.now() / 1000)
    const claims: JWTPayload = {
      jti: randomUUID(),
      ...githubClaims(options.claims ?? {}),
      iss: server.url,
      // GitHub's clocks are not those of who verifies.
      nbf: now - 600,
      exp: now + (options.lifetimeSeconds ?? 300),
      iat: now,
      ...given,
    }
    issued.push(claims)
    return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: kid, kid }).sign(privateKey)
  }

  const giveToken = async (request: RecordedRequest, response: ServerResponse, query: URLSearchParams) => {
    const index = asked++
    await pause(options.delayMs)
    const failure = options.answer?.(index, request)
    if (failure === 'hang') return left(response)
    if (failure) return sendFailure(response, failure)
    if (request.headers.authorization !== `Bearer ${requestToken}`) {
      return sendFailure(response, { status: 401, body: { message: 'The request token is not valid for this job' } })
    }
    const aud = query.get('audience') || `https://github.com/${githubClaims(options.claims ?? {}).repository_owner}`
    const value = await token({ aud })
    return sendJson(response, { count: value.length, value })
  }

  const server: RecordingServer = await startRecordingServer({
    handle: (request, response) => {
      const { pathname, searchParams } = new URL(request.path, server.url)
      switch (`${request.method} ${pathname}`) {
        case `GET ${path}`:
          return giveToken(request, response, searchParams)
        case 'GET /.well-known/openid-configuration':
          return sendJson(response, discovery(server.url))
        case 'GET /.well-known/jwks':
          return sendJson(response, jwks)
      }
      return sendFailure(response, { status: 404, body: { message: 'Not Found' } })
    },
    ...(options.stopAfterMs === undefined ? {} : { stopAfterMs: options.stopAfterMs }),
  })

  return {
    url: server.url,
    request: { url: `${server.url}${path}?api-version=2.0`, token: requestToken },
    requests: server.requests,
    issued,
    token,
    verify: async (token, expected = {}) =>
      (await jwtVerify(token, keySet, { issuer: server.url, requiredClaims: ['exp', 'iat', 'sub'], ...expected }))
        .payload,
    idle: server.idle,
    close: server.close,
  }
}

/** What a token for a job on a hosted runner says. */
function githubClaims(given: Claims): Record<string, unknown> {
  const repository = String(given.repository ?? 'octo-org/octo-repo')
  const [owner = ''] = repository.split('/')
  const ref = String(given.ref ?? 'refs/heads/main')
  const sha = given.sha ?? 'ffac537e6cbbf934b08745a378932722df287a53'
  const workflow = `${repository}/.github/workflows/claude.yml@${ref}`
  const event = given.event_name ?? 'push'
  return {
    sub: `repo:${repository}:${subject(given.environment, event, ref)}`,
    repository,
    repository_id: '74',
    repository_owner: owner,
    repository_owner_id: '65',
    repository_visibility: 'private',
    actor: 'octocat',
    actor_id: '12',
    event_name: event,
    ref,
    ref_protected: 'true',
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    base_ref: '',
    head_ref: '',
    sha,
    workflow: 'Claude',
    workflow_ref: workflow,
    workflow_sha: sha,
    job_workflow_ref: workflow,
    job_workflow_sha: sha,
    run_id: '9876543210',
    run_number: '10',
    run_attempt: '2',
    runner_environment: 'github-hosted',
    ...given,
  }
}

function subject(environment: unknown, event: unknown, ref: string): string {
  if (environment !== undefined) return `environment:${environment}`
  return event === 'pull_request' ? 'pull_request' : `ref:${ref}`
}

function discovery(issuer: string): unknown {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    claims_supported: ['sub', 'aud', 'exp', 'iat', 'iss', 'jti', 'nbf', ...Object.keys(githubClaims({})).slice(1)],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  }
}

function sendFailure(response: ServerResponse, { status, body = '', headers }: OidcFailure): void {
  const text = typeof body === 'string'
  response
    .writeHead(status, { 'content-type': text ? 'text/plain' : 'application/json; charset=utf-8', ...headers })
    .end(text ? body : JSON.stringify(body))
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
