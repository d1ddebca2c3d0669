import { randomBytes } from 'node:crypto'
import { lstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { saveStateNow } from './command-files.ts'
import type { Environment } from './environment.ts'
import { seal, unseal } from './state.ts'

const prefix = 'claude-run-'
const state = 'run-folder'

/** The files of one run: a folder that nobody else may read and that goes with the run, and the transcript, which stays. */
export interface RunFolder {
  settingsFile: string
  executionFile: string
  writeSettings(settings: unknown): void
  /** Writes a file that nobody else may read, and gives its path. */
  write(name: string, content: unknown): string
  remove(): void
}

export function createRunFolder({ temp, env }: Environment): RunFolder {
  const folder = mkdtempSync(join(temp, prefix))
  saveStateNow(env, state, seal(env, state, folder))
  const settingsFile = join(folder, 'settings.json')
  const write = (name: string, content: unknown) => {
    const path = join(folder, name)
    writeFileSync(path, JSON.stringify(content), { mode: 0o600 })
    return path
  }
  return {
    settingsFile,
    executionFile: join(temp, `claude-execution-${randomBytes(6).toString('hex')}.jsonl`),
    write,
    writeSettings: (settings) => void write('settings.json', settings),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** For `post`: takes away what a killed run left behind. State can be forged, so only a folder of ours in its place goes. */
export function removeLeftRunFolder({ temp, env }: Environment): void {
  const kept = unseal(env, state)
  const folder = kept.kind === 'sealed' ? kept.value : ''
  if (dirname(folder) !== temp || !/^claude-run-\w+$/.test(basename(folder))) return
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) rmSync(folder, { recursive: true, force: true })
}
