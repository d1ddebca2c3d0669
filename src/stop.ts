import { toActionError } from './errors.ts'
import type { Stop } from './report/judge.ts'

const controller = new AbortController()

/** Aborted when the step has to end; its reason says why. */
export const stop: AbortSignal = controller.signal

export const endWith = (reason: Stop): void => controller.abort(reason)

// Listened for before anything else is loaded. A runner cancels with SIGINT, 7.5 s later SIGTERM, 2.5 s after that the
// end: whoever comes first starts it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const)
  process.on(signal, () => endWith({ kind: 'cancelled', signal }))
// What nobody expected ends the run as well, rather than leave `claude` behind.
for (const surprise of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(surprise, (error: unknown) => endWith({ kind: 'failed', error: toActionError(error) }))
