import type { VertexPlan } from '../resolve/plan.ts'
import type { Credential, CredentialMeans } from './credential.ts'
import type { GoogleAccess } from './google/google.ts'

/** What a request to Vertex AI is proved with, and which project it is for. */
export async function vertexCredential(plan: VertexPlan, means: CredentialMeans): Promise<Credential<GoogleAccess>> {
  // Loaded here alone: runs on other providers have no need of it.
  const { googleCredential } = await import('./google/google.ts')
  return googleCredential({ ...plan.credential, project: plan.project }, means)
}
