/** Fresh temporary folders that go away with the process that asked for them. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atEnd } from './at-end.ts'

const folders = new Set<string>()

/** An empty folder; its real path, so that it can be compared with what a child process reports. */
export function freshFolder(name = 'lab'): string {
  if (folders.size === 0) atEnd(removeAll)
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `${name}-`))
  folders.add(folder)
  return folder
}

function removeAll(): void {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 2 })
    } catch {
      // A child that is still writing there must not turn a finished run into a failed one.
    }
  }
  folders.clear()
}
