import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import type { Problem } from '../errors.ts'
import { type Tier, tiers } from '../models/index.ts'
import { type Prompt, type Provider, type ProxyProtocol, providers, proxyProtocols } from '../resolve/plan.ts'
import { botName, permissions, type WhoRule } from '../resolve/who.ts'
import { Secret } from '../secret.ts'
import { parseClaudeArgs } from './claude-args.ts'
import type { Environment } from './environment.ts'
import { type GcpInputs, readGcp } from './gcp-inputs.ts'
import { isCommon } from './known-secrets.ts'
import { isReadable, Reader, statOf } from './reader.ts'

export const modes = ['run', 'setup', 'rotate'] as const
const authSchemes = ['auto', 'x-api-key', 'bearer'] as const
const rotations = ['off', 'verify', 'promote'] as const
const isolations = ['gateway', 'env'] as const
const sandboxes = ['auto', 'off', 'require'] as const
/** The union of what the CLI's versions take (`claude --help`, `--permission-mode`). */
const permissionModes = ['acceptEdits', 'auto', 'bypassPermissions', 'default', 'dontAsk', 'manual', 'plan'] as const

export type Mode = (typeof modes)[number]
export type AuthScheme = (typeof authSchemes)[number]
export type Isolation = (typeof isolations)[number]

/** The step's `with:`, read once and typed. Where one was wrong it is as if it had not been given; `problems` says so. */
export interface Inputs extends GcpInputs {
  mode: Mode
  prompt: Prompt | undefined
  provider: Provider | undefined
  model: string | undefined
  tier: Tier | undefined
  tierModels: Map<string, string>
  task: string | undefined
  taskTiers: Map<string, string>
  apiKey: Secret | undefined
  baseUrl: string | undefined
  authScheme: AuthScheme
  extraHeaders: Map<string, Secret>
  proxyProtocol: ProxyProtocol
  awsRegion: string | undefined
  /** ARNs, one a line. */
  awsRoles: string[]
  awsExternalId: Secret | undefined
  awsSessionName: string | undefined
  awsSessionSeconds: number
  awsAudience: string
  exportAwsCredentials: boolean
  secretId: string | undefined
  secretField: string
  secretRegion: string | undefined
  rotation: (typeof rotations)[number] | undefined
  maxTurns: number | undefined
  maxBudgetUsd: number | undefined
  timeoutMinutes: number | undefined
  allowedTools: string | undefined
  disallowedTools: string | undefined
  permissionMode: string | undefined
  jsonSchema: string | undefined
  claudeArgs: string[]
  /** The user's own `--settings` out of `claude-args`, read. */
  claudeSettings: Record<string, unknown>
  claudeVersion: string | undefined
  claudePath: string | undefined
  isolation: Isolation
  /** `required-permission` and `allowed-bots`. */
  who: WhoRule
  sandbox: (typeof sandboxes)[number]
  allowedHosts: string[]
  trustWorkspace: boolean
  workingDirectory: string
  githubToken: Secret | undefined
  /** Inputs that were given and could not be read: what is missing for their sake is not to be told as well. */
  unreadable: ReadonlySet<string>
}

export interface ReadInputs {
  value: Inputs
  problems: Problem[]
  warnings: string[]
}

