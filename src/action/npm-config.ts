import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'ini'

type Env = Readonly<Record<string, string | undefined>>

/** The npm registry for the CLI's package, and how to prove oneself to it. */
export interface NpmConfig {
  /** Without a slash at its end. */
  registry: string
  /** The `authorization` header for a URL, where one is configured for the registry that it belongs to. */
  authorization(url: string): string | undefined
}

const scope = '@anthropic-ai'

/**
 * What npm would use on this machine: the environment over the user's `.npmrc` over the machine's ("npmrc" and "config" in
 * npm's documents). Not the workspace's: a checkout has no say in where a program is installed from.
 */
export function readNpmConfig(env: Env, mask: (secret: string) => void): NpmConfig {
  const settings = {
    ...machineWide(env),
    ...read(env.NPM_CONFIG_USERCONFIG || env.npm_config_userconfig || home(env), env),
    ...fromEnv(env),
  }
  const registry = settings[`${scope}:registry`] || settings.registry || 'https://registry.npmjs.org'
  return {
    registry: registry.replace(/\/+$/, ''),
    authorization: (url) => {
      const header = authorization(settings, url)
      if (header !== undefined) mask(header.replace(/^\w+ /, ''))
      return header
    },
  }
}

/** The credentials of the longest configured prefix of a URL: `//host/path/:_authToken`, `:_auth`, `:username`. */
function authorization(settings: Record<string, string>, url: string): string | undefined {
  const { host, pathname } = new URL(url)
  const parts = pathname.split('/')
  for (let length = parts.length - 1; length > 0; length--) {
    const prefix = `//${host}${parts.slice(0, length).join('/')}/`
    const token = settings[`${prefix}:_authToken`]
    if (token) return `Bearer ${token}`
    const basic = settings[`${prefix}:_auth`]
    if (basic) return `Basic ${basic}`
    const [user, password] = [settings[`${prefix}:username`], settings[`${prefix}:_password`]]
    // npm keeps a password as base64.
    if (user && password) return `Basic ${Buffer.from(`${user}:${Buffer.from(password, 'base64')}`).toString('base64')}`
  }
  return undefined
}

function fromEnv(env: Env): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    const key = /^npm_config_(.+)$/i.exec(name)?.[1]
    // `npm_config_registry`; keys that hold a host are taken as they are written.
    if (key !== undefined && value) found[/[/:]/.test(key) ? key : key.toLowerCase()] = value
  }
  return found
}

function machineWide(env: Env): Record<string, string> {
  const named = env.NPM_CONFIG_GLOBALCONFIG || env.npm_config_globalconfig
  const prefix = env.NPM_CONFIG_PREFIX || env.npm_config_prefix || env.PREFIX
  const usual = prefix ? [join(prefix, 'etc', 'npmrc')] : ['/etc/npmrc', '/usr/etc/npmrc', '/usr/local/etc/npmrc']
  const windows = env.APPDATA ? [join(env.APPDATA, 'npm', 'etc', 'npmrc')] : []
  return Object.assign({}, ...(named ? [named] : [...usual, ...windows]).map((path) => read(path, env)))
}

function home(env: Env): string | undefined {
  const folder = env.HOME || env.USERPROFILE
  return folder ? join(folder, '.npmrc') : undefined
}

/** A file's settings, with `${NAME}` replaced as npm does. */
function read(path: string | undefined, env: Env): Record<string, string> {
  if (path === undefined) return {}
  try {
    const settings = Object.entries(parse(readFileSync(path, 'utf8'))).filter(([, value]) => typeof value === 'string')
    return Object.fromEntries(settings.map(([key, value]) => [expand(key, env), expand(value as string, env)]))
  } catch {
    return {}
  }
}

function expand(text: string, env: Env): string {
  return text.replace(
    /\$\{([^}]+)\}/g,
    (whole, name: string) => env[name.replace(/\?$/, '')] ?? (name.endsWith('?') ? '' : whole),
  )
}
