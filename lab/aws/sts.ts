/**
 * AWS's Security Token Service on loopback: the sessions are Moto's, but whether one is given is checked here as AWS
 * does, because Moto gives one to everybody.
 */
import type { ServerResponse } from 'node:http'
import type { JWTPayload } from 'jose'
import type { OidcIssuer } from '../github/oidc.ts'
import type { RecordedRequest } from '../providers/answers.ts'
import { cut, left, pause, startRecordingServer } from '../providers/http.ts'
import { anyOf, type Identity, isSession, type LongTermKey, type Session, sessionArn } from './identities.ts'
import { claimedKey, type SignatureErrorCode, verifySignature } from './signature.ts'
import {
  element,
  errorXml,
  resultXml,
  type StsCall,
  type StsError,
  send,
  stsError,
  withElement,
  withElements,
  type Xml,
} from './sts-answers.ts'
import { claimsOf, invalidCall, type Role, roleDenied, webIdentity } from './sts-trust.ts'

export type { Role, Session, StsCall, StsError }

export type StsAnswer = ({ readonly kind: 'error' } & StsError) | 'hang' | 'cut' | undefined

export interface StsOptions {
  readonly moto: { readonly url: string }
  readonly issuer: Pick<OidcIssuer, 'verify'>
  /** By ARN. To any other, access is denied. */
  readonly roles: Readonly<Record<string, Role>>
  /** Users' keys, and sessions from elsewhere, that may sign requests. */
  readonly keys?: readonly (LongTermKey | Session)[]
  /** The only one that requests may be signed for. */
  readonly region?: string
  /** Sessions end after that, whatever was asked for: a number, or one by call. */
  readonly sessionSeconds?: number | ((call: StsCall, index: number) => number | undefined)
  /** Wait before each answer. */
  readonly delayMs?: number
  /** Instead of an answer; before anything is checked. `index` counts the calls, from 0. */
  readonly answer?: (call: StsCall, index: number) => StsAnswer | Promise<StsAnswer>
  readonly stopAfterMs?: number
}

export interface Sts {
  readonly url: string
  readonly requests: RecordedRequest[]
  readonly calls: StsCall[]
  /** What was given, by access key id. */
  readonly sessions: Map<string, Session>
  idle(): Promise<void>
  close(): Promise<void>
}

const VERSION = '2011-06-15'

interface Asked {
  readonly request: RecordedRequest
  readonly parameters: URLSearchParams
  readonly call: StsCall
  readonly index: number
}

export async function startSts(options: StsOptions): Promise<Sts> {
  const calls: StsCall[] = []
  const sessions = new Map<string, Session>()
  const identities = anyOf(sessions, new Map((options.keys ?? []).map((key) => [key.accessKeyId, key])))
  const scope = { service: 'sts', ...(options.region === undefined ? {} : { region: options.region }) }

  const handle = async (request: RecordedRequest, response: ServerResponse): Promise<void> => {
    const parameters = parametersOf(request)
    const call = callOf(request, parameters)
    const index = calls.push(call) - 1
    await pause(options.delayMs)
    const scripted = await options.answer?.(call, index)
    if (scripted === 'cut') return cut(response)
    if (scripted === 'hang') return left(response)
    const answered = scripted ?? (await answer({ request, parameters, call, index }))
    call.outcome = 'xml' in answered ? 'ok' : answered.code
    send(response, 'xml' in answered ? answered : errorXml(answered))
  }

  const answer = async (asked: Asked): Promise<Xml | StsError> => {
    const { call, parameters } = asked
    const role = options.roles[call.role ?? '']
    switch (call.action) {
      case 'AssumeRoleWithWebIdentity': {
        const invalid = invalidCall(call)
        if (invalid) return invalid
        const claims = await webIdentity(call, parameters.get('WebIdentityToken') ?? '', role, options.issuer)
        return isError(claims) ? claims : give(asked, aboutToken(call, claims))
      }
      case 'AssumeRole': {
        const caller = callerOf(asked)
        return isError(caller) ? caller : (invalidCall(call) ?? roleDenied(call, caller, role) ?? give(asked))
      }
      case 'GetCallerIdentity': {
        const caller = callerOf(asked)
        return isError(caller) ? caller : resultXml(call.action, whoIs(caller))
      }
    }
    return stsError(400, 'InvalidAction', `Could not find operation ${call.action} for version ${VERSION}`)
  }

  const callerOf = ({ request, call }: Asked): Identity | StsError => {
    const verified = verifySignature(request, identities, scope)
    if (!verified.ok) return { ...verified, code: queryCodes[verified.code] }
    call.caller = verified.identity.arn
    return verified.identity
  }

  /** Moto makes the session; what it leaves out is put in. */
  const give = async (asked: Asked, about: Readonly<Record<string, string>> = {}): Promise<Xml> => {
    const { call, index, parameters } = asked
    const { sessionSeconds } = options
    let { xml, requestId } = await askMoto(options.moto.url, call, parameters)
    const seconds = typeof sessionSeconds === 'function' ? sessionSeconds(call, index) : sessionSeconds
    xml = withElement(xml, 'Expiration', seconds === undefined ? inWholeSeconds(xml) : inSeconds(seconds))
    xml = withElements(xml, `${call.action}Result`, about)
    const session = sessionOf(xml, call)
    sessions.set(session.accessKeyId, session)
    call.given = session.accessKeyId
    return { xml, requestId }
  }

  const server = await startRecordingServer({
    handle,
    ...(options.stopAfterMs === undefined ? {} : { stopAfterMs: options.stopAfterMs }),
  })
  return {
    url: server.url,
    requests: server.requests,
    calls,
    sessions,
    idle: server.idle,
    close: server.close,
  }
}

