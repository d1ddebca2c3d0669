import { inspect } from 'node:util'

/**
 * A value that must not be seen. Whoever prints or serialises it by accident gets `***`; only `reveal()` gives the value,
 * so each place that uses one can be found.
 */
export class Secret {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
  }
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return '***'
  }
  toJSON(): string {
    return '***'
  }
  [inspect.custom](): string {
    return '***'
  }
}
