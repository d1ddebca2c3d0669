import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import { ActionError } from '../../src/errors.ts'
import { Redactor } from '../../src/redact/redactor.ts'
import { freshMark, isAlive, marked, run, shell } from './fixture.ts'

const say = (event: object) => `printf '%s\\n' '${JSON.stringify(event)}'`
/** Aborts when the first event has come. */
function atFirstEvent() {
  const stop = new AbortController()
  return { stop: stop.signal, onEvent: () => stop.abort('why') }
}

describe.skipIf(process.platform === 'win32')('a run', () => {
  test('gives its events, its transcript and its end', async () => {
    const script = `${say({ type: 'system', n: 1 })}; echo 'no JSON'; echo warn >&2; printf '{"type":"result","ü":"🥊"}'; exit 3`
    const { events, stderr, end, transcript } = await run({ script })
    expect(events).toEqual([
      { type: 'system', n: 1 },
      { type: 'result', ü: '🥊' },
    ])
    expect(end).toEqual({ code: 3, signal: null, stderr: 'warn\n' })
    expect(stderr.split('\n').sort()).toEqual(['', 'no JSON', 'warn'])
    expect(transcript).toBe('{"type":"system","n":1}\nno JSON\n{"type":"result","ü":"🥊"}')
  })

  test('gives no secret out, in whatever pieces it came', async () => {
    const redactor = new Redactor()
    redactor.add('sk-ant-a-secret-of-some-length')
    const halves = `printf 'sk-ant-a-secret'; sleep 0.03; printf %s '-of-some-length'`
    const script = `printf '{"type":"x","a":"'; ${halves}; printf '"}\\n'; (${halves}; echo " and more") >&2; echo no ${'sk-ant-a-secret'}-of-some-length`
    const { events, stderr, end, transcript } = await run({ script, command: { redactor } })
    expect(events).toEqual([{ type: 'x', a: '***' }])
    expect(transcript).toBe('{"type":"x","a":"***"}\nno ***\n')
    for (const said of [stderr, end.stderr]) {
      expect(said).toContain('*** and more\n')
      expect(said).not.toContain('secret')
    }
  })

  test('passes over what is JSON but no event', async () => {
    const { events, stderr } = await run({
      script: `echo '5'; echo '{"a":1}'; echo '{"type":5}'; echo 'null'; echo '[]'`,
    })
    expect(events).toEqual([])
    expect(stderr).toBe('5\n{"a":1}\n{"type":5}\nnull\n[]\n')
  })

  test('is in its folder, with its environment and nothing of ours', async () => {
    const cwd = freshFolder('cwd')
    const mark = freshMark()
    const env = { PATH: process.env.PATH ?? '', ONLY: 'this', [mark[0]]: mark[1] }
    const { stderr } = await run({ script: 'pwd; env', command: { cwd, mark, env } })
    expect(stderr.split('\n')).toContain(cwd)
    const names = [...stderr.matchAll(/^(\w+)=/gm)].map(([, name]) => name)
    expect(names.filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name!)).sort()).toEqual(
      Object.keys(env).sort(),
    )
  })

  test.each(['text', 'file'] as const)('gets a prompt of 1 MB as %s, byte for byte', async (kind) => {
    const path = join(freshFolder('prompt'), 'prompt')
    const bytes = kind === 'file' ? randomBytes(1 << 20) : Buffer.from('ü🥊\r\n\u0000"$(x)\\'.repeat(60_000))
    writeFileSync(path, bytes)
    const prompt = kind === 'file' ? { kind, path } : { kind, text: bytes.toString() }
    const { stderr } = await run({ script: 'sha256sum', command: { prompt } })
    expect(stderr.slice(0, 64)).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  test('may end without reading a prompt of 1 MB', async () => {
    const prompt = { kind: 'text', text: 'x'.repeat(1 << 20) } as const
    const { end, events, ms } = await run({ script: `${say({ type: 'result' })}; exit 0`, command: { prompt } })
    expect([end.code, events.length]).toEqual([0, 1])
    expect(ms).toBeLessThan(1_000)
  })

  test('says all it has to say, however much it is', async () => {
    const line = JSON.stringify({ type: 'assistant', text: 'x'.repeat(1000) })
    const script = `yes '${line}' | head -n 20000; ${say({ type: 'result' })}`
    const { events, transcript } = await run({ script })
    expect([events.length, events.at(-1)]).toEqual([20_001, { type: 'result' }])
    expect(transcript.length).toBe(20_000 * (line.length + 1) + 18)
  })

  test('says all it has to say to a disk that is slow', async () => {
    const transcript = join(freshFolder('slow'), 'fifo')
    execFileSync('mkfifo', [transcript])
    shell('exec <"$FILE"; sleep 1.2; cat >"$FILE.copy"; mv "$FILE.copy" "$FILE"', { FILE: transcript })
    const line = JSON.stringify({ type: 'assistant', text: 'x'.repeat(1000) })
    const script = `yes '${line}' | head -n 180; ${say({ type: 'result' })}`
    const { events } = await run({ script, command: { transcript } })
    expect([events.length, events.at(-1)]).toEqual([181, { type: 'result' }])
  })

  test('keeps its transcript when the reader stumbles', async () => {
    const script = `${say({ type: 'system' })}; sleep 0.2; ${say({ type: 'result' })}; exit 5`
    const stumble = () => {
      throw new Error('stumbled')
    }
    const outcome = await run({ script, onEvent: stumble }).catch((error: Error) => error)
    if (outcome instanceof Error) expect(outcome.message).toBe('stumbled')
    else expect(outcome).toMatchObject({ transcript: '{"type":"system"}\n{"type":"result"}\n', end: { code: 5 } })
  })

  test('keeps the last of what went to stderr', async () => {
    const { end, stderr } = await run({ script: 'yes 0123456789 | head -n 5000 >&2; echo the end >&2' })
    expect(end.stderr).toMatch(/\nthe end\n$/)
    expect(end.stderr.length).toBe(16 << 10)
    expect(stderr.length).toBe(5000 * 11 + 8)
  })
})

