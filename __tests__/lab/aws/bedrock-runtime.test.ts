import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import {
  type BedrockRuntime,
  type BedrockRuntimeOptions,
  startBedrockRuntime,
} from '../../../lab/aws/bedrock-runtime.ts'
import { newSession, type Session } from '../../../lab/aws/identities.ts'
import { freshFolder } from '../../../lab/temp.ts'
import { eventsOf, framesOf, hasBotocore, python, REGION, type Received, ROLE, send, sign } from './fixture.ts'

const open: BedrockRuntime[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((bedrock) => bedrock.close()))
})

const session = newSession({ role: ROLE })
const MODEL = 'eu.anthropic.claude-haiku-4-5-20251001-v1:0'

async function start(options: Partial<BedrockRuntimeOptions> & Pick<BedrockRuntimeOptions, 'script'>) {
  const bedrock = await startBedrockRuntime({
    region: REGION,
    sessions: new Map([[session.accessKeyId, session]]),
    ...options,
  })
  open.push(bedrock)
  return bedrock
}

interface Call {
  readonly how?: 'invoke' | 'invoke-with-response-stream'
  readonly model?: string
  readonly path?: string
  readonly body?: Record<string, unknown>
  readonly identity?: Session
  readonly headers?: Record<string, string>
}

const question = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Well?' }],
}

async function prepared(bedrock: BedrockRuntime, call: Call) {
  const { how = 'invoke-with-response-stream', model = MODEL, identity = session } = call
  const path = call.path ?? `/model/${encodeURIComponent(model)}/${how}`
  const what = { path, body: JSON.stringify({ ...question, ...call.body }) }
  const headers = call.headers ?? (await sign(new URL(bedrock.url).host, what, identity))
  return { ...what, headers }
}

async function ask(bedrock: BedrockRuntime, call: Call = {}): Promise<Received> {
  return send(bedrock.url, await prepared(bedrock, call))
}

const refusalOf = ({ status, headers, body }: Received) => [
  status,
  headers['x-amzn-errortype'],
  JSON.parse(body.toString('utf8')).message,
]
const errorType = (name: string) => `${name}:http://internal.amazon.com/coral/com.amazon.bedrock/`

const full = {
  kind: 'message',
  thinking: 'Let me think about this for a while.',
  text: 'Zwölf Boxkämpfer 🥊 jagen Viktor quer über den Sylter Deich.',
  tools: [{ name: 'Bash', input: { command: 'true' } }],
  usage: { input_tokens: 11, output_tokens: 22, cache_read_input_tokens: 33 },
} as const

