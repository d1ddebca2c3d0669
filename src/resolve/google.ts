import type { Inputs } from '../action/inputs.ts'
import { Secret } from '../secret.ts'
import type { CredentialsFile } from './google-credentials.ts'
import {
  accountIn,
  defaultUniverse,
  googleEndpoints,
  parseIdentityProvider,
  parseServiceAccount,
  projectOf,
} from './google-names.ts'
import { checkHost } from './hosts.ts'
import { choose, fromLayers, isSet, nameOf, type Sourced } from './layers.ts'
import { explained, type GooglePlan, type GoogleSource, type OidcRequest } from './plan.ts'
import type { Resolving } from './resolving.ts'

export interface ResolvedGoogle {
  plan: GooglePlan
  /** The credential's own project, where its words say which. */
  project: Sourced<string> | undefined
}

/** How access tokens for Google Cloud are come by: what the inputs say, else what the machine has. */
export function resolveGoogle(resolving: Resolving): ResolvedGoogle | undefined {
  const { inputs, problems } = resolving
  const endpoints = googleEndpoints(environmentOf(resolving), problems)
  for (const [service, url] of Object.entries(endpoints))
    if (url !== undefined) checkHost(url, inputs.allowedHosts, `GHA_ENDPOINT_OVERRIDE_${service}`, problems)
  const found = chooseSource(resolving)
  const universe = chooseUniverse(resolving, inputs.gcpCredentials?.file)
  for (const url of placesIn(inputs.gcpCredentials?.file))
    if (!`.${url.hostname}`.endsWith(`.${universe}`))
      checkHost(url, inputs.allowedHosts, 'gcp-credentials-json', problems)
  if (found === undefined) return undefined
  const quotaProject = chooseQuotaProject(resolving)
  return { plan: { ...found.source, endpoints, universe, quotaProject }, project: found.project }
}

function chooseQuotaProject({ layers, problems, explain }: Resolving): string | undefined {
  const named = choose(fromLayers(layers, undefined, ['GOOGLE_CLOUD_QUOTA_PROJECT']))
  if (named === undefined) return undefined
  explain.push(explained('google-cloud-quota-project', named))
  if (!/^[a-z0-9.:-]+$/.test(named.value))
    problems.push({ where: nameOf(named), held: named.value, expected: 'must be the id of a project' })
  return named.value
}

interface Found {
  source: GoogleSource
  project?: Sourced<string> | undefined
}

function chooseSource(resolving: Resolving): Found | undefined {
  const { inputs, problems } = resolving
  const both = inputs.gcpIdentityProvider !== undefined && inputs.gcpCredentials !== undefined
  if (both)
    problems.push({
      where: 'gcp-credentials-json',
      expected: '`gcp-workload-identity-provider` is given too; keep one of them',
    })
  if (inputs.gcpServiceAccount !== undefined && inputs.gcpIdentityProvider === undefined)
    problems.push({
      where: 'gcp-service-account',
      held: inputs.gcpServiceAccount,
      expected:
        inputs.gcpCredentials === undefined
          ? 'is for `gcp-workload-identity-provider`, which is not given'
          : 'is for `gcp-workload-identity-provider`; `gcp-credentials-json` says by itself whose it is',
    })
  if (inputs.gcpIdentityProvider !== undefined) return workloadIdentity(resolving, inputs.gcpIdentityProvider)
  if (inputs.gcpCredentials !== undefined) return keyFile(resolving, inputs.gcpCredentials)
  // What was meant to be a credential is none: nothing else is to be taken in its place.
  return inputs.unreadable.has('gcp-credentials-json') ? undefined : ambient(resolving)
}

function workloadIdentity(resolving: Resolving, held: string): Found | undefined {
  const { inputs, problems, explain } = resolving
  const provider = parseIdentityProvider(held)
  if (!provider.ok) problems.push({ where: 'gcp-workload-identity-provider', held, expected: provider.expected })
  const account = inputs.gcpServiceAccount === undefined ? undefined : parseServiceAccount(inputs.gcpServiceAccount)
  if (account?.ok === false)
    problems.push({ where: 'gcp-service-account', held: inputs.gcpServiceAccount!, expected: account.expected })
  const request = oidcRequest(resolving)
  if (request === undefined)
    problems.push({
      where: 'gcp-workload-identity-provider',
      expected:
        "needs the job's OIDC token, which this job cannot ask for: give it `permissions: id-token: write` (pull requests from forks and from Dependabot never get one)",
      code: 'oidc-unavailable',
    })
  if (!provider.ok || account?.ok === false || request === undefined) return undefined
  const value = account === undefined ? provider.name : `${provider.name}, as ${account.name}`
  explain.push(explained('gcp-workload-identity-provider', over(resolving, value, 'gcp-workload-identity-provider')))
  return {
    source: {
      kind: 'workload-identity',
      provider: provider.name,
      serviceAccount: account?.name,
      request,
      audience: `https://iam.googleapis.com/${provider.name}`,
    },
    project: own(projectOf(account?.name), 'gcp-service-account'),
  }
}

