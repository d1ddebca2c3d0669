/** A project on Google Cloud for a test file: GitHub's issuer, whatever gives out tokens, and a Vertex AI that checks them. */
import { afterEach } from 'vitest'
import { type OidcIssuer, type OidcOptions, startOidcIssuer } from '../../lab/github/oidc.ts'
import { type CloudSettings, type GoogleCloud, startGoogleCloud } from '../../lab/google/cloud.ts'
import { startVertex, type Vertex, type VertexOptions } from '../../lab/google/vertex.ts'
import type { Answer, Script } from '../../lab/providers/answers.ts'
import { type StepOptions, type StepResult, type StepRun, startStep } from '../../lab/runner/step.ts'
import { claude } from './support.ts'

export const account = 'claude-code@my-project-12345.iam.gserviceaccount.com'
export const hello: Answer = { kind: 'message', text: 'Hello.' }

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

export interface Project {
  issuer: OidcIssuer
  cloud: GoogleCloud
  vertex: Vertex
}

type Said = Record<string, string>

export interface GoogleScenario {
  script?: Script
  oidc?: OidcOptions | 'none'
  cloud?: Partial<CloudSettings>
  vertex?: Partial<VertexOptions>
  inputs?: Said | ((project: Project) => Said)
  env?: Said | ((project: Project) => Said)
  step?: Omit<StepOptions, 'inputs' | 'env' | 'oidc'>
  /** What is to be so before the step starts. */
  before?: (project: Project) => void
}

/** Starts a step on Vertex AI; what a scenario does not say is a workload identity that may use the model. */
export async function start(scenario: GoogleScenario): Promise<Project & { run: StepRun }> {
  const issuer = await startOidcIssuer(scenario.oidc === 'none' ? {} : scenario.oidc)
  const cloud = await startGoogleCloud({ issuer, ...scenario.cloud })
  const vertex = await startVertex({ script: scenario.script ?? [hello], cloud, ...scenario.vertex })
  open.push(issuer, cloud, vertex)
  const project = { issuer, cloud, vertex }
  scenario.before?.(project)
  const said = (words: GoogleScenario['env']) => (typeof words === 'function' ? words(project) : (words ?? {}))
  const run = await startStep({
    ...scenario.step,
    inputs: {
      prompt: 'Say hello.',
      provider: 'vertex',
      'gcp-project-id': 'my-project-12345',
      'gcp-region': 'europe-west4',
      'gcp-workload-identity-provider': cloud.settings.provider,
      model: 'haiku',
      'claude-path': claude,
      ...said(scenario.inputs),
    },
    env: {
      // Nothing that is started here may ever ask the real Google, nor the machine's own metadata server.
      ANTHROPIC_VERTEX_BASE_URL: `${vertex.url}/v1`,
      GHA_ENDPOINT_OVERRIDE_sts: cloud.endpoints.sts,
      GHA_ENDPOINT_OVERRIDE_iamcredentials: cloud.endpoints.iamcredentials,
      GHA_ENDPOINT_OVERRIDE_oauth2: cloud.endpoints.oauth2,
      METADATA_SERVER_DETECTION: 'none',
      ...said(scenario.env),
    },
    ...(scenario.oidc === 'none' ? {} : { oidc: issuer.request }),
  })
  return { ...project, run }
}

export async function run(scenario: GoogleScenario): Promise<Project & { step: StepResult }> {
  const { run, ...project } = await start(scenario)
  return { ...project, step: await run.done }
}

/** Parts of every secret that there was, as something would show that has one of them. */
export function secretsOf({ issuer, cloud }: Project): string[] {
  return [issuer.request.token, ...cloud.tokens.keys()]
}
