/** A JSON object of which nothing is known. */
export type Loose = Readonly<Record<string, unknown>>

export function isRecord(held: unknown): held is Loose {
  return typeof held === 'object' && held !== null && !Array.isArray(held)
}

export function unknownKey(held: Loose, known: readonly string[]): string | undefined {
  return Object.keys(held).find((key) => !known.includes(key))
}

/** What OpenAI takes for the name of a function, or of a schema. */
export const namePattern = /^[a-zA-Z0-9_-]{1,64}$/
