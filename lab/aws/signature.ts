/**
 * AWS's side of Signature Version 4: is this request, as it was received, signed by somebody who is known? The
 * signature is worked out by `aws4`, which shares no code with the SDK that `src/` signs with.
 */
import { createHash } from 'node:crypto'
import { parse as parseQuery } from 'node:querystring'
import aws4, { type RequestSigner } from 'aws4'
import { type Identities, type Identity, isSession } from './identities.ts'

export interface SignedRequest {
  readonly method: string
  /** The raw target with its query. */
  readonly path: string
  /** Names and values by turns, as they came. */
  readonly rawHeaders: readonly string[]
  readonly rawBody: Buffer
}

export interface Scope {
  /** Any region when it is not given. */
  readonly region?: string
  readonly service: string
}

export type SignatureErrorCode =
  | 'MissingAuthenticationTokenException'
  | 'IncompleteSignatureException'
  | 'UnrecognizedClientException'
  | 'ExpiredTokenException'
  | 'InvalidSignatureException'

export interface SignatureError {
  readonly ok: false
  readonly code: SignatureErrorCode
  readonly status: number
  readonly message: string
}

export type Verified = { readonly ok: true; readonly identity: Identity } | SignatureError

interface Authorization {
  readonly accessKeyId: string
  readonly date: string
  readonly region: string
  readonly service: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

const CLOCK_SKEW_MS = 5 * 60_000

export function verifySignature(request: SignedRequest, identities: Identities, scope: Scope): Verified {
  const headers = headersOf(request.rawHeaders)
  const authorization = parse(headers.get('authorization'))
  if ('ok' in authorization) return authorization
  const identity = identities.get(authorization.accessKeyId)
  const token = headers.get('x-amz-security-token')
  if (!identity || token !== (isSession(identity) ? identity.sessionToken : undefined)) {
    return refused('UnrecognizedClientException', 'The security token included in the request is invalid.')
  }
  if (isSession(identity) && identity.expiresAt <= Date.now()) {
    return refused('ExpiredTokenException', 'The security token included in the request is expired')
  }
  return (
    wrongScope(authorization, scope) ??
    wrongDate(authorization, headers.get('x-amz-date')) ??
    unsignedHeader(authorization, headers) ??
    wrongSignature(request, authorization, headers, identity) ?? { ok: true, identity }
  )
}

/** The access key id that a request claims; empty when it is not signed. */
export function claimedKey(request: SignedRequest): string {
  const authorization = parse(headersOf(request.rawHeaders).get('authorization'))
  return 'ok' in authorization ? '' : authorization.accessKeyId
}

function refused(code: SignatureErrorCode, message: string): SignatureError {
  return { ok: false, code, status: 403, message }
}

/** What comes several times counts as one, its values joined by commas. */
function headersOf(rawHeaders: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>()
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase()
    const before = headers.get(name)
    headers.set(name, (before === undefined ? '' : `${before},`) + (rawHeaders[at + 1] ?? ''))
  }
  return headers
}

