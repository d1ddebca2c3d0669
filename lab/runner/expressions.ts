/**
 * The part of GitHub's expression language that an action.yml uses: defaults such as `${{ github.token }}` and
 * `post-if: failure() || github.event_name == 'push'`.
 */

/** A string, number, boolean or null; or an object to look into. */
export type Value = string | number | boolean | null | { readonly [name: string]: Value | undefined } | readonly Value[]

export interface Scope {
  readonly contexts: Readonly<Record<string, Value>>
  readonly functions?: Readonly<Record<string, () => Value>>
}

/** Replaces every `${{ … }}` in a text by its value. */
export function interpolate(text: string, scope: Scope): string {
  return text.replaceAll(/\$\{\{([\s\S]*?)\}\}/g, (_whole, expression: string) => asText(evaluate(expression, scope)))
}

/** A condition such as `post-if`, with or without `${{ }}` around it. */
export function holds(condition: string, scope: Scope): boolean {
  const wrapped = /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(condition)
  return truthy(evaluate(wrapped?.[1] ?? condition, scope))
}

export function evaluate(expression: string, scope: Scope): Value {
  const tokens = tokenize(expression)
  let at = 0

  const unsupported = (what: string) => new Error(`Expression '${expression.trim()}': ${what}`)
  const accept = (token: string) => {
    if (tokens[at] !== token) return false
    at++
    return true
  }

  // Both sides are always read, so that the position moves on whatever the left side was.
  const or = (): Value => {
    let left = and()
    while (accept('||')) {
      const right = and()
      left = truthy(left) ? left : right
    }
    return left
  }
  const and = (): Value => {
    let left = equality()
    while (accept('&&')) {
      const right = equality()
      left = truthy(left) ? right : left
    }
    return left
  }
  const equality = (): Value => {
    let left = not()
    for (;;) {
      if (accept('==')) left = same(left, not())
      else if (accept('!=')) left = !same(left, not())
      else return left
    }
  }
  const not = (): Value => (accept('!') ? !truthy(not()) : operand())
  const operand = (): Value => {
    const token = tokens[at++]
    if (token === undefined) throw unsupported('ends too early')
    if (token === '(') {
      const inner = or()
      if (!accept(')')) throw unsupported("')' is missing")
      return inner
    }
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'")
    if (/^-?\d/.test(token)) return Number(token)
    if (token === 'true' || token === 'false') return token === 'true'
    if (token === 'null') return null
    if (!/^[a-z_]/i.test(token)) throw unsupported(`'${token}' is not expected here`)
    if (accept('(')) return call(token)
    return path(token)
  }
  const call = (name: string): Value => {
    if (!accept(')')) throw unsupported(`only functions without arguments are known, not ${name}(…)`)
    const implementation = scope.functions?.[name.toLowerCase()]
    if (!implementation) throw unsupported(`the function ${name}() is not known here`)
    return implementation()
  }
  const path = (name: string): Value => {
    if (!(name in scope.contexts)) throw unsupported(`there is no context '${name}' here`)
    let value: Value | undefined = scope.contexts[name]
    while (accept('.')) {
      const key = tokens[at++] ?? ''
      value = typeof value === 'object' && value !== null ? (value as Record<string, Value | undefined>)[key] : null
    }
    return value ?? null
  }

  const value = or()
  if (at < tokens.length) throw unsupported(`'${tokens[at]}' is not expected here`)
  return value
}

function tokenize(expression: string): string[] {
  const tokens: string[] = []
  const pattern = /\s*('(?:[^']|'')*'|-?\d+(?:\.\d+)?|[A-Za-z_][\w-]*|&&|\|\||==|!=|[!().])|\s+$/gy
  let end = 0
  for (let match = pattern.exec(expression); match; match = pattern.exec(expression)) {
    end = pattern.lastIndex
    if (match[1] !== undefined) tokens.push(match[1])
  }
  if (end < expression.length)
    throw new Error(`Expression '${expression.trim()}': cannot read '${expression.slice(end)}'`)
  return tokens
}

const truthy = (value: Value) => value !== null && value !== '' && value !== 0 && value !== false

// GitHub compares strings without regard to case.
const same = (left: Value, right: Value) =>
  typeof left === 'string' && typeof right === 'string' ? left.toLowerCase() === right.toLowerCase() : left === right

const asText = (value: Value) =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value, undefined, 2) : String(value)
