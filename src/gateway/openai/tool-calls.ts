import { isObject, textOf } from './json.ts'
import { ObjectCheck } from './object-check.ts'

/** A call of a tool, as far as it has come. */
export class ToolCall {
  /** What the server calls it. */
  serverId: string | undefined
  readonly index: number | undefined
  name: string | undefined
  readonly input = new ObjectCheck()

  constructor(serverId: string | undefined, index: number | undefined) {
    this.serverId = serverId
    this.index = index
  }
}

/** A piece of a call as servers send it: `index`, `id` and `name` each may be missing, empty, or in every piece. */
export interface Fragment {
  index: number | undefined
  id: string | undefined
  name: string | undefined
  input: string
}

/** Reads `delta.tool_calls[]`, `message.tool_calls[]`, or the `function_call` of old. */
export function fragmentOf(held: unknown): Fragment | undefined {
  if (!isObject(held)) return undefined
  const called = isObject(held.function) ? held.function : held
  const given = called.arguments
  return {
    index: typeof held.index === 'number' ? held.index : undefined,
    id: textOf(held.id),
    name: textOf(called.name),
    // Some servers (Ollama's own API, older proxies) send the object itself.
    input: typeof given === 'string' ? given : given == null ? '' : JSON.stringify(given),
  }
}

/** Finds out which call a piece belongs to. */
export class ToolCalls {
  readonly #byIndex = new Map<number, ToolCall>()
  readonly #byId = new Map<string, ToolCall>()
  #last: ToolCall | undefined

  /** The call, and whether this piece is its first. */
  of(fragment: Fragment): { call: ToolCall; isNew: boolean } {
    const known = this.#known(fragment)
    const isNew = known === undefined || startsAnother(fragment, known)
    const call = isNew ? new ToolCall(fragment.id, fragment.index) : known
    call.serverId ??= fragment.id
    call.name ??= fragment.name
    if (fragment.index !== undefined) this.#byIndex.set(fragment.index, call)
    if (fragment.id !== undefined) this.#byId.set(fragment.id, call)
    this.#last = call
    return { call, isNew }
  }

  #known({ index, id, name }: Fragment): ToolCall | undefined {
    if (index === undefined) return id === undefined ? this.#last : this.#byId.get(id)
    const at = this.#byIndex.get(index)
    if (at !== undefined && (id === undefined || at.serverId === undefined || at.serverId === id)) return at
    // The index may come late, or be 0 throughout and the id in every piece. With another index it is another call.
    const named = id === undefined ? undefined : this.#byId.get(id)
    if (named !== undefined) return named.index === undefined || named.index === index ? named : undefined
    return id === undefined && name === undefined && this.#last?.index === undefined ? this.#last : undefined
  }
}

/** Whether a piece that goes to a call by its index begins another one all the same: some servers send no ids. */
function startsAnother({ id, name, input }: Fragment, known: ToolCall): boolean {
  if (name === undefined || (id !== undefined && id === known.serverId)) return false
  if (known.name !== undefined && name !== known.name) return true
  return input.trim() !== '' && known.input.isComplete
}
