import { Sha256Node } from '@smithy/core/checksum'
import { SignatureV4 } from '@smithy/signature-v4'
import type { AwsCredentials } from '../../credentials/aws/credentials.ts'
import type { BedrockProof } from '../../credentials/bedrock.ts'
import { pathPrefix } from '../../resolve/base-url.ts'
import type { BedrockPlan } from '../../resolve/plan.ts'
import {
  type AnswerHead,
  forwardedHeaders,
  type GatewayRequest,
  type OutgoingRequest,
  type Route,
  type Upstream,
} from '../upstream.ts'

interface Sent extends OutgoingRequest {
  credentials: AwsCredentials | undefined
}

/**
 * The calls of the Bedrock runtime that the CLI makes. The model's id is one segment, in which a slash is `%2F`; one of
 * dots alone would lead to another path.
 */
const served = /^\/model\/(?!(?:\.|%2[eE]){1,2}\/)[^/?#]+\/(invoke|invoke-with-response-stream|count-tokens)$/

/** A session is as good as new for so long: a refusal within it is meant. */
const freshMs = 60_000

/** How far this machine's clock may be off before AWS refuses what it signs. */
const skewMs = 300_000

/** AWS Bedrock. The requests go on as they came, signed; the profiles that the CLI asks for are answered here. */
export class BedrockUpstream implements Upstream<Sent> {
  readonly #plan: BedrockPlan
  readonly #proof: BedrockProof
  #current: { credentials: AwsCredentials; since: number } | undefined
  /** What the provider's clock is ahead by. */
  #aheadMs = 0

  constructor(plan: BedrockPlan, proof: BedrockProof) {
    this.#plan = plan
    this.#proof = proof
  }

  route({ method, target }: GatewayRequest): Route {
    // The control plane's list is for the CLI's choice of a model. That is made already, and 12 probes would follow it.
    if (method === 'GET' && /^\/inference-profiles(\?|$)/.test(target))
      return { kind: 'answer', status: 200, body: '{"inferenceProfileSummaries":[]}' }
    return method === 'POST' && served.test(target) ? { kind: 'forward' } : { kind: 'refuse' }
  }

  needsBody(): boolean {
    return true
  }

  async prepare(request: GatewayRequest, body: Buffer | undefined): Promise<Sent> {
    const { endpoint } = this.#plan
    const path = pathPrefix(endpoint) + request.target
    const headers = forwardedHeaders(request.rawHeaders, ownHeaders(request))
    if (this.#proof.kind === 'bearer') {
      headers.push('authorization', `Bearer ${(await this.#proof.credential.get()).reveal()}`)
      return { url: endpoint, path, headers, credentials: undefined }
    }
    const credentials = await this.#proof.credential.get()
    if (this.#current?.credentials !== credentials) this.#current = { credentials, since: Date.now() }
    const signed = await this.#sign(request, path, body ?? Buffer.alloc(0), credentials)
    for (const [name, value] of Object.entries(signed)) headers.push(name, value)
    return { url: endpoint, path, headers, credentials }
  }

  /** Signature Version 4 over the path as it came: for all services but S3, AWS encodes it once more by itself. */
  async #sign(
    request: GatewayRequest,
    path: string,
    body: Buffer,
    credentials: AwsCredentials,
  ): Promise<Record<string, string>> {
    const { endpoint, region } = this.#plan
    const signer = new SignatureV4({
      service: 'bedrock',
      region,
      credentials,
      sha256: Sha256Node as never,
      applyChecksum: false,
    })
    const contentType = request.headers['content-type']
    const headers = { host: endpoint.host, ...(contentType === undefined ? {} : { 'content-type': contentType }) }
    const signed = await signer.sign(
      {
        method: request.method,
        protocol: endpoint.protocol,
        hostname: endpoint.hostname,
        path,
        query: {},
        headers,
        body,
      },
      { signingDate: new Date(Date.now() + this.#aheadMs) },
    )
    const { host: _, 'content-type': __, ...added } = signed.headers
    return added
  }

  /** A session that has ended, or was ended, is renewed once, and the request repeated. */
  async again({ status, headers }: AnswerHead, { credentials }: Sent, attempt: number): Promise<boolean> {
    if (this.#proof.kind !== 'aws' || credentials === undefined || attempt > 1) return false
    const type = String(headers['x-amzn-errortype'] ?? '')
    const expired = /ExpiredToken/i.test(type)
    if (status !== 403 && !expired) return false
    if (/InvalidSignature|RequestExpired/i.test(type) && this.#correctClock(headers.date)) return true
    // That the model may not be used is no fault of a session that has just begun.
    const fresh = this.#current?.credentials === credentials && Date.now() - this.#current.since < freshMs
    if (/AccessDenied/i.test(type) && fresh) return false
    return this.#proof.credential.rejected(credentials)
  }

  #correctClock(date: string | undefined): boolean {
    const ahead = Date.parse(date ?? '') - Date.now()
    if (!(Math.abs(ahead - this.#aheadMs) > skewMs)) return false
    this.#aheadMs = ahead
    return true
  }

  /** The CLI repeats a 403 of Bedrock 13 times over four minutes, whatever it is told; a 401 it takes for an answer. */
  shown(status: number): number {
    return status === 403 ? 401 : status
  }
}

/** What belongs to the proof: of the CLI's own none may stay beside it, and none unsigned. */
function ownHeaders({ headers }: GatewayRequest): string[] {
  return Object.keys(headers).filter((name) => name.startsWith('x-amz-'))
}
