import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { arch as machineArch, platform as machinePlatform } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { cacheDir, extractTar, find, findAllVersions } from '@actions/tool-cache'
import type { NpmConfig } from '../action/npm-config.ts'
import type { CliPlan } from '../resolve/plan.ts'
import { installError, Registry } from './registry.ts'
import { pinnedPackages, pinnedVersion } from './release.ts'

const tool = 'claude-code'
/** Beside the binary in the tool cache: what it was when it was put there. */
const hashFile = 'claude.sha256'

export interface FoundClaude {
  binary: string
  /** How it was come by, for the log. */
  how: string
  /**
   * Whether the binary still is what was installed, where that is not known yet. It rejects when it is not. Nobody has
   * to wait for it before the start: it is ready when the first request is.
   */
  verified: Promise<void>
}

export interface Installing {
  npm: NpmConfig
  /** The runner's folder for files that go when the job ends. */
  temp: string
  say: (line: string) => void
}

/**
 * Takes the CLI out of the tool cache, or out of npm's package for this platform: the binary itself, without npm and
 * without an install script, checked against the integrity pinned here, or for another version the registry's.
 */
export async function installClaude(
  wanted: Extract<CliPlan, { kind: 'version' }>['version'],
  installing: Installing,
): Promise<FoundClaude> {
  const platform = platformName()
  const exact = /^\d/.test(wanted)
  if (exact) {
    const cached = await fromCache(wanted, platform)
    if (cached !== undefined) return cached
  }
  const registry = new Registry(installing.npm)
  const name = `@anthropic-ai/claude-code-${platform}`
  let release: Release
  try {
    release = await releaseOf(registry, name, wanted, platform)
  } catch (error) {
    // Without the network `latest` can still be the newest that is here.
    const newest = exact ? undefined : await newestCached(platform)
    if (newest === undefined) throw error
    installing.say(`The registry could not be asked for \`${wanted}\`: ${(error as Error).message}`)
    return newest
  }
  return (
    (exact ? undefined : await fromCache(release.version, platform)) ??
    (await download(registry, name, platform, release, installing))
  )
}

interface Release {
  version: string
  url: string
  /** As npm's `dist.integrity`: `sha512-` and base64. */
  integrity: string
}

async function releaseOf(registry: Registry, name: string, wanted: string, platform: string): Promise<Release> {
  const pinned = wanted === pinnedVersion ? pinnedPackages[platform] : undefined
  if (pinned === undefined) return registry.release(name, wanted)
  return { version: wanted, url: registry.tarballUrl(name, wanted), integrity: pinned.integrity }
}

async function download(
  registry: Registry,
  name: string,
  platform: string,
  release: Release,
  { temp, say }: Installing,
): Promise<FoundClaude> {
  const started = Date.now()
  const { version, url, integrity } = release
  const folder = await mkdtemp(join(temp, 'claude-install-'))
  try {
    say(`Installing ${name}@${version} from ${new URL(url).host}`)
    const archive = join(folder, 'package.tgz')
    await registry.download(url, async (body) => {
      const actual = await save(body, archive)
      if (actual !== integrity)
        throw installError(`${url} is not what it should be: its integrity is ${actual}, expected was ${integrity}`)
    })
    const unpacked = await extractTar(archive, join(folder, 'package'), ['xz', '--strip-components=1'])
    const sha256 = await sha256Of(join(unpacked, binaryName()))
    await writeFile(join(unpacked, hashFile), sha256)
    const kept = await cacheDir(unpacked, tool, version, platform)
    const how = `version ${version}, installed in ${((Date.now() - started) / 1000).toFixed(1)} s`
    return { binary: join(kept, binaryName()), how, verified: Promise.resolve() }
  } catch (error) {
    throw installError(`${url}: ${(error as Error).message}`, error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes a download to a file; its integrity is known when the last byte is. */
async function save(body: NodeJS.ReadableStream, file: string): Promise<string> {
  const hash = createHash('sha512')
  const tap = new Transform({
    transform(chunk, _encoding, next) {
      hash.update(chunk)
      next(null, chunk)
    },
  })
  await pipeline(body, tap, createWriteStream(file), { signal: AbortSignal.timeout(300_000) })
  return `sha512-${hash.digest('base64')}`
}

async function newestCached(platform: string): Promise<FoundClaude | undefined> {
  const newest = findAllVersions(tool, platform)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1)
  return newest === undefined ? undefined : fromCache(newest, platform)
}

async function fromCache(version: string, platform: string): Promise<FoundClaude | undefined> {
  const folder = find(tool, version, platform)
  if (folder === '') return undefined
  const binary = join(folder, binaryName())
  const verified = checkCached(
    binary,
    join(folder, hashFile),
    version === pinnedVersion ? pinnedPackages[platform]?.sha256 : undefined,
  )
  // Whoever waits for it hears of it; until then it must not look like an error that nobody handles.
  verified.catch(() => {})
  return { binary, how: `version ${version} from the tool cache`, verified }
}

/** A cached binary lies where other jobs of the machine can write: it is hashed again on each use. */
async function checkCached(binary: string, file: string, pinned: string | undefined): Promise<void> {
  const expected = pinned ?? (await readFile(file, 'utf8')).trim()
  const actual = await sha256Of(binary)
  if (actual !== expected)
    throw installError(
      `${binary} is not what was installed: its sha256 is ${actual}, expected was ${expected}; remove its folder from the tool cache`,
    )
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

function binaryName(): string {
  return machinePlatform() === 'win32' ? 'claude.exe' : 'claude'
}

/** As npm names the platform packages; musl is told from glibc by what Node itself was linked with. */
function platformName(): string {
  const name = `${machinePlatform()}-${machineArch()}`
  // The report would otherwise look up the names of all that this machine is connected to.
  Object.assign(process.report, { excludeNetwork: true })
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  const musl = machinePlatform() === 'linux' && report.header?.glibcVersionRuntime === undefined
  const full = musl ? `${name}-musl` : name
  if (pinnedPackages[full] === undefined)
    throw installError(`there is no Claude Code CLI for ${full}; give \`claude-path\``)
  return full
}
