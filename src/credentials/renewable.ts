import type { Credential } from './credential.ts'

/** A value and when it ends, in milliseconds since 1970; one that never does has no end. */
export interface Expiring<T> {
  value: T
  endsAt: number | undefined
}

interface Held<T> extends Expiring<T> {
  since: number
}

/**
 * A value that ends, renewed ahead of its end. There is no timer: who asks is who renews. When the end comes near, whoever
 * asks gets the old value and starts to renew it; shortly before it, they wait.
 */
export class Renewable<T> implements Credential<T> {
  readonly #renew: () => Promise<Expiring<T>>
  #held: Held<T> | undefined
  #renewing: Promise<Held<T>> | undefined

  constructor(renew: () => Promise<Expiring<T>>) {
    this.#renew = renew
  }

  async get(): Promise<T> {
    const held = this.#held
    const state = held === undefined ? 'over' : stateOf(held)
    if (state === 'good') return held!.value
    const renewing = this.#once()
    if (state === 'over') return (await renewing).value
    if (state === 'old') {
      renewing.catch(() => {})
      return held!.value
    }
    return renewing.then(
      ({ value }) => value,
      (error: unknown) => {
        // It is still good for this one; the next one tries again.
        if (Date.now() < held!.endsAt!) return held!.value
        throw error
      },
    )
  }

  /** Renews, unless that has happened since the value was given out. */
  async rejected(value: T): Promise<boolean> {
    if (this.#held === undefined || this.#held.value !== value) return true
    await this.#once()
    return true
  }

  /** However many ask, it is renewed once. */
  #once(): Promise<Held<T>> {
    this.#renewing ??= this.#renew()
      .then((fresh) => {
        this.#held = { ...fresh, since: Date.now() }
        return this.#held
      })
      .finally(() => {
        this.#renewing = undefined
      })
    return this.#renewing
  }
}

/** Ahead by minutes for what lasts an hour, by less for what lasts less. */
function stateOf({ endsAt, since }: Held<unknown>): 'good' | 'old' | 'ending' | 'over' {
  if (endsAt === undefined) return 'good'
  const [left, lifetime] = [endsAt - Date.now(), endsAt - since]
  if (left <= 0) return 'over'
  if (left < Math.min(30_000, lifetime / 10)) return 'ending'
  return left < Math.min(300_000, lifetime / 3) ? 'old' : 'good'
}
