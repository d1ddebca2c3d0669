import type { Span } from './redactor.ts'

/** A dump as `xxd`, `hexdump` and `od -tx1` print it, read back. */
export interface Dump {
  /** The bytes it shows; and as words whose bytes are swapped, where it may be one of words. */
  readings: Buffer[]
  /** The rows that show some of the bytes. */
  rowsOf(from: number, to: number): Span[]
}

/** An offset, a space or colon, and pairs of digits in groups: the beginning of a row. */
const row =
  /(?:(?<![0-9a-z])|(?<=\\[nr]))[0-9a-f]{6,16}:?[ \t]{1,4}((?:[0-9a-f]{2}){1,4}(?: {1,3}(?:[0-9a-f]{2}){1,4})*)(?![0-9a-z])/gi
/** Where a row ends: at a line break, or its escape in JSON, or the end of the string there. */
const rowEnd = /[\r\n]|\\+[rn]|(?<!\\)"/g
const mostBetween = 120

/**
 * The dumps in a text. Unlike bytes that are printed one after another, their rows have an offset in front of them and
 * the text behind, so a secret of more than a few characters is never in one piece.
 */
export function dumpsIn(bytes: Buffer): Dump[] {
  // Nearly every text is left again here.
  if (!bytes.includes('00')) return []
  const text = bytes.toString('latin1')
  const dumps: { rows: (Span & { at: number })[]; pieces: Buffer[]; length: number; words: boolean }[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const { 0: whole, 1: digits = '', index } of text.matchAll(row)) {
    rowEnd.lastIndex = index + whole.length
    const to = rowEnd.exec(text)?.index ?? text.length
    const from = index + whole.length - digits.length
    let dump = dumps.at(-1)
    if (dump === undefined || index - end > mostBetween) {
      dump = { rows: [], pieces: [], length: 0, words: true }
      dumps.push(dump)
    }
    const groups = digits.trim().split(/ +/)
    const shown = Buffer.from(groups.join(''), 'hex')
    dump.words &&= groups.every((group) => group.length === 4 || group.length === 2)
    dump.rows.push({ from, to, at: dump.length })
    dump.pieces.push(shown)
    dump.length += shown.length
    end = to
  }
  return dumps.map(({ rows, pieces, length, words }) => {
    const straight = Buffer.concat(pieces)
    const even = words && length % 2 === 0
    return {
      readings: even ? [straight, Buffer.from(straight).swap16()] : [straight],
      rowsOf: (from, to) => rows.filter(({ at }, index) => at < to && (rows[index + 1]?.at ?? length) > from),
    }
  })
}
