import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { type GoogleCloud, startGoogleCloud } from '../../../lab/google/cloud.ts'
import { quotaExceeded, startVertex, type Vertex, type VertexOptions } from '../../../lab/google/vertex.ts'
import { freshFolder } from '../../../lab/temp.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

async function start(options: Partial<VertexOptions> & Pick<VertexOptions, 'script'>) {
  const cloud = await startGoogleCloud({ machine: 'runner@my-project-12345.iam.gserviceaccount.com' })
  const vertex = await startVertex({ cloud, ...options })
  open.push(cloud, vertex)
  return { cloud, vertex, token: await newToken(cloud) }
}

async function newToken(cloud: GoogleCloud): Promise<string> {
  const url = `http://${cloud.metadataHost}/computeMetadata/v1/instance/service-accounts/default/token`
  const answer = await fetch(url, { headers: { 'metadata-flavor': 'Google' } })
  return ((await answer.json()) as { access_token: string }).access_token
}

const place = '/v1/projects/my-project-12345/locations/europe-west4/publishers/anthropic/models'
const question = {
  anthropic_version: 'vertex-2023-10-16',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Well?' }],
}

function ask(
  vertex: Vertex,
  token: string,
  more: { body?: object; path?: string; signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(vertex.url + (more.path ?? `${place}/claude-sonnet-4-6:streamRawPredict`), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(more.body ?? { ...question, stream: true }),
    ...(more.signal ? { signal: more.signal } : {}),
  })
}

