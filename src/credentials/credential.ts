/**
 * Something that proves who pays: valid now, and able to renew itself. `get` gives a value that is good at this moment,
 * renewing ahead of its end; it rejects with an ActionError when none is to be had. `rejected` is called when the provider
 * refused a value that should have been good; it answers whether another one is worth a try.
 */
export interface Credential<T> {
  get(): Promise<T>
  rejected(value: T): Promise<boolean>
}

/** The same, but for nobody before something else is known to be well. */
export function after<T>(condition: Promise<unknown>, { get, rejected }: Credential<T>): Credential<T> {
  return { get: () => condition.then(get), rejected }
}

/** A value that is what it is: an API key from an input or the environment. */
export function fixed<T>(value: T): Credential<T> {
  return { get: async () => value, rejected: async () => false }
}
