import type { Problem } from '../errors.ts'
import { isLoopback } from './base-url.ts'
import type { GoogleEndpoints } from './plan.ts'

/** A name in the one form the rest uses; or what would be right. */
export type Named = { ok: true; name: string } | { ok: false; expected: string }

const like = 'projects/123456789012/locations/global/workloadIdentityPools/POOL/providers/PROVIDER'

/** `gcp-workload-identity-provider`: the resource name, also as Google writes it in an audience. */
export function parseIdentityProvider(text: string): Named {
  const name = text.trim().replace(/^(https:)?\/\/iam\.googleapis\.com\//, '')
  const parts = /^projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)(?:\/providers\/([^/]+))?$/.exec(
    name,
  )
  if (parts === null) return wrong(`must be like ${like}`)
  const [, project = '', pool = '', provider] = parts
  if (provider === undefined) return wrong(`names a pool; the provider in it is wanted: ${name}/providers/PROVIDER`)
  if (!/^\d+$/.test(project)) return wrong("must have the project's number, not its id, behind `projects/`")
  const odd = [pool, provider].find((id) => !/^[a-z0-9-]{4,32}$/.test(id))
  if (odd !== undefined) return wrong('must have ids of 4 to 32 lower-case letters, digits and hyphens')
  return { ok: true, name }
}

/** `gcp-service-account`: its address; a resource name is taken for what it ends in. */
export function parseServiceAccount(text: string): Named {
  const name = text
    .trim()
    .replace(/^(\/\/iam\.googleapis\.com\/)?projects\/[^/]+\/serviceAccounts\//, '')
    .replace(/^serviceAccount:/, '')
  return /^[^@\s:/]+@([a-z0-9-]+\.)+[a-z]+$/.test(name)
    ? { ok: true, name }
    : wrong("must be a service account's address, such as claude-code@my-project-12345.iam.gserviceaccount.com")
}

/** Google's endpoints that are somewhere else, by the names that google-github-actions/auth gave the variables. */
export function googleEndpoints(
  env: Readonly<Record<string, string | undefined>>,
  problems: Problem[],
): GoogleEndpoints {
  const found: GoogleEndpoints = {}
  for (const service of ['sts', 'iamcredentials', 'oauth2'] as const) {
    const where = `GHA_ENDPOINT_OVERRIDE_${service}`
    const held = env[where]?.trim()
    if (!held) continue
    const url = URL.canParse(held) ? new URL(held) : undefined
    const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
    const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === ''
    if (url !== undefined && secure && plain) found[service] = url
    else {
      const example = service === 'oauth2' ? 'https://oauth2.example.com' : `https://${service}.example.com/v1`
      // It may hold a password.
      const expected = `must be an https URL without credentials, query and fragment: what stands in front of the method, such as ${example}`
      problems.push({ where, expected })
    }
  }
  return found
}

export const defaultUniverse = 'googleapis.com'

/** `name@PROJECT.iam.gserviceaccount.com` lives in that project; other accounts' names do not say. */
export function projectOf(email: string | undefined): string | undefined {
  const [, project, domain] =
    /@([a-z][a-z0-9-]+)(?:\.([a-z0-9.-]+))?\.iam\.gserviceaccount\.com$/.exec(email ?? '') ?? []
  // A project that belongs to a domain has it in front of its id, and behind it in its accounts' names.
  return domain === undefined ? project : `${domain}:${project}`
}

/** The account at the end of an impersonation's URL. */
export function accountIn(impersonationUrl: string | undefined): string | undefined {
  return /\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(impersonationUrl ?? '')?.[1]
}

function wrong(expected: string): Named {
  return { ok: false, expected }
}
