import { resolveGoogle } from './google.ts'
import { checkHost, checkUrl, showUrl } from './hosts.ts'
import { choose, fromInput, fromLayers, nameOf, type Sourced } from './layers.ts'
import { explained, type VertexPlan } from './plan.ts'
import type { Resolving } from './resolving.ts'

/** Google Vertex AI. Without a project it is the credential's own. */
export function resolveVertex(resolving: Resolving): VertexPlan | undefined {
  const { explain } = resolving
  const region = chooseRegion(resolving)
  const named = chooseProject(resolving)
  const google = resolveGoogle(resolving)
  // Both are known to be missing at once.
  const project = named?.value ?? google?.project?.value
  if (named === undefined && google?.project !== undefined) explain.push(explained('gcp-project-id', google.project))
  if (google === undefined || region === undefined) return undefined
  if (project === undefined && google.plan.kind !== 'ambient')
    resolving.problems.push({
      where: 'gcp-project-id',
      expected: 'is missing, and the credential names no project: give the input, or set `GOOGLE_CLOUD_PROJECT`',
    })
  const endpoint = chooseEndpoint(resolving, region, google.plan.universe)
  return endpoint === undefined ? undefined : { provider: 'vertex', region, project, endpoint, credential: google.plan }
}

function chooseRegion({ inputs, layers, problems, explain }: Resolving): string | undefined {
  const region = choose([
    ...fromInput('gcp-region', inputs.gcpRegion),
    ...fromLayers(layers, 'gcpRegion', ['CLOUD_ML_REGION']),
  ])
  if (region === undefined) {
    problems.push({
      where: 'gcp-region',
      expected: 'is missing: give the input, or set `CLOUD_ML_REGION` or `gcpRegion`',
    })
    return undefined
  }
  explain.push(explained('gcp-region', region))
  if (/^(global|us|eu|[a-z]+(-[a-z]+)+\d+)$/.test(region.value)) return region.value
  const zone = /^([a-z]+(?:-[a-z]+)+\d+)-[a-z]$/.exec(region.value)?.[1]
  problems.push({
    where: nameOf(region),
    held: region.value,
    expected:
      zone === undefined
        ? 'must be a Vertex AI location, such as europe-west4, eu or global'
        : `is a zone; the region that it is in is ${zone}`,
  })
  return undefined
}

function chooseProject({ inputs, layers, problems, explain }: Resolving): Sourced<string> | undefined {
  const project = choose([
    ...fromInput('gcp-project-id', inputs.gcpProjectId),
    ...fromLayers(layers, 'gcpProjectId', ['ANTHROPIC_VERTEX_PROJECT_ID', 'GOOGLE_CLOUD_PROJECT', 'GCLOUD_PROJECT']),
  ])
  if (project === undefined) return undefined
  explain.push(explained('gcp-project-id', project))
  // "Creating and managing projects" in Google's documents; a domain may stand in front of the id.
  if (!/^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project.value))
    problems.push({
      where: nameOf(project),
      held: project.value,
      expected: /^\d+$/.test(project.value)
        ? "is a project's number; its id is wanted, such as my-project-12345"
        : 'must be the id of a project: 6 to 30 lower-case letters, digits and hyphens, such as my-project-12345',
    })
  return project
}

/** The CLI's own variable for it, else Google's endpoint of the location. */
function chooseEndpoint(resolving: Resolving, region: string, universe: string): URL | undefined {
  const { inputs, layers, problems, explain } = resolving
  const named = choose(fromLayers(layers, undefined, ['ANTHROPIC_VERTEX_BASE_URL']))
  if (named !== undefined) {
    explain.push(explained('base-url', named, showUrl))
    return checkUrl(named, inputs.allowedHosts, problems)
  }
  const own = new URL(`https://${vertexHost(region, universe)}`)
  checkHost(own, inputs.allowedHosts, 'provider', problems)
  return own
}

/** "Locations" in the documents of Vertex AI's models: a geography has an endpoint of another form. */
export function vertexHost(region: string, universe: string): string {
  switch (region) {
    case 'global':
      return `aiplatform.${universe}`
    case 'us':
    case 'eu':
      return `aiplatform.${region}.rep.${universe}`
  }
  return `${region}-aiplatform.${universe}`
}
