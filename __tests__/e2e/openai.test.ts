import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startBothProtocols } from '../../lab/providers/both-protocols.ts'
import { leftovers, startStep } from '../../lab/runner/step.ts'
import { freshFolder } from '../../lab/temp.ts'
import { conversation, firstInputs, keep, key, results, run, servedModel, start } from './openai.ts'
import { bash, done, later, toolResult } from './support.ts'

const allow = { 'allowed-tools': 'Bash,Read' }
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP8z4APMOGVHbHSAEEsAROxCnMTAAAAAElFTkSuQmCC'

describe('a run on a server that speaks only OpenAI’s API', () => {
  it('goes through its turns, and the agent has nothing of the key', async () => {
    const look = "env; tr '\\0' '\\n' < /proc/self/environ"
    const { api, step } = await run({ script: [bash(look), done], inputs: allow })
    expect(step.outputs, step.log).toMatchObject({
      ...{ conclusion: 'success', result: 'Done.', provider: 'openai-compatible', 'num-turns': '2' },
      ...{ model: servedModel, 'model-id': servedModel },
    })
    // Nobody knows what the server's own account pays.
    expect([step.outputs['cost-usd'], step.outputs.tier]).toEqual([undefined, undefined])
    expect(step.log).not.toMatch(/\$\d|unknown so far/)
    expect(Number(step.outputs['input-tokens'])).toBeGreaterThan(0)
    // One question for what it speaks, which costs no tokens, and one request a turn.
    expect(api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/messages',
      'POST /v1/chat/completions',
      'POST /v1/chat/completions',
    ])
    for (const { headers } of api.completions) {
      expect(headers.authorization).toBe(`Bearer ${key}`)
      expect(Object.keys(headers).join()).not.toMatch(/anthropic|x-stainless|x-app/)
    }
    expect(step.log).toMatch(/proxy-protocol: 127\.0\.0\.1:\d+ speaks OpenAI's API \(POST \/v1\/messages: 404/)
    const [seen] = results(api)
    expect(seen!.content).toContain('PATH=')
    expect(seen!.content).not.toContain(key)
    expect(conversation(api)[0]).toMatchObject({
      role: 'system',
      content: expect.not.stringContaining('billing-header'),
    })
    for (const text of [step.log, step.summary, JSON.stringify(step.outputs)]) expect(text).not.toContain(key)
    expect(leftovers(step)).toEqual([])
  })

  it('goes on over twenty turns', async () => {
    const turns = Array.from({ length: 20 }, (_, turn) => bash(`echo turn-${turn}`, `Turn ${turn}.`))
    const { api, step } = await run({ script: [...turns, done], inputs: allow })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', 'num-turns': '21' })
    const told = conversation(api).filter(({ role }) => role === 'tool')
    expect(told.map(({ content }) => content)).toEqual(turns.map((_, turn) => `turn-${turn}`))
  })

  it('runs parallel calls, and reads a picture', async () => {
    const workspace = freshFolder('workspace')
    writeFileSync(join(workspace, 'picture.png'), Buffer.from(png, 'base64'))
    const tools = [
      { name: 'Bash', input: { command: 'echo one' } },
      { name: 'Read', input: { file_path: join(workspace, 'picture.png') } },
      { name: 'Bash', input: { command: 'echo two; exit 3' } },
    ]
    const { api, step } = await run({
      script: [{ kind: 'message', thinking: 'Three at once.', text: 'Look.', tools }, done],
      inputs: allow,
      step: { workspace },
    })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', 'num-turns': expect.stringMatching(/[2-4]/) })
    const calls = conversation(api).find(({ tool_calls }) => tool_calls !== undefined)!.tool_calls!
    expect(calls.map(({ function: { name } }) => name)).toEqual(['Bash', 'Read', 'Bash'])
    expect(results(api).map(({ tool_call_id }) => tool_call_id)).toEqual(calls.map(({ id }) => id))
    expect(results(api).map(({ content }) => content)).toEqual([
      'one',
      expect.any(String),
      expect.stringMatching(/two/),
    ])
    const shown = conversation(api).at(-1)!
    expect(shown).toMatchObject({ role: 'user' })
    expect(JSON.stringify(shown.content)).toContain('data:image/png;base64,')
  })

  it('gives structured output', async () => {
    const schema = { type: 'object', properties: { verdict: { type: 'string' } }, required: ['verdict'] }
    const { step } = await run({
      script: ({ body }) =>
        body.messages.some(({ role }: { role: string }) => role === 'tool')
          ? done
          : { kind: 'message', tools: [{ name: 'StructuredOutput', input: { verdict: 'fine' } }] },
      inputs: { 'json-schema': JSON.stringify(schema) },
    })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success' })
    expect(JSON.parse(step.outputs['structured-output']!)).toEqual({ verdict: 'fine' })
  })

  it('learns what the server wants otherwise, once', async () => {
    const { api, step } = await run({
      script: [bash('echo one'), bash('echo two'), done],
      server: { rules: { maxTokensName: 'max_completion_tokens', mostTokens: 8_192, streamOptions: 'refused' } },
      inputs: allow,
    })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', 'num-turns': '3' })
    expect(api.completions.length).toBe(3 + 3)
    expect(api.completions.at(-1)!.body).toMatchObject({ max_completion_tokens: 8_192 })
  })

  it('takes the documents’ own settings', async () => {
    const workspace = freshFolder('workspace')
    mkdirSync(join(workspace, '.claude'))
    const api = keep(await startBothProtocols({ key, script: [{ kind: 'message', text: 'Hello.' }] }))
    const settings = { apiProvider: 'openai-compatible', customApiUrl: `${api.url}/v1` }
    writeFileSync(join(workspace, '.claude', 'settings.json'), JSON.stringify(settings))
    const { prompt, 'claude-path': path } = firstInputs(api.url)
    const run = await startStep({
      workspace,
      inputs: { prompt: prompt!, 'claude-path': path! },
      env: { ANTHROPIC_API_KEY: key },
    })
    const step = await run.done
    // It speaks as Anthropic does, so it can be asked for Anthropic's own model.
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', model: 'claude-sonnet-4-6' })
    expect(step.outputs['cost-usd']).toBeUndefined()
    expect(api.completions).toEqual([])
    expect(api.messages.map(({ body }) => body.model)).toEqual([undefined, 'claude-sonnet-4-6'])
    expect(step.log).toMatch(/speaks Anthropic's API/)
  })
})

describe('models', () => {
  it('of a server that were not named are listed', async () => {
    const { api, step } = await run({ server: { models: ['qwen', 'llama'] }, inputs: { model: '' } })
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'input-invalid' })
    expect(step.annotations[0]!.message).toMatch(/model: is missing.*`tier-models`.*It offers: qwen, llama\./s)
    expect(api.completions).toEqual([])
  })

  it('are what `tier-models` says, subagents’ included', async () => {
    const { api, step } = await run({
      server: { models: ['small', 'large'] },
      script: [bash('env | grep DEFAULT_.*_MODEL= | sort'), done],
      inputs: { ...allow, model: '', task: 'triage', 'tier-models': 'haiku: small\nopus: large' },
    })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', tier: 'haiku', model: 'small' })
    expect(results(api)[0]!.content).toBe(
      'ANTHROPIC_DEFAULT_HAIKU_MODEL=small\nANTHROPIC_DEFAULT_OPUS_MODEL=large\nANTHROPIC_DEFAULT_SONNET_MODEL=small',
    )
  })

  it('that the server does not have are unknown', async () => {
    const { step } = await run({ server: { models: ['qwen'] }, inputs: { model: 'qwne' } })
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'model-unknown' })
  })

  it('have no price here, so that no budget can be kept', async () => {
    const { api, step } = await run({ inputs: { model: 'claude-haiku-4-5', 'max-budget-usd': '1' } })
    expect(step.outputs['error-code']).toBe('input-invalid')
    expect(api.requests).toEqual([])
  })
})

