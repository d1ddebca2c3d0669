import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import { bash, done, key, promptAt, run, start, toolResult } from './support.ts'

describe('the main job', () => {
  it('runs the prompt over several turns and says what it did and what it cost', async () => {
    const { api, step } = await run({
      script: [
        { ...bash('echo from the tool', 'I will look.'), usage: { input_tokens: 1000, output_tokens: 100 } } as never,
        { kind: 'message', text: 'All **good**.', usage: { input_tokens: 2000, output_tokens: 50 } },
      ],
      inputs: { prompt: 'Look at it.', 'allowed-tools': 'Bash(echo:*)' },
    })

    expect(step.exitCode).toBe(0)
    expect(promptAt(api)).toContain('Look at it.')
    expect(toolResult(api)).toContain('from the tool')
    expect(api.messages.map(({ headers }) => headers['x-api-key'])).toEqual([key, key])
    expect(api.messages.every(({ headers }) => headers.authorization === undefined)).toBe(true)
    expect(step.outputs).toMatchObject({
      result: 'All **good**.',
      conclusion: 'success',
      'error-code': '',
      provider: 'anthropic',
      tier: 'haiku',
      model: 'claude-haiku-4-5',
      'model-id': 'claude-haiku-4-5-20251001',
      'input-tokens': '3000',
      'output-tokens': '150',
      'num-turns': '2',
      'cost-usd': '0.00375',
      rotation: 'none',
    })
    expect(step.outputs['session-id']).toMatch(/^[0-9a-f-]{36}$/)

    const transcript = readFileSync(step.outputs['execution-file']!, 'utf8').trimEnd().split('\n')
    expect(transcript.map((line) => JSON.parse(line).type)).toEqual(
      expect.arrayContaining(['system', 'assistant', 'user', 'result']),
    )

    expect(step.log).toMatch(/model {2}claude-haiku-4-5 {2}from input model/)
    expect(step.log).toMatch(/Turn 1 · I will look\./)
    expect(step.log).toMatch(/│ ▶ Bash {2}echo from the tool/)
    expect(step.log).toMatch(/│ ✔ Bash {2}\d+\.\d s/)
    expect(step.log).toMatch(/after turn 1: \d+\.\d s · \d\.0k tokens in, \d+ out · \$0\.00\d\d so far/)
    expect(step.commands.filter(({ command }) => command === 'group')).toHaveLength(2)

    expect(step.summary).toContain('> All **good**.')
    expect(step.summary).toContain('$0.0038')
    expect(step.summary).toContain('<td><code>Bash</code></td><td>1</td>')
  })

  it.each(['', '/', '/v1', '/v1/', '/gw/anthropic', '/gw/anthropic/v1', '/gw/anthropic/v1/'])(
    'takes a base URL that ends in %j',
    async (path) => {
      const prefix = path.replace(/\/(v1\/?)?$/, '')
      const { api, step } = await run({ provider: { prefix }, inputs: ({ url }) => ({ 'base-url': url + path }) })
      expect(step.outputs.conclusion).toBe('success')
      expect(api.messages.map((request) => request.path)).toEqual([`${prefix}/v1/messages?beta=true`])
    },
  )

  it('takes key and URL from the environment, and a token as bearer', async () => {
    const { api, step } = await run({
      provider: { accept: 'bearer' },
      inputs: { 'api-key': '', 'base-url': '' },
      env: ({ url }) => ({
        ANTHROPIC_AUTH_TOKEN: key,
        ANTHROPIC_BASE_URL: `${url}/v1`,
        CLAUDE_MODEL: 'claude-haiku-4-5',
      }),
    })
    expect(step.outputs.conclusion).toBe('success')
    expect(api.messages.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${key}`])
    expect(step.log).toContain('api-key  ***  from env ANTHROPIC_AUTH_TOKEN')
  })

  it.each(['x-api-key', 'bearer'] as const)('sends the key as %s when told so, and never otherwise', async (scheme) => {
    const { api, step } = await run({ provider: { accept: scheme }, inputs: { 'auth-scheme': scheme } })
    expect(step.outputs.conclusion).toBe('success')
    expect(api.messages).toHaveLength(1)
  })

  it('finds out once that a gateway wants the key as bearer, and remembers it', async () => {
    const { api, step } = await run({
      provider: { accept: 'bearer' },
      // The refused request takes the first answer of the script with it.
      script: [done, bash('true'), done],
      inputs: { 'allowed-tools': 'Bash' },
    })
    expect(step.outputs.conclusion).toBe('success')
    const schemes = api.messages.map(({ headers }) => [headers['x-api-key'], headers.authorization].filter(Boolean))
    expect(schemes).toEqual([[key], [`Bearer ${key}`], [`Bearer ${key}`]])
  })

  it('adds the headers that a gateway wants', async () => {
    const { api, step } = await run({ inputs: { 'extra-headers': 'X-Team: platform-secret-1\nx-cost-center: "42"' } })
    expect(api.messages[0]!.headers).toMatchObject({ 'x-team': 'platform-secret-1', 'x-cost-center': '42' })
    expect(step.log).not.toContain('platform-secret-1')
    expect(step.masks).toContain('platform-secret-1')
  })

  it.each([
    ['claude-opus-4-1', 'claude-opus-4-1-20250805'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5-20250929'],
    ['claude-opus-4-6@20260101', 'claude-opus-4-6@20260101'],
    ['a-model-of-tomorrow', 'a-model-of-tomorrow'],
  ])('asks for the very model that %s means', async (model, id) => {
    const { api, step } = await run({ inputs: { model } })
    expect(api.messages.map(({ body }) => body.model)).toEqual([id])
    expect(step.outputs['model-id']).toBe(id)
  })

  it('hands a prompt of a megabyte of strange bytes over as it is', async () => {
    const workspace = freshFolder('workspace')
    const strange = Buffer.concat([
      Buffer.from('\ufeffBegin \0 \u001b[31m\r\n::set-output name=result::forged\n/review "quotes" $(id) `id`\n'),
      randomBytes(500_000),
      Buffer.from('é😀'.repeat(100_000)),
      Buffer.from('\nEnd'),
    ])
    writeFileSync(join(workspace, 'prompt.bin'), strange)
    const { api, step } = await run({ inputs: { prompt: '', 'prompt-file': 'prompt.bin' }, step: { workspace } })
    expect(step.outputs.conclusion).toBe('success')
    // What is not UTF-8 can only arrive as U+FFFD in JSON; every character that is one arrives as it was.
    expect(promptAt(api)).toContain(strange.toString('utf8'))
  })

  it('passes limits, tools and further arguments on to the CLI', async () => {
    const workspace = freshFolder('workspace')
    mkdirSync(join(workspace, 'sub folder'))
    const { api, step } = await run({
      script: [bash('pwd; env'), done],
      inputs: {
        'working-directory': 'sub folder',
        'allowed-tools': 'Bash(pwd), Bash(env)',
        'disallowed-tools': 'WebFetch, WebSearch',
        'permission-mode': 'acceptEdits',
        'max-turns': '5',
        'max-budget-usd': '1.50',
        'claude-args': `--append-system-prompt 'Say "yes".' --settings '{"env": {"FROM_SETTINGS": "kept"}}'`,
      },
      step: { workspace },
    })
    expect(step.outputs.conclusion).toBe('success')
    expect(toolResult(api)).toMatch(/sub folder\n/)
    expect(toolResult(api)).toContain('FROM_SETTINGS=kept')
    const { tools, system } = api.messages[0]!.body
    expect(tools.map(({ name }: { name: string }) => name)).not.toContain('WebFetch')
    expect(JSON.stringify(system)).toContain('Say \\"yes\\".')
  })

  it('gives an answer that follows a schema as JSON', async () => {
    const schema = { type: 'object', properties: { bugs: { type: 'integer' } }, required: ['bugs'] }
    const { step } = await run({
      script: [{ kind: 'message', tools: [{ name: 'StructuredOutput', input: { bugs: 3 } }] }, done],
      inputs: { 'json-schema': JSON.stringify(schema) },
    })
    expect(JSON.parse(step.outputs['structured-output']!)).toEqual({ bugs: 3 })
  })

  it('cuts an answer that is over the limits of GitHub, with a pointer to the whole', async () => {
    const { step } = await run({ script: [{ kind: 'big', bytes: 2 << 20 }] })
    expect(step.outputs.conclusion).toBe('success')
    expect(Buffer.byteLength(step.outputs.result!, 'utf16le')).toBeLessThan(1_000_000)
    expect(step.outputs.result).toContain(step.outputs['execution-file'])
    expect(Buffer.byteLength(step.summary)).toBeLessThan(1 << 20)
    expect(readFileSync(step.outputs['execution-file']!, 'utf8').length).toBeGreaterThan(2 << 20)
  })
})

describe('the memory of the action', () => {
  it.runIf(process.platform === 'linux')(
    'stays flat while 100 MB stream through it',
    { timeout: 120_000 },
    async () => {
      const { run: step } = await start({ script: [{ kind: 'big', bytes: 100 << 20 }] })
      let peak = 0
      const sampler = setInterval(() => {
        try {
          peak = Math.max(
            peak,
            Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${step.pid}/status`, 'utf8'))?.[1] ?? 0),
          )
        } catch {
          // It has ended.
        }
      }, 20)
      const { outputs } = await step.done
      clearInterval(sampler)
      expect(outputs.conclusion).toBe('success')
      // In kB; the goal is 120 MB.
      expect(peak).toBeLessThan(130_000)
    },
  )
})