function parse(header: string | undefined): Authorization | SignatureError {
  if (!header) return refused('MissingAuthenticationTokenException', 'Missing Authentication Token')
  const [, algorithm, rest = ''] = /^(\S+)\s*(.*)$/s.exec(header) ?? []
  const incomplete = (message: string) => refused('IncompleteSignatureException', message)
  if (algorithm !== 'AWS4-HMAC-SHA256') return incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`)
  const parts = new Map(rest.split(/,\s*/).map((part) => part.split(/=(.*)/s, 2) as [string, string]))
  for (const name of ['Credential', 'Signature', 'SignedHeaders']) {
    if (!parts.get(name)) return incomplete(`Authorization header requires '${name}' parameter.`)
  }
  const credential = parts.get('Credential') ?? ''
  const [accessKeyId, date, region, service, end, ...more] = credential.split('/')
  if (!accessKeyId || !date || !region || !service || end !== 'aws4_request' || more.length) {
    return incomplete(`Credential must have exactly 5 slash-delimited elements, got '${credential}'.`)
  }
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: (parts.get('SignedHeaders') ?? '').split(';'),
    signature: parts.get('Signature') ?? '',
  }
}

function wrongScope(authorization: Authorization, scope: Scope): SignatureError | undefined {
  const invalid = (message: string) => refused('InvalidSignatureException', message)
  if (authorization.service !== scope.service) {
    return invalid(`Credential should be scoped to correct service: '${scope.service}'. `)
  }
  if (scope.region !== undefined && authorization.region !== scope.region) {
    return invalid('Credential should be scoped to a valid region. ')
  }
  return undefined
}

function wrongDate(authorization: Authorization, stamp: string | undefined): SignatureError | undefined {
  if (!stamp) {
    const message = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
    return refused('IncompleteSignatureException', message)
  }
  const time = timeOf(stamp)
  if (time === undefined) {
    const message = `Date must be in ISO-8601 'basic format'. Got '${stamp}'. See http://en.wikipedia.org/wiki/ISO_8601`
    return refused('IncompleteSignatureException', message)
  }
  const invalid = (message: string) => refused('InvalidSignatureException', message)
  if (authorization.date !== stamp.slice(0, 8)) {
    return invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${stamp}'`,
    )
  }
  const now = Date.now()
  if (time < now - CLOCK_SKEW_MS) {
    const limit = `${stampOf(now - CLOCK_SKEW_MS)} (${stampOf(now)} - 5 min.)`
    return invalid(`Signature expired: ${stamp} is now earlier than ${limit}`)
  }
  if (time > now + CLOCK_SKEW_MS) {
    const limit = `${stampOf(now + CLOCK_SKEW_MS)} (${stampOf(now)} + 5 min.)`
    return invalid(`Signature not yet current: ${stamp} is still later than ${limit}`)
  }
  return undefined
}

function timeOf(stamp: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : time
}

const stampOf = (time: number): string => new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')

/** Anything that is not signed could have been put in on the way. */
function unsignedHeader(
  { signedHeaders }: Authorization,
  headers: ReadonlyMap<string, string>,
): SignatureError | undefined {
  const invalid = (message: string) => refused('InvalidSignatureException', message)
  if (!signedHeaders.includes('host')) {
    return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
  }
  const missing = signedHeaders.find((name) => !headers.has(name))
  if (missing !== undefined) return invalid(`The signed header '${missing}' is not in the request.`)
  const unsigned = [...headers.keys()].filter((name) => name.startsWith('x-amz-') && !signedHeaders.includes(name))
  return unsigned.length
    ? invalid(`There were headers present in the request which were not signed: ${unsigned.join(', ')}`)
    : undefined
}

function wrongSignature(
  request: SignedRequest,
  authorization: Authorization,
  headers: ReadonlyMap<string, string>,
  identity: Identity,
): SignatureError | undefined {
  // aws4 believes this header instead of looking at the body.
  const hash = headers.get('x-amz-content-sha256')
  if (hash !== undefined && hash !== createHash('sha256').update(request.rawBody).digest('hex')) {
    return refused('InvalidSignatureException', "The provided 'x-amz-content-sha256' header does not match the body.")
  }
  const signer = signerOf(request, authorization, headers, identity)
  if (signer.signature() === authorization.signature) return undefined
  const message = `The request signature we calculated does not match the signature you provided. \
Check your AWS Secret Access Key and signing method. Consult the service documentation for details.

The Canonical String for this request should have been
'${signer.canonicalString()}'

The String-to-Sign should have been
'${signer.stringToSign()}'
`
  return refused('InvalidSignatureException', message)
}

function signerOf(
  request: SignedRequest,
  { region, service, signedHeaders }: Authorization,
  headers: ReadonlyMap<string, string>,
  identity: Identity,
): RequestSigner {
  const options = {
    method: request.method,
    headers: Object.fromEntries(signedHeaders.map((name) => [name, headers.get(name) ?? ''])),
    body: request.rawBody,
    region,
    service,
    // It leaves some headers out by itself, but what counts is what the client says it signed.
    extraHeadersToInclude: Object.fromEntries(signedHeaders.map((name) => [name, true])),
  }
  const { accessKeyId, secretAccessKey } = identity
  const signer = new aws4.RequestSigner(options, { accessKeyId, secretAccessKey })
  // Both would be prepared as for a client: headers added, some characters of the path decoded. Given here, the path
  // is encoded once more than it was received, whatever is in it, and nothing else happens to it.
  const [, path = '/', query] = /^([^?]*)(?:\?(.*))?$/s.exec(request.path) ?? []
  signer.parsedPath = { path, query: query === undefined ? {} : (parseQuery(query) as Record<string, string>) }
  signer.datetime = headers.get('x-amz-date') ?? ''
  return signer
}
