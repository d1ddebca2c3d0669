import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import { curtainsFor, type Ground } from '../../src/claude/hidden.ts'

const folder = freshFolder('machine')
const make = (...names: string[]) => {
  const path = join(folder, ...names)
  mkdirSync(path, { recursive: true })
  return path
}
const work = make('runner', '_work', 'repository', 'repository')
const temp = make('runner', '_work', '_temp')
const action = make('runner', '_work', '_actions', 'org', 'claude', 'v1', 'dist', 'main')
const externals = make('runner', 'externals')
const node = make('runner', 'externals', 'node24', 'bin')
const home = make('home')
make('runner', 'bin')
const commands = make('runner', '_work', '_temp', '_runner_file_commands')

const ground = (changes: Partial<Ground> = {}): Ground => ({
  env: { HOME: home, GITHUB_OUTPUT: join(commands, 'set_output_1') },
  uid: 4242,
  script: join(action, 'index.js'),
  node: join(node, 'node'),
  work: [work],
  temp,
  ...changes,
})

const paths = (kind: string, ground: Ground, engines = true) =>
  curtainsFor(ground, engines).flatMap((curtain) => (curtain.kind === kind ? [curtain.path] : []))

/** A socket that somebody listens on. */
async function socket(path: string): Promise<string> {
  mkdirSync(dirname(path), { recursive: true })
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => void server.close())
  return path
}

describe.runIf(process.platform === 'linux')('what is kept', () => {
  test('the actions of the job and the runner’s programs, where they are and as they are', () => {
    const kept = paths('keep', ground())
    expect(kept).toEqual([join(folder, 'runner', '_work', '_actions'), externals, join(folder, 'runner', 'bin')])
    const pinned = paths('pin', ground())
    expect(pinned).toEqual(expect.arrayContaining([join(folder, 'runner'), join(folder, 'runner', '_work'), folder]))
    // The outer ones first: what is laid over one of them afterwards is laid over the right one.
    expect(pinned).toEqual(pinned.toSorted((a, b) => a.length - b.length))
  })

  test('not an action that lies in the checkout, nor a folder that the agent works in', () => {
    const local = make('runner', '_work', 'repository', 'repository', 'dist', 'main')
    expect(paths('keep', ground({ script: join(local, 'index.js') }))).not.toContain(dirname(local))
    expect(paths('keep', ground({ work: [join(externals, 'src')] }))).not.toContain(externals)
    expect(paths('keep', ground({ temp: join(externals, 'temp') }))).not.toContain(externals)
  })

  test('what starts a runner, and what it sets for every job', () => {
    const files = ['.env', 'run.sh'].map((name) => join(folder, 'runner', name))
    for (const file of files) writeFileSync(file, '')
    onTestFinished(() => {
      for (const file of files) rmSync(file)
    })
    expect(paths('keep', ground())).toEqual(expect.arrayContaining(files))
  })

  test('the kernel’s switches, from root', () => {
    expect(paths('keep', ground({ uid: 0 }))).toEqual(expect.arrayContaining(['/proc/sys', '/sys']))
    expect(paths('keep', ground())).not.toContain('/sys')
  })
})

describe.runIf(process.platform === 'linux')('what is hidden', () => {
  test('the runner’s command files, where they are in the folder that a runner has for them', () => {
    expect(paths('hide', ground())).toContain(commands)
    expect(paths('hide', ground({ env: { GITHUB_OUTPUT: join(work, 'output') } }))).not.toContain(work)
    expect(paths('hide', ground({ env: {} }))).not.toContain(commands)
  })

  test('what a runner is known by', () => {
    const file = join(folder, 'runner', '.credentials')
    writeFileSync(file, 'x')
    expect(curtainsFor(ground(), true)).toContainEqual({ kind: 'hide', path: file, is: 'file' })
  })

  test('container engines: by variable, by context, behind a link, and wherever one listens', async () => {
    const named = await socket(join(folder, 'engine', 'a.sock'))
    const link = join(folder, 'link.sock')
    symlinkSync(named, link)
    const found = [
      await socket(join(folder, 'x', 'docker.sock')),
      await socket(join(folder, 'podman', 'api')),
      await socket(join(folder, 'y', 'containerd.sock.ttrpc')),
    ]
    const other = [await socket(join(folder, 'docker-app', 'deep', 'app.sock')), await socket(join(folder, 'app.sock'))]
    const config = make('docker-config')
    mkdirSync(join(config, 'contexts', 'meta', 'a1b2'), { recursive: true })
    const ofContext = await socket(join(folder, 'engine', 'odd'))
    const meta = { Name: 'odd', Endpoints: { docker: { Host: `unix://${ofContext}`, SkipTLSVerify: false } } }
    writeFileSync(join(config, 'contexts', 'meta', 'a1b2', 'meta.json'), JSON.stringify(meta))
    found.push(ofContext)
    const env = {
      ...{ HOME: home, DOCKER_HOST: `unix://${link}`, CONTAINER_HOST: 'tcp://127.0.0.1:2375' },
      DOCKER_CONFIG: config,
    }
    const hidden = paths('hide', ground({ env }))
    expect(hidden).toEqual(expect.arrayContaining([named, ...found]))
    for (const path of other) expect(hidden).not.toContain(path)
    const allowed = paths('hide', ground({ env }), false)
    for (const path of [named, ...found]) expect(allowed).not.toContain(path)
  })

  test('the folder of the user’s sockets, once, and nothing in it twice', async () => {
    const runtime = make('run', '4242')
    await socket(join(runtime, 'docker.sock'))
    const env = { HOME: home, XDG_RUNTIME_DIR: runtime }
    expect(paths('empty', ground({ env }))).toContain(runtime)
    expect(paths('hide', ground({ env })).filter((path) => path.startsWith(runtime))).toEqual([])
    expect(paths('empty', ground({ env: { XDG_RUNTIME_DIR: 'relative' } }))).not.toContain('relative')
  })

  test('but not where it holds more than sockets; then those that are known', async () => {
    const env = { HOME: home, XDG_RUNTIME_DIR: folder }
    const bus = await socket(join(folder, 'bus'))
    expect(paths('empty', ground({ env }))).not.toContain(folder)
    expect(paths('hide', ground({ env }))).toContain(bus)
  })

  test('nothing that is not there, never the whole machine', () => {
    chmodSync(home, 0o755)
    const env = { HOME: '/', DOCKER_HOST: 'unix:///', CONTAINER_HOST: 'unix:///not/there', XDG_RUNTIME_DIR: '/' }
    const all = curtainsFor(ground({ env }), true)
    expect(all.map((curtain) => curtain.path)).not.toContain('/')
    expect(all.map((curtain) => curtain.path)).not.toContain('/not/there')
  })
})
