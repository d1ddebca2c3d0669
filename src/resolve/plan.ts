import type { Price, Tier } from '../models/index.ts'
import type { Secret } from '../secret.ts'
import type { Sourced } from './layers.ts'

/** All that a step will do, decided before anything starts. A union by provider; nothing right of here reads an input. */
export interface Plan {
  prompt: Prompt
  provider: ProviderPlan
  model: ModelPlan
  isolation: 'gateway' | 'env'
  limits: Limits
  agent: AgentPlan
  /** Which of its own settings files the CLI may load: all, or the user's alone where the checkout is not believed. */
  settingSources: 'all' | 'user'
  cli: CliPlan
  workingDirectory: string
}

/** Handed to `claude` on stdin, byte for byte. */
export type Prompt = { kind: 'text'; text: string } | { kind: 'file'; path: string }

export const providers = ['anthropic', 'bedrock', 'vertex', 'openai-compatible'] as const
export type Provider = (typeof providers)[number]

export type ProviderPlan = AnthropicPlan | BedrockPlan | VertexPlan | OpenAiPlan

export interface AnthropicPlan {
  provider: 'anthropic'
  upstream: AnthropicUpstream
  key: Secret
  auth: AuthPlan
  /** Names in lower case. */
  extraHeaders: Map<string, Secret>
}

export interface BedrockPlan {
  provider: 'bedrock'
  region: string
  /** In place of AWS's own endpoint: a VPC endpoint, say. */
  baseUrl: URL | undefined
}

export interface VertexPlan {
  provider: 'vertex'
  /** A region, or `global`. */
  region: string
  /** Without one: the credential's own. */
  project: string | undefined
  baseUrl: URL | undefined
}

/** A server that speaks OpenAI's API, or Anthropic's. The URL is without `/v1`. */
export interface OpenAiPlan {
  provider: 'openai-compatible'
  url: URL
  key: Secret
  auth: AuthPlan
  extraHeaders: Map<string, Secret>
}

/** Anthropic itself, or a gateway that speaks as it does. The URL is without `/v1`. */
export type AnthropicUpstream = { kind: 'anthropic'; url: URL } | { kind: 'gateway'; url: URL }

/** How the key travels; `other` says whether the other way is tried once when the first is answered with a 401. */
export interface AuthPlan {
  scheme: 'x-api-key' | 'bearer'
  other: 'never' | 'once'
}

export interface ModelPlan {
  /** The short Anthropic id, or the name as given where the catalogue does not know it. */
  name: string
  /** What the provider is asked for. */
  id: string
  tier: Tier | undefined
  price: Price | undefined
  /** What the CLI's aliases and subagents mean on this provider, by tier. */
  aliases: Record<Tier, string>
}

export interface Limits {
  maxTurns: number | undefined
  maxBudgetUsd: number | undefined
  timeoutMs: number | undefined
}

export interface AgentPlan {
  allowedTools: string | undefined
  disallowedTools: string | undefined
  permissionMode: string | undefined
  /** A JSON Schema, as JSON. */
  jsonSchema: string | undefined
  /** The user's own arguments, already split; none of them is one that the action sets itself. */
  extraArgs: string[]
  /** The user's own `--settings`, which the private settings are laid over. */
  settings: Record<string, unknown>
}

export type CliPlan = { kind: 'path'; path: string } | { kind: 'any' } | { kind: 'version'; version: string }

/** A chosen value with its source and what it won over, for the log and the summary. */
export interface Explained {
  name: string
  /** What to show; never a secret. */
  value: string
  source: string
  over: { value: string; source: string }[]
}

export function explained<T>(name: string, sourced: Sourced<T>, show: (value: T) => string = String): Explained {
  return {
    name,
    value: show(sourced.value),
    source: sourced.source.name,
    over: sourced.over.map(({ value, source }) => ({ value: show(value), source: source.name })),
  }
}
