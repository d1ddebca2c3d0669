import type { Price, Tier } from '../models/index.ts'
import type { Secret } from '../secret.ts'
import type { Sourced } from './layers.ts'

/** All that a step will do, decided before anything starts. Nothing right of here reads an input. */
export type Plan = RunPlan | SetupPlan | RotatePlan

interface PlanBase {
  /** A union by provider. */
  provider: ProviderPlan
  model: ModelPlan
  cli: CliPlan
  workingDirectory: string
}

/** Mode `run`: one `claude --print`. */
export interface RunPlan extends PlanBase {
  mode: 'run'
  prompt: Prompt
  isolation: 'gateway' | 'env'
  sandbox: SandboxPlan
  limits: Limits
  agent: AgentPlan
  /** Which of its own settings files the CLI may load: all, or the user's alone where the checkout is not believed. */
  settingSources: 'all' | 'user'
  /** Variables of settings files that would steer the CLI: they count as the step's environment has them, or not at all. */
  settingsVariables: string[]
}

/** Whether the agent's processes are kept apart from the machine's, and what is done where they cannot be. */
export type SandboxPlan =
  | { kind: 'off' }
  | { kind: 'on'; orElse: 'start without' | 'fail'; engines: 'out of reach' | 'in reach' }

/** Mode `setup`: a gateway for the steps that follow. */
export interface SetupPlan extends PlanBase {
  mode: 'setup'
  /** Whether other tools in later steps get the AWS credentials as well. */
  exportAws: boolean
}

/** Mode `rotate`: the key is tried and promoted, and nothing is run. */
export interface RotatePlan extends PlanBase {
  mode: 'rotate'
  limits: Pick<Limits, 'timeoutMs'>
}

/** Handed to `claude` on stdin, byte for byte. */
export type Prompt = { kind: 'text'; text: string } | { kind: 'file'; path: string }

export const providers = ['anthropic', 'bedrock', 'vertex', 'openai-compatible'] as const
export type Provider = (typeof providers)[number]

export type ProviderPlan = AnthropicPlan | BedrockPlan | VertexPlan | OpenAiPlan

/** Those that an API key is paid with. */
export type KeyedPlan = AnthropicPlan | OpenAiPlan

export interface AnthropicPlan {
  provider: 'anthropic'
  upstream: AnthropicUpstream
  key: KeyPlan
  auth: AuthPlan
  /** Names in lower case. */
  extraHeaders: Map<string, Secret>
}

/** Where an API key comes from: it was given, or it lies in AWS Secrets Manager. */
export type KeyPlan = { kind: 'given'; secret: Secret } | { kind: 'stored'; stored: StoredKeyPlan }

export interface StoredKeyPlan {
  /** Name or ARN. */
  id: string
  /** The field of a JSON secret; a dot leads into a nested one. */
  field: string
  region: string
  aws: AwsPlan
  rotation: 'off' | 'verify' | 'promote'
  /** The version to begin with, where that has been settled; without it the one that is current. */
  version: string | undefined
}

export interface BedrockPlan {
  provider: 'bedrock'
  region: string
  /** Where requests go: AWS's own endpoint for the region, or the one that somebody named, of a VPC say. */
  endpoint: URL
  credential: BedrockCredential
}

/** What requests are proved with: signed with AWS credentials, or by a Bedrock API key. */
export type BedrockCredential = { kind: 'aws'; aws: AwsPlan } | { kind: 'bearer'; token: Secret }

/** How AWS credentials are come by: from a source, and through a chain of roles. */
export interface AwsPlan {
  /** Whose STS is asked. */
  region: string
  source: AwsSource
  /** ARNs; each is assumed from the one before, the first from the source. */
  roles: string[]
  /** For the roles that are assumed from other credentials; an OIDC token goes without. */
  externalId: Secret | undefined
  sessionName: string
  sessionSeconds: number
  /** What the SDK reads for itself: variables of AWS that settings files hold as well as the environment. */
  variables: Map<string, Secret>
}

/** The job's OIDC token, for the first of the roles; or what the SDK's default chain finds. */
export type AwsSource = { kind: 'oidc'; request: OidcRequest; audience: string } | { kind: 'ambient' }

/** Where a job asks for its OIDC token, and with what. */
export interface OidcRequest {
  url: string
  token: Secret
}

export interface VertexPlan {
  provider: 'vertex'
  /** A region, a geography (`eu`, `us`), or `global`. */
  region: string
  /** Without one: what the machine's credentials say. */
  project: string | undefined
  /** Where requests go, without `/v1`: Google's own endpoint for the location, or the one that somebody named. */
  endpoint: URL
  credential: GooglePlan
}

