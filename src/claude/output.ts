import type { ChildProcessByStdio } from 'node:child_process'
import type { FileHandle } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as sleep } from 'node:timers/promises'
import { passed } from '../memory.ts'
import type { RedactedStream, Redactor } from '../redact/redactor.ts'
import type { StreamEvent } from './events.ts'
import { JsonLines } from './json-lines.ts'

export interface OutputListener {
  event(event: StreamEvent): void
  stderr(text: string): void
}

/** How long the pipes have to run dry once `claude` has ended, a slow disk included. */
const drainMs = 500
const slowDiskMs = 3_000
const tickMs = 50
const stderrKept = 16 << 10

/** What `claude` prints, read without its secrets: into the transcript as it came, and to a listener event by event. */
export class Output {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #transcript: FileHandle
  readonly #listener: OutputListener
  readonly #redacted: RedactedStream
  readonly #lines: JsonLines
  readonly #errors: PatientText
  readonly #read: Promise<void>
  #stderr = ''
  /** The transcript cannot be written any more. */
  #full = false
  /** When something came for the last time, and whether it is still being written. */
  #at = Date.now()
  #busy = false

  constructor(
    child: ChildProcessByStdio<Writable, Readable, Readable>,
    transcript: FileHandle,
    redactor: Redactor,
    listener: OutputListener,
  ) {
    this.#child = child
    this.#transcript = transcript
    this.#listener = listener
    this.#errors = new PatientText(redactor.stream('text'), (text) => {
      this.#stderr = (this.#stderr + text).slice(-stderrKept)
      listener.stderr(text)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.#errors.push(Buffer.from(text)))
    child.stderr.resume()
    this.#redacted = redactor.stream('json')
    this.#lines = new JsonLines((line) => this.#line(line))
    this.#read = this.#readAll().catch(() => {})
  }

  /** The last of what it wrote to stderr. */
  get stderr(): string {
    return this.#stderr
  }

  /** Waits until all of it has come, or nothing more has for a while. */
  async quiet(): Promise<void> {
    await Promise.race([this.#read, this.#drained()])
  }

  /** Listens no longer. What came until then is written and told. */
  async end(): Promise<void> {
    this.#child.stdout.destroy()
    this.#child.stderr.destroy()
    await this.#read
    await this.#take(this.#redacted.end())
    this.#lines.end()
    this.#errors.end()
  }

  async #readAll(): Promise<void> {
    for await (const chunk of this.#child.stdout as AsyncIterable<Buffer>) {
      this.#busy = true
      await this.#take(this.#redacted.push(chunk))
      passed(chunk.length)
      this.#at = Date.now()
      this.#busy = false
    }
  }

  async #take(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return
    if (!this.#full)
      await this.#transcript.write(bytes).catch((error: Error) => {
        this.#full = true
        this.#listener.stderr(`the transcript ends here, it cannot be written: ${error.message}\n`)
      })
    this.#lines.push(bytes)
  }

  #line(line: string): void {
    const event = parseEvent(line)
    try {
      if (event === undefined) this.#listener.stderr(`${line}\n`)
      else this.#listener.event(event)
    } catch (error) {
      // The transcript goes on, whoever stumbles over a line of it.
      this.#stderr += `a line could not be read: ${(error as Error).message}\n`
    }
  }

  /** A slow disk is waited for; somebody who goes on talking into the pipe is not. */
  async #drained(): Promise<void> {
    let heard = 0
    for (let waited = 0; waited < slowDiskMs && heard < drainMs * 2; waited += tickMs) {
      if (!this.#busy && Date.now() - this.#at >= drainMs) return
      if (!this.#busy) heard += tickMs
      await sleep(tickMs, undefined, { ref: false })
    }
  }
}

/** How long the end of what was written to stderr waits for more of it: a secret may come in two pieces. */
const patienceMs = 100

/** Text that is redacted on its way, and waits only so long for its end. */
class PatientText {
  readonly #stream: RedactedStream
  readonly #say: (text: string) => void
  readonly #decoder = new StringDecoder('utf8')
  #timer: NodeJS.Timeout | undefined

  constructor(stream: RedactedStream, say: (text: string) => void) {
    this.#stream = stream
    this.#say = say
  }

  push(chunk: Buffer): void {
    this.#give(this.#stream.push(chunk))
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.end(), patienceMs)
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#give(this.#stream.end())
  }

  #give(bytes: Buffer): void {
    const text = this.#decoder.write(bytes)
    if (text !== '') this.#say(text)
  }
}

function parseEvent(line: string): StreamEvent | undefined {
  try {
    const event: unknown = JSON.parse(line)
    if (typeof event === 'object' && event !== null && 'type' in event && typeof event.type === 'string')
      return event as StreamEvent
  } catch {
    // Not a line of the stream: something printed over it.
  }
  return undefined
}
