import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { endJob, leftovers, type MainEnd } from '../../lab/runner/step.ts'
import { freshFolder } from '../../lab/temp.ts'
import { claude, done, key, later, run } from './support.ts'

const setup = { mode: 'setup', prompt: '', 'claude-path': claude }

describe('mode setup', () => {
  it('has `claude --print` in later steps go through a gateway that has the key, and puts all back in the end', async () => {
    let said = ''
    let environments = ''
    const { api, step } = await run({
      script: [{ kind: 'message', text: 'Hello from a later step.' }],
      inputs: setup,
      env: { CLAUDE_CODE_USE_FOUNDRY: '1' },
      step: {
        following: async (main) => {
          said = await later(main, 'claude', ['--print', '--model', main.env.ANTHROPIC_MODEL ?? ''], 'Say hello.')
          environments = await later(main, 'sh', [
            '-c',
            'cat /proc/*/environ 2>/dev/null | tr "\\0" "\\n" | grep -a ^ANTHROPIC',
          ])
        },
      },
    })
    expect(step.outputs).toMatchObject({ conclusion: 'success', provider: 'anthropic', model: 'claude-haiku-4-5' })
    expect(said.trim()).toBe('Hello from a later step.')
    expect(api.messages.map(({ headers }) => headers['x-api-key'])).toEqual([key])
    expect(api.messages[0]!.body.model).toBe('claude-haiku-4-5-20251001')
    if (process.platform === 'linux') expect(environments).not.toContain(key)

    expect(step.exported).toMatchObject({
      ANTHROPIC_BASE_URL: '',
      ANTHROPIC_AUTH_TOKEN: '',
      CLAUDE_PROVIDER_ACTION_SETUP: '',
      CLAUDE_CODE_USE_FOUNDRY: '1',
    })
    expect(JSON.stringify(step.exported)).not.toContain(key)
    expect(step.log).toMatch(/The gateway has ended after 1 requests for \$0\.0002/)
    expect(step.log).not.toContain(key)
    expect(leftovers(step)).toEqual([])
  })

  it('keeps the key and the way in out of all that later steps could read', async () => {
    let files = ''
    const { step } = await run({
      inputs: setup,
      step: {
        following: async (main) => {
          files = await later(main, 'sh', ['-c', 'cat "$RUNNER_TEMP"/_runner_file_commands/*; env'])
        },
      },
    })
    expect(files).toMatch(/ANTHROPIC_AUTH_TOKEN=cpa-run-/)
    expect(files).not.toContain(key)
    expect(step.masks).toEqual(expect.arrayContaining([expect.stringMatching(/^cpa-run-/)]))
  })

  it('a later step of this action does not take our gateway for its provider', async () => {
    let env: Record<string, string> = {}
    await run({
      inputs: setup,
      step: {
        following: async (main) => {
          env = main.env
          const names = [
            'ANTHROPIC_BASE_URL',
            'ANTHROPIC_AUTH_TOKEN',
            'ANTHROPIC_MODEL',
            'CLAUDE_PROVIDER_ACTION_SETUP',
          ]
          const exported = Object.fromEntries(names.map((name) => [name, env[name] ?? '']))
          const { api, step } = await run({ script: [done], inputs: { model: '' }, env: exported })
          expect(step.outputs).toMatchObject({ conclusion: 'success', model: 'claude-sonnet-4-6' })
          expect(step.log).toContain(`base-url  ${api.url}  from input base-url\n`)
          const without = await run({ script: [done], inputs: { 'api-key': '' }, env: exported })
          expect(without.step.annotations[0]!.message).toContain('api-key: is missing')
        },
      },
    })
    expect(env.ANTHROPIC_BASE_URL).toMatch(/^http:\/\/127\.0\.0\.1:/)
  })

  it.runIf(process.platform === 'linux')('says so when the gateway had ended before the job', async () => {
    const { step } = await run({ inputs: setup, step: { following: endGateway } })
    expect(step.annotations.map(({ level, message }) => [level, message])).toEqual([
      ['warning', expect.stringMatching(/had ended before the job did/)],
    ])
    await endJob(step)
  })

  it('refuses settings that would beat what it exports, and a key in the open', async () => {
    const workspace = freshFolder('workspace')
    mkdirSync(join(workspace, '.claude'))
    writeFileSync(
      join(workspace, '.claude', 'settings.json'),
      JSON.stringify({
        env: {
          ANTHROPIC_BASE_URL: 'https://elsewhere.invalid',
          HTTP_PROXY: 'http://127.0.0.1:9',
          ANTHROPIC_SMALL_FAST_MODEL: 'haiku',
        },
      }),
    )
    const { step } = await run({ inputs: { ...setup, isolation: 'env' }, step: { workspace } })
    expect(step.outputs.conclusion).toBe('failure')
    expect(step.annotations[0]!.message).toMatch(/\.claude\/settings\.json env ANTHROPIC_BASE_URL: would beat/)
    expect(step.annotations[0]!.message).toMatch(/env HTTP_PROXY: would beat/)
    expect(step.annotations[0]!.message).not.toContain('SMALL_FAST')
    expect(step.annotations[0]!.message).toMatch(/isolation is "env": is not for mode `setup`/)
    expect(leftovers(step)).toEqual([])
  })
})

/** Ends the gateway of a job behind its back, as a crash would: nothing else is left of the step by then. */
function endGateway({ trackingId }: MainEnd): void {
  const pids = leftovers({ trackingId })
  expect(pids).toHaveLength(1)
  for (const pid of pids) process.kill(pid, 'SIGKILL')
}
