import { existsSync, realpathSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { endJob, leftovers, runStep, startStep } from '../../lab/runner/step.ts'
import { fixture, put } from './fixture.ts'

const report = `console.log('REPORT ' + JSON.stringify({ env: process.env, cwd: process.cwd(), argv: process.argv }))`

function reported(log: string, nth = 0): { env: Record<string, string>; cwd: string; argv: string[] } {
  return JSON.parse(
    log
      .split('\n')
      .filter((line) => line.startsWith('REPORT '))
      [nth]?.slice(7) ?? '{}',
  )
}

describe('the environment', () => {
  test('is built from nothing', async () => {
    process.env.LAB_TEST_LEAK = 'leaked'
    const action = fixture({ 'main.mjs': report })
    const run = await runStep({
      action,
      inputs: { greeting: 'hi', 'API-KEY': 'k', Unknown: 'u' },
      env: { MINE: '1', GITHUB_SHA: 'not mine to set', HOME: '/somewhere' },
      event: { name: 'issue_comment', payload: { action: 'created' } },
      github: { actor: 'mona', triggeringActor: 'hubot', repository: 'a/b', token: 'ghs_known' },
      oidc: { url: 'http://127.0.0.1:1/token?x=1', token: 'request-token' },
    })
    delete process.env.LAB_TEST_LEAK
    const { env, cwd, argv } = reported(run.rawLog)
    expect(env.LAB_TEST_LEAK).toBeUndefined()
    expect(env).toMatchObject({
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTOR: 'mona',
      GITHUB_TRIGGERING_ACTOR: 'hubot',
      GITHUB_REPOSITORY: 'a/b',
      GITHUB_EVENT_NAME: 'issue_comment',
      GITHUB_WORKSPACE: run.workspace,
      RUNNER_TEMP: run.temp,
      RUNNER_TRACKING_ID: run.trackingId,
      HOME: '/somewhere',
      MINE: '1',
      INPUT_GREETING: 'hi',
      'INPUT_API-KEY': 'k',
      INPUT_SOME_INPUT: `a/b@${process.platform === 'darwin' ? 'macOS' : 'Linux'}`,
      INPUT_TOKEN: 'ghs_known',
      INPUT_OLD: '',
      INPUT_UNKNOWN: 'u',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:1/token?x=1',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
    })
    expect(env.GITHUB_SHA).toMatch(/^[0-9a-f]{40}$/)
    expect(env).not.toHaveProperty('GITHUB_TOKEN')
    expect(env).not.toHaveProperty('GITHUB_ACTION_PATH')
    expect(env.PATH).not.toContain('node_modules/.bin')
    expect(cwd).toBe(run.workspace)
    expect(argv).toEqual([expect.stringMatching(/node$/), `${action}/main.mjs`])
    expect(run.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining("Unexpected input(s) 'Unknown'") },
    ])
    expect(run.log).not.toContain('ghs_known')
    expect(run.log).not.toContain('request-token')
  })

  test('has the runtime that action.yml asks for, and a stdin that is closed', async () => {
    const script = `import { readFileSync } from 'node:fs'
      console.log('node', process.versions.node, readFileSync(0).length, process.env.ACTIONS_ID_TOKEN_REQUEST_URL)`
    const run = await runStep({ action: fixture({ 'main.mjs': script }) })
    expect(run.log).toMatch(/^node 24\.\d+\.\d+ 0 undefined$/m)
  })

  test('gives each event its payload', async () => {
    const script = `import { readFileSync } from 'node:fs'
      console.log(readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8').replaceAll(/\\s/g, ''), process.env.GITHUB_REF, process.env.GITHUB_BASE_REF)`
    const payload = { pull_request: { number: 9, base: { ref: 'main' }, head: { ref: 'topic' } } }
    const run = await runStep({ action: fixture({ 'main.mjs': script }), event: { name: 'pull_request', payload } })
    expect(run.log).toContain(`${JSON.stringify(payload)} refs/pull/9/merge main`)
  })
})

