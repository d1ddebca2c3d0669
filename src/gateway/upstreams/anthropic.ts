import type { Credential } from '../../credentials/credential.ts'
import { pathPrefix } from '../../resolve/base-url.ts'
import type { AnthropicPlan } from '../../resolve/plan.ts'
import type { Secret } from '../../secret.ts'
import {
  type AnswerHead,
  forwardedHeaders,
  type GatewayRequest,
  type OutgoingRequest,
  type Route,
  type Upstream,
} from '../upstream.ts'

/** The calls of the Messages API that the CLI makes (`/v1/messages` with `?beta=true`, token counts, the model list). */
const served: readonly [method: string, path: RegExp][] = [
  ['POST', /^\/v1\/messages(\/count_tokens)?(\?|$)/],
  ['GET', /^\/v1\/models(\/[\w@:-][\w.@:-]*)?(\?|$)/],
]

type Scheme = AnthropicPlan['auth']['scheme']

interface Sent extends OutgoingRequest {
  scheme: Scheme
}

/** Anthropic, or a gateway that speaks as it does. The requests go on as they came; only the credential is put in. */
export class AnthropicGatewayUpstream implements Upstream<Sent> {
  readonly #plan: AnthropicPlan
  readonly #key: Credential<Secret>
  /** The scheme that is known to be right, or that nothing is left to try against. */
  #settled: Scheme | undefined

  constructor(plan: AnthropicPlan, key: Credential<Secret>) {
    this.#plan = plan
    this.#key = key
    this.#settled = plan.auth.other === 'never' ? plan.auth.scheme : undefined
  }

  route({ method, target }: GatewayRequest): Route {
    // The CLI looks whether somebody is there before it starts; that costs the provider nothing when answered here.
    if ((method === 'HEAD' || method === 'GET') && target === '/') return { kind: 'answer', status: 200, body: '' }
    return served.some(([verb, path]) => verb === method && path.test(target))
      ? { kind: 'forward' }
      : { kind: 'refuse' }
  }

  needsBody(): boolean {
    return this.#settled === undefined
  }

  async prepare(request: GatewayRequest, _body: Buffer | undefined, attempt: number): Promise<Sent> {
    const { upstream, extraHeaders, auth } = this.#plan
    const key = (await this.#key.get()).reveal()
    const scheme = this.#settled ?? (attempt === 1 ? auth.scheme : otherThan(auth.scheme))
    const headers = forwardedHeaders(request.rawHeaders, extraHeaders.keys())
    for (const [name, value] of extraHeaders) headers.push(name, value.reveal())
    if (scheme === 'bearer') headers.push('authorization', `Bearer ${key}`)
    else headers.push('x-api-key', key)
    return { url: upstream.url, path: pathPrefix(upstream.url) + request.target, headers, scheme }
  }

  /** A 401 from a gateway may only mean that it wants the key in the other header: that is tried once, and remembered. */
  async again({ status }: AnswerHead, sent: Sent, attempt: number): Promise<boolean> {
    if (this.#plan.auth.other === 'never') return false
    if (status >= 200 && status < 300) this.#settled = sent.scheme
    if (status !== 401) return false
    // Refused both ways: it is the key then, and the next request need not ask twice.
    if (attempt > 1) this.#settled ??= this.#plan.auth.scheme
    // While this one was under way another request may have found out.
    return attempt === 1 && this.#settled !== sent.scheme
  }

  shown(status: number): number {
    return status
  }
}

function otherThan(scheme: Scheme): Scheme {
  return scheme === 'bearer' ? 'x-api-key' : 'bearer'
}
