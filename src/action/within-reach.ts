import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Environment } from './environment.ts'

type Env = Environment['env']

/** Something that the agent can use as the user it runs as, without the action having given it. */
interface Lying {
  what: string
  path: string
  cure: string
}

/**
 * Credentials that lie on the machine where any process of the user finds them, a line each with what to do about it. It
 * is a look at some names, and no search: what is not named here may be there all the same.
 */
export function withinReach(environment: Environment, workingDirectory: string): string[] {
  const lying = [...ofTheCheckout(environment, workingDirectory), ...ofTheMachine(environment)]
  return lying.map(({ what, path, cure }) => `within the agent's reach: ${what} (${path}). ${cure}`)
}

const persisted = 'Give actions/checkout `persist-credentials: false`.'

/** What actions/checkout leaves for git, in one of the ways that its versions have. */
function ofTheCheckout({ workspace, temp }: Environment, workingDirectory: string): Lying[] {
  const found = new Map<string, Lying>()
  const add = (what: string, path: string) => found.set(path, { what, path, cure: persisted })
  for (const folder of new Set([workspace, workingDirectory, ...foldersIn(workspace)])) {
    const path = join(folder, '.git', 'config')
    const config = read(path)
    if (config === undefined) continue
    if (holdsHeader(config)) add("the checkout's token", path)
    if (/^\s*url\s*=\s*https?:\/\/[^/@\s]+:[^/@\s]+@/im.test(config)) add("a token in a remote's URL", path)
    // Version 6 keeps it beside the checkout, in a file that this one leads to.
    for (const [, included = ''] of config.matchAll(/^\s*path\s*=\s*"?([^"\n]+?)"?\s*$/gim))
      if (holdsHeader(read(resolve(folder, '.git', included)))) add("the checkout's token", included)
    const [, key] = /^\s*sshcommand\s*=.*?\s-i\s*(?:\\"|")?([^"\\\s]+)/im.exec(config) ?? []
    if (key !== undefined && isThere(key)) add("the checkout's SSH key", key)
  }
  for (const name of namesIn(temp))
    if (/^git-credentials-.*\.config$/.test(name) && holdsHeader(read(join(temp, name))))
      add("the checkout's token", join(temp, name))
  return [...found.values()]
}

function holdsHeader(config: string | undefined): boolean {
  return config !== undefined && /^\s*extraheader\s*=\s*"?authorization:/im.test(config)
}

/** Nobody checks out into more folders than this; and each takes a look. */
const mostFolders = 50

function foldersIn(path: string): string[] {
  try {
    const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    return folders.slice(0, mostFolders).map(({ name }) => join(path, name))
  } catch {
    return []
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

const offMachine = 'Keep it off the runner.'
const cloud = 'Keep it off the runner, and let the job prove who it is by OIDC.'

/** Where each tool keeps what it has, by that tool's own documents. */
function ofTheMachine({ env }: Environment): Lying[] {
  const home = env.HOME || env.USERPROFILE
  if (home === undefined || home === '') return []
  const at = (...path: string[]) => join(home, ...path)
  const config = env.XDG_CONFIG_HOME || at('.config')
  const gcloud = env.CLOUDSDK_CONFIG || (env.APPDATA ? join(env.APPDATA, 'gcloud') : join(config, 'gcloud'))
  const all: { what: string; paths: (string | undefined)[]; holds?: RegExp; cure: string }[] = [
    { what: 'AWS credentials', paths: [env.AWS_SHARED_CREDENTIALS_FILE || at('.aws', 'credentials')], cure: cloud },
    { what: 'an AWS sign-in', paths: [at('.aws', 'sso', 'cache'), at('.aws', 'login', 'cache')], cure: cloud },
    {
      what: 'Google credentials',
      paths: [
        env.GOOGLE_APPLICATION_CREDENTIALS,
        env.GOOGLE_GHA_CREDS_PATH,
        join(gcloud, 'application_default_credentials.json'),
      ],
      cure: cloud,
    },
    { what: 'a sign-in of gcloud', paths: [join(gcloud, 'credentials.db')], cure: cloud },
    {
      what: 'an Azure sign-in',
      paths: ['msal_token_cache.json', 'msal_token_cache.bin', 'service_principal_entries.json'].map((name) =>
        join(env.AZURE_CONFIG_DIR || at('.azure'), name),
      ),
      cure: cloud,
    },
    { what: 'a sign-in of Claude Code', paths: [join(claudeFolder(env, home), '.credentials.json')], cure: offMachine },
    {
      what: 'sign-ins to container registries',
      paths: [join(env.DOCKER_CONFIG || at('.docker'), 'config.json')],
      holds: /"(auth|identitytoken)"\s*:\s*"[^"]/,
      cure: 'Sign out (`docker logout`) before this step.',
    },
    {
      what: 'an npm token',
      paths: [env.NPM_CONFIG_USERCONFIG || env.npm_config_userconfig || at('.npmrc')],
      // A variable in its place is not the token.
      holds: /_(authToken|auth|password)\s*=\s*["']?(?!\$\{)[^\s"']/,
      cure: offMachine,
    },
    { what: 'passwords for hosts', paths: [at('.netrc'), at('_netrc')], holds: /password/, cure: offMachine },
    {
      what: "git's stored passwords",
      paths: [at('.git-credentials'), join(config, 'git', 'credentials')],
      cure: offMachine,
    },
    {
      what: 'a sign-in of gh',
      paths: [join(env.GH_CONFIG_DIR || join(config, 'gh'), 'hosts.yml')],
      holds: /oauth_token/,
      cure: offMachine,
    },
    {
      what: 'SSH keys',
      paths: ['id_ed25519', 'id_rsa', 'id_ecdsa'].map((name) => at('.ssh', name)),
      cure: offMachine,
    },
    { what: 'an SSH agent with its keys', paths: [env.SSH_AUTH_SOCK], cure: 'Start it behind this step.' },
    { what: 'access to a Kubernetes cluster', paths: [env.KUBECONFIG, at('.kube', 'config')], cure: offMachine },
  ]
  return all.flatMap(({ what, paths, holds, cure }) => {
    const path = paths.find((path) => path && (holds === undefined ? isThere(path) : holds.test(read(path) ?? '')))
    return path === undefined ? [] : [{ what, path, cure }]
  })
}

function claudeFolder(env: Env, home: string): string {
  return env.CLAUDE_CONFIG_DIR || join(home, '.claude')
}

/** A file with something in it, a folder, or a socket. */
function isThere(path: string): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats?.isDirectory() === true || stats?.isSocket() === true || (stats?.isFile() === true && stats.size > 0)
  } catch {
    return false
  }
}

/** No such file comes near this. */
const longestFile = 1 << 20

function read(path: string): string | undefined {
  try {
    // Looked at first: a pipe of that name would be waited for.
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats?.isFile() && stats.size <= longestFile ? readFileSync(path, 'utf8') : undefined
  } catch {
    return undefined
  }
}
