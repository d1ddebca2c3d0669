import type { Tier } from '../models/index.ts'
import { Redactor } from '../redact/redactor.ts'
import { type Plan, type ProviderPlan, type RunPlan, steeringVariables } from '../resolve/plan.ts'
import { tokenPrefix } from '../token.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** How the CLI reaches the provider: through the gateway with the run's token, or by itself with the credential. */
export type Connection =
  | { kind: 'gateway'; url: string; token: string }
  /** With the variables that hold the credential, or lead to it. */
  | { kind: 'direct'; variables: Readonly<Record<string, string>> }

/**
 * What the agent's processes must not find: the step's inputs (each secret among them), the runner's own tokens, state
 * and command files, the credentials of every provider and cloud, and the job's GitHub token.
 */
const withheld =
  /^(INPUT_.*|ACTIONS_.*|STATE_.*|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|(GITHUB|GH|GITHUB_ENTERPRISE|GH_ENTERPRISE)_TOKEN|ANTHROPIC_(\w*API_KEY|\w*AUTH_TOKEN|CUSTOM_HEADERS|IDENTITY_TOKEN.*)|CLAUDE_(API_KEY|CODE_(OAUTH|SESSIONS_OAUTH)_.*|CODE_GATEWAY_TOKEN|CODE_SESSION_ACCESS_TOKEN)|AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|BEARER_TOKEN_.*|WEB_IDENTITY_TOKEN_FILE|ROLE_ARN|PROFILE|DEFAULT_PROFILE|SHARED_CREDENTIALS_FILE|CONFIG_FILE|CONTAINER_.*)|GOOGLE_(APPLICATION_CREDENTIALS|GHA_CREDS_PATH|CREDENTIALS|API_KEY|OAUTH_ACCESS_TOKEN)|CLOUDSDK_AUTH_.*|VERTEX_REGION_.*|GEMINI_API_KEY|AZURE_(CLIENT_SECRET|CLIENT_CERTIFICATE_.*|FEDERATED_TOKEN.*|PASSWORD)|ARM_(CLIENT_SECRET|ACCESS_KEY|SAS_TOKEN|OIDC_.*)|OPENAI_API_KEY|NODE_AUTH_TOKEN|NPM_TOKEN)$/i

const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'https_proxy', 'http_proxy', 'all_proxy']

/** Windows compares variables without regard to case; there the second spelling would be the first one again. */
const noProxyNames = ['NO_PROXY', 'no_proxy']

const aliasVariables: Record<Tier, string> = {
  haiku: 'ANTHROPIC_DEFAULT_HAIKU_MODEL',
  sonnet: 'ANTHROPIC_DEFAULT_SONNET_MODEL',
  opus: 'ANTHROPIC_DEFAULT_OPUS_MODEL',
}

/**
 * What the run fixes whoever says otherwise. It stands in the CLI's environment and, since a settings file's `env` beats
 * that, in the private settings as well.
 */
export function pinnedVariables(
  plan: Pick<Plan, 'model'> & { provider: ProviderPlan } & Partial<Pick<RunPlan, 'settingsVariables'>>,
  connection: Connection,
  env: Env,
): Record<string, string> {
  const pinned: Record<string, string> = {}
  for (const name of plan.settingsVariables ?? []) pinned[name] = withheld.test(name) ? '' : (env[name] ?? '')
  for (const name of steeringVariables) pinned[name] = ''
  for (const name of proxyVariables) pinned[name] = env[name] ?? ''
  for (const name of noProxyNames) pinned[name] = withLoopback(env.NO_PROXY, env.no_proxy)
  for (const [tier, name] of Object.entries(aliasVariables)) pinned[name] = plan.model.aliases[tier as Tier]
  pinned.CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC = '1'
  // Without it the CLI asks for a newer model in place of some older ones, whatever it was told.
  pinned.CLAUDE_CODE_DISABLE_LEGACY_MODEL_REMAP = '1'

  return { ...pinned, ...leading(plan.provider, connection) }
}

/**
 * The CLI does not start without a project. Where that is the credential's own, the gateway knows it by the first request,
 * and puts it in. It begins as a run token does: nobody takes it for anything that was asked for.
 */
const projectToCome = `${tokenPrefix}project`

/** What leads the CLI to the provider, in the mode that it has for it. */
function leading(provider: ProviderPlan, connection: Connection): Record<string, string> {
  switch (provider.provider) {
    case 'anthropic':
    case 'openai-compatible':
      return connection.kind === 'direct'
        ? connection.variables
        : { ANTHROPIC_BASE_URL: connection.url, ANTHROPIC_AUTH_TOKEN: connection.token }
    case 'bedrock': {
      const mode = { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: provider.region }
      if (connection.kind === 'direct') return { ...mode, ...connection.variables }
      // In this mode no header carries a token: it is a segment of the URL's path.
      const url = `${connection.url}/${connection.token}`
      return { ...mode, CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1', ANTHROPIC_BEDROCK_BASE_URL: url }
    }
    case 'vertex': {
      const mode = { CLAUDE_CODE_USE_VERTEX: '1', CLOUD_ML_REGION: provider.region }
      if (connection.kind === 'direct') return { ...mode, ...connection.variables }
      return {
        ...mode,
        CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
        ANTHROPIC_VERTEX_PROJECT_ID: provider.project ?? projectToCome,
        // The CLI puts no version of the API in front of the rest of the path.
        ANTHROPIC_VERTEX_BASE_URL: `${connection.url}/${connection.token}/v1`,
      }
    }
  }
}

/**
 * The CLI's environment: the step's, less what is withheld and whatever holds one of the run's secrets under another
 * name, plain or as a tool would encode it, plus what is pinned.
 */
export function childEnvironment(
  env: Env,
  pinned: Readonly<Record<string, string>>,
  secrets: readonly string[],
  mark: readonly [name: string, value: string],
): Record<string, string> {
  const child: Record<string, string> = {}
  const redactor = new Redactor()
  for (const secret of secrets) if (secret.length >= longEnough) redactor.add(secret)
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || withheld.test(name)) continue
    if (!runnerOwn.test(name) && (secrets.some((secret) => holds(value, secret)) || redactor.text(value) !== value)) {
      // Git ends at once where one of the settings is missing that it is told to find.
      if (gitSetting.test(name)) child[name] = /KEY/.test(name) ? 'withheld.setting' : ''
      continue
    }
    child[name] = value
  }
  // An empty variable in the environment is not "unset" to every tool that the agent starts; in the settings it has to be.
  for (const [name, value] of Object.entries(pinned)) {
    if (value === '') delete child[name]
    else child[name] = value
  }
  child[mark[0]] = mark[1]
  return child
}

/** What every tool in a job relies on; none of it is a secret, whatever word somebody gives as one. */
const runnerOwn = /^(CI|HOME|PATH|PWD|SHELL|LANG|USER|GITHUB_\w+|RUNNER_\w+)$/i

/** Git's settings by variables (`GIT_CONFIG_COUNT` in "git-config"). */
const gitSetting = /^GIT_CONFIG_(KEY|VALUE)_\d+$/

/** No word is, and none stands in another value by chance. */
const longEnough = 12

/** Whether a value is a secret, or holds one that is too long to stand there by chance. */
function holds(value: string, secret: string): boolean {
  return value === secret || (secret.length >= longEnough && value.includes(secret))
}

function withLoopback(...lists: (string | undefined)[]): string {
  const hosts = lists.flatMap((list) => (list ?? '').split(',')).map((host) => host.trim())
  return [...new Set([...hosts.filter(Boolean), '127.0.0.1', 'localhost'])].join(',')
}
