import { createReadStream, realpathSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as sleep } from 'node:timers/promises'
import { passed } from '../memory.ts'
import type { RedactedStream, Redactor } from '../redact/redactor.ts'
import type { Prompt } from '../resolve/plan.ts'
import type { StreamEvent } from './events.ts'
import { JsonLines } from './json-lines.ts'
import { type Apart, launch, type Sandbox } from './launch.ts'
import { RunProcesses } from './processes.ts'

export interface ClaudeCommand {
  binary: string
  args: string[]
  env: Record<string, string>
  cwd: string
  prompt: Prompt
  /** Where the transcript goes, byte for byte as the CLI writes it, but for secrets. */
  transcript: string
  /** The variable that every process of the run carries. */
  mark: readonly [name: string, value: string]
  /** Whether to keep the agent's processes apart, and from what. */
  sandbox: Sandbox
  /** What takes secrets out of all that the CLI writes, before anybody reads it. */
  redactor: Redactor
}

export interface ClaudeListener {
  /** The process is there; it has nothing to say for some hundred milliseconds. */
  started(apart: Apart): void
  event(event: StreamEvent): void
  stderr(text: string): void
}

/** How the process ended; what that means is for the report to say. */
export interface ClaudeEnd {
  code: number | null
  signal: NodeJS.Signals | null
  /** The last of what it wrote to stderr. */
  stderr: string
}

/** How long `claude` has to end when asked, and its pipes to run dry once it has ended. All of it fits into a cancel. */
const termMs = 1_500
const drainMs = 500
const slowDiskMs = 3_000
const tickMs = 50
const stderrKept = 16 << 10

/**
 * Runs `claude` to its end, or until `stop` is aborted. When this returns, none of the run's processes is left, and the
 * transcript holds all that came. Rejects when it cannot be started at all.
 */
export async function runClaude(
  command: ClaudeCommand,
  listener: ClaudeListener,
  stop: AbortSignal,
): Promise<ClaudeEnd> {
  const transcript = await open(command.transcript, 'w', 0o600)
  try {
    const launched = await launch({ ...command, sandbox: keeping(command.sandbox, command.transcript) }, stop)
    if (launched === undefined) return { code: null, signal: 'SIGTERM', stderr: '' }
    const { child, ended } = launched
    listener.started(launched.apart)
    const processes = new RunProcesses(child.pid!, command.mark)

    let stderr = ''
    const errors = new PatientText(command.redactor.stream('text'), (text) => {
      stderr = (stderr + text).slice(-stderrKept)
      listener.stderr(text)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(Buffer.from(text)))
    child.stderr.resume()
    const lines = new JsonLines((line) => {
      const event = parseEvent(line)
      try {
        if (event === undefined) listener.stderr(`${line}\n`)
        else listener.event(event)
      } catch (error) {
        // The transcript goes on, whoever stumbles over a line of it.
        stderr += `a line could not be read: ${(error as Error).message}\n`
      }
    })
    let full = false
    const noMore = (error: Error) => {
      full = true
      listener.stderr(`the transcript ends here, it cannot be written: ${error.message}\n`)
    }
    const reading = { at: Date.now(), busy: false }
    const redacted = command.redactor.stream('json')
    const take = async (bytes: Buffer) => {
      if (bytes.length === 0) return
      if (!full) await transcript.write(bytes).catch(noMore)
      lines.push(bytes)
    }
    const read = (async () => {
      for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
        reading.busy = true
        await take(redacted.push(chunk))
        passed(chunk.length)
        Object.assign(reading, { at: Date.now(), busy: false })
      }
    })().catch(() => {})
    // The CLI may end before it has read all of a long prompt; that is for its exit to tell.
    pipeline(openPrompt(command.prompt), child.stdin).catch(() => {})

    const stopped = onAbort(stop, async () => {
      processes.terminate()
      await Promise.race([ended, sleep(termMs, undefined, { ref: false })])
      await processes.kill()
    })
    const end = await ended
    await stopped()
    // Whatever is left may hold the pipes open for ever; and when the run is over, so is what it started.
    await Promise.race([read, drained(reading)])
    await processes.kill()
    child.stdout.destroy()
    child.stderr.destroy()
    await read
    await take(redacted.end())
    lines.end()
    errors.end()
    launched.check(end, stderr)
    return { ...end, stderr }
  } finally {
    await transcript.close()
  }
}

/** The transcript is for the action to write: what the agent did is not for the agent to tell otherwise. */
function keeping(sandbox: Sandbox, transcript: string): Sandbox {
  if (sandbox.kind === 'none') return sandbox
  const path = realpathSync(transcript)
  return { ...sandbox, curtains: [...sandbox.curtains, { kind: 'keep', path, mounted: false }] }
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

/** Until nothing more has come for a while. A slow disk is waited for; somebody who goes on talking into the pipe is not. */
async function drained(reading: { at: number; busy: boolean }): Promise<void> {
  let heard = 0
  for (let waited = 0; waited < slowDiskMs && heard < drainMs * 2; waited += tickMs) {
    if (!reading.busy && Date.now() - reading.at >= drainMs) return
    if (!reading.busy) heard += tickMs
    await sleep(tickMs, undefined, { ref: false })
  }
}

/** Calls back on an abort, once; the function given waits for what was called, and calls off what was not. */
function onAbort(signal: AbortSignal, callback: () => Promise<void>): () => Promise<void> {
  let called = Promise.resolve()
  const listener = () => {
    called = callback()
  }
  if (signal.aborted) listener()
  else signal.addEventListener('abort', listener, { once: true })
  return () => {
    signal.removeEventListener('abort', listener)
    return called
  }
}

function openPrompt(prompt: Prompt): Readable {
  return prompt.kind === 'file' ? createReadStream(prompt.path) : Readable.from([Buffer.from(prompt.text, 'utf8')])
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
