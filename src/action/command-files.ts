import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  symlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { userSettingsPath } from './settings-files.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The files through which a step tells its runner something ("Workflow commands for GitHub Actions", environment files). */
const names = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']

/** What the runner says of the event: a later step of the job judges by it who may do what. */
const event = 'GITHUB_EVENT_PATH'

interface Noted {
  name: string
  path: string
  /** Undefined where there was no such file. */
  file: { content: Buffer; stats: Stats } | undefined
  /** The folder that it is in, and the one around that. */
  folders: { path: string; stats: Stats | undefined }[]
}

/**
 * Notes what the runner's files hold, before there is an agent; the function given has them hold just that again, and
 * says what could not be put right. The agent does not get their names, but can find them in the runner's temp folder.
 *
 * They are made anew whatever they hold by then: one that looks as it did may be a link to another, or be held open by
 * somebody who writes on. So nothing may be written to them in between by the action either.
 */
export function noteCommandFiles(env: Env): () => Promise<string[]> {
  const noted = [...names, event].flatMap((name) => {
    const path = env[name]
    return path ? [note(name, path)] : []
  })
  return async () => {
    const said: string[] = []
    for (const file of noted) {
      try {
        try {
          putBack(file)
        } catch {
          await free(file)
          putBack(file)
        }
      } catch (error) {
        said.push(`${file.name}: ${(error as Error).message}`)
      }
    }
    return said
  }
}

/**
 * The same for the settings of the machine's user: they may say which server a key goes to, and the next step of this
 * action goes by them. Says whether they had been changed; throws where they cannot be put back.
 */
export function noteUserSettings(env: Env): () => 'same' | 'put back' {
  const path = userSettingsPath(env)
  if (path === undefined) return () => 'same'
  let noted: Noted
  let link: string | undefined
  try {
    // Some keep it elsewhere, and a link to it here.
    link = lstat(path)?.isSymbolicLink() ? readlinkSync(path) : undefined
    noted = note('~/.claude/settings.json', link === undefined ? path : realpathSync(path))
  } catch {
    // One that cannot be read counts for nothing, and is an error where it would.
    return () => 'same'
  }
  return () => {
    const linked = link === undefined || (lstat(path)?.isSymbolicLink() === true && readlinkSync(path) === link)
    if (linked && holdsTheSame(noted)) return 'same'
    if (!linked) rmSync(path, { recursive: true, force: true })
    if (!holdsTheSame(noted)) putBack(noted)
    if (!linked) {
      mkdirSync(dirname(path), { recursive: true })
      symlinkSync(link ?? '', path)
    }
    return 'put back'
  }
}

/** Whoever writes the same again has changed nothing. */
function holdsTheSame({ path, file }: Noted): boolean {
  const now = lstat(path)
  if (now === undefined || file === undefined) return now === undefined && file === undefined
  return now.isFile() && readFileSync(path).equals(file.content)
}

/** Keeps something for `post`, at once: the toolkit is not loaded yet, and the agent must not be there before it. */
export function saveStateNow(env: Env, name: string, value: string): void {
  if (!env.GITHUB_STATE) return
  const delimiter = `ghadelimiter_${randomBytes(16).toString('hex')}`
  try {
    appendFileSync(env.GITHUB_STATE, `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
  } catch {
    // Then `post` has nothing to go by, and what is left goes with the job.
  }
}

function note(name: string, path: string): Noted {
  const folders = [dirname(dirname(path)), dirname(path)].map((path) => ({ path, stats: lstat(path) }))
  const stats = lstat(path)
  const file = stats?.isFile() ? { content: readFileSync(path), stats } : undefined
  return { name, path, folders, file }
}

function putBack({ name, path, file, folders }: Noted): void {
  for (const { path, stats } of folders) putFolderBack(path, stats)
  // The runner reads the event no more: it is only put right where it was changed.
  if (name === event && isSame(path, file)) return
  if (file === undefined) {
    if (lstat(path) !== undefined) rmSync(path, { recursive: true, force: true })
    return
  }
  const fresh = `${path}.${randomBytes(8).toString('hex')}`
  // Not through a link, and not into anything that is there.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0)
  const descriptor = openSync(fresh, flags, 0o600)
  try {
    for (let at = 0; at < file.content.length; ) at += writeSync(descriptor, file.content, at)
    keepOwner(descriptor, file.stats)
    fchmodSync(descriptor, file.stats.mode & 0o7777)
  } finally {
    closeSync(descriptor)
  }
  // A file or a link gives way to another in one go; a folder has to be out of the way, however much there is in it.
  if (lstat(path)?.isDirectory()) renameSync(path, `${fresh}.away`)
  renameSync(fresh, path)
}

function putFolderBack(path: string, noted: Stats | undefined): void {
  // One that is a link from the start, or that is not there, is the runner's own way.
  if (noted === undefined || !noted.isDirectory()) return
  const mode = noted.mode & 0o7777
  const now = lstat(path)
  if (now !== undefined && !now.isDirectory()) rmSync(path)
  mkdirSync(path, { recursive: true, mode })
  if ((lstatSync(path).mode & 0o7777) !== mode) chmodSync(path, mode)
}

function isSame(path: string, file: Noted['file']): boolean {
  try {
    const now = lstat(path)
    if (now === undefined || file === undefined) return now === undefined && file === undefined
    return now.ino === file.stats.ino && now.dev === file.stats.dev && readFileSync(path).equals(file.content)
  } catch {
    return false
  }
}

/** Where the machine has its own tools. */
const system = '/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin'

/**
 * An agent that could use `sudo` can have nailed a file down. What it could do can be undone the same way; by the
 * machine's own tools, since a folder on the path may be the agent's, and without what this process has in its environment.
 */
async function free({ path, folders }: Noted): Promise<void> {
  if (process.platform !== 'linux') return
  const { getExecOutput } = await import('@actions/exec')
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const command of [
    ['umount', '-l', path],
    ['chattr', '-ia', ...folders.map((folder) => folder.path), path],
  ]) {
    const args = ['-i', `PATH=${system}`, ...asRoot, ...command]
    // A tool that is not there, or has nothing to do: what counts is whether it can be put back now.
    await getExecOutput('/usr/bin/env', args, { silent: true, ignoreReturnCode: true }).catch(() => {})
  }
}

/** In a container the step may be another user than the runner, whose file it is. */
function keepOwner(descriptor: number, { uid, gid }: Stats): void {
  if (process.getuid === undefined || (process.getuid() === uid && process.getgid?.() === gid)) return
  try {
    fchownSync(descriptor, uid, gid)
  } catch {
    // Then it is the step's own, as one that the step had to make.
  }
}

function lstat(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}
