import type { RecordedRequest } from '../providers/answers.ts'
import { type Answered, fieldsOf, type State } from './cloud.ts'
import { oauthError } from './errors.ts'
import { cloudPlatform } from './tokens.ts'

/** `POST /token`: for a service account's key, and for somebody who has logged in. */
export function answerOAuth(state: State, request: RecordedRequest): Answered {
  const fields = fieldsOf(request)
  switch (fields.grant_type) {
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return forKey(state, fields.assertion ?? '')
    case 'refresh_token':
      return forLogin(state, fields)
    default:
      return oauthError('unsupported_grant_type', `Invalid grant_type: ${fields.grant_type ?? ''}`)
  }
}

function forKey(state: State, assertion: string): Answered {
  const signed = state.tokens.verifySigned(assertion)
  if (typeof signed === 'string') return oauthError('invalid_grant', signed)
  const { aud, scope } = signed.claims
  if (aud !== 'https://oauth2.googleapis.com/token')
    return oauthError('invalid_grant', 'Invalid JWT: Audience should be https://oauth2.googleapis.com/token.')
  if (scope !== cloudPlatform) return oauthError('invalid_scope', 'Invalid OAuth scope or ID token audience provided.')
  return granted(state, `serviceAccount:${signed.email}`)
}

function forLogin(state: State, fields: Record<string, string | undefined>): Answered {
  const login = state.logins.get(fields.refresh_token ?? '')
  if (login === undefined) return oauthError('invalid_grant', 'Token has been expired or revoked.')
  if (login.client_id !== fields.client_id || login.client_secret !== fields.client_secret)
    return oauthError('invalid_client', 'Unauthorized', 401)
  return granted(state, `user:${login.name}`)
}

function granted({ settings, tokens }: State, principal: string): Answered {
  const seconds = settings.tokenSeconds
  const { token } = tokens.issue(principal, seconds)
  return { body: { access_token: token, expires_in: seconds, scope: cloudPlatform, token_type: 'Bearer' } }
}
