import { awsHost } from '../models/index.ts'
import type { AnthropicPlan, BedrockPlan, KeyPlan, VertexPlan } from '../resolve/plan.ts'
import type { Secret } from '../secret.ts'
import { bedrockProof } from './bedrock.ts'
import type { Credential, CredentialMeans } from './credential.ts'
import { keyCredential } from './key.ts'
import { vertexCredential } from './vertex.ts'

/** `isolation: env`: what the CLI is given to go to the provider by itself. */
export interface HandedOver {
  /** By the names under which the CLI, or the cloud's SDK in it, reads them. */
  variables: Record<string, string>
  close(): void
}

/** Where a file can be put that nobody else may read, and that goes with the run. */
export interface PrivateFiles {
  /** Writes JSON, and gives the path. */
  write(name: string, content: unknown): string
}

const nothing = () => {}

/** What the CLI can go to by itself. */
export type DirectPlan = AnthropicPlan | BedrockPlan | VertexPlan

export async function handOver(
  provider: DirectPlan,
  means: CredentialMeans,
  files: PrivateFiles,
  keyOf: (plan: KeyPlan) => Credential<Secret> = (plan) => keyCredential(plan, means),
): Promise<HandedOver> {
  switch (provider.provider) {
    case 'anthropic':
      return { variables: anthropicVariables(provider, await keyOf(provider.key).get()), close: nothing }
    case 'bedrock':
      return handOverBedrock(provider, means)
    case 'vertex':
      return handOverVertex(provider, means, files)
  }
}

function anthropicVariables({ upstream, auth, extraHeaders }: AnthropicPlan, key: Secret): Record<string, string> {
  return {
    ANTHROPIC_BASE_URL: upstream.url.href.replace(/\/+$/, ''),
    [auth.scheme === 'bearer' ? 'ANTHROPIC_AUTH_TOKEN' : 'ANTHROPIC_API_KEY']: key.reveal(),
    ANTHROPIC_CUSTOM_HEADERS: [...extraHeaders].map(([name, value]) => `${name}: ${value.reveal()}`).join('\n'),
  }
}

/** Credentials that end come from an endpoint on loopback, which the SDK in the CLI asks again ahead of their end. */
async function handOverBedrock(plan: BedrockPlan, means: CredentialMeans): Promise<HandedOver> {
  const proof = await bedrockProof(plan.credential, means)
  // Only where somebody named one: to AWS's own the CLI knows the way, and to the control plane besides.
  const own = plan.endpoint.host === awsHost('bedrock-runtime', plan.region, { fips: false, dualStack: false })
  const endpoint: Record<string, string> = own
    ? {}
    : { ANTHROPIC_BEDROCK_BASE_URL: plan.endpoint.href.replace(/\/+$/, '') }
  if (proof.kind === 'bearer')
    return {
      variables: { ...endpoint, AWS_BEARER_TOKEN_BEDROCK: (await proof.credential.get()).reveal() },
      close: nothing,
    }
  // Had first: a role that is refused is for the step to tell, and the SDK in the CLI waits a second for an answer.
  await proof.credential.get()
  const { startContainerCredentials } = await import('./aws/container-endpoint.ts')
  const { variables, close } = await startContainerCredentials(proof.credential, means.mask)
  return { variables: { ...endpoint, ...variables }, close }
}

/** A credential file that leads to an endpoint on loopback, which gives out tokens for as long as the run lasts. */
async function handOverVertex(plan: VertexPlan, means: CredentialMeans, files: PrivateFiles): Promise<HandedOver> {
  const credential = await vertexCredential(plan, means)
  const [{ startTokenExchange }, { project, quotaProject }] = await Promise.all([
    import('./google/token-exchange.ts'),
    credential.get(),
  ])
  const { file, close } = await startTokenExchange(credential, means.mask)
  const path = files.write('google.json', {
    ...file,
    universe_domain: plan.credential.universe,
    quota_project_id: quotaProject,
  })
  return {
    variables: {
      GOOGLE_APPLICATION_CREDENTIALS: path,
      ANTHROPIC_VERTEX_PROJECT_ID: project,
      ANTHROPIC_VERTEX_BASE_URL: `${plan.endpoint.href.replace(/\/+$/, '')}/v1`,
    },
    close,
  }
}
