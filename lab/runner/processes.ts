/** Which processes belong to a step, and the end of those that do. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Pids still alive whose environment holds this step's RUNNER_TRACKING_ID. Linux only: elsewhere a process does not
 * show its environment, and the list is empty.
 */
export function leftovers(step: { readonly trackingId: string }): number[] {
  if (process.platform !== 'linux') return []
  const wanted = `RUNNER_TRACKING_ID=${step.trackingId}`
  return pids().filter((pid) => environmentOf(pid).includes(wanted))
}

/** What a runner does when a job ends: kills the leftovers. Returns them. */
export function endJob(step: { readonly trackingId: string }): number[] {
  const pids = leftovers(step)
  for (const pid of pids) kill(pid)
  return pids
}

/** SIGKILL for a process of ours and everything below it. The caller makes sure that it has not been reaped yet. */
export function killTree(pid: number): void {
  // Read before the first dies: orphans move to another parent.
  const below = descendants(pid)
  kill(pid)
  for (const child of below) kill(child)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It went by itself.
  }
}

function descendants(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const [pid, parent] of parents()) children.set(parent, [...(children.get(parent) ?? []), pid])
  const found: number[] = []
  const visit = (pid: number) => {
    for (const child of children.get(pid) ?? []) {
      found.push(child)
      visit(child)
    }
  }
  visit(root)
  return found
}

function parents(): [pid: number, parent: number][] {
  if (process.platform === 'linux') {
    return pids().flatMap((pid) => {
      const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]
      return parent ? [[pid, Number(parent)] as [number, number]] : []
    })
  }
  if (process.platform === 'win32') return []
  const listing = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return listing
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
}

const pids = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
const environmentOf = (pid: number) => read(`/proc/${pid}/environ`).split('\0')

/** Empty when the process is gone or belongs to somebody else. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
