import type { IncomingMessage, ServerResponse } from 'node:http'
import { passed } from '../../memory.ts'
import type { Count } from '../meter.ts'
import type { AnswerOptions } from '../openai/answer.ts'
import type { AnthropicError } from '../openai/errors.ts'
import { translateResponse } from '../openai/response.ts'
import { StreamTranslation } from '../openai/sse.ts'
import { AnthropicStream } from '../openai/stream.ts'
import { estimatedUsage } from '../openai/usage.ts'
import { errorBody } from '../reply.ts'
import { requestIdOf } from '../upstream.ts'
import type { Call } from './call.ts'
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

/** One that the server sent whole though it was asked for a stream: an error, most often. */
export async function giveAsStream(giving: Giving): Promise<void> {
  const { answer, response, options, count } = giving
  const stream = new AnthropicStream(options)
  const events = stream.push(await readJson(answer)) + stream.end('done')
  if (stream.failure !== undefined) return refused(stream.failure, answer, giving)
  count.usage(stream.usage ?? estimatedUsage(options.inputTokens))
  count.whole()
  startStream(response)
  response.end(events)
}

/** Passes a stream on as it comes, no faster than it is taken. */
export function giveStream(giving: Giving): Promise<void> {
  const { answer, response, options, count, meter, left, redactor } = giving
  const translation = new StreamTranslation(options)
  const { stream } = translation
  return new Promise((resolve) => {
    const give = (events: string) => {
      // Until the first event has gone out, what went wrong can be said with a status.
      if (!response.headersSent && stream.failure !== undefined && !stream.hasStarted) {
        refused(stream.failure, answer, giving)
        return finish()
      }
      if (events !== '') {
        if (!response.headersSent) startStream(response)
        // With a failure comes what the server said of it.
        if (!response.write(stream.failure === undefined ? events : redactor.text(events))) answer.pause()
      }
      if (stream.isOver) finish()
    }
    const counted = () => {
      if (stream.hasStarted) count.usage(stream.usage ?? estimatedUsage(options.inputTokens))
    }
    const finish = () => {
      answer.off('data', take)
      counted()
      if (stream.failure === undefined) {
        count.whole()
        // Behind the last event may be an empty line: read, the connection can be used again.
        answer.resume()
      } else {
        meter.failed({
          kind: 'stream',
          type: stream.failure.type,
          message: stream.failure.message,
          requestId: requestIdOf(answer),
        })
        answer.destroy()
      }
      response.end()
      resolve()
    }
    const take = (chunk: Buffer) => {
      passed(chunk.length)
      give(translation.push(chunk))
    }
    const end = (how: 'end' | 'cut', message?: string) => {
      if (left.aborted) {
        counted()
        resolve()
      } else if (!stream.isOver) give(translation.end(how, message))
    }
    response.on('drain', () => answer.resume())
    answer.on('data', take)
    answer.on('end', () => end('end'))
    answer.on('error', (error) => end('cut', error.message))
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
