/** Moto, a real HTTP peer that plays AWS, as a process of its own on a free port of loopback. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { atEnd } from '../at-end.ts'
import { freshFolder } from '../temp.ts'

export interface Moto {
  /** `http://127.0.0.1:PORT`, for all services of AWS. */
  readonly url: string
  /** Forgets everything that it was told. */
  reset(): Promise<void>
  close(): Promise<void>
}

const VERSION = '5.2.1'
const WINDOWS = process.platform === 'win32'
const READY_MS = 60_000
const STOP_AFTER_MS = 10 * 60_000
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))

/** The exit code by which a Python says that it is none with Moto in it. */
const NOT_HERE = 77

/**
 * The port is left to the system, which has no race to lose. It ends with whoever started it: the other end of stdin is
 * closed then, however that process went.
 */
const SERVE = `
import os, sys, threading
try:
    import moto
    assert moto.__version__ == '${VERSION}'
    from moto.server import main
except (ImportError, AssertionError):
    os._exit(${NOT_HERE})
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
timer = threading.Timer(${STOP_AFTER_MS / 1000}, lambda: os._exit(0))
timer.daemon = True
timer.start()
main(['-H', '127.0.0.1', '-p', '0'])
`

/** Takes about a second, and a minute more on a machine that has no Moto yet: it is installed there once. */
export async function startMoto(): Promise<Moto> {
  for (const python of [virtualPython(), 'python3', 'python']) {
    const moto = await serve(python)
    if (moto) return moto
  }
  const moto = await serve(await install())
  if (!moto) throw new Error(`Moto ${VERSION} was installed, but cannot be loaded`)
  return moto
}

/** Undefined when this Python is not there or has no Moto. */
async function serve(python: string): Promise<Moto | undefined> {
  const child = spawn(python, ['-u', '-c', SERVE], {
    env: environment(),
    stdio: ['pipe', 'ignore', 'pipe'],
    windowsHide: true,
  })
  // Nothing here keeps a process from ending that has nothing else to do.
  child.unref()
  for (const stream of [child.stdin, child.stderr]) (stream as unknown as { unref(): void }).unref()
  atEnd(() => child.kill('SIGKILL'))

  const url = await started(child)
  if (url === undefined) return undefined
  return {
    url,
    async reset() {
      const response = await fetch(`${url}/moto-api/reset`, { method: 'POST' })
      if (!response.ok) throw new Error(`Moto could not be reset: ${response.status} ${await response.text()}`)
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.ref()
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** Werkzeug says where it listens once it does. */
function started(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`Moto was not ready after ${READY_MS / 1000} s: ${said}`))
    }, READY_MS)
    child.once('error', () => {
      clearTimeout(timer)
      resolve(undefined)
    })
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      if (code === NOT_HERE) resolve(undefined)
      else reject(new Error(`Moto ended with ${code ?? signal}: ${said}`))
    })
    // Read to the end, or Moto would stop at a full pipe: it logs every request there.
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4096)
      const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1]
      if (!url) return
      clearTimeout(timer)
      resolve(url)
    })
  })
}

/** Nothing of AWS, no proxy: only what a Python needs to be found and to start. */
function environment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'USERPROFILE', 'SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR', 'PYENV_ROOT', 'PYENV_VERSION']
  const wanted = Object.entries(process.env).filter(([name]) => names.includes(name.toUpperCase()))
  return { ...Object.fromEntries(wanted), PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' }
}

const virtualFolder = () => join(CACHE, `moto-${VERSION}`)
const pythonIn = (folder: string) => (WINDOWS ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python'))
const virtualPython = () => pythonIn(virtualFolder())

/** Beside its place, and moved there when it is whole: of several that do this at once, all are content with the first. */
async function install(): Promise<string> {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'moto-'))
  try {
    await createVirtual(folder)
    await run(pythonIn(folder), [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `moto[server]==${VERSION}`,
    ])
    if (!existsSync(virtualFolder())) renameSync(folder, virtualFolder())
  } catch (error) {
    if (!existsSync(virtualPython())) {
      const hint = `The tests against AWS need Python 3.10 or newer with pip, to install moto[server]==${VERSION}`
      throw new Error(`${hint}\n${error instanceof Error ? error.message : error}`, { cause: error })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return virtualPython()
}

async function createVirtual(folder: string): Promise<void> {
  try {
    await run('python3', ['-m', 'venv', folder])
  } catch (error) {
    await run('python', ['-m', 'venv', folder]).catch(() => Promise.reject(error))
  }
}

/** pip needs the proxy and the registry of this machine, so it gets the whole environment. */
async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, {
    cwd: freshFolder('moto'),
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4096)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${said}`)
}
