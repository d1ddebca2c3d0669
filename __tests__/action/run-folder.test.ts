import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseKeyValues } from '../../lab/runner/command-files.ts'
import { freshFolder } from '../../lab/temp.ts'
import { readEnvironment } from '../../src/action/environment.ts'
import { createRunFolder, removeLeftRunFolder } from '../../src/action/run-folder.ts'
import { seal } from '../../src/action/state.ts'

const token = { ACTIONS_RUNTIME_TOKEN: 'made-up-runtime-token' }

/** A temp folder, and a run's folder in it. */
function start() {
  const temp = freshFolder('temp')
  const state = join(freshFolder('state'), 'state')
  const folder = createRunFolder(readEnvironment({ RUNNER_TEMP: temp, GITHUB_STATE: state, ...token }))
  const saved = parseKeyValues(readFileSync(state, 'utf8'))
  return { temp, saved, folder }
}

const post = (temp: string, state: string) =>
  removeLeftRunFolder(readEnvironment({ RUNNER_TEMP: temp, 'STATE_run-folder': state, ...token }))

/** As only somebody can who knows what the runner tells the action alone. */
const signed = (folder: string) => seal(token, 'run-folder', folder)

describe('the folder of a run', () => {
  test('is for nobody else to read', () => {
    const { folder } = start()
    folder.writeSettings({ a: 'ü' })
    expect(JSON.parse(readFileSync(folder.settingsFile, 'utf8'))).toEqual({ a: 'ü' })
    expect(statSync(folder.settingsFile).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(folder.settingsFile)).mode & 0o777).toBe(0o700)
  })

  test('goes with the run, and the transcript stays', () => {
    const { folder, temp } = start()
    folder.writeSettings({})
    writeFileSync(folder.executionFile, '{}')
    folder.remove()
    expect(readdirSync(temp)).toEqual([folder.executionFile.slice(temp.length + 1)])
    folder.remove()
  })

  test('goes with the job when the run was killed', () => {
    const { folder, temp, saved } = start()
    folder.writeSettings({})
    post(temp, saved['run-folder']!)
    expect(readdirSync(temp)).toEqual([])
    post(temp, saved['run-folder']!)
  })

  test.each<[string, (temp: string) => string]>([
    ['another folder', (temp) => join(temp, 'other')],
    ['the temp folder itself', (temp) => temp],
    ['a folder elsewhere', () => join(freshFolder('elsewhere'), 'claude-run-x')],
    ['a folder further down', (temp) => join(temp, 'other', 'claude-run-x')],
    ['a way around', (temp) => `${temp}/claude-run-real/../other`],
    ['a way around in the name', (temp) => `${temp}/claude-run-/../other`],
    ['a way up', (temp) => `${temp}/claude-run-real/..`],
    ['a path from here', () => 'claude-run-x'],
    ['nothing', () => ''],
  ])('does not take %s with it, though the state says so', (_, forge) => {
    const { temp } = start()
    const forged = forge(temp)
    for (const folder of ['other/claude-run-x', 'claude-run-real']) mkdirSync(join(temp, folder), { recursive: true })
    if (forged.startsWith('/')) mkdirSync(forged, { recursive: true })
    const before = readdirSync(temp, { recursive: true }).sort()
    post(temp, signed(forged))
    expect(readdirSync(temp, { recursive: true }).sort()).toEqual(before)
    if (forged.startsWith('/')) expect(existsSync(forged)).toBe(true)
  })

  test('stays where the state is not the action’s', () => {
    const { folder, temp, saved } = start()
    const path = dirname(folder.settingsFile)
    const [signature = ''] = saved['run-folder']!.split(':')
    for (const forged of [path, `:${path}`, `${signature}:${path}x`, signature, seal(token, 'setup', path)]) {
      mkdirSync(`${path}x`, { recursive: true })
      post(temp, forged)
      expect(readdirSync(temp)).toHaveLength(2)
    }
    post(temp, saved['run-folder']!)
    expect(readdirSync(temp)).toHaveLength(1)
  })

  test('does not follow a link', () => {
    const { temp } = start()
    const elsewhere = freshFolder('elsewhere')
    writeFileSync(join(elsewhere, 'file'), '')
    symlinkSync(elsewhere, join(temp, 'claude-run-link'))
    post(temp, signed(join(temp, 'claude-run-link')))
    expect(readdirSync(elsewhere)).toEqual(['file'])
  })
})
