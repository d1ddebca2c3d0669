import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { isAbsolute } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError, shorten } from '../errors.ts'
import { type Curtain, endInside, initName, oddlyNamed, onStdin, type User, type Way, waysFor } from './sandbox.ts'

/** Whether the CLI is to be started apart from the machine's other processes; `why` it is not, where it cannot be. */
export type Sandbox =
  | { kind: 'none'; why: string }
  | { kind: 'wanted'; orElse: 'start without' | 'fail'; user: User; curtains: readonly Curtain[] }

/** How it came out. */
export type Apart = { kind: 'apart'; way: Way['name'] } | { kind: 'not apart'; why: string }

export interface Launching {
  binary: string
  args: readonly string[]
  env: Readonly<Record<string, string>>
  cwd: string
  sandbox: Sandbox
  /** Called when the sandbox is being set up: until the CLI starts, the machine has time for other things. */
  spawned?: (() => void) | undefined
}

type End = { code: number | null; signal: NodeJS.Signals | null }

export interface Launched {
  child: ChildProcessWithoutNullStreams
  ended: Promise<End>
  apart: Apart
  /** Throws where what ended is not the CLI, which could not be started at all. */
  check(end: End, stderr: string): void
}

/** Setting up takes some milliseconds; sudo may ask a directory on the network first. */
const setUpMs = 10_000

/**
 * Starts the CLI: apart where that is wanted, by the first way that works. None is tried out beforehand, which would take
 * longer than taking it: what fails in front of the CLI says so. Nothing where the run was stopped meanwhile.
 */
export async function launch(launching: Launching, stop: AbortSignal): Promise<Launched | undefined> {
  const { sandbox, binary } = launching
  if (sandbox.kind === 'none') return direct(launching, sandbox.why)
  // The error is then the one that it would be without.
  if (isAbsolute(binary) && !isProgram(binary)) return direct(launching, 'there is nothing to start')
  const failures: string[] = []
  const mark = randomBytes(16).toString('hex')
  const { env, inside } = withoutChanged(launching)
  const oddNames = Object.keys(oddlyNamed(env)).length > 0
  for (const way of waysFor(sandbox.user, sandbox.curtains, { ...inside, mark, oddNames })) {
    const tried = await take(way, { ...launching, env }, mark, stop)
    if (typeof tried !== 'string') return tried
    if (tried === stopped) return undefined
    failures.push(`by ${way.name}: ${tried}`)
  }
  const why = failures.join('; ')
  if (sandbox.orElse === 'fail') throw notToBeHad(why)
  return direct(launching, why)
}

/** Variables that a shell which is started does not pass on as they were. */
const changed = ['SHELLOPTS', 'BASHOPTS']

/** The environment without them, and the program with them put in front of it. */
function withoutChanged({ env, binary, args, cwd }: Launching) {
  const given = changed.flatMap((name) => (env[name] === undefined ? [] : [`${name}=${env[name]}`]))
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !changed.includes(name)))
  const inside = given.length === 0 ? { binary, args } : { binary: '/usr/bin/env', args: [...given, binary, ...args] }
  return { env: rest, inside: { ...inside, cwd } }
}

/** `sandbox: require`, where it cannot be had. */
export function notToBeHad(why: string): ActionError {
  const cure =
    'Run the step on Linux, as a user who may make user namespaces or use `sudo` without a password (util-linux 2.36 or newer and bash are needed), or take `sandbox: auto`.'
  return new ActionError('input-invalid', `sandbox is "require": the sandbox cannot be had here (${why}). ${cure}`)
}

const stopped = 'the run was stopped'

