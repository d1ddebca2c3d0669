import type { AwsCredentials } from '../../credentials/aws/credentials.ts'
import { bedrockProof } from '../../credentials/bedrock.ts'
import type { Credential, CredentialMeans } from '../../credentials/credential.ts'
import { keyCredential } from '../../credentials/key.ts'
import { vertexCredential } from '../../credentials/vertex.ts'
import type { BedrockPlan, KeyPlan, OpenAiPlan, ProviderPlan, VertexPlan } from '../../resolve/plan.ts'
import type { Secret } from '../../secret.ts'
import type { AnyUpstream } from '../upstream.ts'
import { AnthropicGatewayUpstream } from './anthropic.ts'
import { KeyProof } from './key-proof.ts'

/** What is put between a credential and its use: who else is told of a failure, what has to be known first. */
export type Guard = <T>(credential: Credential<T>) => Credential<T>

export interface OpenedUpstream {
  /** A promise where what the provider speaks is being found out. */
  upstream: AnyUpstream | Promise<AnyUpstream>
  /** The first credential, which is on its way, and what else has to be well; rejects when it is not. */
  first: Promise<unknown>
  /** The AWS credentials, where it has some. */
  aws?: Credential<AwsCredentials>
}

/**
 * The upstream of a provider, with its credential already on the way. One case a provider. `keyOf` is where an API key comes
 * from, for whoever has it verified first.
 */
export async function openUpstream(
  provider: ProviderPlan,
  means: CredentialMeans,
  guard: Guard,
  keyOf: (plan: KeyPlan) => Credential<Secret> = (plan) => keyCredential(plan, means),
): Promise<OpenedUpstream> {
  switch (provider.provider) {
    case 'anthropic': {
      const key = guard(keyOf(provider.key))
      return { upstream: new AnthropicGatewayUpstream(provider, new KeyProof(provider, key)), first: started(key) }
    }
    case 'bedrock':
      return openBedrock(provider, means, guard)
    case 'vertex':
      return openVertex(provider, means, guard)
    case 'openai-compatible':
      return openOpenAi(provider, means, guard(keyOf(provider.key)))
  }
}

async function openBedrock(plan: BedrockPlan, means: CredentialMeans, guard: Guard): Promise<OpenedUpstream> {
  const proof = await bedrockProof(plan.credential, means)
  const first: Promise<unknown> = proof.kind === 'aws' ? started(proof.credential) : Promise.resolve()
  // Loaded while the credential is under way.
  const { BedrockUpstream } = await import('./bedrock.ts')
  if (proof.kind === 'bearer') {
    const credential = guard(proof.credential)
    return { upstream: new BedrockUpstream(plan, { kind: 'bearer', credential }), first }
  }
  const credential = guard(proof.credential)
  return { upstream: new BedrockUpstream(plan, { kind: 'aws', credential }), first, aws: proof.credential }
}

async function openVertex(plan: VertexPlan, means: CredentialMeans, guard: Guard): Promise<OpenedUpstream> {
  const credential = await vertexCredential(plan, means)
  const first = started(credential)
  const { VertexUpstream } = await import('./vertex.ts')
  return { upstream: new VertexUpstream(plan, guard(credential)), first }
}

async function openOpenAi(plan: OpenAiPlan, means: CredentialMeans, key: Credential<Secret>): Promise<OpenedUpstream> {
  const first = started(key)
  const upstream = import('./compatible.ts').then(({ openCompatible }) => openCompatible(plan, key, means))
  upstream.catch(() => {})
  return { upstream, first: Promise.all([first, upstream]) }
}

/** Asked for before anybody waits for it; who does is told of a failure then. */
function started<T>(credential: Credential<T>): Promise<T> {
  const first = credential.get()
  first.catch(() => {})
  return first
}
