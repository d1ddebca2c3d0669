import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createCommandFiles, readCommandFiles } from '../../lab/runner/command-files.ts'
import { freshFolder } from '../../lab/temp.ts'
import { seal } from '../../src/action/state.ts'

/** The built `post`, as a runner starts it, with state that somebody made up. */
const post = join(import.meta.dirname, '..', '..', 'dist', 'post', 'index.js')
const token = { ACTIONS_RUNTIME_TOKEN: 'made-up-runtime-token' }

const asked: string[] = []
let answer = '{"requests": 3, "costUsd": 0.5}'
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
  response.end(answer)
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => void server.close())
beforeEach(() => {
  asked.length = 0
  answer = '{"requests": 3, "costUsd": 0.5}'
})

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

async function end(state: string) {
  const temp = freshFolder('runner')
  const files = createCommandFiles(temp)
  const system = process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot }
  const env = { ...files, ...token, ...system, RUNNER_TEMP: temp, STATE_setup: state }
  const stdout = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [post], { env, timeout: 20_000 }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    )
  })
  expect(readFileSync(files.GITHUB_OUTPUT, 'utf8')).toBe('')
  return { stdout, exported: readCommandFiles(files).exported }
}

const left = (over: object = {}) =>
  JSON.stringify({ url: url(), control: 'control-token', old: { ANTHROPIC_BASE_URL: 'https://old.example' }, ...over })
const signed = (state: string) => seal(token, 'setup', state)

describe('post of mode setup', () => {
  test('ends the gateway and puts back what it wrote down itself', async () => {
    const { stdout, exported } = await end(signed(left()))
    expect(exported).toEqual({ ANTHROPIC_BASE_URL: 'https://old.example' })
    expect(asked).toEqual(['POST /-/end Bearer control-token'])
    expect(stdout).toContain('The gateway has ended after 3 requests for $0.5000.')
  })

  test.each<[string, () => string]>([
    ['somebody else wrote', () => left()],
    ['somebody else wrote, with nothing in front', () => `:${left()}`],
    ['somebody else signed', () => seal({ ACTIONS_RUNTIME_TOKEN: 'guessed' }, 'setup', left())],
    ['was changed', () => signed(left()).replace('old.example', 'evil.example')],
    ['was kept for something else', () => seal(token, 'run-folder', left())],
    ['is another machine’s', () => signed(left({ url: 'http://169.254.169.254:80' }))],
    ['is a way around', () => signed(left({ url: `${url()}@evil.example` }))],
    ['is no text', () => signed(left({ old: { ANTHROPIC_BASE_URL: { evil: true } } }))],
    ['is nonsense', () => signed('{')],
  ])('sends nothing and puts nothing back from what %s', async (_, state) => {
    const { stdout, exported } = await end(state())
    expect([exported, asked]).toEqual([{}, []])
    expect(stdout).toMatch(/^::warning::What mode `setup` kept .* is not what it wrote/)
  })

  test('touches no variable that is not one of its own', async () => {
    const old = {
      PATH: '/evil',
      LD_PRELOAD: '/evil.so',
      NODE_OPTIONS: '-r evil',
      GITHUB_TOKEN: 'x',
      CLOUD_ML_REGION: 'a',
    }
    expect((await end(signed(left({ old })))).exported).toEqual({ CLOUD_ML_REGION: 'a' })
  })

  test.each([
    '{"requests": "1\\n::error::FORGED"}',
    '{"requests": 1, "costUsd": "\\n::error::FORGED"}',
    '::error::FORGED',
    'null',
    'x'.repeat(3 << 20),
  ])('prints nothing that a stranger answers', async (said) => {
    answer = said
    const { stdout } = await end(signed(left()))
    expect(stdout).not.toContain('FORGED')
    expect(stdout.length).toBeLessThan(1_000)
  })

  test('does nothing where nothing was kept', async () => {
    expect(await end('')).toEqual({ stdout: '', exported: {} })
  })
})