/** Reads every input, and lists all that is wrong with their form. Secrets are masked as they are read. */
export async function readInputs(
  { env, workspace }: Pick<Environment, 'env' | 'workspace'>,
  mask: (secret: string) => void,
): Promise<ReadInputs> {
  const problems: Problem[] = []
  const read = new Reader(env, mask, problems)

  const workingDirectory = resolve(workspace, read.text('working-directory') ?? '.')
  if (!statOf(workingDirectory)?.isDirectory())
    problems.push({ where: 'working-directory', held: workingDirectory, expected: 'there is no such folder' })

  const inputs: Inputs = {
    mode: read.oneOf('mode', modes) ?? 'run',
    prompt: readPrompt(workspace, read, problems),
    provider: read.oneOf('provider', providers),
    model: read.text('model'),
    tier: read.oneOf('tier', tiers),
    tierModels: await read.lines('tier-models', 'tier: model'),
    task: read.text('task'),
    taskTiers: await read.lines('task-tiers', 'task: tier'),
    apiKey: read.secret('api-key'),
    baseUrl: read.text('base-url'),
    authScheme: read.oneOf('auth-scheme', authSchemes) ?? 'auto',
    extraHeaders: await readHeaders(read, problems),
    proxyProtocol: read.oneOf('proxy-protocol', proxyProtocols) ?? 'auto',
    awsRegion: read.text('aws-region'),
    ...readAws(read, problems),
    secretId: read.text('secret-id'),
    secretField: read.text('secret-key') ?? 'ANTHROPIC_API_KEY',
    secretRegion: read.text('secret-region'),
    rotation: read.oneOf('rotation', rotations),
    ...readGcp(read, problems),
    maxTurns: read.number('max-turns', 'a whole number from 1', (n) => Number.isSafeInteger(n) && n >= 1),
    maxBudgetUsd: read.number('max-budget-usd', 'an amount of US dollars above 0, such as 2.50', (n) => n > 0),
    timeoutMinutes: read.number(
      'timeout-minutes',
      'a number of minutes above 0 and at most 7200',
      (n) => n > 0 && n <= 7200,
    ),
    allowedTools: read.text('allowed-tools'),
    disallowedTools: read.text('disallowed-tools'),
    permissionMode: read.oneOf('permission-mode', permissionModes),
    jsonSchema: readSchema(read, problems),
    ...readClaudeArgs(workingDirectory, read, problems),
    claudeVersion: read.text('claude-version'),
    claudePath: readBinary(workspace, read, problems),
    isolation: read.oneOf('isolation', isolations) ?? 'gateway',
    who: {
      required: read.oneOf('required-permission', permissions.toReversed()) ?? 'write',
      bots: readBots(read, problems),
    },
    sandbox: read.oneOf('sandbox', sandboxes) ?? 'auto',
    allowedHosts: readHosts(read, problems),
    trustWorkspace: read.boolean('trust-workspace') ?? false,
    workingDirectory,
    githubToken: read.secret('github-token'),
    unreadable: new Set(),
  }

  const value = { ...inputs, unreadable: new Set(problems.map(({ where }) => where)) }
  return { value, problems, warnings: read.misspelled() }
}

function readPrompt(workspace: string, read: Reader, problems: Problem[]): Prompt | undefined {
  const text = read.verbatim('prompt')
  const file = read.text('prompt-file')
  if (text.trim() !== '' && file !== undefined) {
    problems.push({ where: 'prompt', expected: '`prompt` and `prompt-file` are both given; keep one of them' })
    return undefined
  }
  if (file === undefined) return text.trim() === '' ? undefined : { kind: 'text', text }
  const path = resolve(workspace, file)
  const stat = statOf(path)
  if (stat === undefined) problems.push({ where: 'prompt-file', held: file, expected: `there is no file ${path}` })
  else if (!stat.isFile()) problems.push({ where: 'prompt-file', held: file, expected: 'is not a file' })
  else if (!isReadable(path)) problems.push({ where: 'prompt-file', held: file, expected: 'may not be read' })
  else if (stat.size > longestPrompt)
    problems.push({ where: 'prompt-file', held: file, expected: 'is over 10 MB, which is more than `claude` takes' })
  else if (isBlank(path, stat.size)) problems.push({ where: 'prompt-file', held: file, expected: 'the file is empty' })
  return { kind: 'file', path }
}

/** What the CLI reads from stdin at the most. */
const longestPrompt = 10 << 20

/** Nothing but white space (a byte order mark counts as such), which the CLI refuses. */
function isBlank(path: string, size: number): boolean {
  return size === 0 || (size < 1 << 16 && readFileSync(path, 'utf8').trim() === '')
}

function readBinary(workspace: string, read: Reader, problems: Problem[]): string | undefined {
  const held = read.text('claude-path')
  if (held === undefined) return undefined
  const path = isAbsolute(held) ? held : resolve(workspace, held)
  const stat = statOf(path)
  if (stat?.isFile() && (process.platform === 'win32' || (stat.mode & 0o111) !== 0)) return path
  problems.push({
    where: 'claude-path',
    held,
    expected: stat === undefined ? `there is no file ${path}` : 'is not a program that can be run',
  })
  return undefined
}

function readAws(
  read: Reader,
  problems: Problem[],
): Pick<
  Inputs,
  'awsRoles' | 'awsExternalId' | 'awsSessionName' | 'awsSessionSeconds' | 'awsAudience' | 'exportAwsCredentials'
> {
  const sessionName = read.text('aws-session-name')
  const good = sessionName === undefined || /^[\w+=,.@-]{2,64}$/.test(sessionName)
  if (!good)
    problems.push({
      where: 'aws-session-name',
      held: sessionName,
      expected: 'must be 2 to 64 letters, digits or characters of `_+=,.@-`',
    })
  const seconds = read.number(
    'aws-session-duration',
    'a whole number of seconds from 900 to 43200',
    (n) => Number.isInteger(n) && n >= 900 && n <= 43_200,
  )
  return {
    awsRoles: (read.text('aws-role-arn') ?? '').split(/\s+/).filter(Boolean),
    awsExternalId: read.secret('aws-external-id'),
    awsSessionName: good ? sessionName : undefined,
    awsSessionSeconds: seconds ?? 3600,
    awsAudience: read.text('aws-audience') ?? 'sts.amazonaws.com',
    exportAwsCredentials: read.boolean('export-aws-credentials') ?? false,
  }
}

