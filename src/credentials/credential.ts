import type { Agents } from '../network/agents.ts'

/**
 * Something that proves who pays: valid now, and able to renew itself. `get` gives a value that is good at this moment,
 * renewing ahead of its end; it rejects with an ActionError when none is to be had. `rejected` is called when the provider
 * refused a value that should have been good; it answers whether another one is worth a try.
 */
export interface Credential<T> {
  get(): Promise<T>
  rejected(value: T): Promise<boolean>
}

/** What a credential that comes over the network is made with. */
export interface CredentialMeans {
  agents: Agents
  /** Has a secret masked, before anything else happens to it. */
  mask(secret: string): void
  /** Tells the log which credential was taken, and as whom. */
  say(line: string): void
  /** Tells whom a grant has to name, in the words of the cloud. */
  identified?(member: string): void
  /** Ends what is under way. */
  stop: AbortSignal
  /** Where `claude` is being started, which goes before what only loads and computes: settles once it has been. */
  idle?: Promise<unknown>
}

/** The same, but for nobody before something else is known to be well. */
export function after<T>(condition: Promise<unknown>, credential: Credential<T>): Credential<T> {
  return {
    get: async () => {
      // Both at once: whoever waits for the one need not then begin to wait for the other.
      const [value] = await Promise.all([credential.get(), condition])
      return value
    },
    rejected: (value) => credential.rejected(value),
  }
}

/** The same; whoever listens is told when no value is to be had. */
export function watched<T>(credential: Credential<T>, failed: (error: unknown) => void): Credential<T> {
  const told = <R>(asked: Promise<R>) => {
    asked.catch(failed)
    return asked
  }
  return { get: () => told(credential.get()), rejected: (value) => told(credential.rejected(value)) }
}

/** A value that is what it is: an API key from an input or the environment. */
export function fixed<T>(value: T): Credential<T> {
  return { get: async () => value, rejected: async () => false }
}