/** How access tokens for Google Cloud are come by: exactly one source, and where Google's services are. */
export type GooglePlan = GoogleSource & GooglePlace

export type GoogleSource = WorkloadIdentityPlan | KeyFilePlan | AmbientPlan

/** The job's own identity: GitHub's OIDC token for one of Google, and with a service account for one of its own. */
export interface WorkloadIdentityPlan {
  kind: 'workload-identity'
  /** `projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER` */
  provider: string
  serviceAccount: string | undefined
  request: OidcRequest
  audience: string
}

/** A key file of any kind that Google has: its JSON, decoded and checked. */
export interface KeyFilePlan {
  kind: 'json'
  credentials: Secret
}

/** What the machine has: Application Default Credentials. */
export interface AmbientPlan {
  kind: 'ambient'
  /** The variables that say where they are. */
  env: Readonly<Record<string, string | undefined>>
}

export interface GooglePlace {
  endpoints: GoogleEndpoints
  /** `googleapis.com` unless the project lives in a cloud of its own. */
  universe: string
  /** The project whose quota the requests count against, where somebody named one; else the credential may. */
  quotaProject: string | undefined
}

/** In place of Google's own: the whole URL in front of the method, such as `https://sts.example/v1`. */
export type GoogleEndpoints = { [service in 'sts' | 'iamcredentials' | 'oauth2']?: URL | undefined }

/** A server that speaks OpenAI's API, or Anthropic's. The URL is without `/v1`. */
export interface OpenAiPlan {
  provider: 'openai-compatible'
  url: URL
  /** What it speaks; `auto` is found out. */
  protocol: ProxyProtocol
  /** The tier that stands for a model that nobody named: only a server that speaks Anthropic can be asked for that one. */
  assumed: Tier | undefined
  key: KeyPlan
  auth: AuthPlan
  extraHeaders: Map<string, Secret>
}

export const proxyProtocols = ['auto', 'anthropic', 'openai'] as const
export type ProxyProtocol = (typeof proxyProtocols)[number]

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

/**
 * Variables that say where the CLI sends its requests, as whom and for which model (`claude` 2.1.330's own names). The
 * action pins them all, those that are not used as empty, so that nobody else's word for one of them counts.
 */
export const steeringVariables = [
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_CUSTOM_HEADERS',
  'ANTHROPIC_API_HOST',
  'ANTHROPIC_AWS_API_KEY',
  'ANTHROPIC_AWS_BASE_URL',
  'ANTHROPIC_BEDROCK_BASE_URL',
  'ANTHROPIC_BEDROCK_MANTLE_BASE_URL',
  'ANTHROPIC_FEDERATION_RULE_ID',
  'ANTHROPIC_FOUNDRY_API_KEY',
  'ANTHROPIC_FOUNDRY_AUTH_TOKEN',
  'ANTHROPIC_FOUNDRY_BASE_URL',
  'ANTHROPIC_FOUNDRY_RESOURCE',
  'ANTHROPIC_GOOGLE_CLOUD_BASE_URL',
  'ANTHROPIC_IDENTITY_TOKEN_FILE',
  'ANTHROPIC_MODEL',
  'ANTHROPIC_UNIX_SOCKET',
  'ANTHROPIC_VERTEX_BASE_URL',
  'CLAUDE_CODE_API_BASE_URL',
  'CLAUDE_CODE_GATEWAY_TOKEN',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'CLAUDE_CODE_SESSION_ACCESS_TOKEN',
  'CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH',
  'CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH',
  'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
  'CLAUDE_CODE_SKIP_FOUNDRY_AUTH',
  'CLAUDE_CODE_SKIP_MANTLE_AUTH',
  'CLAUDE_CODE_SKIP_VERTEX_AUTH',
  'CLAUDE_CODE_USE_ANTHROPIC_AWS',
  'CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD',
  'CLAUDE_CODE_USE_BEDROCK',
  'CLAUDE_CODE_USE_FOUNDRY',
  'CLAUDE_CODE_USE_GATEWAY',
  'CLAUDE_CODE_USE_MANTLE',
  'CLAUDE_CODE_USE_VERTEX',
] as const

/** Whether a variable looks like one of those, by another name: a CLI that comes out tomorrow has more of them. */
export function mightSteer(name: string): boolean {
  return /^ANTHROPIC_|^CLAUDE_CODE_(USE|SKIP)_|^CLAUDE_\w*(URL|HOST|ENDPOINT|TOKEN|MODEL|EXTRA_BODY)$|_PROXY$/i.test(
    name,
  )
}
