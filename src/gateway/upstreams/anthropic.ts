import { pathPrefix } from '../../resolve/base-url.ts'
import type { KeyedPlan } from '../../resolve/plan.ts'
import {
  type AnswerHead,
  forwardedHeaders,
  type GatewayRequest,
  type OutgoingRequest,
  type Route,
  type Upstream,
} from '../upstream.ts'
import type { KeyProof, Proved } from './key-proof.ts'

/** The calls of the Messages API that the CLI makes (`/v1/messages` with `?beta=true`, token counts, the model list). */
const served: readonly [method: string, path: RegExp][] = [
  ['POST', /^\/v1\/messages(\/count_tokens)?(\?|$)/],
  ['GET', /^\/v1\/models(\/[\w@:-][\w.@:-]*)?(\?|$)/],
]

/** Where it is, and whose headers take the place of the CLI's. */
export interface AnthropicServer extends Pick<KeyedPlan, 'extraHeaders'> {
  upstream: { url: URL }
}

interface Sent extends OutgoingRequest {
  proved: Proved
}

/** Anthropic, or a gateway that speaks as it does. The requests go on as they came; only the credential is put in. */
export class AnthropicGatewayUpstream implements Upstream<Sent> {
  readonly #plan: AnthropicServer
  readonly #proof: KeyProof

  constructor(plan: AnthropicServer, proof: KeyProof) {
    this.#plan = plan
    this.#proof = proof
  }

  route({ method, target }: GatewayRequest): Route {
    // The CLI looks whether somebody is there before it starts; that costs the provider nothing when answered here.
    if ((method === 'HEAD' || method === 'GET') && target === '/') return { kind: 'answer', status: 200, body: '' }
    return served.some(([verb, path]) => verb === method && path.test(target))
      ? { kind: 'forward' }
      : { kind: 'refuse' }
  }

  needsBody(): boolean {
    return this.#proof.isUnsure
  }

  async prepare(request: GatewayRequest, _body: Buffer | undefined, attempt: number): Promise<Sent> {
    const { upstream, extraHeaders } = this.#plan
    const proved = await this.#proof.prove(attempt)
    const headers = [...forwardedHeaders(request.rawHeaders, extraHeaders.keys()), ...proved.headers]
    return { url: upstream.url, path: pathPrefix(upstream.url) + request.target, headers, proved }
  }

  again({ status }: AnswerHead, { proved }: Sent, attempt: number): Promise<boolean> {
    return this.#proof.again(status, proved, attempt)
  }

  shown(status: number): number {
    return status
  }
}
