import { createHash } from 'node:crypto'

/** What OpenAI takes as the name of a function: `^[a-zA-Z0-9_-]{1,64}$`. Names of MCP tools get longer. */
const longest = 64
const taken = /^[a-zA-Z0-9_-]{1,64}$/

/**
 * Names of tools as the server takes them, and back. A name that it would refuse gets a short one that is the same in every
 * request, so that the server's cache of the prompt holds.
 */
export class ToolNames {
  readonly #restored = new Map<string, string>()

  toServer(name: string): string {
    if (taken.test(name)) return name
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 8)
    const readable = name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, longest - hash.length - 1)
    const short = `${readable}_${hash}`
    this.#restored.set(short, name)
    return short
  }

  fromServer(name: string): string {
    return this.#restored.get(name) ?? name
  }
}