/** The program behind a way, once it is under way; or why there is none. */
async function take(way: Way, launching: Launching, mark: string, stop: AbortSignal): Promise<Launched | string> {
  const { env, cwd, binary } = launching
  let started: Awaited<ReturnType<typeof start>>
  try {
    started = await start(way.command, way.args, way.environment === 'inherited' ? env : bare(env), cwd)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    // That is not for want of rights, and nobody is to get out of the sandbox by it.
    if (code === 'E2BIG') throw cannotStart(binary, error)
    return code === 'ENOENT' ? `there is no ${way.command}` : message
  }
  const { child, ended } = started
  launching.spawned?.()
  child.stdin.on('error', () => {})
  if (way.environment === 'on stdin') child.stdin.write(onStdin(env))
  const said = await untilMark(child, ended, mark, stop)
  if (said.kind === 'begun') {
    return {
      child,
      ended: ended.then(endInside),
      apart: { kind: 'apart', way: way.name },
      check: ({ code }, stderr) => {
        const told = stderr.startsWith(`${initName}: `) && (code === 126 || code === 127)
        if (told) throw cannotStart(binary, new Error(stderr.trim().replace(/^.*?: line \d+: /, '')))
      },
    }
  }
  end(child)
  return said.why
}

/** Waits until the way has done all that could fail; what came on stderr behind the mark is given back to it. */
async function untilMark(
  child: ChildProcessWithoutNullStreams,
  ended: Promise<End>,
  mark: string,
  stop: AbortSignal,
): Promise<{ kind: 'begun' } | { kind: 'failed'; why: string }> {
  let text = ''
  const done = new AbortController()
  child.stderr.setEncoding('utf8')
  const begun = new Promise<'begun'>((resolve) => {
    child.stderr.on('data', function look(chunk: string) {
      text += chunk
      const at = text.indexOf(`${mark}\n`)
      if (at < 0) return
      child.stderr.off('data', look).pause()
      const rest = text.slice(at + mark.length + 1)
      if (rest !== '') child.stderr.unshift(rest)
      resolve('begun')
    })
  })
  const over = ended.then(async ({ code, signal }) => {
    if (done.signal.aborted) return ''
    // Its last words may come behind its end.
    await Promise.race([once(child.stderr, 'end'), sleep(200)]).catch(() => {})
    return `${shorten(lastLine(text), 200) || `it ended with ${signal ?? code}`}`
  })
  const late = sleep(setUpMs, `no answer within ${setUpMs / 1000} s`, { signal: done.signal, ref: false }).catch(
    () => stopped,
  )
  const aborted = new Promise<string>((resolve) => {
    if (stop.aborted) resolve(stopped)
    else stop.addEventListener('abort', () => resolve(stopped), { once: true, signal: done.signal })
  })
  const first = await Promise.race([begun, over, late, aborted])
  done.abort()
  return first === 'begun' ? { kind: 'begun' } : { kind: 'failed', why: first }
}

async function direct({ binary, args, env, cwd }: Launching, why: string): Promise<Launched> {
  try {
    return { ...(await start(binary, args, env, cwd)), apart: { kind: 'not apart', why }, check: () => {} }
  } catch (error) {
    throw cannotStart(binary, error)
  }
}

/** Starts a program in a process group of its own: a signal then reaches what its tools started too. */
async function start(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<{ child: ChildProcessWithoutNullStreams; ended: Promise<End> }> {
  // Not the toolkit's `exec`, which cannot be stopped.
  const child = spawn(command, args, { cwd, env, detached: process.platform !== 'win32', windowsHide: true })
  const ended = new Promise<End>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  await once(child, 'spawn')
  return { child, ended }
}

function cannotStart(binary: string, error: unknown): ActionError {
  const { code, message } = error as NodeJS.ErrnoException
  const why = code === 'E2BIG' ? 'its arguments or environment are too long' : message
  return new ActionError('claude-crashed', `${binary} could not be started: ${why}`, { cause: error })
}

/** What `sudo` itself goes by, and what can only come through it. */
function bare(env: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '/usr/bin:/bin', LANG = 'C' } = env
  return { ...oddlyNamed(env), PATH, LANG }
}

function end(child: ChildProcessWithoutNullStreams): void {
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
  try {
    process.kill(-child.pid!, 'SIGKILL')
  } catch {
    // It has ended, or is root's: without its pipes it will end by itself.
  }
  child.unref()
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? ''
}