function readBots(read: Reader, problems: Problem[]): string[] {
  const held = read.text('allowed-bots')
  if (held === undefined) return []
  const names = held.split(/[\s,]+/).filter(Boolean)
  if (names.length === 0) problems.push({ where: 'allowed-bots', held, expected: 'names no bot' })
  for (const name of names) {
    if (name.includes('*'))
      problems.push({ where: 'allowed-bots', held: name, expected: 'is a pattern: name each bot that may' })
    else if (!/^[a-z0-9][a-z0-9_-]*(\[bot\])?$/i.test(name))
      problems.push({
        where: 'allowed-bots',
        held: name,
        expected: 'is not the name of a bot: give names such as dependabot or dependabot[bot]',
      })
  }
  return names.map(botName)
}

function readHosts(read: Reader, problems: Problem[]): string[] {
  const held = read.text('allowed-hosts')
  if (held === undefined) return []
  const hosts = held.split(/[\s,]+/).filter(Boolean)
  // Given, and then nothing in it (two variables that are not set, say), must not come to mean "any host".
  if (hosts.length === 0) problems.push({ where: 'allowed-hosts', held, expected: 'names no host' })
  for (const host of hosts)
    if (!/^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d+)?$/i.test(host))
      problems.push({
        where: 'allowed-hosts',
        held: host,
        expected: 'is not a host: give names such as api.example.com or api.example.com:8443',
      })
  return hosts.map((host) => host.toLowerCase())
}

function readClaudeArgs(
  workingDirectory: string,
  read: Reader,
  problems: Problem[],
): Pick<Inputs, 'claudeArgs' | 'claudeSettings'> {
  const nothing = { claudeArgs: [], claudeSettings: {} }
  const held = read.text('claude-args')
  if (held === undefined) return nothing
  const parsed = parseClaudeArgs(held)
  if (!parsed.ok) {
    problems.push({ where: 'claude-args', expected: parsed.expected })
    return nothing
  }
  if (parsed.settings === undefined) return { claudeArgs: parsed.args, claudeSettings: {} }
  const inline = parsed.settings.trimStart().startsWith('{')
  try {
    const json = inline ? parsed.settings : readFileSync(resolve(workingDirectory, parsed.settings), 'utf8')
    return { claudeArgs: parsed.args, claudeSettings: parseObject(json) }
  } catch (error) {
    // Of JSON only that it is none: the words of the error would quote it, and settings may hold a secret.
    const why = error instanceof SyntaxError ? 'is not JSON' : (error as Error).message
    problems.push({
      where: 'claude-args',
      expected: `--settings: ${inline ? 'its JSON' : parsed.settings} cannot be used: ${why}`,
    })
    return nothing
  }
}

function parseObject(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new Error('it is not a JSON object')
}

function readSchema(read: Reader, problems: Problem[]): string | undefined {
  const held = read.text('json-schema')
  if (held === undefined) return undefined
  try {
    return JSON.stringify(parseObject(held))
  } catch (error) {
    problems.push({ where: 'json-schema', held, expected: `must be a JSON Schema: ${(error as Error).message}` })
    return undefined
  }
}

/** Names that the action or HTTP itself sets; giving them too would put two credentials or two lengths in one request. */
const ownHeaders = [
  'authorization',
  'x-api-key',
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'accept-encoding',
  'cookie',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'upgrade',
]

async function readHeaders(read: Reader, problems: Problem[]): Promise<Map<string, Secret>> {
  const headers = new Map<string, Secret>()
  for (const [name, value] of await read.lines('extra-headers', 'name: value')) {
    if (!isCommon(value)) read.mask(value)
    const lower = name.toLowerCase()
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower))
      problems.push({ where: 'extra-headers', held: name, expected: 'is not a header name' })
    else if (ownHeaders.includes(lower))
      problems.push({
        where: 'extra-headers',
        held: name,
        expected: 'is set by the action itself; the key belongs in `api-key`, how it travels in `auth-scheme`',
      })
    else if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      problems.push({
        where: `extra-headers ${name}`,
        expected: 'its value holds characters that a header cannot carry',
      })
    else if (headers.has(lower)) problems.push({ where: 'extra-headers', held: name, expected: 'is given twice' })
    else headers.set(lower, new Secret(value))
  }
  return headers
}
