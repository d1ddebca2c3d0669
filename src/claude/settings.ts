import type { RunPlan } from '../resolve/plan.ts'

type Settings = Record<string, unknown>

/**
 * The private `--settings` of a run, laid over the user's own. A settings file's `env` beats the CLI's environment, and
 * `--settings` beats every file: what is pinned here is what counts.
 */
export function privateSettings(plan: RunPlan, pinned: Readonly<Record<string, string>>): Settings {
  const own = plan.agent.settings
  const env = typeof own.env === 'object' && own.env !== null ? (own.env as Settings) : {}
  const settings: Settings = {
    ...own,
    env: { ...env, ...pinned },
    // A helper would be run for a key of its own, which is then sent in place of the run's token.
    apiKeyHelper: '',
    awsAuthRefresh: '',
    awsCredentialExport: '',
  }
  // Before each fetch the CLI asks api.anthropic.com whether the page is safe: not where the data is to stay elsewhere.
  const { provider } = plan
  if (provider.provider !== 'anthropic' || provider.upstream.kind !== 'anthropic') settings.skipWebFetchPreflight = true
  return settings
}
