import { createParser } from 'eventsource-parser'
import type { AnswerOptions } from './answer.ts'
import { toAnthropicError } from './errors.ts'
import { ping } from './events.ts'
import { isObject } from './json.ts'
import { AnthropicStream, type StreamEnd } from './stream.ts'

/** A frame that is longer is no chunk of an answer. */
const longestFrame = 16 << 20

/** Nor is an answer that comes whole. */
const longestWhole = 32 << 20

/** Events that are there to show that the server is. */
const signsOfLife = /^(?:ping|heart-?beat|keep-?alive)$/i

/** What begins like this is no event stream, whatever it is called: JSON, or a page. */
const beginnings = '{[<'

/**
 * Turns the bytes of an OpenAI event stream, however they are cut, into the events of an Anthropic one. Some servers forget
 * that they were asked for a stream, most of all in an error: an answer that comes whole is one as well.
 */
export class StreamTranslation {
  readonly stream: AnthropicStream
  readonly #decoder = new TextDecoder()
  readonly #parser: ReturnType<typeof createParser>
  #out = ''
  /** What came of an answer that is no stream; undefined as long as nothing says that it is none. */
  #whole: string | undefined
  #hasBegun = false

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
    if (how === 'cut') return this.stream.end(how, message)
    const last = this.#decoder.decode()
    if (this.#whole === undefined) return this.#feed(`${last}\n\n`) + this.stream.end(how)
    return this.stream.push(wholeOf(this.#whole + last)) + this.stream.end('done')
  }

  #feed(text: string): string {
    if (this.#whole !== undefined) this.#keep(text)
    else if (!this.#hasBegun && this.#isWhole(text)) this.#whole = text
    else if (!this.stream.isOver) this.#parser.feed(text)
    const out = this.#out
    this.#out = ''
    return out
  }

  #isWhole(text: string): boolean {
    const first = /\S/.exec(text)?.[0]
    this.#hasBegun = first !== undefined
    return first !== undefined && beginnings.includes(first)
  }

  #keep(text: string): void {
    this.#whole += text
    if (this.#whole!.length <= longestWhole || this.stream.isOver) return
    this.#out += this.stream.end('cut', `an answer of over ${longestWhole} characters`)
    this.#whole = ''
  }

  #frame(event: string | undefined, data: string): void {
    if (data === '' || (event !== undefined && signsOfLife.test(event))) return
    if (data.trimStart().startsWith('[DONE]')) this.#out += this.stream.end('done')
    else this.#out += this.stream.push(event === 'error' ? errorOf(data) : chunkOf(data))
  }
}

/** What is no JSON is no answer either: the page of a proxy. */
function wholeOf(text: string): unknown {
  return parsed(text) ?? { error: { message: toAnthropicError(502, text).message, code: 502 } }
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
