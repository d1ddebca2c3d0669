import { distance } from 'fastest-levenshtein'

/** The word that was probably meant, where one is near enough to be believed. */
export function nearest(held: string, words: readonly string[]): string | undefined {
  const lower = held.toLowerCase()
  let best: { word: string; away: number } | undefined
  for (const word of words) {
    const away = distance(lower, word.toLowerCase())
    if (best === undefined || away < best.away) best = { word, away }
  }
  return best !== undefined && best.away <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : undefined
}

/** "must be one of `a`, `b`; did you mean `a`?" */
export function oneOf(held: string, words: readonly string[]): string {
  const near = nearest(held, words)
  const list = words.map((word) => `\`${word}\``).join(', ')
  return `must be one of ${list}${near === undefined ? '' : `; did you mean \`${near}\`?`}`
}
