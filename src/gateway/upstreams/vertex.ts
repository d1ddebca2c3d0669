import type { Credential } from '../../credentials/credential.ts'
import type { GoogleAccess } from '../../credentials/google/google.ts'
import { pathPrefix } from '../../resolve/base-url.ts'
import type { VertexPlan } from '../../resolve/plan.ts'
import {
  type AnswerHead,
  forwardedHeaders,
  type GatewayRequest,
  type OutgoingRequest,
  type Route,
  type Upstream,
} from '../upstream.ts'

interface Sent extends OutgoingRequest {
  access: GoogleAccess
}

/** The calls of Vertex AI that the CLI makes; a token count is one of them, to a model of that name. */
const served =
  /^\/v1\/projects\/[^/?#]+\/locations\/[^/?#]+(\/publishers\/anthropic\/models\/(?:[\w.@-]|%40)+:(streamRawPredict|rawPredict))$/

/**
 * Google Vertex AI. The requests go on as they came, but for project and location: the CLI was started before the
 * credential could say whose it is, and variables of its own may name another location for a model.
 */
export class VertexUpstream implements Upstream<Sent> {
  readonly #plan: VertexPlan
  readonly #credential: Credential<GoogleAccess>

  constructor(plan: VertexPlan, credential: Credential<GoogleAccess>) {
    this.#plan = plan
    this.#credential = credential
  }

  route({ method, target }: GatewayRequest): Route {
    return method === 'POST' && served.test(target) ? { kind: 'forward' } : { kind: 'refuse' }
  }

  needsBody(): boolean {
    return true
  }

  async prepare(request: GatewayRequest): Promise<Sent> {
    const { endpoint, region } = this.#plan
    const access = await this.#credential.get()
    const model = served.exec(request.target)![1]
    const path = `${pathPrefix(endpoint)}/v1/projects/${access.project}/locations/${region}${model}`
    const headers = forwardedHeaders(request.rawHeaders, ownHeaders)
    headers.push('authorization', `Bearer ${access.token.reveal()}`)
    if (access.quotaProject !== undefined) headers.push('x-goog-user-project', access.quotaProject)
    return { url: endpoint, path, headers, access }
  }

  /** A token that has ended, or was ended, is renewed once, and the request repeated. */
  async again({ status }: AnswerHead, { access }: Sent, attempt: number): Promise<boolean> {
    return status === 401 && attempt === 1 && this.#credential.rejected(access)
  }

  /** The CLI repeats a 401 of Vertex AI, whatever it is told; a 403 it takes for an answer. */
  shown(status: number): number {
    return status === 401 ? 403 : status
  }
}

/** What belongs to the proof; of the CLI's own none may stay beside it. */
const ownHeaders = ['x-goog-user-project', 'x-goog-api-key']
