import { createReadStream, realpathSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redactor } from '../redact/redactor.ts'
import type { Prompt } from '../resolve/plan.ts'
import { type Apart, launch, type Sandbox } from './launch.ts'
import { Output, type OutputListener } from './output.ts'
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

export interface ClaudeListener extends OutputListener {
  /** The way to it is being made: until the CLI starts, the machine has time for other things. */
  spawned?(): void
  /** The process is there; it has nothing to say for some hundred milliseconds. */
  started(apart: Apart): void
}

/** How the process ended; what that means is for the report to say. */
export interface ClaudeEnd {
  code: number | null
  signal: NodeJS.Signals | null
  /** The last of what it wrote to stderr. */
  stderr: string
}

/** How long `claude` has to end when asked. With what its pipes may take to run dry it fits into a cancel. */
const termMs = 1_500

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
    const sandbox = keeping(command.sandbox, command.transcript)
    const launched = await launch({ ...command, sandbox, spawned: listener.spawned }, stop)
    if (launched === undefined) return { code: null, signal: 'SIGTERM', stderr: '' }
    const { child, ended } = launched
    listener.started(launched.apart)
    const processes = new RunProcesses(child.pid!, command.mark)

    const output = new Output(child, transcript, command.redactor, listener)
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
    await output.quiet()
    // With the namespace's first process, whose end was waited for, the kernel has ended all others: no need to look.
    if (launched.apart.kind === 'not apart' || end.code === null) await processes.kill()
    await output.end()
    launched.check(end, output.stderr)
    return { ...end, stderr: output.stderr }
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
