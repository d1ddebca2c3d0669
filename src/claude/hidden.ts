import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import type { Env } from './environment.ts'
import type { Curtain } from './sandbox.ts'

/** Where the action and its runner are, and where the agent works. */
export interface Ground {
  env: Env
  uid: number
  /** The script that is running, and the Node that runs it. */
  script: string
  node: string
  /** Folders that have to stay the agent's to write. */
  work: readonly string[]
  temp: string
}

/** A service that starts processes, or containers, for whoever asks it: outside of every namespace, often as root. */
const services = [
  ...['/run/docker.sock', '/run/docker', '/run/containerd', '/run/podman', '/run/crio', '/run/buildkit', '/run/k3s'],
  ...['/run/cri-dockerd.sock', '/run/incus', '/run/lxd', '/run/libvirt', '/run/snapd.socket', '/run/snapd-snap.socket'],
  ...['/run/dbus/system_bus_socket', '/run/systemd/private', '/run/systemd/io.systemd.Manager'],
  ...['/var/snap/lxd/common/lxd/unix.socket', '/var/lib/lxd/unix.socket', '/var/lib/incus/unix.socket'],
]
const enginesAtHome = ['.docker/run', '.docker/desktop', '.colima', '.rd', '.local/share/containers/podman/machine']

function isEngine(path: string): boolean {
  return !/dbus|systemd|snapd/.test(path)
}

/** The same services by the names of their sockets, or of the folder around them, wherever those are. */
const serviceName =
  /\/(docker|podman|containerd|crio|cri-dockerd|buildkitd?|lxd|incus|libvirt|colima|snapd)([\w.-]*|\/[^/]+)$/i

/** What the agent is not to reach, or not to change, on this machine. `engines`: whether containers are out of reach too. */
export function curtainsFor(ground: Ground, engines: boolean): Curtain[] {
  const { env, uid } = ground
  const own = real([env.XDG_RUNTIME_DIR, `/run/user/${uid}`].filter((path) => path !== undefined && isAbsolute(path)))
  // Some jobs name a folder that holds more than sockets, `/tmp` say: that one stays.
  const emptied = engines ? own.filter((path) => !isShared(path, ground)) : []
  const hidden = [
    ...real([...(engines ? services : services.filter((path) => !isEngine(path))), commandFiles(env)]),
    ...real([...runnerOwn(ground.node), ...(engines ? enginesAtHome.map((path) => join(env.HOME ?? '/', path)) : [])]),
    // The user's own systemd.
    ...real(own.flatMap((path) => ['bus', 'systemd'].map((name) => join(path, name)))),
    ...real(engines ? [...named(env), ...listening()] : []).filter((path) => !isFolder(path)),
  ]
  return [
    ...guarded(ground),
    ...(uid === 0 ? kernel() : []),
    ...real([...emptied, ...terminals(env, uid)]).map((path) => ({ kind: 'empty', path }) as const),
    ...real(hidden)
      .filter((path) => !emptied.some((folder) => isIn(path, folder)))
      .map((path) => ({ kind: 'hide', path, is: isFolder(path) ? 'folder' : 'file' }) as const),
  ]
}

/** A terminal that is open elsewhere, and runs what is typed into it from here: `tmux`, `screen`. */
function terminals({ TMUX_TMPDIR }: Env, uid: number): string[] {
  return ['/tmp', TMUX_TMPDIR ?? '/tmp'].map((folder) => join(folder, `tmux-${uid}`)).concat('/run/screen')
}

function isShared(path: string, { env, work, temp, script, node }: Ground): boolean {
  const others = [...work, temp, script, node, env.HOME ?? '/', '/tmp', '/var/tmp', '/dev/shm']
  return others.some((other) => isIn(other, path))
}

/** The kernel's switches, which root may flip by writing a file: then a program of its choice runs outside, as root. */
function kernel(): Curtain[] {
  const files = ['/proc/sys', '/proc/irq', '/proc/bus', '/proc/fs'].filter((path) => existsSync(path))
  return [
    ...files.map((path) => ({ kind: 'keep', path, mounted: false }) as const),
    ...real(['/proc/sysrq-trigger']).map((path) => ({ kind: 'hide', path, is: 'file' }) as const),
    { kind: 'keep', path: '/sys', mounted: true },
    ...(isCgroup2() ? [{ kind: 'cgroup2', path: '/sys/fs/cgroup' } as const] : []),
  ]
}

/** The paths that are there, each once, as what they are behind every link. */
function real(paths: readonly (string | undefined)[]): string[] {
  const found = paths.flatMap((path) => {
    try {
      return path === undefined ? [] : [realpathSync(path)]
    } catch {
      return []
    }
  })
  const all = [...new Set(found)].filter((path) => path !== '/' && path !== '/dev/null')
  // One that lies in a folder that is hidden itself needs no curtain of its own.
  return all.filter((path) => !all.some((other) => other !== path && isIn(path, other)))
}

