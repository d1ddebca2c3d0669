import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import type { Sandbox } from '../../src/claude/launch.ts'
import { type Curtain, endInside, onStdin, waysFor } from '../../src/claude/sandbox.ts'
import { ActionError } from '../../src/errors.ts'
import { hasSandbox } from '../e2e/attacks/users.ts'
import { freshMark, marked, run } from './fixture.ts'

const user = () => ({ uid: process.getuid!(), gid: process.getgid!(), groups: process.getgroups!() })
const wanted = (curtains: Curtain[] = [], orElse: 'fail' | 'start without' = 'fail'): Sandbox => {
  return { kind: 'wanted', orElse, user: user(), curtains }
}
/** A user for whom no way leads there. */
const noWay = (orElse: 'fail' | 'start without'): Sandbox => {
  const path = join(freshFolder('gone'), 'not there')
  return wanted([{ kind: 'keep', path, mounted: true }], orElse)
}

describe.runIf(hasSandbox)('a program in the sandbox', () => {
  test('is in its folder, reads its prompt, and says what it has to say', async () => {
    const prompt = { kind: 'text', text: 'x'.repeat(1 << 20) } as const
    const { events, stderr, end } = await run({
      script: `n=$(wc -c); printf '{"type":"n","n":%s}\\n' $n; pwd >&2; exit 3`,
      command: { prompt, sandbox: wanted(), cwd: realpathSync(freshFolder('cwd')) },
    })
    expect(events).toEqual([{ type: 'n', n: 1 << 20 }])
    expect(stderr).toMatch(/^\/.*cwd-\w+\n$/)
    expect(end).toMatchObject({ code: 3, signal: null, stderr })
  })

  test('sees its own processes alone, as no init', async () => {
    const { stderr } = await run({ script: 'ls /proc | grep -c "^[0-9]"; echo $$', command: { sandbox: wanted() } })
    const [count, pid] = stderr.trim().split('\n').map(Number)
    expect(count).toBeLessThan(7)
    expect(pid).toBeGreaterThan(100)
  })

  test.each([
    ['exit 0', { code: 0, signal: null }],
    ['exit 143', { code: 143, signal: null }],
    ['kill -SEGV $$', { code: null, signal: 'SIGSEGV' }],
    ['kill -KILL $$', { code: null, signal: 'SIGKILL' }],
  ])('ends as it ended: %s', async (script, end) => {
    expect((await run({ script, command: { sandbox: wanted() } })).end).toMatchObject({ ...end, stderr: '' })
  })

  test('is asked to end, may say a last word, and takes with it whatever it started', async () => {
    const mark = freshMark()
    const stop = new AbortController()
    const script = `trap 'echo "{\\"type\\":\\"last\\"}"; exit 143' TERM; env -i setsid sleep 300 & echo '{"type":"first"}'; wait`
    const { events, end, ms } = await run({
      script,
      command: { mark, env: { PATH: process.env.PATH ?? '', [mark[0]]: mark[1] }, sandbox: wanted() },
      stop: stop.signal,
      onEvent: () => stop.abort('why'),
    })
    expect(events).toEqual([{ type: 'first' }, { type: 'last' }])
    expect(end.code).toBe(143)
    expect(ms).toBeLessThan(1_500)
    expect(marked(mark)).toEqual([])
  })

  test('is ended when it does not hear', async () => {
    const stop = new AbortController()
    const { end, ms } = await run({
      script: `trap '' TERM INT; echo '{"type":"first"}'; while :; do sleep 1; done`,
      command: { sandbox: wanted() },
      stop: stop.signal,
      onEvent: () => stop.abort('why'),
    })
    expect(end).toMatchObject({ code: null, signal: 'SIGKILL' })
    expect(ms).toBeLessThan(3_500)
  })

  test('is not started when the end came first', async () => {
    const folder = freshFolder('cwd')
    const { end } = await run({
      script: 'touch started',
      command: { sandbox: wanted(), cwd: folder },
      stop: AbortSignal.abort('why'),
    })
    expect([end.signal, readdirSync(folder)]).toEqual(['SIGTERM', []])
  })

  test('cannot write what is kept, move what is pinned, or see what is hidden, whatever the names', async () => {
    const folder = realpathSync(freshFolder('with space'))
    const odd = join(folder, 'a "b" #c\\040\td')
    for (const name of ['kept', 'hidden', 'empty']) {
      mkdirSync(join(odd, name), { recursive: true })
      writeFileSync(join(odd, name, 'file'), 'x')
    }
    writeFileSync(join(odd, 'socket'), 'x')
    const curtains: Curtain[] = [
      { kind: 'pin', path: odd },
      { kind: 'keep', path: join(odd, 'kept'), mounted: false },
      { kind: 'hide', path: join(odd, 'hidden'), is: 'folder' },
      { kind: 'hide', path: join(odd, 'socket'), is: 'file' },
      { kind: 'empty', path: join(odd, 'empty') },
    ]
    const script = `cd "$ODD"; cat kept/file; echo y >kept/file; ls hidden empty; cat socket; touch empty/own && echo own; mv "$ODD" "$ODD.old"; touch after`
    const mark = freshMark()
    const { stderr } = await run({
      script: `exec 2>&1; ${script}`,
      command: { mark, sandbox: wanted(curtains), env: { PATH: process.env.PATH ?? '', ODD: odd, [mark[0]]: mark[1] } },
    })
    expect(stderr).toMatch(/^x/)
    expect(stderr).toMatch(/own$/m)
    expect(stderr).toMatch(/Read-only file system/)
    expect(stderr).toMatch(/mv: .*busy/)
    expect(stderr).not.toContain('file\n')
    expect(readdirSync(odd).sort()).toEqual(['after', 'empty', 'hidden', 'kept', 'socket'])
    expect(readdirSync(join(odd, 'empty'))).toEqual(['file'])
  })

  test('is no reason to run what stands in ~/.bashrc or BASH_ENV', async () => {
    const home = freshFolder('home')
    writeFileSync(join(home, '.bashrc'), 'touch ~/rc-ran\n')
    writeFileSync(join(home, 'orders'), 'echo ran >>~/orders-ran\n')
    const mark = freshMark()
    const env = { PATH: process.env.PATH ?? '', HOME: home, BASH_ENV: join(home, 'orders'), [mark[0]]: mark[1] }
    const { end } = await run({ script: 'exec bash -c :', command: { mark, env, sandbox: wanted() } })
    expect(end).toMatchObject({ code: 0, stderr: '' })
    // Once, for the shell that the program itself started.
    expect(readdirSync(home).sort()).toEqual(['.bashrc', 'orders', 'orders-ran'])
    expect(readFileSync(join(home, 'orders-ran'), 'utf8')).toBe('ran\n')
  })

  test('that cannot be started is told as what it is', async () => {
    const folder = freshFolder('broken')
    writeFileSync(join(folder, 'script'), '#!/nothing/sh\n', { mode: 0o755 })
    mkdirSync(join(folder, 'folder'))
    for (const [name, why] of [
      ['nothing', /ENOENT/],
      ['script', /\/script/],
      ['folder', /directory/i],
    ] as const) {
      const outcome = await run({ command: { binary: join(folder, name), sandbox: wanted() } }).catch((e: unknown) => e)
      expect(outcome).toBeInstanceOf(ActionError)
      expect(outcome).toMatchObject({ code: 'claude-crashed', message: expect.stringMatching(why) })
    }
  })
})

