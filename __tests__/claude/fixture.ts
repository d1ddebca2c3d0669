/** Small programs in place of `claude`: what is tried here is how processes are handled, not what it does. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import type { StreamEvent } from '../../src/claude/events.ts'
import { type ClaudeCommand, runClaude } from '../../src/claude/run.ts'
import { Redactor } from '../../src/redact/redactor.ts'

/** A mark of this test's own; whatever carries it at the end of the test is ended. */
export function freshMark(): readonly [name: string, value: string] {
  const mark = ['CLAUDE_PROVIDER_ACTION_RUN', randomBytes(8).toString('hex')] as const
  onTestFinished(() => {
    for (const pid of marked(mark)) end(pid)
  })
  return mark
}

/** The processes that carry a mark. */
export function marked([name, value]: readonly [name: string, value: string]): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  return pids.filter((pid) => isAlive(pid) && read(`/proc/${pid}/environ`).split('\0').includes(`${name}=${value}`))
}

/** Whether a process is there and not merely waiting to be looked after. */
export function isAlive(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`)
  return stat !== '' && stat[stat.lastIndexOf(')') + 2] !== 'Z'
}

/** A shell that runs a script in a process group of its own, which is ended with the test. */
export function shell(script: string, env: Record<string, string>): ChildProcess {
  const options = { env: { PATH: process.env.PATH ?? '', ...env }, cwd: freshFolder('shell'), detached: true }
  const child = spawn('/bin/sh', ['-c', script], options)
  onTestFinished(() => end(-child.pid!))
  return child
}

export interface Ran {
  events: Record<string, unknown>[]
  stderr: string
  end: Awaited<ReturnType<typeof runClaude>>
  transcript: string
  ms: number
}

export interface ToRun {
  /** For `/bin/sh -c`. */
  script?: string
  command?: Partial<ClaudeCommand>
  stop?: AbortSignal
  /** Called with each event. */
  onEvent?: (event: Record<string, unknown>) => void
}

/** Runs a script as if it were `claude`. */
export async function run({ script = '', command, stop, onEvent }: ToRun): Promise<Ran> {
  const mark = command?.mark ?? freshMark()
  const transcript = command?.transcript ?? join(freshFolder('run'), 'execution.jsonl')
  const events: Record<string, unknown>[] = []
  let stderr = ''
  const started = performance.now()
  const end = await runClaude(
    {
      ...{ binary: '/bin/sh', args: ['-c', script], cwd: freshFolder('cwd'), prompt: { kind: 'text', text: '' } },
      sandbox: { kind: 'none', why: 'a test' },
      ...{ transcript, mark, env: { PATH: process.env.PATH ?? '', [mark[0]]: mark[1] } },
      redactor: new Redactor(),
      ...command,
    },
    {
      started: () => {},
      event: (event: StreamEvent) => {
        events.push({ ...event })
        onEvent?.({ ...event })
      },
      stderr: (text) => {
        stderr += text
      },
    },
    stop ?? new AbortController().signal,
  )
  return { events, stderr, end, ms: performance.now() - started, transcript: read(transcript, 'utf8') }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

function read(path: string, encoding: BufferEncoding = 'latin1'): string {
  try {
    return statSync(path).isFile() ? readFileSync(path, encoding) : ''
  } catch {
    return ''
  }
}
