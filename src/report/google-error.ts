import type { ErrorCode } from '../errors.ts'
import type { ProviderError } from '../gateway/provider-error.ts'

/** What an error of Vertex AI comes to. */
export interface VertexVerdict {
  code: ErrorCode
  /** What to do about this one, where there is more to say than the code's own cure. */
  advice: string | undefined
}

/**
 * Vertex AI's answer with an error status, by Google's own reason, then by its words, and by its status last. Undefined
 * where it gave no answer, or broke off in the middle of one.
 */
export function vertexVerdict(error: ProviderError, member = '…'): VertexVerdict | undefined {
  if (error.kind !== 'answer') return undefined
  const { status, type, message, info } = error
  // Anthropic's own errors come through as they are; they have no status of Google's.
  const own = type !== undefined && /^[a-z_]+$/.test(type)
  switch (info?.reason) {
    case 'SERVICE_DISABLED': {
      const { service = 'aiplatform.googleapis.com', consumer } = info.metadata
      const project = consumer?.replace(/^projects\//, '') ?? 'PROJECT'
      return is('gcp-api-disabled', `gcloud services enable ${service} --project ${project}`)
    }
    case 'ACCESS_TOKEN_SCOPE_INSUFFICIENT':
      return is('gcp-permission-denied', "Give the machine's service account the scope `cloud-platform`.")
    case 'BILLING_DISABLED':
      return is('provider-error', 'Link the project to a billing account.')
    case 'CONSUMER_INVALID':
    case 'USER_PROJECT_DENIED':
      return is('gcp-permission-denied', 'Is `gcp-project-id` the id of a project that there is, and of this identity?')
    case 'SECURITY_POLICY_VIOLATED':
      return is(
        'gcp-permission-denied',
        'The project is inside a VPC Service Controls perimeter: its ingress rules have to name the service account.',
      )
  }
  if (/has not been used in project .* or it is disabled/.test(message)) return is('gcp-api-disabled')
  if (/constraints\/vertexai\.allowedModels|organization policy/i.test(message))
    return is('model-access', "The organization's policy `vertexai.allowedModels` leaves this model out.")
  if (/not allowed to use Publisher Model/i.test(message))
    return is('model-access', "Enable the model on its card in Vertex AI's Model Garden.")
  if (/is not servable in region|not (available|supported) in (the )?(region|location)/i.test(message))
    return is('model-unknown', elsewhere(message))
  switch (status) {
    case 400:
      return is('provider-error')
    case 401:
      return is(
        'provider-auth',
        'Google does not take the token: has the key been deleted, the account been disabled, or is the clock of this machine wrong?',
      )
    case 403:
      if (own || type === undefined) return is('provider-error')
      return is('gcp-permission-denied', forbidden(message, member))
    case 404:
      if (/Publisher Model|\bmodel\b/i.test(message) && type !== undefined)
        return is('model-unknown', elsewhere(message))
      return is('provider-error', 'Does `ANTHROPIC_VERTEX_BASE_URL`, where it is set, end in /v1?')
    case 429:
      return is('provider-rate-limited', quota(message))
    case 503:
    case 529:
      return is('provider-overloaded')
  }
  return is(type === 'overloaded_error' ? 'provider-overloaded' : 'provider-error')
}

function is(code: ErrorCode, advice?: string): VertexVerdict {
  return { code, advice }
}

/** "(or it may not exist)": Google does not tell a project that is not there from one that may not be used. */
function forbidden(message: string, member: string): string | undefined {
  const [, project] = /\bprojects\/([^/'`\s]+)\//.exec(message) ?? []
  if (project === undefined) return undefined
  return `Is ${project} the right project? Then: gcloud projects add-iam-policy-binding ${project} --role roles/aiplatform.user --member ${quoted(member)}`
}

function elsewhere(message: string): string | undefined {
  const [, location, model] =
    /\blocations\/([^/'`\s]+)\/publishers\/anthropic\/models\/([^/'`\s:]+)/.exec(message) ?? []
  if (location === undefined || location === 'global')
    return 'Compare the id with the models that Vertex AI lists, and enable it on its card in Model Garden.'
  return `Does ${location} offer ${model}? Not each location has each model; try \`gcp-region: global\`. It has to be enabled in Model Garden as well.`
}

function quota(message: string): string | undefined {
  const [, metric, model] = /Quota exceeded for \S+?\/(\w+) with base model: (\S+?)\.?(?:\s|$)/.exec(message) ?? []
  if (metric === undefined) return undefined
  return `Look at the quota ${metric} for ${model} in this region: it may begin at nothing. \`gcp-region: global\` has one of its own.`
}

/** As a shell takes it: claims may hold anything. */
function quoted(word: string): string {
  return /^[\w@%+=:,./…-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
