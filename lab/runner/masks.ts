/** What a runner does with secrets: each is replaced in the log, and so are its common encodings. */

export interface Masks {
  /** Masks a value and each of its lines. */
  add(value: string): void
  apply(text: string): string
}

export function createMasks(initial: Iterable<string> = []): Masks {
  const secrets = new Set<string>()
  const addOne = (value: string) => {
    for (const form of forms(value)) if (form) secrets.add(form)
  }
  const masks: Masks = {
    add(value) {
      addOne(value)
      for (const line of value.split(/[\r\n]+/)) addOne(line)
    },
    apply(text) {
      const found: [start: number, end: number][] = []
      for (const secret of secrets) {
        for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
          found.push([at, at + secret.length])
        }
      }
      return found.length ? replace(text, found) : text
    },
  }
  for (const value of initial) masks.add(value)
  return masks
}

/** Overlapping and touching finds become one `***`. */
function replace(text: string, found: [start: number, end: number][]): string {
  found.sort((left, right) => left[0] - right[0])
  let masked = ''
  let written = 0
  let maskedUpTo = -1
  for (const [start, end] of found) {
    if (start > maskedUpTo) masked += `${text.slice(written, start)}***`
    maskedUpTo = Math.max(maskedUpTo, end)
    written = maskedUpTo
  }
  return masked + text.slice(written)
}

/** A secret behind `user:` in base64 depends on how long that prefix was: hence the shifted ones. */
function forms(value: string): string[] {
  if (!value) return []
  const bytes = Buffer.from(value)
  return [
    value,
    ...[0, 1, 2].filter((shift) => shift < bytes.length).map((shift) => bytes.subarray(shift).toString('base64')),
    value.replaceAll('"', '\\"'),
    value.replaceAll("'", "''"),
    JSON.stringify(value).slice(1, -1),
    encodeUri(value),
    value.replaceAll(/[<>"'&]/g, (character) => xml[character] ?? character),
    value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value,
  ]
}

const xml: Record<string, string> = { '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '&': '&amp;' }

function encodeUri(value: string): string {
  // A lone surrogate cannot be encoded.
  return value.isWellFormed() ? encodeURIComponent(value) : value
}
