/** Where the agent's processes are kept apart from the action's: what is asked for, and the ways to have it on Linux. */

/** One thing to be done to the tree of files as the agent sees it, before it starts; all paths are there. */
export type Curtain =
  /** Nothing is to be had there: an empty file in place of a socket, an empty folder in place of a folder. */
  | { kind: 'hide'; path: string; is: 'file' | 'folder' }
  /** An empty folder of the agent's own in place of the one that is there. */
  | { kind: 'empty'; path: string }
  /** May be read, and not changed. What is mounted below is not to be seen: the kernel's debugging files, under `/sys`. */
  | { kind: 'keep'; path: string; mounted: boolean }
  /** May not be moved elsewhere, for another to be put in its place. */
  | { kind: 'pin'; path: string }
  /** The limits of the machine, for programs that go by them. */
  | { kind: 'cgroup2'; path: string }

export interface User {
  uid: number
  gid: number
  groups: readonly number[]
}

/** A way to start a program apart from the rest of the machine. */
export interface Way {
  name: 'root' | 'user namespaces' | 'sudo'
  command: string
  args: string[]
  /** Sudo starts with an environment of its own, and logs its command line: there it comes first on stdin. */
  environment: 'inherited' | 'on stdin'
}

/** What a way starts, and what it says on stderr when there is nothing left to fail in front of that. */
export interface Inside {
  cwd: string
  binary: string
  args: readonly string[]
  mark: string
  /** Whether there are variables with names that no shell can set. */
  oddNames: boolean
}

/** The machine's own tools, whatever folders the job has put in front of them. */
const system = '/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin'

/**
 * With the rights to do so: draws the curtains, drops every right for good, goes on as init of the new namespace. One
 * program reads the table of all but a few of them, which takes a fraction of the time. It passes over what is mounted
 * already: what is to be kept and is a mount of its own is done one by one.
 */
const curtains = `
job=$PATH PATH=${system}
give_up() { exit 125; }
# A number that no other run has: programs name files in shared folders by it.
{ echo "$((RANDOM % 30000 + 300))" >/proc/sys/kernel/ns_last_pid; } 2>/dev/null
# As bash 5.0 does it: the table in a file without a name. From a pipe \`mount\` would not read it.
BASH_COMPAT=50
[ -z "$1" ] || mount -a -T /dev/fd/3 3<<<"$1" || give_up
shift
todo=
while [ "$1" != -- ]; do mount -o bind,ro "$1" "$1" & todo="$todo $!"; shift; done
shift
for one in $todo; do wait "$one" || give_up; done
[ -z "$1" ] || mount -t cgroup2 -o ro cgroup2 "$1" || give_up
# What was the working folder may stand behind a curtain by now.
cd -- "$2" || give_up
shift 2
PATH=$job
export PATH
exec "$@"
give_up
`

/**
 * The first process of the namespace: it waits for the CLI and for whatever lost its parent, and when it ends, the kernel
 * ends all the rest. A shell, since every machine has one; in the foreground, so that stdin and signals are as they were.
 */
const init = `
exec 3>&2 2>/dev/null
printf '%s\\n' "$1" >&3
shift
"$@" 2>&3 3>&-
exit $?
`

const environmentFirst = `
for variable in $(compgen -e); do unset "$variable"; done
while IFS= read -r -d '' variable && [ -n "$variable" ]; do export "$variable"; done 2>/dev/null
`

/** How the shell calls itself when it cannot start what it is to start. */
export const initName = 'claude-sandbox'

/** Root keeps what it needs among files, users and ports, and loses what leads out of its namespaces or past the kernel. */
const rootKeeps = [
  ...['chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid', 'setpcap', 'setfcap'],
  ...['net_bind_service', 'sys_chroot', 'audit_write', 'sys_nice', 'ipc_lock'],
]

/**
 * Without `--norc` it would run the user's own `~/.bashrc`: that is what bash does when its stdin is a socket. And without
 * `-p` what `BASH_ENV` names, and functions out of the environment in place of the machine's tools.
 */
const bash = ['/bin/bash', '--norc', '-p', '-c']