/** The sockets that the job's variables lead to, or the contexts that `docker` keeps. */
function named(env: Env): string[] {
  const variables = [env.DOCKER_HOST, env.CONTAINER_HOST, env.CONTAINERD_ADDRESS, env.BUILDKIT_HOST]
  return [...variables, ...contexts(env)].flatMap((value) => {
    const path = value?.replace(/^unix:(\/\/)?/, '') ?? ''
    return isAbsolute(path) ? [path] : []
  })
}

/** Where each of docker's contexts has its engine. */
function contexts({ DOCKER_CONFIG, HOME = '/' }: Env): string[] {
  const folder = join(DOCKER_CONFIG || join(HOME, '.docker'), 'contexts', 'meta')
  try {
    return readdirSync(folder).flatMap((name) => {
      const meta = readFileSync(join(folder, name, 'meta.json'), 'utf8')
      return [...meta.matchAll(/"Host"\s*:\s*"(unix:[^"]+)"/g)].map(([, host = '']) => host)
    })
  } catch {
    return []
  }
}

/** The sockets that somebody listens on now. */
function listening(): string[] {
  let table: string
  try {
    table = readFileSync('/proc/net/unix', 'latin1')
  } catch {
    return []
  }
  return [...table.matchAll(/^\S+ \S+ \S+ 00010000 \S+ \S+ +\d+ (\/.*)$/gm)].flatMap(([, path = '']) =>
    serviceName.test(path) ? [path] : [],
  )
}

/** The folder of the runner's command files: none of them is the agent's to read or to write. */
function commandFiles(env: Env): string | undefined {
  const folder = dirname(env.GITHUB_OUTPUT ?? '')
  return /[/_]_?runner_file_commands$/.test(folder) ? folder : undefined
}

/** The folder of the runner's program, by the Node that it brought along. */
function runnerFolder(node: string): string | undefined {
  return /^(.*)\/externals\//.exec(node)?.[1]
}

/** What starts the runner, and what it sets for every job (`.env`, `.path`). */
const runnerPrograms = ['externals', 'bin', '.env', '.path', 'env.sh', 'run.sh', 'run-helper.sh', 'runsvc.sh', 'svc.sh']

/** What a runner of one's own is known by to GitHub, and its notes. */
function runnerOwn(node: string): string[] {
  const folder = runnerFolder(node)
  const names = ['.credentials', '.credentials_rsaparams', '.credentials_migrated', '_diag']
  return folder === undefined ? [] : names.map((name) => join(folder, name))
}

/**
 * Code that runs with the job's secrets when the agent has had its turn: the actions of the job with their `post`, and the
 * Node that runs them.
 */
function guarded({ env, script, node, work, temp }: Ground): Curtain[] {
  // What later steps take the event for.
  const event = dirname(env.GITHUB_EVENT_PATH ?? '')
  const actions = /^(.*\/_actions)\//.exec(script)?.[1] ?? dirname(dirname(script))
  const runner = runnerFolder(node)
  const nodes = runner === undefined ? [dirname(node)] : runnerPrograms.map((name) => join(runner, name))
  const kept = real([actions, ...nodes, ...(/\/_github_workflow$/.test(event) ? [event] : [])])
    // What the agent works on stays its own; and where it may not write anyway there is nothing to keep.
    .filter((path) => !work.some((folder) => isIn(path, folder)))
    .filter((path) => ![...work, temp, env.HOME ?? '/'].some((folder) => isIn(folder, path)))
    .filter(isWritable)
  const pinned = new Set(kept.flatMap(movable))
  return [
    ...[...pinned].sort((a, b) => a.length - b.length).map((path) => ({ kind: 'pin', path }) as const),
    ...kept.map((path) => ({ kind: 'keep', path, mounted: isMounted(path) }) as const),
  ]
}

/** The folders above a path that could be renamed, and another put in their place. */
function movable(path: string): string[] {
  const above = dirname(path)
  if (above === '/' || above === path) return []
  return [...movable(above), ...(isWritable(dirname(above)) ? [above] : [])]
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function isIn(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || !(way === '..' || way.startsWith('../') || isAbsolute(way))
}

function isMounted(path: string): boolean {
  try {
    const escaped = path.replace(/[ \t\n\\]/g, (found) => `\\${found.charCodeAt(0).toString(8).padStart(3, '0')}`)
    return readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${escaped} `)
  } catch {
    return true
  }
}

function isCgroup2(): boolean {
  try {
    return statfsSync('/sys/fs/cgroup').type === 0x63677270
  } catch {
    return false
  }
}
