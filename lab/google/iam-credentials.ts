import type { RecordedRequest } from '../providers/answers.ts'
import { type Answered, bearerOf, type State } from './cloud.ts'
import { apiError, permissionDenied, unauthenticated } from './errors.ts'

/** `POST /v1/projects/-/serviceAccounts/EMAIL:generateAccessToken`: a token for somebody else. */
export function answerIamCredentials({ settings, tokens }: State, request: RecordedRequest): Answered {
  const email = decodeURIComponent(/serviceAccounts\/([^/:]+):/.exec(request.path)?.[1] ?? '')
  const principal = tokens.principalOf(bearerOf(request))
  if (principal === undefined) return unauthenticated()
  const { scope, lifetime } = request.body ?? {}
  if (!Array.isArray(scope) || scope.length === 0) return apiError(400, 'Request contains an invalid argument.')
  if (lifetime !== undefined && !/^([1-9]\d{0,2}|[12]\d{3}|3[0-5]\d\d|3600)s$/.test(lifetime))
    return apiError(400, 'The access token lifetime cannot exceed 3600 seconds.')
  if (!settings.mayImpersonate(principal, email)) {
    const resource = `//iam.googleapis.com/projects/-/serviceAccounts/${email}`
    return permissionDenied('iam.serviceAccounts.getAccessToken', resource)
  }
  const { token, endsAt } = tokens.issue(`serviceAccount:${email}`, settings.tokenSeconds)
  // Google gives whole seconds, and never more than the token has.
  const expireTime = new Date(Math.floor(endsAt / 1000) * 1000).toISOString().replace('.000', '')
  return { body: { accessToken: token, expireTime } }
}