const isError = (value: object): value is StsError => 'status' in value && 'code' in value

/** The JSON services' names, in the words of the query protocol. */
const queryCodes: Record<SignatureErrorCode, string> = {
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  UnrecognizedClientException: 'InvalidClientTokenId',
  ExpiredTokenException: 'ExpiredToken',
  InvalidSignatureException: 'SignatureDoesNotMatch',
}

function parametersOf(request: RecordedRequest): URLSearchParams {
  const query = request.path.split('?')[1]
  return new URLSearchParams(request.method === 'GET' ? query : request.rawBody.toString('utf8'))
}

function callOf(request: RecordedRequest, parameters: URLSearchParams): StsCall {
  const given = (name: string) => parameters.get(name) ?? undefined
  const duration = given('DurationSeconds')
  const token = given('WebIdentityToken')
  const claims = token === undefined ? {} : claimsOf(token)
  const call = {
    action: given('Action') ?? '',
    role: given('RoleArn'),
    sessionName: given('RoleSessionName'),
    duration: duration === undefined ? undefined : Number(duration),
    externalId: given('ExternalId'),
    policy: given('Policy'),
    subject: claims.sub,
    audience: claims.aud === undefined ? undefined : String(claims.aud),
    signedBy: claimedKey(request) || undefined,
  }
  return Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined)) as unknown as StsCall
}

/** Moto learns the partition from the region that a request is signed for, and looks at nothing else of a signature. */
async function askMoto(url: string, call: StsCall, parameters: URLSearchParams): Promise<Xml> {
  const partition = call.role?.split(':')[1]
  const region = { 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' }[partition ?? ''] ?? 'us-east-1'
  const credential = `AKIAIOSFODNN7EXAMPLE/20260101/${region}/sts/aws4_request`
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    },
    body: parameters,
  })
  const xml = await response.text()
  if (!response.ok) throw new Error(`Moto answered ${response.status}: ${xml}`)
  return { xml, requestId: response.headers.get('x-amzn-requestid') ?? '' }
}

/** As AWS has it; of Moto's microseconds every client makes something else. */
const inWholeSeconds = (xml: string): string => (element(xml, 'Expiration') ?? '').replace(/\.\d+/, '')

/** To the millisecond, so that a session can be a short one. */
const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()

function sessionOf(xml: string, call: StsCall): Session {
  const text = (name: string) => {
    const value = element(xml, name)
    if (!value) throw new Error(`Moto's answer has no ${name}: ${xml}`)
    return value
  }
  return {
    accessKeyId: text('AccessKeyId'),
    secretAccessKey: text('SecretAccessKey'),
    sessionToken: text('SessionToken'),
    expiresAt: Date.parse(text('Expiration')),
    arn: sessionArn(call.role ?? '', call.sessionName ?? ''),
    role: call.role ?? '',
  }
}

function whoIs(caller: Identity): Record<string, string> {
  const parts = caller.arn.split(/[:/]/)
  const id = isSession(caller) ? `AROA3XFRBF535PLBIFPI4:${parts.at(-1)}` : 'AIDACKCEVSQ6C2EXAMPLE'
  return { Arn: caller.arn, UserId: id, Account: parts[4] ?? '' }
}

/** What AWS repeats of a token. */
function aboutToken({ role = '' }: StsCall, { sub, aud, iss }: JWTPayload): Record<string, string> {
  const [, partition, , , account] = role.split(':')
  const provider = String(iss).replace(/^https?:\/\//, '')
  return {
    SubjectFromWebIdentityToken: String(sub),
    Audience: String(aud),
    Provider: `arn:${partition}:iam::${account}:oidc-provider/${provider}`,
  }
}
