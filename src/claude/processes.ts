import { readdirSync, readFileSync } from 'node:fs'

const mostRounds = 50

/**
 * The processes of a run: `claude`, what its tools started, and what those left behind. A tool's process may have left
 * the process group and lost its parent; what it cannot easily lose is the mark in the environment it inherited, which
 * is how a runner finds such processes too (`RUNNER_TRACKING_ID`).
 */
export class RunProcesses {
  readonly #root: number
  readonly #mark: string

  constructor(root: number, mark: readonly [name: string, value: string]) {
    this.#root = root
    this.#mark = `${mark[0]}=${mark[1]}`
  }

  /** Asks `claude` and its process group to end. */
  terminate(): void {
    if (process.platform === 'win32') return
    signal(-this.#root, 'SIGTERM')
  }

  /** Ends everything that is left, at once. */
  async kill(): Promise<void> {
    if (process.platform === 'win32') {
      await quietly('taskkill', ['/PID', String(this.#root), '/T', '/F'])
      return
    }
    // Looked for first: with its parent gone, one that has left group and mark behind is nobody's any more.
    const known = process.platform === 'linux' ? this.#onLinux() : []
    signal(-this.#root, 'SIGKILL')
    for (const pid of known) signal(pid, 'SIGKILL')
    // Again until none is found: one may have started another between the look and the signal.
    for (let round = 0; round < mostRounds; round++) {
      const found = process.platform === 'linux' ? this.#onLinux() : await this.#onOtherUnix()
      if (found.length === 0) return
      for (const pid of found) signal(pid, 'SIGKILL')
    }
  }

  #onLinux(): number[] {
    const parents = new Map<number, number>()
    const marked: number[] = []
    for (const entry of readdirSync('/proc')) {
      const pid = Number(entry)
      if (!Number.isInteger(pid) || pid === process.pid) continue
      // The command's name stands in brackets and may hold anything; what follows the last bracket is `state ppid …`.
      const stat = read(`/proc/${pid}/stat`)
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      if (parent > 0) parents.set(pid, parent)
      if (read(`/proc/${pid}/environ`).split('\0').includes(this.#mark)) marked.push(pid)
    }
    return [...new Set([...marked, ...this.#descendants(parents)])]
  }

  async #onOtherUnix(): Promise<number[]> {
    const parents = new Map<number, number>()
    const marked: number[] = []
    for (const line of (await quietly('ps', ['-axEwwo', 'pid=,ppid=,command='])).split('\n')) {
      const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? []
      if (pid === undefined || Number(pid) === process.pid) continue
      parents.set(Number(pid), Number(parent))
      if (command?.includes(this.#mark)) marked.push(Number(pid))
    }
    return [...new Set([...marked, ...this.#descendants(parents)])]
  }

  #descendants(parents: ReadonlyMap<number, number>): number[] {
    const found = new Set([this.#root])
    // A child's number is not always above its parent's: go round until nothing is added.
    for (let before = 0; before !== found.size; ) {
      before = found.size
      for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid)
    }
    return [...found].filter((pid) => parents.has(pid))
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended already.
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

async function quietly(command: string, args: string[]): Promise<string> {
  try {
    const { getExecOutput } = await import('@actions/exec')
    return (await getExecOutput(command, args, { silent: true, ignoreReturnCode: true })).stdout
  } catch {
    return ''
  }
}