describe('what a step says', () => {
  test('is parsed from its files and its log', async () => {
    const main = `${put}
      put('GITHUB_OUTPUT', 'a=1\\nb<<E\\ntwo\\nlines\\nE\\n')
      put('GITHUB_ENV', 'EXPORTED=yes\\nNODE_OPTIONS=--no\\n')
      put('GITHUB_PATH', '/extra/bin\\n')
      put('GITHUB_STATE', 'saved=it\\n')
      put('GITHUB_STEP_SUMMARY', '# All s3cret\\n')
      console.log('::add-mask::s3cret')
      console.log('a s3cret')
      console.error('::notice title=T::said')
      process.exitCode = 3`
    const post = `${put}
      console.log(process.env.STATE_saved, process.env.EXPORTED, process.env.PATH.split(':')[0], process.env.INPUT_GREETING)
      put('GITHUB_STEP_SUMMARY', 'and post')`
    const run = await runStep({ action: fixture({ 'main.mjs': main, 'post.mjs': post }) })
    expect(run).toMatchObject({
      exitCode: 3,
      signal: null,
      outcome: 'failure',
      postOutcome: 'success',
      outputs: { a: '1', b: 'two\nlines' },
      exported: { EXPORTED: 'yes' },
      path: ['/extra/bin'],
      state: { saved: 'it' },
      summary: '# All ***\nand post',
      masks: ['s3cret'],
    })
    expect(run.annotations).toEqual([
      { level: 'notice', title: 'T', message: 'said' },
      { level: 'error', message: expect.stringContaining('NODE_OPTIONS') },
    ])
    expect(run.log).toContain('a ***\n')
    expect(run.log).toContain('it yes /extra/bin hello\n')
    expect(run.rawLog).toContain('a s3cret\n')
    expect(run.mainMs).toBeGreaterThan(0)
    expect(run.postMs).toBeGreaterThan(0)
  })

  test('is an error when a file is malformed, and post runs all the same', async () => {
    const marker = `${fixture({ 'main.mjs': '' })}/post-ran`
    const action = fixture({
      'main.mjs': `${put} put('GITHUB_OUTPUT', 'nonsense')`,
      'post.mjs': `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(marker)}, '')`,
    })
    await expect(runStep({ action })).rejects.toThrow("$GITHUB_OUTPUT: Invalid format 'nonsense'")
    expect(existsSync(marker)).toBe(true)
  })

  test('loses a summary over 1 MiB', async () => {
    const main = (bytes: number) => `${put} put('GITHUB_STEP_SUMMARY', 'x'.repeat(${bytes}))`
    const full = await runStep({ action: fixture({ 'main.mjs': main(1024 * 1024) }) })
    expect(full.summary).toHaveLength(1024 * 1024)
    const over = await runStep({ action: fixture({ 'main.mjs': main(1024 * 1024 + 1) }) })
    expect(over.summary).toBe('')
    expect(over.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining('upload aborted') }])
  })

  test('may be much', async () => {
    const main = `const line = 'x'.repeat(99) + '\\n'
      for (let i = 0; i < 800; i++) if (!process.stdout.write(line.repeat(1000))) await new Promise((r) => process.stdout.once('drain', r))
      console.log('::notice::after it all')`
    const before = process.memoryUsage().rss
    const run = await runStep({ action: fixture({ 'main.mjs': main }) })
    expect(run.annotations).toMatchObject([{ message: 'after it all' }])
    expect(run.log.length).toBeGreaterThan(49_000_000)
    expect(run.log.length).toBeLessThan(51_000_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000)
  })
})

describe('post', () => {
  const post = `console.log('post ran')`
  const yml = (condition: string) =>
    `runs: { using: node24, main: main.mjs, post: post.mjs, post-if: "${condition}" }\n`

  test.each([
    ['always()', 1, true],
    ['success()', 0, true],
    ['success()', 1, false],
    ['failure()', 1, true],
    ['failure()', 0, false],
    ["github.event_name == 'push' && !cancelled()", 0, true],
  ])('with post-if %s after exit code %i: %s', async (condition, code, runs) => {
    const action = fixture({ 'action.yml': yml(condition), 'main.mjs': `process.exit(${code})`, 'post.mjs': post })
    const run = await runStep({ action })
    expect(run.log.includes('post ran')).toBe(runs)
    expect(run.postOutcome).toBe(runs ? 'success' : 'skipped')
  })

  test('runs after the steps that follow, and can be left out', async () => {
    const action = fixture({ 'main.mjs': `${put} put('GITHUB_ENV', 'LATER=1\\n')`, 'post.mjs': post })
    const seen: unknown[] = []
    const run = await runStep({
      action,
      env: { ONLY_THIS_STEP: '1' },
      following: ({ env }) => void seen.push(env.LATER, env.ONLY_THIS_STEP, env.GITHUB_ACTIONS, env.GITHUB_OUTPUT),
    })
    expect(seen).toEqual(['1', undefined, 'true', undefined])
    expect(run.log).toContain('post ran')
    expect((await runStep({ action, skipPost: true })).postOutcome).toBe('skipped')
  })
})

