/** The places where a machine finds a session without asking STS, on loopback: for containers, and for EC2 instances. */
import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { RecordedRequest } from '../providers/answers.ts'
import { startRecordingServer } from '../providers/http.ts'
import type { Session } from './identities.ts'

export interface MetadataOptions {
  /**
   * What there is to hand out, by access key id: the newest one. Whoever wants the next request to get another one puts
   * it in; while there is none, there is nothing to be had.
   */
  readonly sessions: ReadonlyMap<string, Session>
  /** Closes by itself; 10 minutes by default. */
  readonly stopAfterMs?: number
}

export interface Metadata {
  /** For AWS_CONTAINER_CREDENTIALS_FULL_URI, or for AWS_EC2_METADATA_SERVICE_ENDPOINT. */
  readonly url: string
  readonly requests: RecordedRequest[]
  /** The access key ids that were handed out, in order. */
  readonly handed: string[]
  close(): Promise<void>
}

/** ECS's and EKS's endpoint for credentials. */
export async function startContainerMetadata(
  options: MetadataOptions & {
    /** What AWS_CONTAINER_AUTHORIZATION_TOKEN or the file has: a value, or what it is now. Default: none is asked for. */
    readonly token?: string | (() => string)
  },
): Promise<Metadata> {
  const { token } = options
  const path = '/v1/credentials'
  const { url, ...metadata } = await start(options, (request, response, session) => {
    const expected = typeof token === 'function' ? token() : token
    if (expected !== undefined && request.headers.authorization !== expected) {
      return sendJson(response, 401, { code: 'AccessDenied', message: 'The authorization token is not valid' })
    }
    if (request.method !== 'GET' || request.path !== path) {
      return sendJson(response, 404, { code: 'NotFound', message: `There is no ${request.path}` })
    }
    return session
      ? hand(metadata, response, session, { RoleArn: session.role })
      : sendJson(response, 400, { code: 'NoAssociation', message: 'There is no role for this container' })
  })
  return { url: url + path, ...metadata }
}

/** The instance metadata service of EC2 in its second version: nothing without a token that was asked for by PUT. */
export async function startInstanceMetadata(options: MetadataOptions): Promise<Metadata> {
  const tokens = new Map<string, number>()
  const roles = '/latest/meta-data/iam/security-credentials/'
  const metadata = await start(options, (request, response, session) => {
    const { method, path, headers } = request
    if (method === 'PUT' && path === '/latest/api/token') {
      const seconds = Number(headers['x-aws-ec2-metadata-token-ttl-seconds'])
      if (!(seconds >= 1 && seconds <= 21_600)) return sendText(response, 400, 'Bad Request')
      const token = randomBytes(40).toString('base64')
      tokens.set(token, Date.now() + seconds * 1000)
      response.setHeader('x-aws-ec2-metadata-token-ttl-seconds', seconds)
      return sendText(response, 200, token)
    }
    const ends = tokens.get(headers['x-aws-ec2-metadata-token'] ?? '') ?? 0
    if (ends <= Date.now()) return sendText(response, 401, 'Unauthorized')
    const name = session?.role.split('/').at(-1) ?? ''
    if (method !== 'GET' || !session) return sendText(response, 404, 'Not Found')
    if (path === roles) return sendText(response, 200, name)
    if (path !== roles + name) return sendText(response, 404, 'Not Found')
    return hand(metadata, response, session, { Code: 'Success', LastUpdated: stampOf(Date.now()), Type: 'AWS-HMAC' })
  })
  return metadata
}

async function start(
  { sessions, stopAfterMs }: MetadataOptions,
  answer: (request: RecordedRequest, response: ServerResponse, session: Session | undefined) => void,
): Promise<Metadata> {
  const { url, requests, close } = await startRecordingServer({
    handle: (request, response) => answer(request, response, [...sessions.values()].at(-1)),
    ...(stopAfterMs === undefined ? {} : { stopAfterMs }),
  })
  return { url, requests, handed: [], close }
}

function hand(
  { handed }: Pick<Metadata, 'handed'>,
  response: ServerResponse,
  session: Session,
  about: Record<string, string>,
): void {
  handed.push(session.accessKeyId)
  sendJson(response, 200, {
    ...about,
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    Token: session.sessionToken,
    Expiration: stampOf(session.expiresAt),
  })
}

/** Both services give whole seconds. */
const stampOf = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}/, '')

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function sendText(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(body)
}
