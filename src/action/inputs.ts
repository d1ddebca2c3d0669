import { resolve } from 'node:path'
import type { Problem } from '../errors.ts'
import { type Tier, tiers } from '../models/index.ts'
import { type Provider, type ProxyProtocol, providers, proxyProtocols } from '../resolve/plan.ts'
import { permissions, type WhoRule } from '../resolve/who.ts'
import type { Secret } from '../secret.ts'
import { type AwsInputs, readAws } from './aws-inputs.ts'
import { type ClaudeInputs, readClaude } from './claude-inputs.ts'
import type { Environment } from './environment.ts'
import { type GcpInputs, readGcp } from './gcp-inputs.ts'
import { readHeaders } from './header-inputs.ts'
import { Reader, statOf } from './reader.ts'
import { readBots, readHosts } from './trust-inputs.ts'

export const modes = ['run', 'setup', 'rotate'] as const
const authSchemes = ['auto', 'x-api-key', 'bearer'] as const
const rotations = ['off', 'verify', 'promote'] as const
const isolations = ['gateway', 'env'] as const
const sandboxes = ['auto', 'off', 'require'] as const
/** The union of what the CLI's versions take (`claude --help`, `--permission-mode`). */
const permissionModes = ['acceptEdits', 'auto', 'bypassPermissions', 'default', 'dontAsk', 'manual', 'plan'] as const

export type Mode = (typeof modes)[number]
type AuthScheme = (typeof authSchemes)[number]
type Isolation = (typeof isolations)[number]

/** The step's `with:`, read once and typed. Where one was wrong it is as if it had not been given; `problems` says so. */
export interface Inputs extends AwsInputs, GcpInputs, ClaudeInputs {
  mode: Mode
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
  claudeVersion: string | undefined
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
    ...readClaude({ workspace, workingDirectory }, read, problems),
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
    claudeVersion: read.text('claude-version'),
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
