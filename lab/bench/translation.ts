import { countTokens } from '../../src/gateway/openai/count-tokens.ts'
import { translateRequest } from '../../src/gateway/openai/request.ts'
import { StreamTranslation } from '../../src/gateway/openai/sse.ts'
import { type Figure, median } from './measure.ts'

/** The size of the CLI's own request to a gateway, with as many tools. */
const requestBytes = 76_000
const tools = 24
/** What a socket gives at once, about, of a model that answers fast. */
const bytesAtOnce = 4_096

/** What translating takes of the CPU: a request, and streams of few and of many deltas. */
export function translation(rounds: number): Figure[] {
  const body = JSON.stringify(request())
  const request76 = cpuOf(rounds, 20, () => {
    const asked: unknown = JSON.parse(body)
    if (JSON.stringify(translateRequest(asked).body).length + countTokens(asked) < requestBytes / 2)
      throw new Error('too little came of it')
  })
  return [
    figure(`translation, ${Math.round(body.length / 1_000)} kB request with ${tools} tools`, request76, 1.5),
    figure('translation, stream of 200 deltas', cpuOfStream(rounds, 20, 200), 1.5),
    figure('translation, stream of 5,000 deltas', cpuOfStream(rounds, 2, 5_000), 15),
  ]
}

function figure(name: string, ms: number, goal: number): Figure {
  return { name, value: `${ms.toFixed(2)} ms of CPU`, goal: `${goal} ms or less`, reached: ms <= goal }
}

function cpuOfStream(rounds: number, times: number, deltas: number): number {
  const chunks = chunksOf(Buffer.from(stream(deltas)))
  return cpuOf(rounds, times, () => {
    const translation = new StreamTranslation({ model: 'served-model' })
    let length = 0
    for (const chunk of chunks) length += translation.push(chunk).length
    length += translation.end('end').length
    if (translation.stream.failure !== undefined || length < deltas * 50) throw new Error('too little came of it')
  })
}

/** Milliseconds of CPU that it takes once, garbage and all: the median of some rounds, the first of which warms up. */
function cpuOf(rounds: number, times: number, thing: () => void): number {
  const each: number[] = []
  for (let round = -1; round < rounds; round++) {
    const before = process.cpuUsage()
    for (let time = 0; time < times; time++) thing()
    const { user, system } = process.cpuUsage(before)
    if (round >= 0) each.push((user + system) / 1_000 / times)
  }
  return median(each)
}

/** A conversation of some turns, as the CLI sends it. */
function request(): object {
  const prose = 'Use this tool where a file has to be read, and say what was found in it. '
  const string = { type: 'string', description: prose }
  const input_schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      path: string,
      uri: { ...string, format: 'uri' },
      options: {
        type: 'object',
        properties: { limit: { type: 'number' }, mode: { enum: ['a', 'b'] } },
        additionalProperties: false,
      },
      edits: {
        type: 'array',
        items: { anyOf: [{ type: 'object', properties: { old: string, new: string } }, { type: 'null' }] },
      },
    },
    required: ['path'],
    additionalProperties: false,
  }
  const turns = Array.from({ length: 5 }, (_, turn) => [
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: prose, signature: '' },
        { type: 'text', text: prose },
        {
          type: 'tool_use',
          id: `call_${turn}`,
          name: 'tool_1',
          input: { path: `/src/${turn}.ts`, text: prose.repeat(4) },
        },
      ],
    },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: `call_${turn}`, content: 'const a = "b"\n'.repeat(60) }],
    },
  ])
  const asked = {
    model: 'served-model',
    max_tokens: 32_000,
    stream: true,
    thinking: { type: 'adaptive' },
    system: [
      { type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1.330; cc_entrypoint=sdk-cli;' },
      { type: 'text', text: prose.repeat(150), cache_control: { type: 'ephemeral' } },
    ],
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Well?' }] }, ...turns.flat()],
    tools: Array.from({ length: tools }, (_, n) => ({ name: `tool_${n}`, description: '', input_schema })),
  }
  const missing = Math.floor((requestBytes - JSON.stringify(asked).length) / tools)
  return { ...asked, tools: asked.tools.map((tool) => ({ ...tool, description: prose.repeat(40).slice(0, missing) })) }
}

/** An answer in tokens: half of it text, half the input of a call. */
function stream(deltas: number): string {
  const choice = (delta: object, finish_reason: string | null = null) => ({
    id: 'chatcmpl-0123456789abcdef',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: 'served-model',
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
  })
  const call = (part: object) => choice({ tool_calls: [{ index: 0, ...part }] })
  const half = Math.floor(deltas / 2)
  const frames = [
    choice({ role: 'assistant', content: '' }),
    ...Array.from({ length: half }, (_, n) => choice({ content: ` word${n}` })),
    call({ id: 'call_1', type: 'function', function: { name: 'tool_1', arguments: '{"text":"' } }),
    ...Array.from({ length: half }, (_, n) => call({ function: { arguments: ` word${n}` } })),
    call({ function: { arguments: '"}' } }),
    choice({}, 'tool_calls'),
    {
      ...choice({}),
      choices: [],
      usage: { prompt_tokens: 20_000, completion_tokens: deltas, total_tokens: 20_000 + deltas },
    },
  ]
  return `${frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join('')}data: [DONE]\n\n`
}

function chunksOf(bytes: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / bytesAtOnce) }, (_, n) =>
    bytes.subarray(n * bytesAtOnce, (n + 1) * bytesAtOnce),
  )
}
