/** Tidying up at the end of this process, however it comes: a test worker is ended by SIGTERM and never sees `exit`. */

const tasks: (() => void)[] = []

/** The task has to be synchronous: nothing is waited for at that point. */
export function atEnd(task: () => void): void {
  if (tasks.length === 0) {
    process.once('exit', run)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end(signal))
  }
  tasks.push(task)
}

function end(signal: NodeJS.Signals): void {
  // Somebody else who listens decides about the end, and `exit` comes then.
  if (process.listenerCount(signal) > 0) return
  run()
  process.kill(process.pid, signal)
}

function run(): void {
  for (const task of tasks.splice(0)) task()
}
