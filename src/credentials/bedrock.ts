import type { BedrockCredential } from '../resolve/plan.ts'
import type { Secret } from '../secret.ts'
import type { AwsCredentials } from './aws/credentials.ts'
import { type Credential, type CredentialMeans, fixed } from './credential.ts'

/** What a request to Bedrock is proved with: signed, or with a Bedrock API key in its header. */
export type BedrockProof =
  | { kind: 'aws'; credential: Credential<AwsCredentials> }
  | { kind: 'bearer'; credential: Credential<Secret> }

export async function bedrockProof(plan: BedrockCredential, means: CredentialMeans): Promise<BedrockProof> {
  if (plan.kind === 'bearer') {
    means.say('aws: a Bedrock API key (AWS_BEARER_TOKEN_BEDROCK)')
    return { kind: 'bearer', credential: fixed(plan.token) }
  }
  // Loaded here alone: runs on other providers have no need of it.
  const { awsCredential } = await import('./aws/aws.ts')
  return { kind: 'aws', credential: awsCredential(plan.aws, means) }
}
