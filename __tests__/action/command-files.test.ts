import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type CommandFiles, createCommandFiles } from '../../lab/runner/command-files.ts'
import { freshFolder } from '../../lab/temp.ts'
import { noteCommandFiles, noteUserSettings, saveStateNow } from '../../src/action/command-files.ts'

const state = 'run-folder=/somewhere\n'

/** The files of a step that has kept something for its post, and how they are put back. */
function start() {
  const temp = freshFolder('runner')
  const files = createCommandFiles(temp)
  writeFileSync(files.GITHUB_STATE, state, { mode: 0o600 })
  const event = join(temp, 'event.json')
  writeFileSync(event, '{"action":"created"}')
  return { temp, files, event, folder: join(temp, '_runner_file_commands') }
}

type Started = ReturnType<typeof start>

/** What is in the files, none of which may be anything but a file of its own. */
function held({ files, event }: Started): Record<string, string> {
  const all = { ...files, GITHUB_EVENT_PATH: event }
  return Object.fromEntries(
    Object.entries(all).map(([name, path]) => {
      const stats = lstatSync(path)
      return [name, stats.isFile() && stats.nlink === 1 ? readFileSync(path, 'utf8') : 'not a file of its own']
    }),
  )
}

const forge = (path: string) => appendFileSync(path, 'evil=FORGED\n')
const every = (files: CommandFiles, attack: (path: string) => void) => Object.values(files).forEach(attack)

const attacks: [string, (started: Started) => void][] = [
  ['is nothing at all', () => {}],
  ['appends to each', ({ files }) => every(files, forge)],
  ['empties each', ({ files }) => every(files, (path) => truncateSync(path))],
  ['takes each away', ({ files }) => every(files, (path) => rmSync(path))],
  ['takes the folder away', ({ folder }) => rmSync(folder, { recursive: true })],
  [
    'has the one be a link to the other',
    ({ files }) => {
      rmSync(files.GITHUB_OUTPUT)
      symlinkSync(files.GITHUB_ENV, files.GITHUB_OUTPUT)
    },
  ],
  [
    'has the one be the other',
    ({ files }) => {
      rmSync(files.GITHUB_OUTPUT)
      linkSync(files.GITHUB_ENV, files.GITHUB_OUTPUT)
    },
  ],
  [
    'has each be a link to a file elsewhere',
    ({ files, temp }) =>
      every(files, (path) => {
        const elsewhere = join(temp, 'elsewhere')
        writeFileSync(elsewhere, 'evil=FORGED\n')
        rmSync(path)
        symlinkSync(elsewhere, path)
      }),
  ],
  [
    'has each be a link to nowhere',
    ({ files }) =>
      every(files, (path) => {
        rmSync(path)
        symlinkSync('/nowhere/at/all', path)
      }),
  ],
  [
    'has each be a pipe',
    ({ files }) =>
      every(files, (path) => {
        rmSync(path)
        execFileSync('mkfifo', [path])
      }),
  ],
  [
    'has each be a folder that is not empty',
    ({ files }) =>
      every(files, (path) => {
        rmSync(path)
        mkdirSync(join(path, 'in', 'it'), { recursive: true, mode: 0o500 })
      }),
  ],
  [
    'has the folder be a link to another',
    ({ folder }) => {
      renameSync(folder, `${folder}.real`)
      mkdirSync(`${folder}.other`)
      symlinkSync(`${folder}.other`, folder)
    },
  ],
  [
    'has the folder be a file',
    ({ folder }) => {
      rmSync(folder, { recursive: true })
      writeFileSync(folder, '')
    },
  ],
  [
    'locks all of it',
    ({ files, folder, temp }) => {
      every(files, (path) => chmodSync(path, 0))
      chmodSync(folder, 0o500)
      chmodSync(temp, 0o500)
    },
  ],
  ['rewrites the event', ({ event }) => writeFileSync(event, '{"forged":true}')],
  [
    'has the event be a link',
    ({ event, temp }) => {
      renameSync(event, join(temp, 'event'))
      symlinkSync('event', event)
    },
  ],
]

