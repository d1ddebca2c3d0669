import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import type { Layer } from '../resolve/layers.ts'
import { tokenPrefix } from '../token.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What the action knows of where it runs: the step's environment, read once. */
export interface Environment {
  env: Env
  workspace: string
  /** The runner's folder for files that go when the job ends. */
  temp: string
  proxyEnv: Record<string, string>
}

export function readEnvironment(env: Env = process.env): Environment {
  const proxy = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy']
  return {
    env: { ...env },
    workspace: resolve(env.GITHUB_WORKSPACE || process.cwd()),
    temp: resolve(env.RUNNER_TEMP || tmpdir()),
    proxyEnv: Object.fromEntries(proxy.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
  }
}

/** Says of an environment that this action's mode `setup` wrote it: the URL of the gateway that was set up. */
export const marker = 'CLAUDE_PROVIDER_ACTION_SETUP'

/**
 * The step's environment as the strongest of the layers that can say something. What mode `setup` of an earlier step put
 * there is this action's own word, and would have it take its gateway for the provider.
 */
export function environmentLayer(env: Env): Layer {
  const gateway = env[marker]
  const ours =
    gateway !== undefined && gateway !== '' && baseUrls.some((name) => env[name]?.startsWith(gateway))
      ? /^(ANTHROPIC_((BEDROCK_|VERTEX_)?BASE_URL|MODEL|DEFAULT_\w+_MODEL)|CLAUDE_CODE_(USE|SKIP)_\w+)$/
      : /^$/
  const said = Object.entries(env).filter(([name, value]) => !value?.startsWith(tokenPrefix) && !ours.test(name))
  return { kind: 'env', name: 'env', keys: {}, env: Object.fromEntries(said) }
}

const baseUrls = ['ANTHROPIC_BASE_URL', 'ANTHROPIC_BEDROCK_BASE_URL', 'ANTHROPIC_VERTEX_BASE_URL']
