import { verifySignature } from '../aws/signature.ts'
import type { RecordedRequest } from '../providers/answers.ts'
import { type Answered, fieldsOf, type State } from './cloud.ts'
import { oauthError } from './errors.ts'
import { parsed } from './tokens.ts'

const grant = 'urn:ietf:params:oauth:grant-type:token-exchange'
const accessToken = 'urn:ietf:params:oauth:token-type:access_token'
const awsRequest = 'urn:ietf:params:aws:token-type:aws4_request'
const subjectTypes = ['urn:ietf:params:oauth:token-type:jwt', 'urn:ietf:params:oauth:token-type:id_token', awsRequest]

/** `POST /v1/token`: a token of the workload's own issuer for one of Google (RFC 8693). */
export async function answerSts({ settings, tokens }: State, request: RecordedRequest): Promise<Answered> {
  const fields = fieldsOf(request)
  const field = (name: string) =>
    fields[name] ?? fields[name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] ?? ''
  if (field('grant_type') !== grant) return oauthError('unsupported_grant_type', 'Invalid grant type')
  if (field('requested_token_type') !== accessToken || !subjectTypes.includes(field('subject_token_type')))
    return oauthError('invalid_request', 'Invalid token type')
  if (field('scope') === '') return oauthError('invalid_scope', 'A scope is required')
  const audience = field('audience')
  if (
    !/^\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[^/]+\/providers\/[^/]+$/.test(
      audience,
    )
  )
    return oauthError(
      'invalid_request',
      'Invalid value for "audience". This value should be the full resource name of the Identity Provider. See https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token for the list of possible formats.',
    )
  if (audience !== `//iam.googleapis.com/${settings.provider}`)
    return oauthError(
      'invalid_target',
      'The target service indicated by the "audience" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn\'t exist.',
    )
  const shown = field('subject_token')
  if (field('subject_token_type') === awsRequest) return forAws(settings, tokens, shown, audience)
  const claims = parsed(shown.split('.')[1] ?? '')
  if (claims === undefined || settings.issuer === undefined)
    return oauthError('invalid_grant', 'Unable to parse the ID Token.')
  if (claims.iss !== settings.issuer.url)
    return oauthError('invalid_grant', `The issuer in ID Token ${claims.iss} does not match the expected ones.`)
  if (claims.aud !== settings.audience && claims.aud !== audience)
    return oauthError(
      'invalid_grant',
      `The audience in ID Token [${claims.aud}] does not match the expected audience [${settings.audience}].`,
    )
  if (typeof claims.exp !== 'number' || claims.exp * 1000 < Date.now())
    return oauthError('invalid_grant', `ID Token issued at ${claims.iat} is stale to sign-in.`)
  try {
    await settings.issuer.verify(shown, { audience: claims.aud as string })
  } catch {
    return oauthError('invalid_grant', 'Invalid JWT Signature.')
  }
  const subject = settings.subject(claims)
  if (Buffer.byteLength(subject) > 127)
    return oauthError(
      'invalid_request',
      'The size of mapped attribute google.subject exceeds the 127 bytes limit. Either modify your attribute mapping or the incoming assertion to produce a mapped attribute that is less than 127 bytes.',
    )
  if (!settings.condition(claims))
    return oauthError('unauthorized_client', 'The given credential is rejected by the attribute condition.')
  return granted(settings, tokens, subject)
}

/**
 * A request to AWS that says who signed it, to be sent on by Google ("Access resources from AWS" in Google's documents).
 * It is made out for one provider, by a header.
 */
function forAws(
  { aws, ...settings }: State['settings'],
  tokens: State['tokens'],
  shown: string,
  audience: string,
): Answered {
  const request = JSON.parse(decodeURIComponent(shown)) as {
    url: string
    method: string
    headers: { key: string; value: string }[]
  }
  const { host, pathname, search } = new URL(request.url)
  const header = (name: string) => request.headers.find(({ key }) => key.toLowerCase() === name)?.value
  if (!/^sts(\.[a-z0-9-]+)?\.amazonaws\.com$/.test(host) || header('host') !== host)
    return oauthError('invalid_grant', 'Invalid AWS request url.')
  if (header('x-goog-cloud-target-resource') !== audience)
    return oauthError('invalid_grant', 'The x-goog-cloud-target-resource header does not match the audience.')
  const signed = {
    method: request.method,
    path: pathname + search,
    rawHeaders: request.headers.flatMap(({ key, value }) => [key, value]),
    rawBody: Buffer.alloc(0),
  }
  const verified = aws === undefined ? undefined : verifySignature(signed, aws, { service: 'sts' })
  if (!verified?.ok) return oauthError('invalid_grant', `Received invalid response from AWS: ${verified?.code}`)
  return granted(settings, tokens, verified.identity.arn)
}

function granted(settings: Omit<State['settings'], 'aws'>, tokens: State['tokens'], subject: string): Answered {
  const pool = settings.provider.replace(/\/providers\/.*$/, '')
  const { token } = tokens.issue(`principal://iam.googleapis.com/${pool}/subject/${subject}`, settings.tokenSeconds)
  return {
    body: {
      access_token: token,
      issued_token_type: accessToken,
      token_type: 'Bearer',
      expires_in: settings.tokenSeconds,
    },
  }
}
