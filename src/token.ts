import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A token that is good for this run on this machine only. 256 bits, in characters that need no escaping anywhere. */
export function mintToken(): string {
  return `${tokenPrefix}${randomBytes(32).toString('base64url')}`
}

/** What every token of a gateway begins with, so that one is known for what it is wherever it turns up. */
export const tokenPrefix = 'cpa-run-'

/** Compares in constant time: digests have one length, so neither content nor length shows in the time it takes. */
export function sameToken(held: string | undefined, expected: string): boolean {
  if (held === undefined) return false
  return timingSafeEqual(digest(held), digest(expected))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
