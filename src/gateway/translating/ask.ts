import type { IncomingMessage } from 'node:http'
import { type AnthropicError, toAnthropicError } from '../openai/errors.ts'
import { type Lesson, lessonOf } from '../openai/learn.ts'
import { translateRequest } from '../openai/request.ts'
import type { ToolNames } from '../openai/tool-names.ts'
import type { Proved } from '../upstreams/key-proof.ts'
import type { Call, OpenAiServer } from './call.ts'
import { readError } from './read.ts'

/** A server that refuses one thing after the other is asked this often for one message. */
const mostLessons = 8

export interface Completed {
  answer: IncomingMessage
  names: ToolNames
  /** Why the server does not take the request, in whatever words. */
  refusal: AnthropicError | undefined
}

/** Asks for an answer, and again in other words where the server says how it wants to be asked. */
export async function complete(
  asked: unknown,
  model: string,
  { request, server, connections, left }: Call,
): Promise<Completed> {
  const lessons: Lesson[] = []
  let dialect = server.dialectOf(model)
  for (;;) {
    const { body, names } = translateRequest(asked, dialect)
    const bytes = Buffer.from(JSON.stringify(body))
    const accept = body.stream === true ? 'text/event-stream' : 'application/json'
    const headers = {
      'content-type': 'application/json',
      accept,
      'user-agent': request.headers['user-agent'] ?? 'claude-provider-action',
    }
    const answer = await proved(server, (proof) =>
      connections.send('POST', server.call('/chat/completions', headers, proof), bytes, bytes.length, left),
    )
    const status = answer.statusCode!
    if (status < 400) {
      server.learned(model, lessons)
      return { answer, names, refusal: undefined }
    }
    const text = await readError(answer)
    const lesson = lessons.length < mostLessons ? lessonOf(status, text, dialect) : undefined
    if (lesson === undefined) return { answer, names, refusal: toAnthropicError(status, text, answer.headers) }
    lessons.push(lesson)
    dialect = { ...dialect, ...lesson.change }
  }
}

/** Sends with the key, in the header that the server wants it in. */
export async function proved(
  { proof }: OpenAiServer,
  send: (proved: Proved) => Promise<IncomingMessage>,
): Promise<IncomingMessage> {
  let refusal: IncomingMessage | undefined
  for (let attempt = 1; ; attempt++) {
    const shown = await proof.prove(attempt)
    const answer = await send(shown).catch((error: unknown) => {
      refusal?.resume()
      throw error
    })
    if (await proof.again(answer.statusCode!, shown, attempt)) {
      refusal?.resume()
      refusal = answer
      continue
    }
    // When the other way is refused as well, the first answer is the telling one.
    const [told, other] = refusal?.statusCode === answer.statusCode ? [refusal!, answer] : [answer, refusal]
    other?.resume()
    return told
  }
}
