/** One script of an action (main or post): spawned as a runner spawns it, its output read line by line. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { StringDecoder } from 'node:string_decoder'
import { atEnd } from '../at-end.ts'
import { type LogReader, lineSplitter } from './log.ts'
import { killTree } from './processes.ts'

/** How long a runner waits for output that children keep open after the script itself has ended. */
const OUTPUT_GRACE_MS = 5_000
const SIGINT_MS = 7_500
const SIGTERM_MS = 2_500

export interface StageEnd {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  /** `Date.now()` at the end of the process itself. */
  readonly exitedAt: number
  readonly ms: number
  /** A child kept stdout or stderr open for longer than the runner waits. */
  readonly outputHeldOpen: boolean
}

export interface Stage {
  readonly pid: number
  signal(name: NodeJS.Signals): void
  /** SIGINT to the script alone, SIGTERM 7.5 s later, SIGKILL to its whole tree 2.5 s after that. */
  cancel(): Promise<void>
  readonly end: Promise<StageEnd>
}

/** Rejects when the process cannot start, such as for a variable of more than 128 KiB on Linux. */
export async function startStage(options: {
  readonly node: string
  readonly script: string
  readonly workspace: string
  readonly env: Record<string, string>
  readonly log: LogReader
  readonly raw: (text: string) => void
}): Promise<Stage> {
  const startedAt = performance.now()
  const child = await spawned(options)
  running.add(child)

  let exited = false
  const exit = new Promise<{ code: number | null; signal: NodeJS.Signals | null; at: number; ms: number }>(
    (resolve) => {
      child.once('exit', (code, signal) => {
        exited = true
        running.delete(child)
        resolve({ code, signal, at: Date.now(), ms: performance.now() - startedAt })
      })
    },
  )
  const output = Promise.all([read(child.stdout, options), read(child.stderr, options)])

  const signal = (name: NodeJS.Signals) => {
    // `child.kill` knows whether the process has been reaped, so a reused pid is never hit.
    if (!exited) child.kill(name)
  }
  return {
    pid: child.pid ?? 0,
    signal,
    async cancel() {
      signal('SIGINT')
      if (await within(SIGINT_MS, exit)) return
      signal('SIGTERM')
      if (await within(SIGTERM_MS, exit)) return
      if (!exited && child.pid) killTree(child.pid)
      await exit
    },
    end: (async () => {
      const { code, signal, at, ms } = await exit
      const outputHeldOpen = !(await within(OUTPUT_GRACE_MS, output))
      if (outputHeldOpen) {
        child.stdout?.destroy()
        child.stderr?.destroy()
        await output
      }
      return { exitCode: code, signal, exitedAt: at, ms, outputHeldOpen }
    })(),
  }
}

async function spawned(options: {
  readonly node: string
  readonly script: string
  readonly workspace: string
  readonly env: Record<string, string>
}): Promise<ChildProcess> {
  try {
    const child = spawn(options.node, [options.script], { cwd: options.workspace, env: options.env, stdio: 'pipe' })
    await once(child, 'spawn')
    // A runner offers a pipe and closes it at once: a read of stdin ends, and does not wait.
    child.stdin.on('error', () => {})
    child.stdin.end()
    return child
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why = code === 'E2BIG' ? 'Argument list too long (a variable over 128 KiB, or all of them too long)' : message
    throw new Error(`An error occurred trying to start process '${options.node}': ${code}: ${why}`, { cause: error })
  }
}

/** Reads synchronously in the data handler, so the pipe fills up and the writer waits when this falls behind. */
function read(
  stream: NodeJS.ReadableStream | null,
  { log, raw }: { readonly log: LogReader; readonly raw: (text: string) => void },
): Promise<void> {
  const decoder = new StringDecoder('utf8')
  const splitter = lineSplitter((line) => log.line(line))
  return new Promise((resolve) => {
    stream?.on('data', (bytes: Buffer) => {
      const text = decoder.write(bytes)
      raw(text)
      splitter.push(text)
    })
    stream?.on('error', () => {})
    stream?.once('close', () => {
      splitter.end()
      resolve()
    })
  })
}

async function within(ms: number, event: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const inTime = await Promise.race([event.then(() => true), late])
  clearTimeout(timer)
  return inTime
}

// A test run that is given up must not leave the steps behind that it started.
const running = new Set<ChildProcess>()
atEnd(() => {
  for (const child of running) if (child.pid) killTree(child.pid)
})
