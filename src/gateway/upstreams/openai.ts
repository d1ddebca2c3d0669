import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Agents } from '../../network/agents.ts'
import { ask } from '../../network/ask.ts'
import type { OpenAiPlan } from '../../resolve/plan.ts'
import { commonDialect, type Dialect } from '../openai/dialect.ts'
import type { Lesson } from '../openai/learn.ts'
import { translateModels } from '../openai/models.ts'
import type { OpenAiServer, Translating } from '../translating/call.ts'
import { answerCount, answerMessage, answerModels } from '../translating/calls.ts'
import type { GatewayRequest, OutgoingRequest, Route, TranslatingUpstream } from '../upstream.ts'
import { callPath } from './call-path.ts'
import type { KeyProof, Proved } from './key-proof.ts'
import { pairs } from './protocol.ts'

const messages = /^\/v1\/messages(\?|$)/
const tokenCounts = /^\/v1\/messages\/count_tokens(\?|$)/
/** A model's own name may have a slash in it, written out or not: `org/model`. */
const models = /^\/v1\/models(\/[\w@:-][\w.@:-]*(?:(?:\/|%2F)[\w@:-][\w.@:-]*)*)?(?:\?|$)/i

/** A server that speaks OpenAI's Chat Completions API. The CLI's requests are translated, and its answers back. */
export class OpenAiUpstream implements TranslatingUpstream, OpenAiServer {
  readonly proof: KeyProof
  readonly #url: URL
  /** By model: what one takes another may refuse, though they are behind the same URL. */
  readonly #dialects = new Map<string, Dialect>()

  constructor({ url }: Pick<OpenAiPlan, 'url'>, proof: KeyProof) {
    this.#url = url
    this.proof = proof
  }

  route({ method, target }: GatewayRequest): Route {
    if ((method === 'HEAD' || method === 'GET') && target === '/') return { kind: 'answer', status: 200, body: '' }
    const isServed =
      (method === 'POST' && (messages.test(target) || tokenCounts.test(target))) ||
      (method === 'GET' && models.test(target))
    return { kind: isServed ? 'forward' : 'refuse' }
  }

  translate(
    request: IncomingMessage,
    response: ServerResponse,
    { method, target }: GatewayRequest,
    means: Omit<Translating, 'server'>,
  ): Promise<void> {
    const translating = { ...means, server: this }
    if (method === 'GET') return answerModels(models.exec(target)?.[1] ?? '', request, response, translating)
    return tokenCounts.test(target)
      ? answerCount(request, response, translating)
      : answerMessage(request, response, translating)
  }

  dialectOf(model: string): Dialect {
    return this.#dialects.get(model) ?? commonDialect
  }

  learned(model: string, lessons: readonly Lesson[]): void {
    let dialect = this.dialectOf(model)
    for (const { change, lasting } of lessons) {
      if (!lasting) continue
      // Another request may have learned something meanwhile.
      const without = new Set([...dialect.without, ...(change.without ?? [])])
      dialect = { ...dialect, ...change, without }
    }
    if (dialect !== this.dialectOf(model)) this.#dialects.set(model, dialect)
  }

  call(path: string, headers: Readonly<Record<string, string>>, { headers: proof }: Proved): OutgoingRequest {
    const named = new Set(proof.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()))
    const own = Object.entries(headers).filter(([name]) => !named.has(name))
    return { url: this.#url, path: callPath(this.#url, path), headers: [...own.flat(), ...proof] }
  }

  /** The names of the models that it lists. */
  async offered(agents: Agents, signal: AbortSignal): Promise<string[]> {
    const { headers } = await this.proof.prove(1)
    const url = new URL(callPath(this.#url, '/models'), this.#url)
    const { status, text } = await ask(url, pairs(headers), agents, signal)
    if (status !== 200) throw new Error(`GET ${url.pathname} was answered with ${status}`)
    return translateModels(JSON.parse(text)).data.map(({ id }) => id)
  }
}
