/** What may come next. In a number also which of its parts was read last. */
const atStart = 0
const atValue = 1
const atFirstItem = 2
const atFirstKey = 3
const atKey = 4
const atColon = 5
const behindValue = 6
const inString = 7
const behindBackslash = 8
const inUnicode = 9
const inLiteral = 10
const behindMinus = 11
const behindZero = 12
const inInteger = 13
const behindPoint = 14
const inFraction = 15
const behindE = 16
const behindSign = 17
const inExponent = 18
const complete = 19
const broken = 20

const literals: Readonly<Record<string, string>> = { t: 'rue', f: 'alse', n: 'ull' }

/** Deeper nesting is no tool's input. */
const deepest = 1_000

/**
 * Reads the JSON of a tool's input as it comes, in pieces, and says whether it is an object and whether it is all there;
 * as `JSON.parse` would, but without keeping any of it.
 */
export class ObjectCheck {
  #state = atStart
  /** The containers that are open, outermost first: true is an object. */
  readonly #open: boolean[] = []
  #isKey = false
  /** What is left of a literal, or how many digits of a `\u` escape. */
  #literal = ''
  #digits = 0

  /** Nothing came yet but blanks. */
  get isEmpty(): boolean {
    return this.#state === atStart
  }

  get isComplete(): boolean {
    return this.#state === complete
  }

  get isBroken(): boolean {
    return this.#state === broken
  }

  push(text: string): void {
    for (let at = 0; at < text.length && this.#state !== broken; at++) {
      if (this.#state === inString) {
        at = endOfRun(text, at)
        if (at === text.length) return
      }
      this.#state = this.#next(text.charCodeAt(at), text[at]!)
    }
  }

  #next(code: number, character: string): number {
    switch (this.#state) {
      case inString:
        if (code === 0x22) return this.#isKey ? atColon : behindValue
        return code === 0x5c ? behindBackslash : broken
      case behindBackslash:
        if (character === 'u') {
          this.#digits = 4
          return inUnicode
        }
        return '"\\/bfnrt'.includes(character) ? inString : broken
      case inUnicode:
        if (!isHex(code)) return broken
        return --this.#digits === 0 ? inString : inUnicode
      case inLiteral:
        if (character !== this.#literal[0]) return broken
        this.#literal = this.#literal.slice(1)
        return this.#literal === '' ? behindValue : inLiteral
    }
    if (this.#state >= behindMinus && this.#state <= inExponent) return this.#inNumber(code)
    if (isBlank(code)) return this.#state
    return this.#between(code, character)
  }

  #inNumber(code: number): number {
    const digit = isDigit(code)
    switch (this.#state) {
      case behindMinus:
        return code === 0x30 ? behindZero : digit ? inInteger : broken
      case behindZero:
      case inInteger:
        if (digit) return this.#state === inInteger ? inInteger : broken
        if (code === 0x2e) return behindPoint
        return isE(code) ? behindE : this.#behindNumber(code)
      case behindPoint:
        return digit ? inFraction : broken
      case inFraction:
        return digit ? inFraction : isE(code) ? behindE : this.#behindNumber(code)
      case behindE:
        return digit ? inExponent : code === 0x2b || code === 0x2d ? behindSign : broken
      case behindSign:
        return digit ? inExponent : broken
      default:
        return digit ? inExponent : this.#behindNumber(code)
    }
  }

  #behindNumber(code: number): number {
    if (isBlank(code)) return behindValue
    this.#state = behindValue
    return this.#between(code, String.fromCharCode(code))
  }

  #between(code: number, character: string): number {
    switch (this.#state) {
      case atStart:
        return character === '{' ? this.#opened(true) : broken
      case atFirstKey:
        if (character === '}') return this.#closed(true)
        return this.#key(character)
      case atKey:
        return this.#key(character)
      case atColon:
        return character === ':' ? atValue : broken
      case atFirstItem:
        if (character === ']') return this.#closed(false)
        return this.#value(code, character)
      case atValue:
        return this.#value(code, character)
      case behindValue:
        if (character === ',') return this.#open.at(-1) ? atKey : atValue
        return character === '}' ? this.#closed(true) : character === ']' ? this.#closed(false) : broken
      default:
        return broken
    }
  }

  #key(character: string): number {
    this.#isKey = true
    return character === '"' ? inString : broken
  }

  #value(code: number, character: string): number {
    if (character === '"') {
      this.#isKey = false
      return inString
    }
    if (character === '{') return this.#opened(true)
    if (character === '[') return this.#opened(false)
    if (character === '-') return behindMinus
    if (code === 0x30) return behindZero
    if (isDigit(code)) return inInteger
    this.#literal = literals[character] ?? ''
    return this.#literal === '' ? broken : inLiteral
  }

  #opened(object: boolean): number {
    this.#open.push(object)
    if (this.#open.length > deepest) return broken
    return object ? atFirstKey : atFirstItem
  }

  #closed(object: boolean): number {
    if (this.#open.pop() !== object) return broken
    return this.#open.length === 0 ? complete : behindValue
  }
}

/** Where a run of plain characters of a string ends. */
function endOfRun(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22 || code === 0x5c || code < 0x20) break
  }
  return at
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46)
}

function isE(code: number): boolean {
  return code === 0x65 || code === 0x45
}
