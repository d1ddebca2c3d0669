import { execFileSync } from 'node:child_process'
import { createReadStream, readdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  let registry: Server
  let url: string
  /** What the registry gives out: npm's own package, or something else in its place. */
  let archive: string
  const asked: string[] = []

  beforeAll(async () => {
    const folder = freshFolder('npm')
    execFileSync('npm', ['pack', '--prefer-offline', '--silent', `@anthropic-ai/${name}@${pinnedVersion}`], {
      cwd: folder,
    })
    archive = join(folder, readdirSync(folder)[0]!)
    registry = createServer((request, response) => {
      asked.push(request.url ?? '')
      createReadStream(archive).pipe(response)
    })
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`
  }, 300_000)
  afterAll(() => registry.close())

  it('takes the platform package of npm, and the next step finds it in the tool cache', {
    timeout: 180_000,
  }, async () => {
    const toolCache = freshFolder('tool-cache')
    const scenario = () => ({ inputs: { 'claude-path': '' }, env: { npm_config_registry: url }, step: { toolCache } })
    const first = await run(scenario())
    expect(first.step.outputs.conclusion).toBe('success')
    expect(asked).toEqual([`/@anthropic-ai/${name}/-/${name}-${pinnedVersion}.tgz`])
    expect(first.step.log).toMatch(/version \d+\.\d+\.\d+, installed in/)

    const second = await run(scenario())
    expect(second.step.outputs.conclusion).toBe('success')
    expect(second.step.log).toContain(`version ${pinnedVersion} from the tool cache`)
    expect(asked).toHaveLength(1)
  })

  it('refuses a package that is not the one that was pinned', { timeout: 60_000 }, async () => {
    archive = join(import.meta.dirname, '..', '..', 'package.json')
    const { api, step } = await run({ inputs: { 'claude-path': '' }, env: { npm_config_registry: url } })
    expect(step.exitCode).toBe(1)
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'claude-install' })
    expect(step.annotations.at(-1)!.message).toMatch(/its integrity is sha512-.*expected was sha512-/)
    expect(api.requests).toHaveLength(0)
  })
})