describe('what goes wrong', () => {
  it.each([
    ['a key that is refused', { key: 'another' }, undefined, 'provider-auth'],
    ['no room', {}, { kind: 'error', status: 503, message: 'no slot' }, 'provider-overloaded'],
    ['a limit', {}, { kind: 'error', status: 429, message: 'slow down' }, 'provider-rate-limited'],
    ['a stream that is cut', {}, { kind: 'cut', text: 'Half an' }, 'provider-error'],
  ] as const)('%s', async (_, server, answer, code) => {
    const { step } = await run({
      server: server as never,
      ...(answer === undefined ? {} : { script: [answer] }),
      env: { CLAUDE_CODE_MAX_RETRIES: '1' },
    })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'failure', 'error-code': code })
    expect(step.outputs.result ?? '').not.toBe('Half an')
  })

  it('a server that is not there', async () => {
    const { step } = await run({
      inputs: { 'base-url': 'http://127.0.0.1:9/v1', 'proxy-protocol': 'openai' },
      env: { CLAUDE_CODE_MAX_RETRIES: '1' },
    })
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'provider-unreachable' })
  })

  it('`isolation: env`, which only the gateway could do', async () => {
    const { api, step } = await run({ inputs: { isolation: 'env' } })
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'input-invalid' })
    expect(step.annotations[0]!.message).toMatch(/speaks OpenAI's API, which `claude` itself does not speak/)
    expect(api.completions).toEqual([])
  })
})

describe('a gateway that speaks Anthropic as well', () => {
  it('is gone to directly with `isolation: env`', async () => {
    const look = bash('echo "$ANTHROPIC_BASE_URL"')
    const api = keep(
      await startBothProtocols({
        key,
        script: ({ body }) => (JSON.stringify(body).includes('tool_result') ? done : look),
      }),
    )
    const run = await startStep({ inputs: { ...firstInputs(api.url), ...allow, isolation: 'env' }, env: {} })
    const step = await run.done
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success' })
    // The first is the question what it speaks.
    expect(toolResult({ messages: api.messages.slice(1) })).toContain(api.url)
  })

  it('is translated for where that was said', async () => {
    const api = keep(await startBothProtocols({ key, script: [{ kind: 'message', text: 'Hello.' }] }))
    const run = await startStep({ inputs: { ...firstInputs(api.url), 'proxy-protocol': 'openai' }, env: {} })
    const step = await run.done
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', result: 'Hello.' })
    expect(api.messages).toEqual([])
    expect(api.completions).toHaveLength(1)
  })
})

describe('mode `setup`', () => {
  it('has a `claude` of a later step go through the translation', async () => {
    let said = ''
    const { api, run } = await start({
      inputs: { mode: 'setup', prompt: '' },
      step: {
        following: async (main) => {
          said = await later(main, 'claude', ['--print'], 'Say hello.')
        },
      },
    })
    const step = await run.done
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success' })
    expect(said).toMatch(/Hello\.$/m)
    expect(api.completions[0]!.headers.authorization).toBe(`Bearer ${key}`)
    expect(JSON.stringify(step.exported)).not.toContain(key)
  })
})