describe('a message', () => {
  test('comes as a stream of the same events as from Anthropic', async () => {
    const { vertex, token } = await start({ script: [{ kind: 'message', text: 'Well.' }] })
    const answer = await ask(vertex, token)
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    expect(answer.headers.get('request-id')).toMatch(/^req_vrtx_01/)
    const events = (await answer.text()).match(/^event: .*/gm)
    expect([events?.at(0), events?.at(-1)]).toEqual(['event: message_start', 'event: message_stop'])
    expect(vertex.messages).toMatchObject([
      {
        principal: 'serviceAccount:runner@my-project-12345.iam.gserviceaccount.com',
        model: 'claude-sonnet-4-6',
        location: 'europe-west4',
      },
    ])
  })

  test('comes whole by the other method', async () => {
    const { vertex, token } = await start({ script: [{ kind: 'message', text: 'Well.' }] })
    const answer = await ask(vertex, token, { path: `${place}/claude-haiku-4-5@20251001:rawPredict`, body: question })
    expect(await answer.json()).toMatchObject({
      model: 'claude-haiku-4-5@20251001',
      content: [{ type: 'text', text: 'Well.' }],
    })
  })

  test('may break, hang, err in the middle and be big', async () => {
    const { vertex, token } = await start({
      script: [
        { kind: 'cut', text: 'half' },
        { kind: 'in-band-error', type: 'overloaded_error', message: 'Overloaded' },
        { kind: 'hang' },
        { kind: 'big', bytes: 100_000 },
      ],
    })
    await expect((await ask(vertex, token)).text()).rejects.toThrow('terminated')
    expect(await (await ask(vertex, token)).text()).toContain('event: error\ndata: {"type":"error"')
    await expect(ask(vertex, token, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout')
    expect((await (await ask(vertex, token)).text()).length).toBeGreaterThan(100_000)
  })

  test('is counted without an answer of the script', async () => {
    const { vertex, token } = await start({ script: [] })
    const body = { ...question, model: 'claude-sonnet-4-6' }
    const answer = await ask(vertex, token, { path: `${place}/count-tokens:rawPredict`, body })
    expect(await answer.json()).toEqual({ input_tokens: expect.any(Number) })
    expect(vertex.messages).toEqual([])
  })
})

describe('is refused', () => {
  const refusal = async (answer: Promise<Response>) => {
    const response = await answer
    const body: unknown = await response.json()
    const [said] = [body].flat() as { error: { status: string; type: string; message: string } }[]
    return { status: response.status, error: said!.error, list: Array.isArray(body) }
  }

  test('without a token of the cloud that has not ended', async () => {
    const { cloud, vertex, token } = await start({ script: [{ kind: 'message' }] })
    expect((await ask(vertex, token)).status).toBe(200)
    expect((await refusal(ask(vertex, 'ya29.made-up'))).error.status).toBe('UNAUTHENTICATED')
    cloud.endAllTokens()
    expect(await refusal(ask(vertex, token))).toMatchObject({ status: 401, list: true })
    expect((await ask(vertex, await newToken(cloud))).status).toBe(200)
  })

  test('as the project and the location have it', async () => {
    const { vertex, token } = await start({ script: [quotaExceeded()] })
    const { settings } = vertex
    expect(await refusal(ask(vertex, token))).toMatchObject({
      status: 429,
      error: { status: 'RESOURCE_EXHAUSTED', message: expect.stringContaining('Quota exceeded for aiplatform') },
    })
    settings.agreedTo = () => false
    expect(await refusal(ask(vertex, token))).toMatchObject({ status: 400, error: { status: 'FAILED_PRECONDITION' } })
    settings.offers = (_model, location) => location === 'global'
    expect(await refusal(ask(vertex, token))).toMatchObject({
      status: 404,
      error: {
        message: expect.stringMatching(/^Publisher Model `projects\/my-project-12345\/.*` was not found or your/),
      },
    })
    settings.mayPredict = () => false
    expect(await refusal(ask(vertex, token))).toMatchObject({
      status: 403,
      error: {
        message: expect.stringContaining("Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform"),
        details: [{ reason: 'IAM_PERMISSION_DENIED' }],
      },
    })
    settings.enabled = false
    expect(await refusal(ask(vertex, token))).toMatchObject({
      status: 403,
      error: { details: [{ reason: 'SERVICE_DISABLED', metadata: { service: 'aiplatform.googleapis.com' } }] },
    })
  })

  test('where it is not what Vertex AI takes', async () => {
    const { vertex, token } = await start({ script: [{ kind: 'message' }] })
    const message = async (body: object) => (await refusal(ask(vertex, token, { body }))).error.message
    expect(await message({ ...question, anthropic_version: undefined })).toBe('anthropic_version: Field required')
    expect(await message({ ...question, anthropic_version: '2023-06-01' })).toContain('vertex-2023-10-16')
    expect(await message({ ...question, model: 'claude-sonnet-4-6' })).toBe('model: Extra inputs are not permitted')
    expect(await message({ ...question, messages: [] })).toContain('at least one message')
    const other = place.replace('my-project-12345', 'another')
    expect((await ask(vertex, token, { path: `${other}/claude-sonnet-4-6:rawPredict` })).status).toBe(403)
    for (const path of [
      '/v1/messages',
      `${place}/claude-sonnet-4-6:predict`,
      `/x${place}/claude-sonnet-4-6:rawPredict`,
    ])
      expect((await ask(vertex, token, { path })).status).toBe(404)
  })

  test("in Anthropic's shape where it was Anthropic that refused", async () => {
    const { vertex, token } = await start({
      script: [
        { kind: 'error', status: 529 },
        { kind: 'error', status: 400, type: 'invalid_request_error', message: 'prompt is too long' },
      ],
    })
    expect((await refusal(ask(vertex, token))).error.type).toBe('overloaded_error')
    expect(await refusal(ask(vertex, token))).toMatchObject({
      list: false,
      error: { type: 'invalid_request_error', message: 'prompt is too long' },
    })
  })
})

describe('the real CLI', () => {
  test('goes through two turns with a tool, and asks nothing else', async () => {
    const { vertex, token } = await start({
      prefix: '/segment',
      script: [
        { kind: 'message', tools: [{ name: 'Bash', input: { command: 'echo $((6 * 7))' } }] },
        { kind: 'message', text: 'Forty-two.' },
      ],
    })
    const result = await claude(`${vertex.url}/segment/v1`, token)
    expect(result).toMatchObject({ is_error: false, result: 'Forty-two.', num_turns: 2 })
    expect(vertex.messages).toHaveLength(2)
    expect(vertex.requests).toHaveLength(2)
    expect(JSON.stringify(vertex.messages[1]?.body.messages.at(-1))).toContain('42')
  })

  test('tells what Google says', async () => {
    const { vertex, token } = await start({ script: [], mayPredict: () => false })
    expect(await claude(`${vertex.url}/v1`, token)).toMatchObject({ is_error: true, api_error_status: 403 })
  })
})

/** In its own Vertex mode, without Google's credentials; the token in its environment is sent as a bearer. */
async function claude(baseUrl: string, token: string): Promise<Record<string, unknown>> {
  const home = freshFolder('home')
  const args = ['--print', '--output-format', 'json', '--model', 'claude-haiku-4-5@20251001', '--allowedTools', 'Bash']
  const child = spawn(fileURLToPath(new URL('../../../node_modules/.bin/claude', import.meta.url)), args, {
    cwd: freshFolder('workspace'),
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: home,
      CLAUDE_CONFIG_DIR: `${home}/.claude`,
      CLAUDE_CODE_USE_VERTEX: '1',
      CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
      ANTHROPIC_VERTEX_PROJECT_ID: 'my-project-12345',
      CLOUD_ML_REGION: 'europe-west4',
      ANTHROPIC_VERTEX_BASE_URL: baseUrl,
      ANTHROPIC_AUTH_TOKEN: token,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 50_000,
  })
  child.stdin.end('What is six times seven?')
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  return JSON.parse(output)
}
