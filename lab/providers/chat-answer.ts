/** Any answer of a script over HTTP, as OpenAI's Chat Completions API gives it: as a stream, or whole. */
import type { ServerResponse } from 'node:http'
import type { Answer, ErrorAnswer, InBandErrorAnswer } from './answers.ts'
import { errorBody, sendScriptedError } from './chat-errors.ts'
import { chunks, chunksUpTo, completion, type Flavour } from './chat-events.ts'
import { cut, left, pause, write } from './http.ts'
import { sendJson } from './message-answer.ts'
import { bigMessageOf, type Message, messageOf } from './message-events.ts'

export interface ChatDelivery {
  readonly model: string
  readonly streamed: boolean
  readonly includeUsage: boolean
  readonly flavour: Flavour
  readonly wire: Wire
}

/** How the bytes of a stream come. */
export interface Wire {
  readonly lineEnd: '\n' | '\r\n'
  /** Bytes a write, which cuts frames, lines and characters anywhere. Default: a frame a write. */
  readonly cutEvery: number
}

export async function sendChatAnswer(response: ServerResponse, answer: Answer, delivery: ChatDelivery): Promise<void> {
  const { model, streamed, flavour } = delivery
  const nothing = () => messageOf({ kind: 'message' }, model)
  switch (answer.kind) {
    case 'message': {
      await pause(answer.firstByteMs)
      const message = messageOf(answer, model)
      return streamed
        ? stream(response, message, delivery, answer.betweenMs)
        : sendJson(response, completion(message, flavour))
    }
    case 'big': {
      const message = bigMessageOf(answer, model)
      return streamed ? stream(response, message, delivery) : sendJson(response, completion(message, flavour))
    }
    case 'error':
      await pause(answer.firstByteMs)
      return sendScriptedError(response, answer)
    case 'in-band-error':
      return streamed
        ? streamWithError(response, answer, nothing(), delivery)
        : sendScriptedError(response, atStart(answer))
    case 'cut':
      if (answer.at !== 'headers') await begin(response, answer.text ?? '', nothing(), delivery)
      // What was written is to arrive, or the cut would always be one before the headers.
      await pause(20)
      return cut(response)
    case 'hang':
      if (answer.text !== undefined) await begin(response, answer.text, nothing(), delivery)
      return left(response)
  }
}

/** Without a stream there is no band for an error to be in. */
function atStart({ type, message }: InBandErrorAnswer): ErrorAnswer {
  return { kind: 'error', status: 500, type, message }
}

async function stream(
  response: ServerResponse,
  message: Message,
  { flavour, includeUsage, wire }: ChatDelivery,
  betweenMs?: number,
): Promise<void> {
  sendStreamHead(response)
  for (const chunk of chunks(message, flavour, includeUsage)) {
    await pause(betweenMs)
    if (!(await writeFrame(response, JSON.stringify(chunk), wire))) return
  }
  if (flavour.end === 'done') await writeFrame(response, '[DONE]', wire)
  response.end()
}

/** As vLLM does it: the error is a chunk, and `[DONE]` comes as if nothing had happened. */
async function streamWithError(
  response: ServerResponse,
  { text, type, message }: InBandErrorAnswer,
  nothing: Message,
  { flavour, wire }: ChatDelivery,
): Promise<void> {
  sendStreamHead(response)
  for (const chunk of chunksUpTo(text ?? '', nothing)) await writeFrame(response, JSON.stringify(chunk), wire)
  await writeFrame(response, JSON.stringify(errorBody({ status: 500, type, message })), wire)
  if (flavour.end === 'done') await writeFrame(response, '[DONE]', wire)
  response.end()
}

/** Headers and a first part of the body. */
async function begin(
  response: ServerResponse,
  text: string,
  nothing: Message,
  { streamed, flavour, wire }: ChatDelivery,
): Promise<void> {
  if (streamed) {
    sendStreamHead(response)
    for (const chunk of chunksUpTo(text, nothing)) await writeFrame(response, JSON.stringify(chunk), wire)
    return
  }
  const whole = JSON.stringify(completion(messageOf({ kind: 'message', text }, nothing.model), flavour))
  response.writeHead(200, { 'content-type': 'application/json' })
  const shown = JSON.stringify(text)
  await write(response, whole.slice(0, whole.indexOf(shown) + shown.length - 1))
}

function sendStreamHead(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
  response.flushHeaders()
}

async function writeFrame(response: ServerResponse, data: string, { lineEnd, cutEvery }: Wire): Promise<boolean> {
  const frame = Buffer.from(`data: ${data}${lineEnd}${lineEnd}`)
  for (let at = 0; at < frame.length; at += cutEvery) {
    if (!(await write(response, frame.subarray(at, at + cutEvery)))) return false
    // A turn of the loop for each, or the socket would put them together again.
    if (cutEvery < frame.length) await new Promise((resolve) => setImmediate(resolve))
  }
  return true
}
