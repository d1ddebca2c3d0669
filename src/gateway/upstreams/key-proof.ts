import type { Credential } from '../../credentials/credential.ts'
import type { AuthPlan, KeyedPlan } from '../../resolve/plan.ts'
import type { Secret } from '../../secret.ts'

type Scheme = AuthPlan['scheme']

/** What a request was sent with. */
export interface Proved {
  scheme: Scheme
  key: Secret
  /** Header names and values in turn: the plan's own, and the one with the key. */
  headers: string[]
}

/** Puts the API key into requests, in the header that the server wants it in, and finds out which one that is. */
export class KeyProof {
  readonly #plan: Pick<KeyedPlan, 'key' | 'auth' | 'extraHeaders'>
  readonly #key: Credential<Secret>
  /** The scheme that is known to be right, or that nothing is left to try against. */
  #settled: Scheme | undefined

  constructor(plan: Pick<KeyedPlan, 'key' | 'auth' | 'extraHeaders'>, key: Credential<Secret>) {
    this.#plan = plan
    this.#key = key
    this.#settled = plan.auth.other === 'never' ? plan.auth.scheme : undefined
  }

  /** Whether a request may have to be sent a second time, with another header or another key. */
  get isUnsure(): boolean {
    return this.#settled === undefined || this.#plan.key.kind === 'stored'
  }

  /** The header that the key goes in, as far as that is known. */
  get scheme(): Scheme {
    return this.#settled ?? this.#plan.auth.scheme
  }

  /** Waits until there is a key. `attempt` counts from 1. */
  async prove(attempt: number): Promise<Proved> {
    const { extraHeaders, auth } = this.#plan
    const key = await this.#key.get()
    const scheme = this.#settled ?? (attempt % 2 === 1 ? auth.scheme : otherThan(auth.scheme))
    const headers = [...extraHeaders].flatMap(([name, value]) => [name, value.reveal()])
    if (scheme === 'bearer') headers.push('authorization', `Bearer ${key.reveal()}`)
    else headers.push('x-api-key', key.reveal())
    return { scheme, key, headers }
  }

  /**
   * A 401 from a gateway may only mean that it wants the key in the other header: that is tried once, and remembered. Else
   * it is the key; one that lies in a secret may have been rotated since it was read.
   */
  async again(status: number, { scheme, key }: Proved, attempt: number): Promise<boolean> {
    const { auth } = this.#plan
    const unsure = auth.other === 'once'
    // What comes of the second way, when the first was a 401, is no matter of the key.
    if (unsure && ((status >= 200 && status < 300) || (attempt % 2 === 0 && status !== 401 && status < 429)))
      this.#settled = scheme
    if (status !== 401) return false
    // While this one was under way another request may have found out.
    if (unsure && attempt % 2 === 1 && this.#settled !== scheme) return true
    if (await this.#key.rejected(key)) return true
    // Refused both ways: the next request need not ask twice.
    if (unsure) this.#settled ??= auth.scheme
    return false
  }
}

function otherThan(scheme: Scheme): Scheme {
  return scheme === 'bearer' ? 'x-api-key' : 'bearer'
}
