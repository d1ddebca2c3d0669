/** Errors in the two shapes that Google has: that of its APIs, and OAuth's for whatever gives out tokens. */

export interface Refusal {
  readonly status: number
  readonly body: unknown
}

const statuses: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'DEADLINE_EXCEEDED',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

export interface ErrorInfo {
  readonly reason: string
  readonly domain: string
  readonly metadata?: Readonly<Record<string, string>>
}

/** https://cloud.google.com/apis/design/errors */
export function apiError(code: number, message: string, info?: ErrorInfo, status = statuses[code]): Refusal {
  const details =
    info === undefined ? {} : { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', ...info }] }
  return { status: code, body: { error: { code, message, status: status ?? 'UNKNOWN', ...details } } }
}

export function oauthError(error: string, description: string, status = 400): Refusal {
  return { status, body: { error, error_description: description } }
}

export function unauthenticated(): Refusal {
  return apiError(
    401,
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    { reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED', domain: 'googleapis.com' },
  )
}

/** `permission` on `resource`, the way that IAM refuses it. */
export function permissionDenied(permission: string, resource: string): Refusal {
  return apiError(403, `Permission '${permission}' denied on resource '${resource}' (or it may not exist).`, {
    reason: 'IAM_PERMISSION_DENIED',
    domain: resource.replace(/^\/\/|\/.*$/g, '') || 'iam.googleapis.com',
    metadata: { permission, resource: resource.replace(/^\/\/[^/]*\//, '') },
  })
}

/** An API that nobody has enabled in the project. */
export function serviceDisabled(title: string, service: string, project: string): Refusal {
  const page = `https://console.developers.google.com/apis/api/${service}/overview?project=${project}`
  return apiError(
    403,
    `${title} has not been used in project ${project} before or it is disabled. Enable it by visiting ${page} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
    {
      reason: 'SERVICE_DISABLED',
      domain: 'googleapis.com',
      metadata: { service, serviceTitle: title, consumer: `projects/${project}`, activationUrl: page },
    },
  )
}
