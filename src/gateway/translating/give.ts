import type { IncomingMessage, ServerResponse } from 'node:http'
import { passed } from '../../memory.ts'
import type { Count } from '../meter.ts'
import type { AnswerOptions } from '../openai/answer.ts'
import type { AnthropicError } from '../openai/errors.ts'
import { translateResponse } from '../openai/response.ts'
import { StreamTranslation } from '../openai/sse.ts'
import { estimatedUsage } from '../openai/usage.ts'
import { errorBody } from '../reply.ts'
import { requestIdOf } from '../upstream.ts'
import type { Call } from './call.ts'
import { Inlet } from './inlet.ts'
import { Outlet } from './outlet.ts'
import { plain } from './plain.ts'
import { readJson } from './read.ts'

/** An answer on its way back. */
export interface Giving extends Call {
  answer: IncomingMessage
  options: AnswerOptions
  count: Count
}

/** A message that was not to be streamed. */
export async function giveMessage(giving: Giving): Promise<void> {
  const { answer, response, options, count } = giving
  const translated = translateResponse(await readJson(answer), options)
  if ('error' in translated) return refused(translated.error, answer, giving)
  count.usage(translated.message.usage)
  count.whole()
  giveJson(response, translated.message)
}

/** How long a server may go on behind the last event. */
const lingerMs = 1_000

/** Passes a stream on as it comes, no faster than it is taken. */
export function giveStream(giving: Giving): Promise<void> {
  const { answer, response, options, count, meter, left } = giving
  const translation = new StreamTranslation(options)
  const { stream } = translation
  const source = plain(answer)
  const outlet = new Outlet(response, () => source.pause())
  return new Promise((resolve) => {
    const give = (events: string) => {
      const { failure } = stream
      // Until the first event has gone out, what went wrong can be said with a status.
      if (failure !== undefined && !response.headersSent && !stream.hasStarted) {
        inlet.close()
        refused(failure, answer, giving)
        source.destroy()
        return resolve()
      }
      if (events !== '' && !response.headersSent) startStream(response)
      if (!stream.isOver) return outlet.write(events)
      outlet.end(events)
      finish(failure)
    }
    const counted = () => {
      if (stream.hasStarted) count.usage(stream.usage ?? estimatedUsage(options.inputTokens))
    }
    const finish = (failure: AnthropicError | undefined) => {
      inlet.close()
      counted()
      if (failure === undefined) {
        count.whole()
        // Behind the last event may be an empty line: read, the connection can be used again.
        source.resume()
        const late = setTimeout(() => source.destroy(), lingerMs).unref()
        source.on('close', () => clearTimeout(late))
      } else {
        const { type, message } = failure
        meter.failed({ kind: 'stream', type, message, requestId: requestIdOf(answer) })
        source.destroy()
      }
      resolve()
    }
    const inlet = new Inlet(source, (chunk) => {
      // As bytes, as text, parsed, and as events twice: what waits, and what is written.
      passed(5 * chunk.length)
      give(translation.push(chunk))
    })
    const end = (how: 'end' | 'cut', message?: string) => {
      inlet.flush()
      if (left.aborted) {
        counted()
        resolve()
      } else if (!stream.isOver) give(translation.end(how, message))
    }
    response.on('drain', () => source.resume())
    source.on('end', () => end('end'))
    source.on('error', (error) => end('cut', error.message))
  })
}

function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
}

export function giveJson(response: ServerResponse, body: unknown): void {
  if (!response.destroyed) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Gives an error as Anthropic would, and has it in mind for the report. */
export function refused(error: AnthropicError, answer: IncomingMessage, { response, meter, redactor }: Call): void {
  const { status, type, message, headers } = error
  meter.failed({ kind: 'answer', status, type, message, requestId: requestIdOf(answer) })
  if (response.destroyed) return
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(errorBody(type, redactor.text(message)))
}