/** It takes root, and a file system that knows of it. */
function canNailDown(): boolean {
  const path = join(freshFolder('nail'), 'file')
  writeFileSync(path, '')
  try {
    for (const flag of ['+i', '-i']) execFileSync('chattr', [flag, path], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.runIf(process.platform !== 'win32')('the runner’s files are as they were when an agent', () => {
  test.each(attacks)('%s', async (_, attack) => {
    const started = start()
    const before = held(started)
    const modes = Object.values(started.files).map((path) => lstatSync(path).mode)
    const putBack = noteCommandFiles({ ...started.files, GITHUB_EVENT_PATH: started.event })
    attack(started)
    expect(await putBack()).toEqual([])
    expect(held(started)).toEqual(before)
    expect(held(started).GITHUB_STATE).toBe(state)
    expect(Object.values(started.files).map((path) => lstatSync(path).mode)).toEqual(modes)
    // What is written from now on stays in the file that it is written to.
    forge(started.files.GITHUB_OUTPUT)
    expect(held(started)).toEqual({ ...before, GITHUB_OUTPUT: 'evil=FORGED\n' })
  })

  test('writes on into one that it has open', async () => {
    const started = start()
    const putBack = noteCommandFiles({ ...started.files })
    const open = openSync(started.files.GITHUB_ENV, 'a')
    await putBack()
    writeSync(open, 'evil=FORGED\n')
    closeSync(open)
    expect(held(started).GITHUB_ENV).toBe('')
  })

  test.runIf(canNailDown())('nails each down as root', async () => {
    const started = start()
    const before = held(started)
    const putBack = noteCommandFiles({ ...started.files })
    every(started.files, forge)
    execFileSync('chattr', ['+i', ...Object.values(started.files), started.folder])
    expect(() => forge(started.files.GITHUB_ENV)).toThrow('EPERM')
    expect(await putBack()).toEqual([])
    expect(held(started)).toEqual(before)
  })

  test.runIf(process.platform === 'linux')('by the machine’s own tools, whatever is on the path', async () => {
    const started = start()
    const bin = freshFolder('bin')
    for (const name of ['sudo', 'umount', 'chattr'])
      writeFileSync(join(bin, name), `#!/bin/sh\nenv >${bin}/ran`, { mode: 0o755 })
    vi.stubEnv('PATH', `${bin}:${process.env.PATH}`)
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(await noteCommandFiles({ ...started.files, GITHUB_OUTPUT: '/proc/self/comm' })()).toHaveLength(1)
    expect(existsSync(join(bin, 'ran'))).toBe(false)
  })

  test('makes one that was not there, which goes', async () => {
    const { files, folder } = start()
    const path = join(folder, 'step_summary_none')
    const putBack = noteCommandFiles({ ...files, GITHUB_STEP_SUMMARY: path })
    mkdirSync(path)
    expect(await putBack()).toEqual([])
    expect(existsSync(path)).toBe(false)
  })
})

describe.runIf(process.platform !== 'win32')('the settings of the user', () => {
  const attacks: [string, (path: string) => void][] = [
    ['are written', (path) => writeFileSync(path, 'FORGED')],
    ['are removed', (path) => rmSync(path)],
    ['become a folder', (path) => [rmSync(path), mkdirSync(path)]],
    ['become a link', (path) => [rmSync(path), symlinkSync('/etc/hostname', path)]],
    ['lose their folder', (path) => rmSync(join(path, '..'), { recursive: true })],
  ]
  test.each(attacks)('are as they were when they %s, where they are a file or a link to one', (_, attack) => {
    for (const linked of [false, true]) {
      const home = freshFolder('home')
      const path = join(home, '.claude', 'settings.json')
      mkdirSync(join(home, '.claude'))
      if (linked) symlinkSync('../dotfiles.json', path)
      writeFileSync(path, 'mine')
      const putBack = noteUserSettings({ HOME: home })
      expect(putBack()).toBe('same')
      attack(path)
      expect(putBack()).toBe('put back')
      expect(readFileSync(path, 'utf8')).toBe('mine')
      expect(lstatSync(path).isSymbolicLink()).toBe(linked)
      expect(putBack()).toBe('same')
    }
  })

  test('are none where there were none', () => {
    const home = freshFolder('home')
    const putBack = noteUserSettings({ HOME: home })
    mkdirSync(join(home, '.claude'))
    expect(putBack()).toBe('same')
    writeFileSync(join(home, '.claude', 'settings.json'), 'FORGED')
    expect(putBack()).toBe('put back')
    expect(existsSync(join(home, '.claude', 'settings.json'))).toBe(false)
    expect(noteUserSettings({})()).toBe('same')
  })
})

test('nothing is left beside the files', async () => {
  const { files, folder } = start()
  const before = readdirSync(folder).sort()
  await noteCommandFiles({ ...files })()
  expect(readdirSync(folder).sort()).toEqual(before)
})

test('nothing is to be put back where the runner gave no files', async () => {
  expect(await noteCommandFiles({ GITHUB_ENV: '' })()).toEqual([])
})

test.runIf(process.platform === 'linux')('what could not be put back is said', async () => {
  // Nobody can make a file there, not even root.
  expect(await noteCommandFiles({ GITHUB_OUTPUT: '/proc/self/comm' })()).toEqual([
    expect.stringMatching(/^GITHUB_OUTPUT: E/),
  ])
})

test('state is kept at once, in the form that the runner reads, or not at all', () => {
  const { files } = start()
  saveStateNow({ ...files }, 'name', 'a=b')
  expect(readFileSync(files.GITHUB_STATE, 'utf8')).toMatch(
    /^run-folder=\/somewhere\nname<<(ghadelimiter_\w+)\na=b\n\1\n$/,
  )
  saveStateNow({}, 'name', 'value')
  saveStateNow({ GITHUB_STATE: '/nowhere/at/all' }, 'name', 'value')
})