describe('an answer', () => {
  test("comes as frames of Anthropic's events", async () => {
    const bedrock = await start({ script: [full] })
    const { status, headers, body } = await ask(bedrock)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-bedrock-content-type': 'application/json',
      'x-amzn-requestid': expect.stringMatching(/^[\da-f-]{36}$/),
    })
    const frames = framesOf(body)
    for (const { headers } of frames) {
      expect(headers).toEqual({
        ':event-type': 'chunk',
        ':content-type': 'application/json',
        ':message-type': 'event',
      })
    }
    expect(JSON.parse(frames[0]!.payload.toString())).toEqual({
      bytes: expect.any(String),
      p: expect.stringMatching(/^a(b|$)/),
    })
    const events = eventsOf(body)
    expect(events.map(({ type }) => type)).not.toContain('ping')
    expect(events[0]).toMatchObject({
      type: 'message_start',
      message: { id: expect.stringMatching(/^msg_bdrk_01/), model: 'claude-haiku-4-5-20251001' },
    })
    expect(events.at(-1)).toEqual({
      type: 'message_stop',
      'amazon-bedrock-invocationMetrics': {
        inputTokenCount: 11,
        outputTokenCount: 22,
        cacheReadInputTokenCount: 33,
        cacheWriteInputTokenCount: 0,
        invocationLatency: expect.any(Number),
        firstByteLatency: expect.any(Number),
      },
    })
  })

  test.skipIf(!hasBotocore)('is what botocore can read', async () => {
    const bedrock = await start({
      script: [{ kind: 'in-band-error', text: 'so far', type: 'api_error', message: 'x' }],
    })
    const { body } = await ask(bedrock)
    const read = python<[Record<string, string>, string][]>(
      `
import json, sys
from botocore.eventstream import EventStreamBuffer
buffer = EventStreamBuffer()
buffer.add_data(sys.stdin.buffer.read())
print(json.dumps([[event.headers, event.payload.decode()] for event in buffer]))`,
      body,
    )
    expect(read).toEqual(framesOf(body).map(({ headers, payload }) => [headers, payload.toString('utf8')]))
  })

  test('comes whole when it is asked for whole', async () => {
    const bedrock = await start({ script: [full] })
    const { status, headers, body } = await ask(bedrock, { how: 'invoke' })
    expect([status, headers['content-type'], headers['x-amzn-bedrock-output-token-count']]).toEqual([
      200,
      'application/json',
      '22',
    ])
    expect(JSON.parse(body.toString('utf8'))).toMatchObject({
      type: 'message',
      content: [{ thinking: full.thinking }, { text: full.text }, { name: 'Bash', input: { command: 'true' } }],
      stop_reason: 'tool_use',
    })
  })

  test('may fail, before it begins, in it, or with the connection', async () => {
    const bedrock = await start({
      script: [
        { kind: 'error', status: 429 },
        {
          kind: 'error',
          status: 503,
          type: 'ModelNotReadyException',
          message: 'not yet',
          headers: { 'retry-after': '1' },
        },
        { kind: 'error', status: 502, body: '<h1>Bad Gateway</h1>' },
        { kind: 'in-band-error', text: 'so far', type: 'overloaded_error', message: 'too much' },
        { kind: 'in-band-error', type: 'ModelStreamErrorException', message: 'broken' },
        { kind: 'cut', at: 'headers' },
        { kind: 'cut', text: 'half' },
      ],
    })
    const waitPlease = 'Too many requests, please wait before trying again.'
    expect(refusalOf(await ask(bedrock))).toEqual([429, errorType('ThrottlingException'), waitPlease])
    expect(refusalOf(await ask(bedrock))).toEqual([503, errorType('ModelNotReadyException'), 'not yet'])
    expect((await ask(bedrock)).body.toString()).toBe('<h1>Bad Gateway</h1>')
    const frames = framesOf((await ask(bedrock)).body)
    expect(frames).toHaveLength(4)
    expect(frames.at(-1)).toEqual({
      headers: {
        ':exception-type': 'serviceUnavailableException',
        ':content-type': 'application/json',
        ':message-type': 'exception',
      },
      payload: Buffer.from('{"message":"too much"}'),
    })
    expect(refusalOf(await ask(bedrock, { how: 'invoke' }))[1]).toBe(errorType('ModelStreamErrorException'))
    await expect(ask(bedrock)).rejects.toThrow('socket hang up')
    await expect(ask(bedrock, { how: 'invoke' })).rejects.toThrow('aborted')
    expect(bedrock.messages.map(({ aborted }) => aborted)).toEqual(Array(7).fill(false))
  })

  test('may never end', async () => {
    const bedrock = await start({ script: [{ kind: 'hang', text: 'and then' }] })
    const { path, headers, body } = await prepared(bedrock, {})
    const controller = new AbortController()
    // Signed by `sign` for this host, which fetch puts in by itself.
    delete headers.host
    const response = await fetch(bedrock.url + path, { method: 'POST', headers, body, signal: controller.signal })
    expect(response.status).toBe(200)
    expect((await response.body!.getReader().read()).value?.length).toBeGreaterThan(100)
    controller.abort()
    await bedrock.idle()
    expect(bedrock.messages[0]?.aborted).toBe(true)
  })

  test('may be big: it arrives whole, and waits for a slow reader in flat memory', async () => {
    const bedrock = await start({
      script: [
        { kind: 'big', bytes: 300_001, chunk: 1000, as: 'thinking' },
        { kind: 'big', bytes: 400_000_000 },
      ],
    })
    const text = eventsOf((await ask(bedrock)).body)
      .map((event) => (event.delta as { thinking?: string } | undefined)?.thinking ?? '')
      .join('')
    expect(text.length).toBe(300_001)

    const { path, headers, body } = await prepared(bedrock, {})
    delete headers.host
    const controller = new AbortController()
    const response = await fetch(bedrock.url + path, { method: 'POST', headers, body, signal: controller.signal })
    await response.body!.getReader().read()
    const before = process.memoryUsage().rss
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
    controller.abort()
    await bedrock.idle()
  })
})

