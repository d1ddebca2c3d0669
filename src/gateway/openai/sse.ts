import { createParser } from 'eventsource-parser'
import type { AnswerOptions } from './answer.ts'
import { ping } from './events.ts'
import { isObject } from './json.ts'
import { AnthropicStream, type StreamEnd } from './stream.ts'

/** A frame that is longer is no chunk of an answer. */
const longestFrame = 16 << 20

/** Turns the bytes of an OpenAI event stream, however they are cut, into the events of an Anthropic one. */
export class StreamTranslation {
  readonly stream: AnthropicStream
  readonly #decoder = new TextDecoder()
  readonly #parser: ReturnType<typeof createParser>
  #out = ''

  constructor(options: AnswerOptions) {
    this.stream = new AnthropicStream(options)
    this.#parser = createParser({
      maxBufferSize: longestFrame,
      onEvent: ({ event, data }) => this.#frame(event, data),
      // Comments keep the connection to the server alive while a model thinks; the client has to hear of it, too.
      onComment: () => {
        if (!this.stream.isOver) this.#out += ping
      },
      onError: ({ type, message }) => {
        if (type === 'max-buffer-size-exceeded') this.#out += this.stream.end('cut', message)
      },
    })
  }

  push(bytes: Uint8Array): string {
    return this.#feed(this.#decoder.decode(bytes, { stream: true }))
  }

  /** `message` says what broke the connection. */
  end(how: Exclude<StreamEnd, 'done'>, message?: string): string {
    // The last frame may lack its blank line. Of one that was cut nothing is to be believed.
    const rest = how === 'end' ? this.#feed(`${this.#decoder.decode()}\n\n`) : ''
    return rest + this.stream.end(how, message)
  }

  #feed(text: string): string {
    if (!this.stream.isOver) this.#parser.feed(text)
    const out = this.#out
    this.#out = ''
    return out
  }

  #frame(event: string | undefined, data: string): void {
    if (data === '') return
    if (data.startsWith('[DONE]')) this.#out += this.stream.end('done')
    else this.#out += this.stream.push(event === 'error' ? errorOf(data) : chunkOf(data))
  }
}

function chunkOf(data: string): unknown {
  return parsed(data) ?? { error: `The server sent something that is no part of an answer: ${data.slice(0, 200)}` }
}

/** What an event that is called "error" holds may look like anything. */
function errorOf(data: string): unknown {
  const error = parsed(data)
  return isObject(error) && error.error != null ? error : { error: error ?? data }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
