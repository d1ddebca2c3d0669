import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { arch as machineArch, platform as machinePlatform } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { HttpClient } from '@actions/http-client'
import { cacheDir, downloadTool, extractTar, find } from '@actions/tool-cache'
import { ActionError } from '../errors.ts'
import { pinnedIntegrity, pinnedVersion } from './release.ts'

const tool = 'claude-code'

export interface FoundClaude {
  binary: string
  /** How it was come by, for the log. */
  how: string
}

/**
 * Takes the CLI out of the tool cache, or out of npm's package for this platform: the binary itself, without npm and
 * without an install script, checked against the integrity pinned here, or for another version the registry's.
 */
export async function installClaude(
  version: string,
  registry: string,
  say: (line: string) => void,
): Promise<FoundClaude> {
  const platform = platformName()
  const binary = machinePlatform() === 'win32' ? 'claude.exe' : 'claude'
  const cached = find(tool, version, platform)
  if (cached !== '') return { binary: join(cached, binary), how: `version ${version} from the tool cache` }

  const started = Date.now()
  const name = `@anthropic-ai/claude-code-${platform}`
  const { url, integrity } = await release(name, version, platform, registry)
  let archive: string | undefined
  try {
    say(`Installing ${name}@${version} from ${new URL(url).host}`)
    archive = await downloadTool(url)
    await checkIntegrity(archive, integrity, url)
    const folder = await extractTar(archive, undefined, ['xz', '--strip-components=1'])
    const kept = await cacheDir(folder, tool, version, platform)
    await rm(folder, { recursive: true, force: true })
    return {
      binary: join(kept, binary),
      how: `version ${version}, installed in ${((Date.now() - started) / 1000).toFixed(1)} s`,
    }
  } catch (error) {
    throw installError(`${url}: ${(error as Error).message}`, error)
  } finally {
    if (archive !== undefined) await rm(archive, { force: true })
  }
}

async function release(
  name: string,
  version: string,
  platform: string,
  registry: string,
): Promise<{ url: string; integrity: string }> {
  const base = registry.replace(/\/+$/, '')
  const pinned = version === pinnedVersion ? pinnedIntegrity[platform] : undefined
  if (pinned !== undefined) return { url: `${base}/${name}/-/${name.split('/')[1]}-${version}.tgz`, integrity: pinned }

  const about = `${base}/${name.replace('/', '%2f')}/${version}`
  try {
    const client = new HttpClient('claude-provider-action', [], {
      allowRetries: true,
      maxRetries: 3,
      socketTimeout: 30_000,
    })
    const { result } = await client.getJson<{ dist?: { tarball?: string; integrity?: string } }>(about)
    const { tarball, integrity } = result?.dist ?? {}
    if (tarball !== undefined && integrity?.startsWith('sha512-')) return { url: tarball, integrity }
  } catch (error) {
    throw installError(`${about}: ${(error as Error).message}`, error)
  }
  throw installError(`${about}: the registry knows no version ${version} with a sha512 integrity for this platform`)
}

async function checkIntegrity(file: string, expected: string, url: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const actual = `sha512-${hash.digest('base64')}`
  if (actual !== expected)
    throw installError(`${url} is not what it should be: its integrity is ${actual}, expected was ${expected}`)
}

/** As npm names the platform packages; musl is told from glibc by what Node itself was linked with. */
function platformName(): string {
  const platform = machinePlatform()
  const name = `${platform}-${machineArch()}`
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined
  const musl = platform === 'linux' && report?.header?.glibcVersionRuntime === undefined
  const full = musl ? `${name}-musl` : name
  if (pinnedIntegrity[full] === undefined)
    throw installError(`there is no Claude Code CLI for ${full}; give \`claude-path\``)
  return full
}

function installError(message: string, cause?: unknown): ActionError {
  return cause instanceof ActionError ? cause : new ActionError('claude-install', message, { cause })
}
