import type { Credential } from '../../credentials/credential.ts'
import { pathPrefix } from '../../resolve/base-url.ts'
import type { AnthropicPlan } from '../../resolve/plan.ts'
import type { Secret } from '../../secret.ts'
import { forwardedHeaders, type GatewayRequest, type OutgoingRequest, type Route, type Upstream } from '../upstream.ts'

/** The calls of the Messages API that the CLI makes (`/v1/messages` with `?beta=true`, token counts, the model list). */
const served: readonly [method: string, path: RegExp][] = [
  ['POST', /^\/v1\/messages(\/count_tokens)?(\?|$)/],
  ['GET', /^\/v1\/models(\/[\w.@:-]+)?(\?|$)/],
]

type Scheme = AnthropicPlan['auth']['scheme']

/** Anthropic, or a gateway that speaks as it does. The requests go on as they came; only the credential is put in. */
export class AnthropicGatewayUpstream implements Upstream {
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

  async prepare(request: GatewayRequest, _body: Buffer | undefined, attempt: number): Promise<OutgoingRequest> {
    const { upstream, extraHeaders } = this.#plan
    const key = (await this.#key.get()).reveal()
    const headers = forwardedHeaders(request.rawHeaders, extraHeaders.keys())
    for (const [name, value] of extraHeaders) headers.push(name, value.reveal())
    if (this.#schemeOf(attempt) === 'bearer') headers.push('authorization', `Bearer ${key}`)
    else headers.push('x-api-key', key)
    return { url: upstream.url, path: pathPrefix(upstream.url) + request.target, headers }
  }

  /** A 401 from a gateway may only mean that it wants the key in the other header: that is tried once, and remembered. */
  async again(status: number, attempt: number): Promise<boolean> {
    if (this.#settled !== undefined) return false
    if (status >= 200 && status < 300) this.#settled = this.#schemeOf(attempt)
    if (status !== 401) return false
    if (attempt > 1) this.#settled = this.#plan.auth.scheme
    return attempt === 1
  }

  #schemeOf(attempt: number): Scheme {
    if (this.#settled !== undefined) return this.#settled
    const { scheme } = this.#plan.auth
    if (attempt === 1) return scheme
    return scheme === 'bearer' ? 'x-api-key' : 'bearer'
  }
}
