import { checkUrl, showUrl } from './hosts.ts'
import { choose, fromInput, fromLayers, nameOf } from './layers.ts'
import { explained, type VertexPlan } from './plan.ts'
import type { Resolving } from './resolving.ts'

/** Google Vertex AI. Without a project it is the credential's own. */
export function resolveVertex(resolving: Resolving): VertexPlan | undefined {
  const { inputs, layers, problems, explain } = resolving
  const project = choose([
    ...fromInput('gcp-project-id', inputs.gcpProjectId),
    ...fromLayers(layers, 'gcpProjectId', ['ANTHROPIC_VERTEX_PROJECT_ID', 'GOOGLE_CLOUD_PROJECT', 'GCLOUD_PROJECT']),
  ])
  const region = choose([
    ...fromInput('gcp-region', inputs.gcpRegion),
    ...fromLayers(layers, 'gcpRegion', ['CLOUD_ML_REGION']),
  ])
  const named = choose(fromLayers(layers, undefined, ['ANTHROPIC_VERTEX_BASE_URL']))
  if (project !== undefined) explain.push(explained('gcp-project-id', project))
  if (region !== undefined) explain.push(explained('gcp-region', region))
  if (named !== undefined) explain.push(explained('base-url', named, showUrl))
  const baseUrl = named === undefined ? undefined : checkUrl(named, inputs.allowedHosts, problems)

  if (project !== undefined && /^\d+$/.test(project.value))
    problems.push({
      where: nameOf(project),
      held: project.value,
      expected: "is a project's number; its id is wanted, such as my-project-12345",
    })
  if (region === undefined) {
    problems.push({
      where: 'gcp-region',
      expected: 'is missing: give the input, or set `CLOUD_ML_REGION` or `gcpRegion`',
    })
    return undefined
  }
  if (!/^(global|[a-z]{2,}|[a-z]+(-[a-z]+)+\d+)$/.test(region.value))
    problems.push({
      where: nameOf(region),
      held: region.value,
      expected: 'must be a Vertex AI location, such as europe-west4 or global',
    })
  return { provider: 'vertex', region: region.value, project: project?.value, baseUrl }
}