function keyFile(resolving: Resolving, { file, text }: NonNullable<Inputs['gcpCredentials']>): Found {
  const shown = over(resolving, `a file of type ${file.type}`, 'gcp-credentials-json')
  resolving.explain.push(explained('gcp-credentials-json', shown))
  return { source: { kind: 'json', credentials: text }, project: own(projectIn(file), 'gcp-credentials-json') }
}

/** Google's libraries look at these for Application Default Credentials. */
const adc = ['GOOGLE_APPLICATION_CREDENTIALS', 'GCE_METADATA_HOST', 'GCE_METADATA_IP', 'METADATA_SERVER_DETECTION']
const folders = ['CLOUDSDK_CONFIG', 'HOME', 'APPDATA']

function ambient(resolving: Resolving): Found {
  const { layers, explain } = resolving
  const env: Record<string, string | undefined> = {}
  for (const name of adc) env[name] = choose(fromLayers(layers, undefined, [name]))?.value
  const own = environmentOf(resolving)
  for (const name of folders) env[name] = own[name]
  const named = choose(fromLayers(layers, undefined, ['GOOGLE_APPLICATION_CREDENTIALS']))
  if (named !== undefined) explain.push(explained('google-application-credentials', named))
  return { source: { kind: 'ambient', env } }
}

/** An input wins over what the machine has; the log says so. */
function over({ layers }: Resolving, value: string, input: string): Sourced<string> {
  const named = choose(fromLayers(layers, undefined, ['GOOGLE_APPLICATION_CREDENTIALS']))
  return { value, source: { kind: 'input', name: `input ${input}` }, over: named === undefined ? [] : [named] }
}

function own(project: string | undefined, input: string): Sourced<string> | undefined {
  return project === undefined
    ? undefined
    : { value: project, source: { kind: 'input', name: `input ${input}` }, over: [] }
}

function projectIn(file: CredentialsFile): string | undefined {
  if (file.type === 'service_account') return file.project_id ?? projectOf(file.client_email)
  if (file.type === 'authorized_user') return file.quota_project_id
  return projectOf(accountIn(file.service_account_impersonation_url)) ?? file.quota_project_id
}

/** Where a file of the user's own sends tokens; Google's are no question. */
function placesIn(file: CredentialsFile | undefined): URL[] {
  switch (file?.type) {
    case 'external_account':
      return [file.token_url, file.service_account_impersonation_url].flatMap((place) => (place ? new URL(place) : []))
    case 'impersonated_service_account':
      return [new URL(file.service_account_impersonation_url), ...placesIn(file.source_credentials)]
  }
  return []
}

function chooseUniverse(resolving: Resolving, file: CredentialsFile | undefined): string {
  const named = choose(fromLayers(resolving.layers, undefined, ['GOOGLE_CLOUD_UNIVERSE_DOMAIN']))
  const its = file?.universe_domain
  if (named === undefined) return its ?? defaultUniverse
  resolving.explain.push(explained('google-cloud-universe-domain', named))
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(named.value))
    resolving.problems.push({
      where: nameOf(named),
      held: named.value,
      expected: `must be a domain, such as ${defaultUniverse}`,
    })
  else if (its !== undefined && its !== named.value)
    resolving.problems.push({
      where: nameOf(named),
      held: named.value,
      expected: `\`gcp-credentials-json\` is for the cloud ${its}`,
    })
  return named.value
}

/** A runner gives these two to a job with `permissions: id-token: write`. */
function oidcRequest(resolving: Resolving): OidcRequest | undefined {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environmentOf(resolving)
  return isSet(url) && isSet(token) && URL.canParse(url) ? { url, token: new Secret(token) } : undefined
}

function environmentOf({ layers }: Resolving): Readonly<Record<string, string | undefined>> {
  return layers.find(({ kind }) => kind === 'env')?.env ?? {}
}
