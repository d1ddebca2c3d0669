import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import type { Layer } from '../resolve/layers.ts'

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

/** The step's environment as the strongest of the layers that can say something. */
export function environmentLayer(env: Env): Layer {
  return { kind: 'env', name: 'env', keys: {}, env }
}
