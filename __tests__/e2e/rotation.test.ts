import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { servedModel, startOpenAiApi } from '../../lab/providers/openai-api.ts'
import { leftovers, type StepResult } from '../../lab/runner/step.ts'
import { type Label, makeSecret, rotate, startRotation, versionId } from './secrets.ts'
import { bash, done } from './support.ts'

const old = 'sk-ant-old-0123456789abcdef'
const current = 'sk-ant-current-0123456789abcdef'
const pending = 'sk-ant-pending-0123456789abcdef'
const id = { old: versionId('old'), current: versionId('current'), pending: versionId('pending') }

const [P, C, N] = [
  ['old', old, 'AWSPREVIOUS'],
  ['current', current, 'AWSCURRENT'],
  ['pending', pending, 'AWSPENDING'],
] as const satisfies (readonly [string, string, Label])[]

const busy = { kind: 'error', status: 429, message: 'slow down' } as const

/** No byte of a key where somebody could read it. */
function expectNoKey(step: StepResult): void {
  const files = readdirSync(step.temp, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
  for (const key of [old, current, pending])
    for (const text of [step.log, JSON.stringify(step.outputs), step.summary, JSON.stringify(step.exported), ...files])
      expect(text).not.toContain(key)
}

describe('a run with a key from Secrets Manager', () => {
  it('reads it, and only it, where nothing else was asked for', async () => {
    const vault = await makeSecret([P, C, N])
    const { api, step } = await rotate({ vault, answers: () => 'ok', inputs: { prompt: 'Say OK.' } })
    expect(step.outputs, step.log).toMatchObject({
      conclusion: 'success',
      rotation: 'none',
      'secret-version-id': id.current,
    })
    expect(api.messages.map(({ headers }) => headers['x-api-key'])).toEqual([current])
    expectNoKey(step)
  })

  it('goes on with the new key when it is rotated meanwhile', async () => {
    const vault = await makeSecret([C])
    const { PutSecretValueCommand } = await import('@aws-sdk/client-secrets-manager')
    let rotated = false
    const { api, run } = await startRotation({
      vault,
      inputs: { prompt: 'Say OK.', 'allowed-tools': 'Bash' },
      script: [bash('sleep 1.5'), done],
      answers: (key) => (key === (rotated ? pending : current) ? 'ok' : 'wrong'),
    })
    await run.waitForLog(/sleep 1\.5/)
    await vault.client.send(
      new PutSecretValueCommand({
        SecretId: vault.name,
        SecretString: JSON.stringify({ ANTHROPIC_API_KEY: pending }),
        ClientRequestToken: id.pending,
      }),
    )
    rotated = true
    const step = await run.done
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', 'secret-version-id': id.pending })
    expect(api.messages.map(({ headers }) => headers['x-api-key'])).toEqual([current, current, pending])
    expectNoKey(step)
  })

  it.each([
    [
      'a secret that is not there',
      { 'secret-id': 'prod/nowhere' },
      'secret-not-found',
      /GetSecretValue on prod\/nowhere/,
    ],
    [
      'a field that is not there',
      { 'secret-key': 'NOPE' },
      'secret-field-missing',
      /it has `ANTHROPIC_API_KEY`, `other`/,
    ],
  ])('%s is told', async (_, inputs, code, told) => {
    const vault = await makeSecret([C])
    const { api, step } = await rotate({ vault, answers: () => 'ok', inputs: { prompt: 'Say OK.', ...inputs } })
    expect(step.outputs['error-code'], step.log).toBe(code)
    expect(step.annotations.at(-1)!.message).toMatch(told)
    expect(api.messages).toHaveLength(0)
    expect(leftovers(step)).toEqual([])
  })

  it('falls back on the previous key when the current one is rejected', async () => {
    const vault = await makeSecret([P, C])
    const { step } = await rotate({
      vault,
      answers: (key) => (key === old ? 'ok' : 'wrong'),
      inputs: { prompt: 'Say OK.', rotation: 'verify' },
    })
    expect(step.outputs, step.log).toMatchObject({
      conclusion: 'success',
      rotation: 'rejected',
      'secret-version-id': id.old,
    })
    expect(step.annotations[0]).toMatchObject({ level: 'warning', message: expect.stringContaining('previous one') })
    expect(await vault.labels()).toEqual({ AWSPREVIOUS: id.old, AWSCURRENT: id.current })
  })
})

describe('mode rotate', () => {
  const ends = { AWSPREVIOUS: id.old, AWSCURRENT: id.current }
  const before = { ...ends, AWSPENDING: id.pending }
  const promoted = { AWSPREVIOUS: id.current, AWSCURRENT: id.pending }

  it.each([
    [
      'accepted',
      () => 'ok' as const,
      { rotation: 'promoted', 'error-code': '', 'secret-version-id': id.pending },
      promoted,
    ],
    [
      'rejected',
      (key: string) => (key === pending ? 'wrong' : 'ok'),
      { rotation: 'rejected', 'error-code': 'key-rejected' },
      ends,
    ],
    ['inconclusive', () => busy, { rotation: 'inconclusive', 'error-code': 'rotation-inconclusive' }, before],
    [
      'rejected as the current one',
      (key: string, index: number) => (key === pending && index > 0 ? 'wrong' : 'ok'),
      { rotation: 'rolled-back', 'error-code': 'key-rejected', 'secret-version-id': id.current },
      ends,
    ],
  ] as const)('a candidate that is %s', async (_, answers, outputs, labels) => {
    const vault = await makeSecret([P, C, N])
    const { step } = await rotate({ vault, answers, inputs: { mode: 'rotate' } })
    expect(step.outputs, step.log).toMatchObject(outputs)
    expect(await vault.labels()).toEqual(labels)
    expect((await vault.versions()).sort()).toEqual(Object.values(id).sort())
    expect(step.summary).toContain(id.current)
    expectNoKey(step)
    expect(leftovers(step)).toEqual([])
  })

  it('verifies the current key where there is no candidate', async () => {
    const vault = await makeSecret([P, C])
    const { step } = await rotate({ vault, answers: () => 'ok', inputs: { mode: 'rotate' } })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', rotation: 'verified' })
    const rejected = await rotate({ vault, answers: () => 'wrong', inputs: { mode: 'rotate' } })
    expect(rejected.step.outputs).toMatchObject({ rotation: 'rejected', 'error-code': 'key-rejected' })
    expect(await vault.labels()).toEqual(ends)
  })

  it('comes to the same end when several do it at once', { timeout: 90_000 }, async () => {
    const vault = await makeSecret([P, C, N])
    const steps = await Promise.all(
      Array.from({ length: 6 }, () => rotate({ vault, answers: () => 'ok', inputs: { mode: 'rotate' } })),
    )
    for (const { step } of steps) {
      expect(step.outputs['error-code'], step.log).toBe('')
      expect(step.outputs['secret-version-id']).toBe(id.pending)
    }
    expect(await vault.labels()).toEqual(promoted)
  })

  it('comes to the same end after a kill', async () => {
    const vault = await makeSecret([P, C, N])
    const { run } = await startRotation({ vault, answers: () => 'ok', inputs: { mode: 'rotate' } })
    await run.waitForLog(/version pending\S* works/)
    run.signal('SIGKILL')
    await run.done
    const { step } = await rotate({ vault, answers: () => 'ok', inputs: { mode: 'rotate' } })
    expect(step.outputs['secret-version-id'], step.log).toBe(id.pending)
    expect((await vault.labels()).AWSCURRENT).toBe(id.pending)
  })

  it('refuses what leaves it nothing to do', async () => {
    const vault = await makeSecret([C])
    const { step } = await rotate({ vault, answers: () => 'ok', inputs: { mode: 'rotate', rotation: 'off' } })
    expect(step.annotations[0]!.message).toContain('leaves nothing to do in mode `rotate`')
  })
})

describe('a key of a server that speaks OpenAI’s API', () => {
  it('is tried through the translation, promoted, and used', async () => {
    const vault = await makeSecret([C, N])
    const server = await startOpenAiApi({ key: [current, pending], script: [done] })
    const inputs = {
      ...{ provider: 'openai-compatible', 'base-url': server.url, 'auth-scheme': 'bearer', model: servedModel },
      ...{ prompt: 'Say OK.', rotation: 'promote' },
    }
    const { step } = await rotate({ vault, answers: () => 'ok', inputs })
    await server.close()
    expect(step.outputs, step.log).toMatchObject({
      ...{ conclusion: 'success', rotation: 'promoted', 'secret-version-id': id.pending },
      result: 'Done.',
    })
    expect(await vault.labels()).toMatchObject({ AWSCURRENT: id.pending, AWSPREVIOUS: id.current })
    expect(new Set(server.completions.map(({ headers }) => headers.authorization))).toEqual(
      new Set([`Bearer ${pending}`]),
    )
    expectNoKey(step)
  })

  it('that is refused is known by its 401', async () => {
    const vault = await makeSecret([P, C])
    const server = await startOpenAiApi({ key: old, script: [done], keyGuards: 'all-paths' })
    const inputs = {
      ...{ provider: 'openai-compatible', 'base-url': server.url, 'auth-scheme': 'bearer', model: servedModel },
      ...{ prompt: 'Say OK.', rotation: 'verify' },
    }
    const { step } = await rotate({ vault, answers: () => 'ok', inputs })
    await server.close()
    expect(step.outputs, step.log).toMatchObject({
      ...{ conclusion: 'success', rotation: 'rejected', 'secret-version-id': id.old },
    })
  })
})
