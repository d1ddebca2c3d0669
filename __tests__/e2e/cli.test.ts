import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import { pinnedVersion } from '../../src/claude/release.ts'
import { claude, run } from './support.ts'

describe('which claude', () => {
  it('claude-path comes first', async () => {
    const { step } = await run({})
    expect(step.log).toContain(`claude: ${claude} (claude-path)`)
  })

  it('then the one on the path', async () => {
    const path = [dirname(claude), '/usr/bin', '/bin'].join(delimiter)
    const { step } = await run({ inputs: { 'claude-path': '' }, env: { PATH: path } })
    expect(step.outputs.conclusion).toBe('success')
    expect(step.log).toContain(`claude: ${claude} (found on the path)`)
  })
})

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('an install', () => {
  const name = 'claude-code-linux-x64'
  const tarball = `/@anthropic-ai/${name}/-/${name}-${pinnedVersion}.tgz`
  const about = (version: string) => `/@anthropic-ai%2f${name}/${version}`
  let registry: Server
  let url: string
  /** npm's own package. */
  let archive: string
  let integrity: string
  let asked: { url: string; authorization: string | undefined }[] = []
  /** What the registry does instead of what it should; returns whether it did. */
  let mischief: (asked: number, response: ServerResponse) => boolean = () => false

  beforeAll(async () => {
    const folder = freshFolder('npm')
    execFileSync('npm', ['pack', '--prefer-offline', '--silent', `@anthropic-ai/${name}@${pinnedVersion}`], {
      cwd: folder,
    })
    archive = join(folder, readdirSync(folder)[0]!)
    integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
    registry = createServer((request, response) => {
      asked.push({ url: request.url ?? '', authorization: request.headers.authorization })
      if (mischief(asked.length, response)) return
      if (request.url === tarball) createReadStream(archive).pipe(response)
      else if (request.url?.startsWith(about('')))
        response.end(JSON.stringify({ version: pinnedVersion, dist: { tarball: url + tarball, integrity } }))
      else response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`
  }, 300_000)
  afterAll(() => {
    registry.closeAllConnections()
    registry.close()
  })
  beforeEach(() => {
    asked = []
    mischief = () => false
  })

  const install = (
    toolCache = freshFolder('tool-cache'),
    inputs = {},
    env: Record<string, string> = { npm_config_registry: url },
  ) => run({ inputs: { 'claude-path': '', ...inputs }, env, step: { toolCache } })
  const cached = (toolCache: string) => join(toolCache, 'claude-code', pinnedVersion, 'linux-x64', 'claude')

  it('takes the platform package of npm; the next step finds it in the tool cache, without network', {
    timeout: 180_000,
  }, async () => {
    const toolCache = freshFolder('tool-cache')
    const first = await install(toolCache)
    expect(first.step.outputs.conclusion).toBe('success')
    expect(asked.map(({ url }) => url)).toEqual([tarball])
    expect(first.step.log).toMatch(/version \d+\.\d+\.\d+, installed in/)

    const second = await install(toolCache, {}, { npm_config_registry: 'http://127.0.0.1:9' })
    expect(second.step.outputs.conclusion).toBe('success')
    expect(second.step.log).toContain(`version ${pinnedVersion} from the tool cache`)
    expect(asked).toHaveLength(1)

    // `latest` is asked for, and is what is here.
    const latest = await install(toolCache, { 'claude-version': 'latest' })
    expect(latest.step.outputs.conclusion).toBe('success')
    expect(asked.map(({ url }) => url)).toEqual([tarball, about('latest')])

    // Somebody put another program in its place.
    writeFileSync(cached(toolCache), '#!/bin/sh\nexec sleep 5\n', { mode: 0o755 })
    const changed = await install(toolCache)
    expect(changed.step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'claude-install' })
    expect(changed.step.annotations[0]!.message).toMatch(/is not what was installed: its sha256 is/)
    expect(changed.api.messages).toHaveLength(0)
  })

  it('of another version goes by the integrity that the registry tells, with its token, after it was busy twice', {
    timeout: 120_000,
  }, async () => {
    mischief = (count, response) => count <= 2 && Boolean(response.writeHead(503).end())
    const home = freshFolder('home')
    const { host } = new URL(url)
    writeFileSync(join(home, '.npmrc'), `@anthropic-ai:registry=${url}/\n//${host}/:_authToken=\${MY_NPM_SECRET}\n`)
    const env = { HOME: home, MY_NPM_SECRET: 'npm_madeup0123456789' }
    const { step } = await install(undefined, { 'claude-version': 'stable' }, env)
    expect(step.outputs.conclusion).toBe('success')
    expect(asked).toEqual(
      [about('stable'), about('stable'), about('stable'), tarball].map((url) => ({
        url,
        authorization: 'Bearer npm_madeup0123456789',
      })),
    )
    expect(step.log).not.toContain('npm_madeup0123456789')
  })

  it.each<[string, (response: ServerResponse) => unknown, RegExp]>([
    [
      'another package',
      (response) => response.end('not the package'),
      /its integrity is sha512-.*expected was sha512-/,
    ],
    ['a 404', (response) => response.writeHead(404).end(), /-2\.\d+\.\d+\.tgz: status 404/],
  ])('%s is refused at once', async (_name, answer, told) => {
    mischief = (_count, response) => {
      answer(response)
      return true
    }
    const { api, step } = await install()
    expect(step.exitCode).toBe(1)
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'claude-install' })
    expect(step.annotations.at(-1)!.message).toMatch(told)
    expect(asked).toHaveLength(1)
    expect(api.requests).toHaveLength(0)
  })

  it('that no registry answers says which host and which proxy', { timeout: 60_000 }, async () => {
    const { step } = await install(
      undefined,
      {},
      { npm_config_registry: 'https://npm.invalid', HTTPS_PROXY: 'http://user:pass-1234@127.0.0.1:9' },
    )
    expect(step.outputs['error-code']).toBe('claude-install')
    expect(step.annotations.at(-1)!.message).toMatch(
      /https:\/\/npm\.invalid\/.* through the proxy http:\/\/\*\*\*@127\.0\.0\.1:9\/?: /,
    )
    expect(step.log).not.toContain('pass-1234')
  })
})
