import type { NpmConfig } from '../action/npm-config.ts'
import type { CliPlan } from '../resolve/plan.ts'
import type { FoundClaude } from './install.ts'
import { pinnedVersion } from './release.ts'

export interface Locating {
  /** The npm registry to install from; asked for only when it comes to that. */
  npm: () => Promise<NpmConfig>
  temp: string
  say: (line: string) => void
}

/** `claude-path`; or the version asked for; or `claude` on the path; or the version pinned here, installed. */
export async function locateClaude(cli: CliPlan, { npm, temp, say }: Locating): Promise<FoundClaude> {
  // What the user or the machine's owner put there is theirs to vouch for.
  const verified = Promise.resolve()
  if (cli.kind === 'path') return { binary: cli.path, how: 'claude-path', verified }
  if (cli.kind === 'any') {
    const { which } = await import('@actions/io')
    const found = await which('claude', false)
    // npm puts a script there on Windows, which only a shell could start.
    const startable = process.platform !== 'win32' || /\.exe$/i.test(found)
    if (found !== '' && startable) return { binary: found, how: 'found on the path', verified }
  }
  // The installer brings the tool cache with it, which a run with a CLI at hand has no need to load.
  const { installClaude } = await import('./install.ts')
  return installClaude(cli.kind === 'version' ? cli.version : pinnedVersion, { npm: await npm(), temp, say })
}
