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
  key: Secret
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
    return this.#settled === undefined || this.#plan.key.kind === 'stored'
  }

  async prepare(request: GatewayRequest, _body: Buffer | undefined, attempt: number): Promise<Sent> {
    const { upstream, extraHeaders, auth } = this.#plan
    const key = await this.#key.get()
    const scheme = this.#settled ?? (attempt % 2 === 1 ? auth.scheme : otherThan(auth.scheme))
    const headers = forwardedHeaders(request.rawHeaders, extraHeaders.keys())
    for (const [name, value] of extraHeaders) headers.push(name, value.reveal())
    if (scheme === 'bearer') headers.push('authorization', `Bearer ${key.reveal()}`)
    else headers.push('x-api-key', key.reveal())
    return { url: upstream.url, path: pathPrefix(upstream.url) + request.target, headers, scheme, key }
  }

  /**
   * A 401 from a gateway may only mean that it wants the key in the other header: that is tried once, and remembered. Else
   * it is the key; one that lies in a secret may have been rotated since it was read.
   */
  async again({ status }: AnswerHead, sent: Sent, attempt: number): Promise<boolean> {
    const unsure = this.#plan.auth.other === 'once'
    if (unsure && status >= 200 && status < 300) this.#settled = sent.scheme
    if (status !== 401) return false
    // While this one was under way another request may have found out.
    if (unsure && attempt % 2 === 1 && this.#settled !== sent.scheme) return true
    if (await this.#key.rejected(sent.key)) return true
    // Refused both ways: the next request need not ask twice.
    if (unsure) this.#settled ??= this.#plan.auth.scheme
    return false
  }

  shown(status: number): number {
    return status
  }
}

function otherThan(scheme: Scheme): Scheme {
  return scheme === 'bearer' ? 'x-api-key' : 'bearer'
}
