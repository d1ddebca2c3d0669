import type { CliPlan } from '../resolve/plan.ts'
import type { FoundClaude } from './install.ts'
import { pinnedVersion } from './release.ts'

/** `claude-path`; or the version asked for; or `claude` on the path; or the version pinned here, installed. */
export async function locateClaude(cli: CliPlan, registry: string, say: (line: string) => void): Promise<FoundClaude> {
  if (cli.kind === 'path') return { binary: cli.path, how: 'claude-path' }
  if (cli.kind === 'any') {
    const { which } = await import('@actions/io')
    const found = await which('claude', false)
    if (found !== '') return { binary: found, how: 'found on the path' }
  }
  // The installer brings the tool cache with it, which a run with a CLI at hand has no need to load.
  const { installClaude } = await import('./install.ts')
  return installClaude(cli.kind === 'version' ? cli.version : pinnedVersion, registry, say)
}
