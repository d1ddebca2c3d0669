import { execFileSync } from 'node:child_process'
import { chmodSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freshFolder } from '../../../lab/temp.ts'
import { launch } from '../../../src/claude/launch.ts'

const asRoot = process.getuid?.() === 0

/** Whom a step runs as: whoever runs the tests, and where that is root also a user with no rights at all. */
export type User = 'root' | 'a plain user'
export const users: readonly User[] = asRoot ? ['root', 'a plain user'] : ['a plain user']

const id = 4242

/**
 * The Node to run a step with. Under root it is a program that has a tree of mounts to itself, so that no attack on it
 * reaches the machine's; for a plain user it gives the step's folders to that user, and goes on as that user.
 */
export function nodeFor(user: User): { node?: string } {
  if (!asRoot) return {}
  const folder = freshFolder('plain-user')
  chmodSync(folder, 0o755)
  const bin = realpathSync(fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url)))
  const node = join(folder, 'node-of-the-user')
  // Not `sh`, which loses a variable with a hyphen in its name, as `INPUT_API-KEY` has.
  const start =
    user === 'root'
      ? `exec unshare --mount -- '${bin}' "$@"`
      : `chown -R ${id}:${id} "$RUNNER_TEMP/../.." "$GITHUB_WORKSPACE"
exec unshare --mount -- setpriv --reuid=${id} --regid=${id} --clear-groups -- '${bin}' "$@"`
  const script = `#!/bin/bash\n${start}\n`
  writeFileSync(node, script, { mode: 0o755 })
  // Its folder is on the step's PATH, where `node` is to be what it always is.
  symlinkSync(bin, join(folder, 'node'))
  return { node }
}

export function uidOf(user: User): number {
  return asRoot && user !== 'root' ? id : (process.getuid?.() ?? 0)
}

/** Gives a folder to the user of a step. */
export function give(path: string, user: User): string {
  if (asRoot && user !== 'root') execFileSync('chown', ['-R', `${id}:${id}`, path])
  return path
}

/** Whether there is a sandbox to be had where the tests run. */
export const hasSandbox = process.platform === 'linux' && (await canBeHad())

async function canBeHad(): Promise<boolean> {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  const sandbox = { kind: 'wanted', orElse: 'fail', user: { uid, gid, groups: [] }, curtains: [] } as const
  const tried = { binary: '/bin/true', args: [], env: {}, cwd: '/', sandbox }
  return launch(tried, new AbortController().signal).then(
    () => true,
    () => false,
  )
}