// Side by side: two of them take as long as a runner waits.
describe.concurrent('a step under way', () => {
  const waits = `process.on('SIGINT', () => { console.log('got SIGINT'); process.exit(7) })
    setInterval(() => {}, 1000)
    console.log('ready')`

  test('shows its log as it grows', async ({ expect }) => {
    const run = await startStep({ action: fixture({ 'main.mjs': waits }) })
    await run.waitForLog(/^ready$/m)
    await expect(run.waitForLog('never', 50)).rejects.toThrow('50 ms passed before the log had never')
    const ended = expect(run.waitForLog('never')).rejects.toThrow('The step ended')
    run.signal('SIGINT')
    expect(await run.done).toMatchObject({ exitCode: 7, outcome: 'failure' })
    await ended
    run.signal('SIGTERM')
  })

  test('is cancelled by SIGINT when it listens', async ({ expect }) => {
    const action = fixture({ 'main.mjs': waits, 'post.mjs': `console.log('post after cancel')` })
    const run = await startStep({ action })
    await run.waitForLog('ready')
    const result = await run.cancel()
    expect(result).toMatchObject({ exitCode: 7, outcome: 'cancelled' })
    expect(result.mainMs).toBeLessThan(7_000)
    expect(result.log).toContain('got SIGINT\npost after cancel\n')
  })

  test('is killed with its tree when it does not', async ({ expect }) => {
    const main = `import { spawn } from 'node:child_process'
      const child = spawn('sleep', ['600'], { stdio: 'ignore' })
      for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => console.log('ignored', name))
      setInterval(() => {}, 1000)
      console.log('ready', child.pid)`
    const run = await startStep({ action: fixture({ 'main.mjs': main }) })
    await run.waitForLog('ready')
    if (process.platform === 'linux') expect(leftovers(run)).toContain(run.pid)
    const result = await run.cancel()
    expect(result.signal).toBe('SIGKILL')
    expect(result.mainMs).toBeGreaterThan(9_900)
    expect(result.log).toContain('ignored SIGINT\nignored SIGTERM\n')
    await expect.poll(() => leftovers(result)).toEqual([])
  })

  test.runIf(process.platform === 'linux')('leaves processes that can be found and ended', async ({ expect }) => {
    const main = `import { spawn } from 'node:child_process'
      spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }).unref()`
    const run = await runStep({ action: fixture({ 'main.mjs': main }) })
    expect(run.outputHeldOpen).toBe(false)
    expect(leftovers(run)).toHaveLength(1)
    expect(endJob(run)).toHaveLength(1)
    await expect.poll(() => leftovers(run)).toEqual([])
  })

  test.runIf(process.platform === 'linux')(
    'is not waited for when a child holds its output open',
    async ({ expect }) => {
      const main = `import { spawn } from 'node:child_process'
      spawn('sleep', ['600'], { detached: true, stdio: 'inherit' }).unref()
      console.log('main is done')`
      const started = Date.now()
      const run = await runStep({ action: fixture({ 'main.mjs': main }) })
      expect(run).toMatchObject({ exitCode: 0, outputHeldOpen: true })
      expect(run.log).toContain('main is done')
      expect(Date.now() - started).toBeGreaterThan(4_900)
      expect(Date.now() - started).toBeLessThan(9_000)
      endJob(run)
    },
  )
})

describe('a step that cannot start', () => {
  test.runIf(process.platform === 'linux')('for a variable over 128 KiB', async () => {
    const action = fixture({ 'main.mjs': '' })
    await expect(startStep({ action, inputs: { greeting: 'x'.repeat(128 * 1024) } })).rejects.toThrow(
      'E2BIG: Argument list too long',
    )
    expect((await runStep({ action, inputs: { greeting: 'x'.repeat(127 * 1024) } })).exitCode).toBe(0)
  })

  test('for want of files', async () => {
    await expect(startStep({ action: '/nowhere' })).rejects.toThrow("Can't find 'action.yml'")
    const yml = 'runs: { using: node24, main: dist/gone.js }\n'
    await expect(startStep({ action: fixture({ 'action.yml': yml }) })).rejects.toThrow('File not found')
    await expect(startStep({ action: fixture({ 'action.yml': 'runs: { using: composite }\n' }) })).rejects.toThrow(
      'composite',
    )
  })

  test('keeps to real paths, so that they compare', async () => {
    const run = await runStep({ action: fixture({ 'main.mjs': '' }) })
    expect(realpathSync(run.workspace)).toBe(run.workspace)
  })
})