describe('a request', () => {
  test('is recorded with who signed it, and refused when the session is over', async () => {
    const over = newSession({ role: ROLE, seconds: -1 })
    const sessions = new Map([session, over].map((one) => [one.accessKeyId, one]))
    const bedrock = await start({ script: [{ kind: 'message', text: 'first' }, full], sessions })
    expect(refusalOf(await ask(bedrock, { identity: over }))).toEqual([
      403,
      errorType('ExpiredTokenException'),
      'The security token included in the request is expired',
    ])
    // The refused one does not use up an answer.
    expect(JSON.stringify(eventsOf((await ask(bedrock)).body))).toContain('first')
    expect((await ask(bedrock, { headers: {} })).status).toBe(403)
    expect(bedrock.sessionsSeen).toEqual([over.accessKeyId, session.accessKeyId, ''])
    expect(bedrock.messages).toHaveLength(3)
  })

  test('for the control plane is recorded, but is not for this host', async () => {
    const bedrock = await start({ script: [] })
    const what = { method: 'GET', path: '/inference-profiles?type=SYSTEM_DEFINED' }
    const answered = await send(bedrock.url, {
      ...what,
      headers: await sign(new URL(bedrock.url).host, what, session),
    })
    expect(answered.status).toBe(404)
    expect(bedrock.requests.map(({ path }) => path)).toEqual([what.path])
    expect(bedrock.messages).toEqual([])
  })

  test.each<[string, Call, string]>([
    ['a model in the body', { body: { model: 'x' } }, '#: extraneous key [model] is not permitted'],
    ['a stream in the body', { body: { stream: true } }, '#: extraneous key [stream] is not permitted'],
    ['no version', { body: { anthropic_version: undefined } }, '#: required key [anthropic_version] not found'],
    ['another version', { body: { anthropic_version: '2023-06-01' } }, '2023-06-01 is not a valid enum value'],
    ['no messages', { body: { messages: [] } }, 'at least one message'],
    ['an unknown model', { model: 'claude-haiku-4-5' }, 'The provided model identifier is invalid.'],
  ])('with %s is not valid', async (_, call, expected) => {
    const bedrock = await start({ script: [full], models: [MODEL] })
    const [status, type, message] = refusalOf(await ask(bedrock, call))
    expect([status, type]).toEqual([400, errorType('ValidationException')])
    expect(message).toContain(expected)
  })

  test.each([
    ['a colon', `/model/${MODEL}/invoke`, 200],
    ['an encoded colon', `/model/${encodeURIComponent(MODEL)}/invoke`, 200],
    ['an encoded ARN', `/model/${encodeURIComponent('arn:aws:bedrock:eu-west-1:1:inference-profile/x')}/invoke`, 200],
    ['an ARN with a slash', '/model/arn:aws:bedrock:eu-west-1:1:inference-profile/x/invoke', 404],
  ])('may name the model with %s', async (_, path, status) => {
    const bedrock = await start({ script: [full], models: [MODEL, 'arn:aws:bedrock:eu-west-1:1:inference-profile/x'] })
    expect((await ask(bedrock, { path })).status).toBe(status)
  })

  test('may be refused on command, come with a bearer token, and stand under a prefix', async () => {
    const bedrock = await start({
      script: [full],
      bearer: 'ABSK-made-up',
      prefix: '/company',
      refuse: (_, index) => (index === 0 ? { status: 403 } : undefined),
    })
    const path = `/company/model/${MODEL}/invoke`
    const noAccess = "You don't have access to the model with the specified model ID."
    expect(refusalOf(await ask(bedrock, { path }))).toEqual([403, errorType('AccessDeniedException'), noAccess])
    const headers = { authorization: 'Bearer ABSK-made-up' }
    expect((await ask(bedrock, { path, headers })).status).toBe(200)
    expect(refusalOf(await ask(bedrock, { path, headers: { authorization: 'Bearer x' } }))[2]).toContain('API Key')
    expect((await ask(bedrock)).status).toBe(404)
    expect(bedrock.sessionsSeen).toEqual([session.accessKeyId, 'bearer', 'bearer'])
  })
})

test.skipIf(process.platform === 'win32')('the real CLI, signing by itself, takes it for Bedrock', async () => {
  const bedrock = await start({
    script: [
      {
        kind: 'message',
        text: 'Let me see.',
        tools: [{ name: 'Bash', input: { command: 'echo 6*7 | bc || echo 42' } }],
      },
      { kind: 'message', text: 'It is done.' },
    ],
    models: [MODEL],
  })
  const claude = fileURLToPath(new URL('../../../node_modules/.bin/claude', import.meta.url))
  const home = freshFolder('home')
  const child = spawn(claude, ['--print', '--output-format', 'json', '--model', MODEL, '--allowedTools', 'Bash'], {
    cwd: freshFolder('workspace'),
    env: {
      PATH: process.env.PATH,
      HOME: home,
      USERPROFILE: home,
      CLAUDE_CODE_USE_BEDROCK: '1',
      ANTHROPIC_BEDROCK_BASE_URL: bedrock.url,
      ANTHROPIC_DEFAULT_HAIKU_MODEL: MODEL,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: session.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
      AWS_SESSION_TOKEN: session.sessionToken,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end('Say hello.')
  let output = ''
  for await (const chunk of child.stdout) output += chunk
  expect(JSON.parse(output)).toMatchObject({ is_error: false, result: 'It is done.', num_turns: 2 })
  // With AWS credentials of its own it also asks which models there are, one token each.
  const turns = bedrock.messages.filter(({ body }) => body.max_tokens > 1)
  expect(turns.map(({ path }) => decodeURIComponent(path))).toEqual(
    Array(2).fill(`/model/${MODEL}/invoke-with-response-stream`),
  )
  expect(new Set(bedrock.sessionsSeen)).toEqual(new Set([session.accessKeyId]))
  expect(JSON.stringify(turns[1]?.body.messages)).toContain('42')
})