/** The ways that may work for this user, best first. Which does is found out by taking it. */
export function waysFor({ uid, gid, groups }: User, curtainsToDraw: readonly Curtain[], inside: Inside): Way[] {
  const apart = ['--mount', '--pid', '--mount-proc', '--fork', '--kill-child']
  const drawn = [...bash, curtains, initName, ...drawing(curtainsToDraw, uid, gid), inside.cwd]
  const asInit = (script: string) => [...bash, script, initName, inside.mark, inside.binary, ...inside.args]
  const noRights = ['--no-new-privs', '--ambient-caps=-all', '--inh-caps=-all']
  const setpriv = '/usr/bin/setpriv'
  if (uid === 0) {
    const kept = `--bounding-set=-all,${rootKeeps.map((name) => `+${name}`).join(',')}`
    const args = [...apart, '--', ...drawn, setpriv, ...noRights, kept, '--', ...asInit(init)]
    return [{ name: 'root', command: '/usr/bin/unshare', args, environment: 'inherited' }]
  }
  const none = '--bounding-set=-all'
  const own = ['--user', '--map-current-user', '--keep-caps', ...apart]
  const back = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    groups.length === 0 ? '--clear-groups' : `--groups=${groups.join(',')}`,
  ]
  return [
    {
      name: 'user namespaces',
      command: '/usr/bin/unshare',
      args: [...own, '--', ...drawn, setpriv, ...noRights, none, '--', ...asInit(init)],
      environment: 'inherited',
    },
    {
      name: 'sudo',
      command: '/usr/bin/sudo',
      args: [
        ...['-n', ...(inside.oddNames ? ['-E'] : []), '--', '/usr/bin/unshare', ...apart, '--', ...drawn],
        ...[setpriv, ...noRights, none, ...back, '--', ...asInit(environmentFirst + init)],
      ],
      environment: 'on stdin',
    },
  ]
}

/** The curtains as words for the shell: a table for `mount`, what is left to be kept, the limits. */
function drawing(all: readonly Curtain[], uid: number, gid: number): string[] {
  // The names in front are not those of a mount that may be there: it would be taken for this one, and passed over.
  const table = all.flatMap((curtain) => {
    const path = curtain.path.replace(
      /[\\\s#]/g,
      (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
    )
    if (curtain.kind === 'pin') return [`${path} ${path} none rbind 0 0`]
    if (curtain.kind === 'keep' && !curtain.mounted) return [`${path} ${path} none bind,ro 0 0`]
    if (curtain.kind === 'empty') return [`claude-empty ${path} tmpfs mode=700,uid=${uid},gid=${gid},size=64m 0 0`]
    if (curtain.kind !== 'hide') return []
    return [
      curtain.is === 'file' ? `/dev/null ${path} none bind 0 0` : `claude-hidden ${path} tmpfs ro,mode=755,size=4k 0 0`,
    ]
  })
  const kept = all.flatMap((curtain) => (curtain.kind === 'keep' && curtain.mounted ? [curtain.path] : []))
  return [table.join('\n'), ...kept, '--', all.find(({ kind }) => kind === 'cgroup2')?.path ?? '']
}

/** Names that no shell can set: a shell that was started with such a variable passes it on, and that is all. */
const oddName = /^(?![A-Za-z_]\w*$)/

/** Those variables: sudo is asked to let them through. */
export function oddlyNamed(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => oddName.test(name)))
}

/** All others as the shell inside reads them: each up to a zero byte, an empty one behind the last. */
export function onStdin(env: Readonly<Record<string, string>>): string {
  const named = Object.entries(env).filter(([name]) => !oddName.test(name))
  return `${named.map(([name, value]) => `${name}=${value}\0`).join('')}\0`
}

/** Signals by which a program ends that went wrong; a shell gives them as exit codes. */
const crashes: Readonly<Record<number, NodeJS.Signals>> = {
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  31: 'SIGSYS',
}

/** How the program inside ended. A code of 143 is the CLI's own on SIGTERM, and stays one. */
export function endInside(end: { code: number | null; signal: NodeJS.Signals | null }): typeof end {
  const signal = end.code === null ? undefined : crashes[end.code - 128]
  return signal === undefined ? end : { code: null, signal }
}
