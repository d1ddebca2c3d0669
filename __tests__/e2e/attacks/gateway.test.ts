import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as aws from '../aws.ts'
import * as google from '../google.ts'
import { bash, done, key, run, toolResult } from '../support.ts'

/** The agent, or something that it started, calls the gateway by itself, with the token that it finds in its environment. */
const inputs = { 'allowed-tools': 'Bash', 'api-key': key }
/** 10,000 tokens of input are a cent on haiku. */
const dear = { input_tokens: 10_000, output_tokens: 1, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 }

const body = (more: object = {}) =>
  JSON.stringify({ model: 'claude-haiku-4-5', max_tokens: 100, messages: [{ role: 'user', content: 'burn' }], ...more })
const curl = (data: string, more = '') =>
  `curl -s ${more} -X POST "$ANTHROPIC_BASE_URL/v1/messages" -H "x-api-key: $ANTHROPIC_AUTH_TOKEN" -H 'anthropic-version: 2023-06-01' -H 'content-type: application/json' -d '${data}'`
const status = `-o /dev/null -w '%{http_code} '`

const isBurn = (request: { body: { messages: { content: unknown }[] } }) => request.body.messages[0]!.content === 'burn'

describe('a loop that calls the gateway', () => {
  const everywhere = `for i in $(seq 30); do ${curl(body(), status)}; done`
  const script = (request: never, index: number, loop = everywhere) =>
    isBurn(request) ? ({ kind: 'message', text: 'x', usage: dear } as const) : index === 0 ? bash(loop) : done

  it('would spend without end, were there no budget', async () => {
    const { api, step } = await run({ script: script as never, inputs })
    expect(toolResult(api)).toMatch(/^(200\s+){30}/)
    expect(step.outputs).toMatchObject({ conclusion: 'success' })
    // What was sent past the CLI is in the cost all the same.
    expect(Number(step.outputs['cost-usd'])).toBeCloseTo(30 * 0.010005 + 0.0004, 4)
  })

  it('ends at the budget, and the run with it', async () => {
    const { api, step } = await run({ script: script as never, inputs: { ...inputs, 'max-budget-usd': '0.10' } })
    expect(api.messages.filter(isBurn as never)).toHaveLength(10)
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'max-budget' })
    expect(step.annotations[0]!.message).toContain('The budget of $0.1 (`max-budget-usd`) is used up')
    expect(Number(step.outputs['cost-usd'])).toBeCloseTo(10 * 0.010005 + 0.0002, 4)
    expect(step.mainMs).toBeLessThan(15_000)
  })

  it.each(['bedrock', 'vertex'] as const)(
    'ends at the budget on %s, where the CLI repeats other errors',
    async (cloud) => {
      const [url, call] =
        cloud === 'bedrock'
          ? ['$ANTHROPIC_BEDROCK_BASE_URL', '/model/eu.anthropic.claude-haiku-4-5-20251001-v1:0/invoke']
          : [
              '$ANTHROPIC_VERTEX_BASE_URL',
              '/projects/p/locations/l/publishers/anthropic/models/claude-haiku-4-5@20251001:rawPredict',
            ]
      const version = cloud === 'bedrock' ? 'bedrock-2023-05-31' : 'vertex-2023-10-16'
      const data = JSON.stringify({
        anthropic_version: version,
        max_tokens: 100,
        messages: [{ role: 'user', content: 'burn' }],
      })
      const loop = `for i in $(seq 30); do curl -s ${status} -X POST "${url}${call}" -H 'content-type: application/json' -d '${data}'; done`
      const scenario = {
        script: ((request: never, index: number) => script(request, index, loop)) as never,
        inputs: { 'allowed-tools': 'Bash', 'max-budget-usd': '0.10' },
      }
      const { step, messages } =
        cloud === 'bedrock'
          ? await aws.run(scenario).then((ran) => ({ step: ran.step, messages: ran.bedrock.messages }))
          : await google.run(scenario).then((ran) => ({ step: ran.step, messages: ran.vertex.messages }))
      expect(messages.filter(isBurn as never), step.log).toHaveLength(10)
      expect(messages).toHaveLength(11)
      expect(step.outputs, step.log).toMatchObject({ conclusion: 'failure', 'error-code': 'max-budget' })
      expect(step.mainMs).toBeLessThan(15_000)
    },
  )

  it('overruns the budget by one request at most, however many it sends at once', async () => {
    const loop = `for i in $(seq 30); do ${curl(body({ max_tokens: 2_000 }), status)} & done; wait`
    const { api, step } = await run({
      script: (request, index) => {
        if (!isBurn(request)) return index === 0 ? bash(loop) : done
        return { kind: 'message', text: 'x', usage: { input_tokens: 30, output_tokens: 2_000 }, firstByteMs: 50 }
      },
      inputs: { ...inputs, 'max-budget-usd': '0.10' },
    })
    // Each costs a cent. Without a reservation all 30 would have been under way before the first was counted.
    expect(api.messages.filter(isBurn).length).toBeLessThanOrEqual(10)
    expect(Number(step.outputs['cost-usd'])).toBeLessThan(0.111)
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'max-budget' })
  })

  it.each([
    ['leaves as soon as the answer begins', '--max-time 0.3', { stream: true }],
    ['leaves before there is an answer', '--max-time 0.1', {}],
  ])('is counted where it %s', async (_name, more, said) => {
    const { api, step } = await run({
      script: (request, index) => {
        if (!isBurn(request))
          return index === 0
            ? bash(
                `for i in $(seq 30); do ${curl(body({ max_tokens: 10_000, ...said }), `${more} ${status}`)}; done; true`,
              )
            : done
        return {
          kind: 'message',
          text: Array(200).fill('words '),
          usage: dear,
          betweenMs: 20,
          firstByteMs: 'stream' in said ? 0 : 400,
        }
      },
      inputs: { ...inputs, 'max-budget-usd': '0.10' },
    })
    expect(api.messages.filter(isBurn).length).toBeLessThanOrEqual(10)
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'max-budget' })
  })

  it('pays what a dearer model costs, and gets none whose price is not known', async () => {
    const loop = (model: string) => `for i in $(seq 10); do ${curl(body({ model }), status)}; done`
    const { api, step } = await run({
      script: (request, index) =>
        isBurn(request)
          ? { kind: 'message', text: 'x', usage: dear }
          : index === 0
            ? bash(`${loop('my-own-model')}; ${curl(body({ model: 'my-own-model' }))}; ${loop('claude-opus-4-6')}`)
            : done,
      inputs: { ...inputs, 'max-budget-usd': '0.10' },
    })
    const transcript = readFileSync(step.outputs['execution-file']!, 'utf8')
    expect(transcript).toMatch(/(401 ){10}.*price of my-own-model is not known/)
    expect(api.messages.filter(isBurn).map((request) => request.body.model)).toEqual(Array(2).fill('claude-opus-4-6'))
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'max-budget' })
  })

  it('has as many requests as max-turns leaves room for, priced or not', async () => {
    const urls = '$(yes -- "-o /dev/null $ANTHROPIC_BASE_URL/v1/messages/count_tokens" | head -n 400)'
    const one = `curl -s -w '%{http_code} ' -X POST -H "x-api-key: $ANTHROPIC_AUTH_TOKEN" -H 'content-type: application/json' -d '{}' ${urls}`
    const loop = `for i in 1 2 3; do ${one}; done`
    const { api, step } = await run({
      script: (_request, index) => (index === 0 ? bash(loop) : done),
      inputs: { ...inputs, 'max-turns': '1' },
    })
    // One is the CLI's own.
    const counts = api.requests.filter(({ path }) => path.includes('count_tokens')).length
    expect([1_098, 1_099, 1_100]).toContain(counts)
    expect(step.outputs['error-code']).toMatch(/max-(budget|turns)/)
  })
})

describe('an honest run', () => {
  it('with a budget and several agents at once is not held up', async () => {
    const task = (name: string) => ({
      name: 'Task',
      input: { description: name, prompt: `burn ${name}`, subagent_type: 'general-purpose' },
    })
    const { step } = await run({
      script: (request) => {
        const said = JSON.stringify(request.body.messages)
        if (said.includes('tool_result')) return done
        return said.includes('burn')
          ? { kind: 'message', text: 'sub', firstByteMs: 100 }
          : { kind: 'message', tools: ['a', 'b', 'c'].map(task) }
      },
      inputs: { ...inputs, 'max-budget-usd': '1.00' },
    })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', result: 'Done.' })
  })
})