describe.skipIf(process.platform !== 'linux')('an end from outside', () => {
  test('is asked for, and leaves what was said', async () => {
    const script = `trap '${say({ type: 'last' }).replaceAll("'", "'\\''")}; exit 143' TERM; ${say({ type: 'first' })}; sleep 300 & wait`
    const { events, end, ms } = await run({ script, ...atFirstEvent() })
    expect(events).toEqual([{ type: 'first' }, { type: 'last' }])
    expect(end.code).toBe(143)
    expect(ms).toBeLessThan(1_000)
  })

  test('is made when it is not heard, soon enough for a cancel', async () => {
    const mark = freshMark()
    const script = `trap '' TERM INT; ${say({ type: 'first' })}; while :; do sleep 1; done`
    const { end, ms } = await run({
      script,
      command: { mark, env: { PATH: process.env.PATH ?? '', [mark[0]]: mark[1] } },
      ...atFirstEvent(),
    })
    expect(end).toMatchObject({ code: null, signal: 'SIGKILL' })
    expect(ms).toBeLessThan(3_000)
    expect(marked(mark)).toEqual([])
  })

  test('may come before the beginning', async () => {
    const { end, ms } = await run({ script: 'exec sleep 300', stop: AbortSignal.abort() })
    expect(end.signal).toBe('SIGTERM')
    expect(ms).toBeLessThan(1_000)
  })

  test('comes too late after the end', async () => {
    const stop = new AbortController()
    const { end } = await run({ script: 'exit 0', stop: stop.signal })
    stop.abort()
    expect(end).toMatchObject({ code: 0, signal: null })
  })

  test('reaches a program that never reads its prompt', async () => {
    const prompt = { kind: 'text', text: 'x'.repeat(1 << 20) } as const
    const { end, ms } = await run({
      script: `${say({ type: 'first' })}; exec sleep 300`,
      command: { prompt },
      ...atFirstEvent(),
    })
    expect(end.signal).toBe('SIGTERM')
    expect(ms).toBeLessThan(1_000)
  })
})

describe.skipIf(process.platform !== 'linux')('what a run leaves behind', () => {
  test.each([
    ['holds its stdout', 'sleep 300 & printf "{\\"type\\":\\"pid\\",\\"pid\\":$!}\\n"'],
    ['holds its stderr', 'sleep 300 >/dev/null & printf "{\\"type\\":\\"pid\\",\\"pid\\":$!}\\n"'],
    ['holds its stdin', 'sleep 300 <&0 >/dev/null 2>&1 & printf "{\\"type\\":\\"pid\\",\\"pid\\":$!}\\n"'],
    ['holds nothing', 'setsid sleep 300 </dev/null >/dev/null 2>&1 & printf "{\\"type\\":\\"pid\\",\\"pid\\":$!}\\n"'],
    [
      'goes on talking',
      'setsid sh -c "while :; do echo x; sleep 0.01; done" & printf "{\\"type\\":\\"pid\\",\\"pid\\":$!}\\n"',
    ],
  ])('%s, and is ended with it', async (_, script) => {
    const mark = freshMark()
    const env = { PATH: process.env.PATH ?? '', [mark[0]]: mark[1] }
    const prompt = { kind: 'text', text: 'x'.repeat(1 << 20) } as const
    const { events, end, ms } = await run({ script: `${script}; exit 4`, command: { mark, env, prompt } })
    expect([end.code, events[0]]).toMatchObject([4, { type: 'pid' }])
    expect(ms).toBeLessThan(2_000)
    for (let tries = 0; marked(mark).length > 0 && tries < 50; tries++) await sleep(10)
    expect([isAlive(Number(events[0]!.pid)), marked(mark)]).toEqual([false, []])
  })
})

describe.skipIf(process.platform === 'win32')('what cannot be started', () => {
  const folder = freshFolder('broken')
  const file = (name: string, text: string, mode: number) => {
    writeFileSync(join(folder, name), text, { mode })
    return join(folder, name)
  }

  test.each<[string, Parameters<typeof run>[0]['command'], RegExp]>([
    ['is not there', { binary: join(folder, 'nothing') }, /nothing could not be started: .*ENOENT/],
    ['is no program', { binary: file('text', 'x', 0o644) }, /text could not be started: .*EACCES/],
    ['is a folder', { binary: folder }, /could not be started: .*EACCES/],
    [
      'has an interpreter that is not there',
      { binary: file('script', '#!/nothing/sh\n', 0o755) },
      /could not be started: .*ENOENT/,
    ],
    [
      'has arguments of 3 MB',
      { args: ['-c', 'x'.repeat(3 << 20)] },
      /could not be started: its arguments or environment are too long/,
    ],
    [
      'has an environment of 3 MB',
      { env: { A: 'x'.repeat(3 << 20) } },
      /could not be started: its arguments or environment are too long/,
    ],
    ['has an argument with a zero byte', { args: ['-c', 'a\u0000b'] }, /could not be started/],
    ['has a folder that is not there', { cwd: join(folder, 'gone') }, /could not be started/],
  ])('because it %s is told', async (_, command, message) => {
    const outcome = await run({ command: { ...command } }).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(ActionError)
    expect(outcome).toMatchObject({ code: 'claude-crashed', message: expect.stringMatching(message) })
  })
})
