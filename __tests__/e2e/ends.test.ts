import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../lab/providers/answers.ts'
import { leftovers } from '../../lab/runner/step.ts'
import { bash, done, key, run, start } from './support.ts'

/** The CLI's own retries take minutes; these scenarios are about what comes after them. */
const once = { CLAUDE_CODE_MAX_RETRIES: '0' }
const kill = 'kill -9 "$CLAUDE_PID"'

describe('a provider that fails', () => {
  it.each<[string, Answer, code: string, said: RegExp]>([
    [
      '401',
      { kind: 'error', status: 401, message: 'invalid x-api-key' },
      'provider-auth',
      /401 authentication_error: invalid x-api-key/,
    ],
    [
      '403',
      { kind: 'error', status: 403, message: 'not for you' },
      'provider-auth',
      /403 permission_error: not for you/,
    ],
    [
      '404 model',
      { kind: 'error', status: 404, message: 'model: claude-x' },
      'model-unknown',
      /404 not_found_error: model: claude-x/,
    ],
    [
      '429',
      { kind: 'error', status: 429, message: 'Slow down', headers: { 'retry-after': '7' } },
      'provider-rate-limited',
      /429 rate_limit_error: Slow down/,
    ],
    ['500', { kind: 'error', status: 500, message: 'Oops' }, 'provider-error', /500 api_error: Oops/],
    [
      '529',
      { kind: 'error', status: 529, message: 'Overloaded' },
      'provider-overloaded',
      /529 overloaded_error: Overloaded/,
    ],
    [
      'a page of HTML',
      { kind: 'error', status: 502, body: '<html><title>Bad gateway</title></html>' },
      'provider-error',
      /502: Bad gateway/,
    ],
    ['a stream cut off', { kind: 'cut', text: 'Half an ans' }, 'provider-error', /the answer broke off/],
    ['no answer at all', { kind: 'cut', at: 'headers' }, 'provider-unreachable', /ECONNRESET/],
    [
      'an error in the stream',
      { kind: 'in-band-error', text: 'Half', type: 'overloaded_error', message: 'Overloaded' },
      'provider-overloaded',
      /overloaded_error: Overloaded/,
    ],
  ])('%s: has its own words, a code and a cure', async (_name, answer, code, said) => {
    const { step } = await run({ script: [answer], env: once })
    expect(step.exitCode).toBe(1)
    expect(step.outputs).toMatchObject({
      conclusion: 'failure',
      'error-code': code,
      provider: 'anthropic',
      model: 'claude-haiku-4-5',
    })
    expect(step.outputs['session-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(step.outputs.result ?? '').not.toContain('API Error')
    const [error] = step.annotations.filter(({ level }) => level === 'error')
    expect(error!.message).toMatch(said)
    expect(step.summary).toMatch(said)
    expect(step.summary).toContain('**What to do:**')
  })

  it('a refused key costs two requests to a gateway and no waiting', async () => {
    const { api, step } = await run({ inputs: { 'api-key': 'sk-ant-a-wrong-key-0123456789' } })
    expect(step.outputs['error-code']).toBe('provider-auth')
    expect(api.messages).toHaveLength(2)
  })

  it('passes retry-after on, and the run goes on after the wait', async () => {
    const { api, step } = await run({
      script: [{ kind: 'error', status: 429, headers: { 'retry-after': '1' } }, done],
    })
    expect(step.outputs.conclusion).toBe('success')
    expect(api.messages[1]!.at - api.messages[0]!.at).toBeGreaterThan(950)
    expect(step.log).toMatch(/↻ the provider answered 429/)
  })

  it('a slow first byte is waited for', async () => {
    const { step } = await run({ script: [{ kind: 'message', text: 'At last.', firstByteMs: 1500 }] })
    expect(step.outputs.result).toBe('At last.')
  })

  it('a server that is not there is named', async () => {
    const { step } = await run({ inputs: { 'base-url': 'http://127.0.0.1:9' }, env: once })
    expect(step.outputs['error-code']).toBe('provider-unreachable')
    expect(step.annotations[0]!.message).toContain('ECONNREFUSED')
  })
})

describe('limits', () => {
  it('max-turns', async () => {
    const { api, step } = await run({ script: [bash('true')], inputs: { 'max-turns': '2', 'allowed-tools': 'Bash' } })
    expect(step.outputs).toMatchObject({
      conclusion: 'failure',
      'error-code': 'max-turns',
      result: 'Running a command.',
    })
    expect(api.messages).toHaveLength(2)
  })

  it('max-budget-usd', async () => {
    const turn = { ...bash('true'), usage: { input_tokens: 1_000_000 } } as Answer
    const { api, step } = await run({ script: [turn], inputs: { 'max-budget-usd': '0.50', 'allowed-tools': 'Bash' } })
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'max-budget' })
    expect(Number(step.outputs['cost-usd'])).toBeCloseTo(1, 2)
    expect(api.messages).toHaveLength(1)
  })

  it('timeout-minutes: what was done comes out, with its cost by the gateway, and nothing stays behind', async () => {
    const background = '(setsid sleep 311 >/dev/null 2>&1 &); nohup sleep 312 >/dev/null 2>&1 & echo begun'
    const { step } = await run({
      script: [
        { ...bash(background, 'First I start this.'), usage: { input_tokens: 1000, output_tokens: 200 } } as Answer,
        { kind: 'hang', text: 'And th' },
      ],
      inputs: { 'timeout-minutes': '0.04', 'allowed-tools': 'Bash' },
    })
    expect(step.exitCode).toBe(1)
    expect(step.mainMs).toBeLessThan(6_000)
    expect(step.outputs).toMatchObject({
      conclusion: 'timeout',
      'error-code': 'timeout',
      result: 'First I start this.',
      'num-turns': '1',
    })
    expect(Number(step.outputs['cost-usd'])).toBeGreaterThanOrEqual(0.002)
    expect(Number(step.outputs['output-tokens'])).toBeGreaterThanOrEqual(200)
    expect(step.outputs['session-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(readFileSync(step.outputs['execution-file']!, 'utf8')).toContain('First I start this.')
    expect(leftovers(step)).toEqual([])
  })
})

describe('a run that is ended from outside', () => {
  it('cancel in the middle of a tool: all is out within five seconds', async () => {
    const { run: step } = await start({
      script: [bash('trap "" TERM INT; sleep 313', 'I begin.'), done],
      inputs: { 'allowed-tools': 'Bash' },
    })
    await step.waitForLog('▶ Bash')
    const cancelled = Date.now()
    const ended = await step.cancel()
    expect(ended.mainExitedAt - cancelled).toBeLessThan(5_000)
    expect(ended.exitCode).toBe(1)
    expect(ended.outputs).toMatchObject({ conclusion: 'cancelled', 'error-code': 'cancelled', result: 'I begin.' })
    expect(ended.summary).toContain('Claude was cancelled')
    expect(leftovers(ended)).toEqual([])
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('%s in the middle of an answer', async (signal) => {
    const { api, run: step } = await start({ script: [{ kind: 'hang', text: 'Let me thi' }] })
    while (api.messages.length === 0) await sleep(20)
    await sleep(200)
    step.signal(signal)
    const { outputs, exitCode, log } = await step.done
    expect(exitCode).toBe(1)
    expect(outputs).toMatchObject({ conclusion: 'cancelled', 'error-code': 'cancelled', 'input-tokens': '100' })
    expect(log).toContain(`The run was ended by ${signal}.`)
    await api.idle()
    expect(api.messages[0]!.aborted).toBe(true)
  })

  it('a signal before the first request', async () => {
    const { run: step } = await start({})
    await sleep(60)
    step.signal('SIGINT')
    const { exitCode, outputs } = await step.done
    // So early the process may not have come to listen yet; then it ends as any process does.
    if (exitCode !== null) expect(outputs.conclusion).toBe('cancelled')
  })

  it('a crash of the CLI: the transcript, the cost and what it did are kept', async () => {
    const { step } = await run({
      script: [{ ...bash(kill, 'I will crash.'), usage: { input_tokens: 500, output_tokens: 10 } } as Answer],
      inputs: { 'allowed-tools': 'Bash' },
    })
    expect(step.exitCode).toBe(1)
    expect(step.outputs).toMatchObject({
      conclusion: 'failure',
      'error-code': 'claude-crashed',
      result: 'I will crash.',
      'cost-usd': '0.00055',
    })
    expect(step.annotations[0]!.message).toContain('SIGKILL')
    expect(leftovers(step)).toEqual([])
  })

  it('a success leaves no process behind either', async () => {
    const { step } = await run({
      script: [bash('(setsid sleep 314 >/dev/null 2>&1 &); (sleep 315 & ) ; echo ok'), done],
      inputs: { 'allowed-tools': 'Bash' },
    })
    expect(step.outputs.conclusion).toBe('success')
    expect(leftovers(step)).toEqual([])
  })
})

describe('bad input', () => {
  it('is told all at once, before anything starts', async () => {
    const { api, step } = await run({
      inputs: {
        prompt: '',
        provider: 'bedrok',
        model: '',
        'max-turns': '0',
        'timeout-minutes': 'soon',
        'claude-args': '--model opus',
        'json-schema': '{',
        isolation: 'gate',
        task: 'reviw',
        'extra-headers': `authorization: Bearer ${key}`,
      },
    })
    expect(step.exitCode).toBe(1)
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'input-invalid' })
    const [error] = step.annotations
    for (const told of [
      'prompt:',
      'provider is "bedrok": must be one of `anthropic`, `bedrock`, `vertex`, `openai-compatible`; did you mean `bedrock`?',
      'max-turns is "0"',
      'timeout-minutes is "soon"',
      'claude-args:',
      'json-schema is "{"',
      'isolation is "gate"',
      'did you mean `review`?',
      'extra-headers is "authorization"',
    ])
      expect(error!.message).toContain(told)
    expect(api.requests).toHaveLength(0)
    expect(step.rawLog.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(key)
  })

  it.each([
    [
      'the whole URL of a call',
      (url: string) => ({ 'base-url': `${url}/v1/messages` }),
      /base-url is .*part in front of \/v1\/messages/,
    ],
    [
      'credentials in a URL',
      (url: string) => ({ 'base-url': url.replace('//', '//user:pass-1234@') }),
      /base-url is .*must carry no credentials/,
    ],
    ['no key', () => ({ 'api-key': '' }), /api-key: is missing/],
    [
      'a key with a line break in it',
      () => ({ 'api-key': 'sk-ant-one\nsk-ant-two' }),
      /api-key: holds a space, a line break/,
    ],
    ['both prompts', () => ({ 'prompt-file': 'x.txt' }), /`prompt` and `prompt-file` are both given/],
    [
      'a rotation of nothing',
      () => ({ rotation: 'promote' }),
      /rotation is "promote": is for a key in AWS Secrets Manager/,
    ],
    ['a host that is not allowed', () => ({ 'allowed-hosts': 'api.anthropic.com' }), /is not in `allowed-hosts`/],
  ])('%s', async (_name, inputs, told) => {
    const { api, step } = await run({ inputs: ({ url }) => inputs(url) })
    expect(step.outputs.conclusion).toBe('failure')
    expect(step.annotations[0]!.message).toMatch(told)
    expect(step.log).not.toContain('pass-1234')
    expect(api.requests).toHaveLength(0)
  })
})
