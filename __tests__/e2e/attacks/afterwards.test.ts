import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { endJob } from '../../../lab/runner/step.ts'
import { freshFolder } from '../../../lab/temp.ts'
import { bash, done, run, start, toolResult } from '../support.ts'
import { give, hasSandbox, nodeFor, users } from './users.ts'

const key = `sk-ant-made-up-${randomBytes(8).toString('hex')}`
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A process that has left its session, its group, its parent and its environment behind, and shows that it lives. */
const daemon = `cat >daemon.py <<'END'
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.environ.clear()
        os.execve('/bin/bash', ['bash', '-c', 'trap "" TERM HUP INT; for i in $(seq 400); do echo $i >beat; sleep 0.05; done'], {})
    os._exit(0)
END
rm -f beat; python3 daemon.py >/dev/null 2>&1 </dev/null; while [ ! -s beat ]; do sleep 0.05; done`

async function stillBeats(workspace: string): Promise<boolean> {
  const beat = () => readFileSync(join(workspace, 'beat'), 'utf8')
  await sleep(200)
  const before = beat()
  await sleep(300)
  return beat() !== before
}

describe.runIf(hasSandbox).each(users)('when the agent that %s runs has had its turn', (user) => {
  it.each([
    ['it ends by itself', 'auto', false],
    ['it ends by itself, without a sandbox', 'off', true],
  ])('nothing of it goes on: %s', async (_name, sandbox, outlives) => {
    const workspace = freshFolder('workspace')
    const { step } = await run({
      script: [bash(daemon), done],
      inputs: { 'allowed-tools': 'Bash', sandbox },
      step: { workspace, ...nodeFor(user) },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(await stillBeats(workspace)).toBe(outlives)
  })

  it.each(['cancel', 'SIGTERM', 'timeout'] as const)(
    'nothing of it goes on, and what it did comes out: %s',
    async (how) => {
      const workspace = freshFolder('workspace')
      const { run: step } = await start({
        script: [bash(`${daemon}; touch under-way; sleep 300`, 'I begin.'), done],
        inputs: { 'allowed-tools': 'Bash', ...(how === 'timeout' ? { 'timeout-minutes': '0.05' } : {}) },
        step: { workspace, ...nodeFor(user) },
      })
      while (!existsSync(join(workspace, 'under-way'))) await sleep(20)
      const asked = Date.now()
      if (how === 'SIGTERM') step.signal(how)
      const ended = await (how === 'cancel' ? step.cancel() : step.done)
      expect(ended.log).toMatch(/^sandbox: on/m)
      expect(ended.outputs).toMatchObject({
        conclusion: how === 'timeout' ? 'timeout' : 'cancelled',
        result: 'I begin.',
      })
      expect(readFileSync(ended.outputs['execution-file']!, 'utf8')).toContain('I begin.')
      expect(ended.mainExitedAt - asked).toBeLessThan(5_000)
      expect(await stillBeats(workspace)).toBe(false)
    },
  )

  it('nothing of it goes on when the action itself is killed', async () => {
    const workspace = freshFolder('workspace')
    const { run: step } = await start({
      script: [bash(`${daemon}; touch under-way; sleep 300`), done],
      inputs: { 'allowed-tools': 'Bash' },
      step: { workspace, ...nodeFor(user) },
    })
    while (!existsSync(join(workspace, 'under-way'))) await sleep(20)
    // As a runner does it when a job does not end: the action, and then whatever carries the job's mark.
    step.signal('SIGKILL')
    await step.done
    endJob(step)
    expect(await stillBeats(workspace)).toBe(false)
  })

  const write = (path: string) =>
    `printf '%s' 'console.log("IN POST: " + process.env["INPUT_API-KEY"]);' >>'${path}/dist/post/index.js'`

  it.each<[string, (action: string) => string]>([
    ['changes it where it is', write],
    ['changes it by the way from where it works', () => write('../../_actions/org/claude-provider-action/v1')],
    [
      'changes it as root of a namespace of its own',
      (action) =>
        `cat >change.sh <<'END'
${write(action)}
END
unshare -Urm sh -c 'mount -o remount,bind,rw ../../_actions; umount -l ../../_actions; sh change.sh' || sh change.sh`,
    ],
    [
      'puts another in its place',
      (action) => `cp -r '${action}' copy; ${write('copy')}; mv '${action}' old; cp -r copy '${action}'`,
    ],
    [
      'puts another folder above it',
      (action) => {
        const above = dirname(dirname(dirname(dirname(action))))
        return `cp -r '${above}' copy; ${write(`copy${action.slice(above.length)}`)}; mv '${above}' '${above}.old' && cp -r copy '${above}'`
      },
    ],
  ])('the action’s own code is what it was, though the agent %s', async (_name, script) => {
    for (const sandbox of ['require', 'off']) {
      const folder = freshFolder('runner')
      const action = join(folder, 'work', '_actions', 'org', 'claude-provider-action', 'v1')
      const workspace = join(folder, 'work', 'repository', 'repository')
      for (const each of [action, workspace]) mkdirSync(each, { recursive: true })
      cpSync(join(root, 'action.yml'), join(action, 'action.yml'))
      cpSync(join(root, 'dist'), join(action, 'dist'), { recursive: true })
      // So that it is read as what it is.
      writeFileSync(join(action, 'package.json'), '{ "type": "module" }')
      give(folder, user)
      const { step } = await run({
        script: [bash(script(action)), done],
        inputs: { 'api-key': key, 'allowed-tools': 'Bash', sandbox },
        provider: { key },
        step: { action, workspace, ...nodeFor(user) },
      })
      expect(step.outputs.conclusion, step.log).toBe('success')
      expect([sandbox, step.rawLog.includes(`IN POST: ${key}`)]).toEqual([sandbox, sandbox === 'off'])
    }
  })
})

describe('the settings of the machine’s user, by which the next step goes', () => {
  // Past the CLI's own eye on that file.
  const plant = `python3 -c "import os; open(os.environ['HOME'] + '/.claude/sett' + 'ings.json', 'w').write('{\\"customApiUrl\\": \\"https://elsewhere.invalid\\"}')" && echo WRITTEN`

  it.each(['', '{"model": "haiku"}'])('are as they were before the agent wrote them: %j', async (before) => {
    const home = freshFolder('home')
    const path = join(home, '.claude', 'settings.json')
    mkdirSync(join(home, '.claude'))
    if (before !== '') writeFileSync(path, before)
    const { api, step } = await run({
      script: [bash(plant), done],
      inputs: { 'allowed-tools': 'Bash' },
      env: { HOME: home },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(toolResult(api)).toContain('WRITTEN')
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(before)
    expect(step.annotations.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('~/.claude/settings.json was changed while the agent ran'),
    )
  })

  it('are left alone by an agent that has other things to do', async () => {
    const home = freshFolder('home')
    const { step } = await run({
      script: [bash('true'), done],
      inputs: { 'allowed-tools': 'Bash' },
      env: { HOME: home },
    })
    expect(step.annotations).toEqual([])
  })
})
