import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { leftovers } from '../../lab/runner/step.ts'
import { freshFolder } from '../../lab/temp.ts'
import { steeringVariables } from '../../src/resolve/plan.ts'
import { bash, claude, done, run, start, toolResult } from './support.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

/** Another server on this machine, that nobody named, and what it was asked. */
async function server(listener: RequestListener): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const other = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    listener(request, response)
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  open.push({
    close: () => {
      other.closeAllConnections()
      other.close()
    },
  })
  return { url: `http://127.0.0.1:${(other.address() as AddressInfo).port}`, asked }
}

function checkout(settings: unknown): string {
  const workspace = freshFolder('workspace')
  mkdirSync(join(workspace, '.claude'))
  writeFileSync(join(workspace, '.claude', 'settings.json'), JSON.stringify(settings))
  return workspace
}

describe('the way of the requests', () => {
  it('is not turned aside by any variable of the CLI in believed settings', async () => {
    const sink = await server((_request, response) => response.end())
    const env = Object.fromEntries(
      [...steeringVariables, 'ANTHROPIC_SOMETHING_NEW_BASE_URL', 'CLAUDE_CODE_SUBAGENT_MODEL'].map((name) => [
        name,
        /URL|HOST|SOCKET/.test(name) ? sink.url : /MODEL/.test(name) ? 'another-model' : '1',
      ]),
    )
    // The switches of the two clouds would be a choice of provider, and both at once an error.
    const { CLAUDE_CODE_USE_BEDROCK: _b, CLAUDE_CODE_USE_VERTEX: _v, ...others } = env
    const { api, step } = await run({ step: { workspace: checkout({ env: others }) } })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(sink.asked).toEqual([])
    expect(api.messages.map(({ body }) => body.model)).toEqual(['claude-haiku-4-5-20251001'])
  })

  it('covers every switch and base URL that the pinned CLI knows', () => {
    const binary = readFileSync(claude, 'latin1')
    const known = binary.match(
      /\b(CLAUDE_CODE_(USE|SKIP)_(BEDROCK|VERTEX|FOUNDRY|MANTLE|GATEWAY|ANTHROPIC_\w+?)(_AUTH)?|ANTHROPIC_[A-Z_]*BASE_URL)\b/g,
    )
    expect([...new Set(known)].filter((name) => !(steeringVariables as readonly string[]).includes(name))).toEqual([])
  })

  it('ends at the plan’s host: a redirect is an error, not followed', async () => {
    const evil = await server((_request, response) => response.end('{}'))
    const provider = await server((_request, response) => {
      response.writeHead(307, { location: `${evil.url}/v1/messages` }).end()
    })
    const { step } = await run({ inputs: { 'base-url': provider.url } })
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'provider-error' })
    expect(step.annotations[0]!.message).toContain(`sends the request on to ${new URL(evil.url).host}`)
    expect([provider.asked.length, evil.asked]).toEqual([1, []])
  })
})

describe('a cancel', () => {
  it.each([
    ['an install that hangs', { 'claude-path': '' }, 'push'],
    ['a look at the base branch that hangs', {}, 'issue_comment'],
  ])('ends %s', async (_name, inputs, event) => {
    const silent = await server(() => {})
    const { run: step } = await start({
      inputs,
      env: { npm_config_registry: silent.url },
      step: { event: { name: event, payload: {} }, github: { apiUrl: silent.url } },
    })
    while (silent.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    const asked = Date.now()
    const ended = await step.cancel()
    expect(ended.mainExitedAt - asked).toBeLessThan(5_000)
    expect(ended.exitCode).toBe(1)
    expect(ended.outputs).toMatchObject({ conclusion: 'cancelled', 'error-code': 'cancelled' })
    expect(leftovers(ended)).toEqual([])
  })
})

it('a step that cannot say how it went has failed', async () => {
  const broken = freshFolder('broken')
  const root = join(import.meta.dirname, '..', '..')
  cpSync(join(root, 'action.yml'), join(broken, 'action.yml'))
  cpSync(join(root, 'dist'), join(broken, 'dist'), { recursive: true })
  // The toolkit is a part of its own, the one that knows of GITHUB_STEP_SUMMARY.
  const main = join(broken, 'dist', 'main')
  const chunks = readdirSync(main).filter((name) => /^\d+\.index\.js$/.test(name))
  const toolkit = chunks.filter((name) => readFileSync(join(main, name), 'utf8').includes('GITHUB_STEP_SUMMARY'))
  expect(toolkit).toHaveLength(1)
  rmSync(join(main, toolkit[0]!))
  const { step } = await run({ step: { action: broken } })
  expect(step.exitCode).toBe(1)
  expect(leftovers(step)).toEqual([])
})

describe('what is not what it seems', () => {
  it.runIf(process.platform !== 'win32')('a pipe, a folder and a loop in place of a settings file', async () => {
    for (const make of [['mkfifo'], ['mkdir'], ['ln', '-s', 'settings.json']]) {
      const workspace = freshFolder('workspace')
      mkdirSync(join(workspace, '.claude'))
      execFileSync(make[0]!, [...make.slice(1), join(workspace, '.claude', 'settings.json')])
      const { step } = await run({ step: { workspace } })
      expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'settings-invalid' })
    }
  })

  it('the runner’s command files, once the agent has been at them', async () => {
    const forge = [
      'cd "$RUNNER_TEMP/_runner_file_commands"',
      'for f in *; do printf "structured-output=FORGED\\nLD_PRELOAD=/tmp/evil.so\\n<h1>FORGED</h1>\\n" >>"$f"; done',
      'rm -f *OUTPUT* *output*',
    ].join('; ')
    const { step } = await run({ script: [bash(forge), done], inputs: { 'allowed-tools': 'Bash' } })
    expect(step.outputs).toMatchObject({ conclusion: 'success', result: 'Done.' })
    expect(step.outputs['structured-output']).toBeUndefined()
    expect(step.exported).toEqual({})
    expect(step.path).toEqual([])
    expect(step.summary).not.toContain('FORGED')
  })

  it('an answer that is nested deeper than a stack goes', async () => {
    let deep: unknown = 1
    for (let depth = 0; depth < 6_000; depth++) deep = [deep]
    const { step } = await run({
      script: [{ kind: 'message', tools: [{ name: 'StructuredOutput', input: { a: deep } }] }, done],
      inputs: { 'json-schema': '{"type": "object"}' },
    })
    expect(step.outputs.conclusion).toMatch(/success|failure/)
    expect(step.summary).not.toBe('')
  })

  it('a header that is an ordinary word takes nothing out of the agent’s environment', async () => {
    const { api } = await run({
      script: [bash('env'), done],
      inputs: { 'allowed-tools': 'Bash', 'extra-headers': 'x-ci: "true"\nx-repo: octo-org/octo-repo' },
      env: { DEPLOY: 'true' },
    })
    const seen = toolResult(api)
    for (const name of ['CI=true', 'GITHUB_REPOSITORY=', 'DEPLOY=true']) expect(seen).toContain(name)
  })
})