describe.runIf(process.platform === 'linux')('where no way leads to a sandbox', () => {
  test('it is started without, or not at all', async () => {
    const { end } = await run({ script: 'exit 7', command: { sandbox: noWay('start without') } })
    expect(end.code).toBe(7)
    const folder = freshFolder('cwd')
    const outcome = await run({
      script: 'touch started',
      command: { sandbox: noWay('fail'), cwd: folder },
    }).catch((error: unknown) => error)
    expect(outcome).toMatchObject({
      code: 'input-invalid',
      message: expect.stringMatching(/^sandbox is "require": .*\(by /),
    })
    expect(existsSync(join(folder, 'started'))).toBe(false)
  })

  test('too long a command line is no way out of it', async () => {
    const outcome = await run({ command: { args: ['x'.repeat(3 << 20)], sandbox: wanted([], 'start without') } }).catch(
      (error: unknown) => error,
    )
    expect(outcome).toMatchObject({ code: 'claude-crashed', message: expect.stringContaining('too long') })
  })
})

describe('the ways', () => {
  const inside = { cwd: '/work', binary: '/claude', args: ['--print'], mark: 'mark', oddNames: false }

  test('for root: rights that lead out are gone', () => {
    const ways = waysFor({ uid: 0, gid: 0, groups: [0] }, [], inside)
    expect(ways.map(({ name }) => name)).toEqual(['root'])
    const kept = ways[0]!.args.find((arg) => arg.startsWith('--bounding-set='))!
    expect(kept).toMatch(/^--bounding-set=-all,/)
    for (const right of [
      'sys_admin',
      'sys_ptrace',
      'mknod',
      'net_raw',
      'dac_read_search',
      'sys_module',
      'sys_rawio',
      'bpf',
    ])
      expect(kept).not.toContain(right)
  })

  test('for anybody else: namespaces of the user’s own, else sudo, which drops back to the user', () => {
    const ways = waysFor({ uid: 1001, gid: 127, groups: [4, 1001] }, [], inside)
    expect(ways.map(({ name, environment }) => [name, environment])).toEqual([
      ['user namespaces', 'inherited'],
      ['sudo', 'on stdin'],
    ])
    expect(ways[1]!.args).toEqual(expect.arrayContaining(['-n', '--reuid=1001', '--regid=127', '--groups=4,1001']))
    for (const { args } of ways) {
      expect(args).toEqual(expect.arrayContaining(['--no-new-privs', '--bounding-set=-all', '--inh-caps=-all']))
      expect(args.slice(-3)).toEqual(['mark', '/claude', '--print'])
    }
  })

  test('hand an environment over that is read as it was', () => {
    const env = { A: 'one\ntwo', EMPTY: '', QUOTED: '\'"$(x)`\\', 'NOT-A-NAME': 'x' }
    const script = `while IFS= read -r -d '' v && [ -n "$v" ]; do export "$v"; done; env -0; cat`
    const out = execFileSync('/bin/bash', ['--norc', '-c', script], {
      env: {},
      input: `${onStdin(env)}the prompt`,
    }).toString()
    for (const name of ['A', 'EMPTY', 'QUOTED'] as const) expect(out).toContain(`${name}=${env[name]}\0`)
    expect(out).not.toContain('NOT-A-NAME')
    expect(out.endsWith('the prompt')).toBe(true)
  })

  test('tell a crash by its signal, and leave every other code alone', () => {
    expect(endInside({ code: 137, signal: null })).toEqual({ code: null, signal: 'SIGKILL' })
    for (const code of [0, 1, 126, 127, 128, 130, 143, 255]) expect(endInside({ code, signal: null }).code).toBe(code)
    expect(endInside({ code: null, signal: 'SIGTERM' })).toEqual({ code: null, signal: 'SIGTERM' })
  })
})
