import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder } from '../../../lab/temp.ts'
import { bash, claude, done, later, run, toolResult } from '../support.ts'

/**
 * What the agent writes holds a secret that the action knows. It cannot have it from the action, so it lies in the
 * checkout: a `.env` that somebody committed. What the provider was told in a turn is what came out with no redaction.
 */
const key = 'sk-ant-api03-Zm9vYmFyYmF6/x+0Q_TaWl3eXo4OTAxMjM0NTY3ODk'
const header = 'team-secret-0123456789'
const hex = Buffer.from(key).toString('hex')
const pem = execFileSync('openssl', ['genrsa', '2048'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
const googleKey = {
  type: 'service_account',
  project_id: 'made-up-project',
  private_key_id: '0123456789abcdef0123456789abcdef01234567',
  private_key: pem,
  client_email: 'ci@made-up-project.iam.gserviceaccount.com',
  client_id: '1',
  token_uri: 'https://oauth2.googleapis.com/token',
}

function checkout(): string {
  const workspace = freshFolder('workspace')
  writeFileSync(join(workspace, '.env'), `ANTHROPIC_API_KEY=${key}\nTEAM=${header}\n`)
  writeFileSync(join(workspace, 'key'), key)
  writeFileSync(join(workspace, 'key.pem'), pem)
  return workspace
}

const inputs = { 'allowed-tools': 'Bash', 'api-key': key, 'extra-headers': `x-team: ${header}\nx-on: true` }
const provider = { key }

/** What whoever can read the job can read: all of it as text, and what its base64 and hex say. */
function leaked(text: string, secret = key): string[] {
  const plain = text.replace(/\\+[nrt]|[\s\\%:,]/g, '')
  const wanted = [8, 16, 24].map((at) => secret.slice(at, at + 12)).filter((part) => part.length === 12)
  const decoded = [
    plain,
    ...(plain.match(/[A-Za-z0-9+/_-]{12,}/g) ?? []).flatMap((run) =>
      [0, 1, 2, 3].map((at) => Buffer.from(run.slice(at), 'base64').toString('latin1')),
    ),
    ...(plain.match(/(?:[0-9a-f]{2}){8,}/gi) ?? []).flatMap((run) =>
      [0, 1].map((at) => Buffer.from(run.slice(at), 'hex').toString('latin1')),
    ),
  ].join('\n')
  return wanted.filter((part) => decoded.includes(part))
}

const forms: [string, string][] = [
  ['plain', 'cat .env'],
  ['base64', 'base64 < .env'],
  ['base64 at another offset', '(printf x; cat .env) | base64; (printf xy; cat .env) | base64 -w 0'],
  ['base64 for URLs', "(printf a; cat .env) | base64 -w 0 | tr '+/' '-_'"],
  ['base64 in narrow lines', 'base64 -w 10 < .env'],
  ['basic authentication', 'printf "user:%s" "$(cat key)" | base64'],
  ['hex', 'xxd -p < .env'],
  ['a hex dump', 'xxd .env'],
  ['another hex dump', 'hexdump -C .env; hexdump .env'],
  ['bytes in octets', 'od -An -tx1 .env; od -tx1 .env'],
  ['percent-encoded', "python3 -c \"import urllib.parse as u; print(u.quote(open('key').read(), safe=''))\""],
  ['JSON', 'python3 -c "import json; print(json.dumps({1: json.dumps(open(\'.env\').read())}))"'],
  ['with colours', 'grep --color=always api03 .env'],
  ['folded', 'fold -w 12 key'],
  ['cut off', 'head -c 45 key'],
]

describe('a secret that the agent prints', () => {
  it.each(forms)('%s', async (_name, command) => {
    const { api, step } = await run({
      script: [bash(command, `About to run ${command}`), done],
      inputs,
      provider,
      step: { workspace: checkout() },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    // Without redaction this is what would have stood in the transcript and, on a failure, in the log.
    expect(leaked(toolResult(api)), toolResult(api)).not.toEqual([])
    const transcript = readFileSync(step.outputs['execution-file']!, 'utf8')
    for (const line of transcript.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
    expect(transcript).toContain('***')
    for (const out of [transcript, step.rawLog.replace(/^::add-mask::.*$/gm, ''), step.summary])
      expect(leaked(out)).toEqual([])
  })

  it('in its answer, in the structured form of it, and in a tool’s name and error', async () => {
    const said = [key, hex, Buffer.from(`- ${key}`).toString('base64'), encodeURIComponent(key), header].join(' ')
    const structured = { [said]: [said, true], plain: key }
    const { api, step } = await run({
      script: [
        { kind: 'message', text: said, tools: [{ name: `x-${hex}`, input: { [said]: said } }] },
        bash(`echo '${said}' >&2; exit 3`, said),
        { kind: 'message', text: said, tools: [{ name: 'StructuredOutput', input: structured }] },
        { kind: 'message', text: said },
      ],
      inputs: { ...inputs, 'json-schema': '{"type": "object"}' },
      provider,
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(leaked(JSON.stringify(api.messages.at(-1)!.body))).not.toEqual([])
    expect(JSON.parse(step.outputs['structured-output']!)).toMatchObject({ plain: '***' })
    const transcript = readFileSync(step.outputs['execution-file']!, 'utf8')
    const log = step.rawLog.replace(/^::add-mask::.*$/gm, '')
    for (const out of [transcript, log, step.summary, JSON.stringify(step.outputs)]) {
      expect(leaked(out)).toEqual([])
      expect(leaked(out, header)).toEqual([])
    }
    // A header's value that is a word is none.
    expect(log).not.toContain('::add-mask::true')
  })

  it('that is a private key, line by line, as the file and as JSON', async () => {
    const { api, step } = await run({
      script: [
        bash('cat key.pem; base64 key.pem; python3 -c "import json; print(json.dumps(open(\'key.pem\').read()))"'),
        done,
      ],
      inputs: { ...inputs, 'gcp-credentials-json': JSON.stringify(googleKey) },
      provider,
      step: { workspace: checkout() },
    })
    const lines = pem.trim().split('\n').slice(1, -1)
    const transcript = readFileSync(step.outputs['execution-file']!, 'utf8')
    for (const line of lines) {
      expect(toolResult(api)).toContain(line)
      for (const out of [transcript, step.rawLog.replace(/^::add-mask::.*$/gm, '')]) {
        expect(out).not.toContain(line)
        expect(leaked(out, line)).toEqual([])
      }
    }
  })

  it('that is the run’s own token', async () => {
    const { api, step } = await run({ script: [bash('env; env | base64'), done], inputs, provider })
    const token = /^ANTHROPIC_AUTH_TOKEN=(cpa-run-.*)$/m.exec(toolResult(api))![1]!
    const transcript = readFileSync(step.outputs['execution-file']!, 'utf8')
    expect(transcript).toContain('ANTHROPIC_AUTH_TOKEN=***')
    for (const out of [transcript, step.summary]) expect(leaked(out, token)).toEqual([])
  })
})

describe('a secret that the provider sends back', () => {
  const echoed = [key, encodeURIComponent(key), Buffer.from(key).toString('base64'), header].join(' ')

  it('in an error never reaches the CLI, nor the agent that asks for it', async () => {
    let asked = 0
    const call = `curl -s -i -X POST "$ANTHROPIC_BASE_URL/v1/messages" -H "x-api-key: $ANTHROPIC_AUTH_TOKEN" -H 'anthropic-version: 2023-06-01' -H 'content-type: application/json' -d '{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"x"}]}'`
    const { api, step } = await run({
      script: (request) =>
        request.body.model === 'm'
          ? { kind: 'error', status: 400, message: `invalid: ${echoed}`, headers: { 'x-said': key } }
          : asked++ === 0
            ? bash(call)
            : { kind: 'error', status: 400, message: `invalid: ${echoed}` },
      inputs,
      provider,
      env: { CLAUDE_CODE_MAX_RETRIES: '0' },
    })
    expect(api.messages.some(({ body }) => body.model === 'm')).toBe(true)
    expect(toolResult(api)).toContain('invalid: ***')
    expect(leaked(toolResult(api))).toEqual([])
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'provider-error' })
    const transcript = readFileSync(step.outputs['execution-file']!, 'utf8')
    const log = step.rawLog.replace(/^::add-mask::.*$/gm, '')
    expect(log).toContain('invalid: ***')
    for (const out of [transcript, log, step.summary, JSON.stringify(step.annotations)]) expect(leaked(out)).toEqual([])
  })

  it('nor who asks the gateway of mode `setup`, in a later step', async () => {
    let said = ''
    await run({
      script: [{ kind: 'error', status: 400, message: `invalid: ${echoed}` }],
      inputs: { ...inputs, mode: 'setup', prompt: '', 'allowed-tools': '', 'claude-path': claude },
      provider,
      step: {
        following: async (main) => {
          const call = `curl -s -X POST "$ANTHROPIC_BASE_URL/v1/messages" -H "x-api-key: $ANTHROPIC_AUTH_TOKEN" -H 'anthropic-version: 2023-06-01' -d '{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"x"}]}'`
          said = await later(main, 'sh', ['-c', call])
        },
      },
    })
    expect(said).toContain('invalid: *** *** *** ***')
    expect(leaked(said)).toEqual([])
  })
})
