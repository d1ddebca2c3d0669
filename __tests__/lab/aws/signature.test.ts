import { describe, expect, test } from 'vitest'
import { newLongTermKey, newSession, type Session } from '../../../lab/aws/identities.ts'
import { claimedKey, type SignedRequest, verifySignature } from '../../../lab/aws/signature.ts'
import { startRecordingServer } from '../../../lab/providers/http.ts'
import { flat, hasBotocore, python, REGION, ROLE, type SignOptions, send, sign, type Unsigned } from './fixture.ts'

const session = newSession({ role: ROLE })
const user = newLongTermKey('arn:aws:iam::123456789012:user/ci')
const identities = new Map([session, user].map((identity) => [identity.accessKeyId, identity]))
const scope = { region: REGION, service: 'bedrock' }
const HOST = 'bedrock-runtime.eu-west-1.amazonaws.com'
const BODY = '{"text":"Zwölf Boxkämpfer 🥊"}'

const paths = {
  'of a model': '/model/eu.anthropic.claude-haiku-4-5/invoke',
  'with a colon': '/model/eu.anthropic.claude-sonnet-4-5-20250929-v1:0/invoke-with-response-stream',
  'with an encoded colon': '/model/eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke-with-response-stream',
  'with an encoded ARN':
    '/model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A123456789012%3Aapplication-inference-profile%2Fabc123/invoke',
  'with signs that some would decode': "/model/a%20b%2Bc+d(e)'f*g!h~i/invoke",
  'with signs that others would encode': '/model/[a]|b"c/invoke',
  'in front': '/company%2Fproxy/model/x/invoke',
  'with a query': '/inference-profiles?type=SYSTEM_DEFINED&maxResults=10&a=%2F%20b',
}

const received = (what: Unsigned, headers: Record<string, string>): SignedRequest => ({
  method: what.method ?? 'POST',
  path: what.path,
  rawHeaders: flat(headers),
  rawBody: Buffer.from(what.body ?? ''),
})

async function signed(options: SignOptions & { path?: string; identity?: Session } = {}) {
  const what = { path: options.path ?? paths['of a model'], body: BODY, headers: { 'x-amz-extra': 'a  b' } }
  return { what, headers: await sign(HOST, what, options.identity ?? session, options) }
}

const outcome = (request: SignedRequest) => {
  const verified = verifySignature(request, identities, scope)
  return verified.ok ? 'ok' : `${verified.status} ${verified.code}: ${verified.message}`
}

describe('a signature of the SDK', () => {
  test.each(Object.entries(paths))('is right for a path %s', async (_, path) => {
    const { what, headers } = await signed({ path })
    expect(verifySignature(received(what, headers), identities, scope)).toEqual({ ok: true, identity: session })
  })

  test('is right without a token, for a key that has none', async () => {
    const what = { path: '/', method: 'GET' }
    const request = received(what, await sign(HOST, what, user))
    expect(verifySignature(request, identities, { service: 'bedrock' })).toEqual({ ok: true, identity: user })
    expect(claimedKey(request)).toBe(user.accessKeyId)
  })

  test('is right as it arrives over HTTP', async () => {
    const server = await startRecordingServer({ handle: (_, response) => void response.end() })
    const what = { path: paths['with a colon'], body: BODY }
    const headers = await sign(new URL(server.url).host, what, session)
    await send(server.url, { ...what, headers })
    expect(outcome(server.requests[0]!)).toBe('ok')
    await server.close()
  })
})

describe('a path is signed as it arrives', () => {
  test.each([
    ['a colon', 'with a colon', 'with an encoded colon'],
    ['an encoded colon', 'with an encoded colon', 'with a colon'],
  ] as const)('so what was signed with %s may not be changed on the way', async (_, from, to) => {
    const { what, headers } = await signed({ path: paths[from] })
    expect(outcome(received({ ...what, path: paths[to] }, headers))).toMatch(
      /^403 InvalidSignatureException: The request/,
    )
  })

  test('and encoded once more', async () => {
    const { what, headers } = await signed({ path: '/model/a:b%3Ac%2Fd/invoke' })
    expect(outcome(received({ ...what, method: 'PUT' }, headers))).toContain('\n/model/a%3Ab%253Ac%252Fd/invoke\n')
  })
})

describe('what is not right is refused', () => {
  type Change = (headers: Record<string, string>, what: { path: string; body: string }) => void
  const replaced =
    (part: string, by: string): Change =>
    (headers) => {
      headers.authorization = headers.authorization!.replace(part, by)
    }
  const changes: Record<string, [Change, expected: string]> = {
    'no signature': [(headers) => delete headers.authorization, 'MissingAuthenticationTokenException'],
    'a bearer token': [(headers) => Object.assign(headers, { authorization: 'Bearer x' }), 'IncompleteSignature'],
    'no Signature': [replaced('Signature=', 'Sign='), "IncompleteSignatureException: .*'Signature' parameter"],
    'a short credential': [replaced('/aws4_request', ''), 'IncompleteSignatureException: Credential must have'],
    'an unknown key': [replaced(session.accessKeyId, 'ASIAUNKNOWN'), 'UnrecognizedClientException: The security token'],
    "another's token": [(headers) => Object.assign(headers, { 'x-amz-security-token': 'x' }), 'UnrecognizedClient'],
    'no token': [(headers) => delete headers['x-amz-security-token'], 'UnrecognizedClientException'],
    'another body': [(_, what) => Object.assign(what, { body: '{}' }), "'x-amz-content-sha256' header does not match"],
    'another path': [(_, what) => Object.assign(what, { path: paths['in front'] }), 'signature we calculated'],
    'another host': [(headers) => Object.assign(headers, { host: '127.0.0.1:1' }), 'signature we calculated'],
    'a header put in': [(headers) => Object.assign(headers, { 'x-amz-target': 'x' }), 'not signed: x-amz-target'],
    'a signed header lost': [(headers) => delete headers['x-amz-extra'], "signed header 'x-amz-extra'"],
    'no host among the signed': [replaced('=host;', '='), "'Host' or ':authority' must be a 'SignedHeader'"],
    'another signature': [replaced('Signature=', 'Signature=0'), 'signature we calculated'],
    'another date': [
      (headers) => Object.assign(headers, { 'x-amz-date': '20200101T000000Z' }),
      'does not match YYYYMMDD',
    ],
    'no date': [(headers) => delete headers['x-amz-date'], 'IncompleteSignatureException'],
  }
  test.each(Object.entries(changes))('%s', async (_, [change, expected]) => {
    const { what, headers } = await signed()
    change(headers, what)
    expect(outcome(received(what, headers))).toMatch(new RegExp(`^403 .*${expected}`))
  })

  test.each([
    ['an old signature', { at: new Date(Date.now() - 301_000) }, /^403 InvalidSignatureException: Signature expired: /],
    ['one of the future', { at: new Date(Date.now() + 303_000) }, /Signature not yet current: /],
    ['another region', { region: 'us-east-1' }, /Credential should be scoped to a valid region/],
    ['another service', { service: 'bedrock-runtime' }, /scoped to correct service: 'bedrock'/],
  ])('%s', async (_, options, expected) => {
    const { what, headers } = await signed(options)
    expect(outcome(received(what, headers))).toMatch(expected)
  })

  test('a session that is over', async () => {
    const over = newSession({ role: ROLE, seconds: -1 })
    const { what, headers } = await signed({ identity: over })
    expect(verifySignature(received(what, headers), new Map([[over.accessKeyId, over]]), scope)).toEqual({
      ok: false,
      code: 'ExpiredTokenException',
      status: 403,
      message: 'The security token included in the request is expired',
    })
  })
})

test.skipIf(!hasBotocore)('botocore signs the same way', () => {
  const what = { path: paths['with an encoded ARN'], body: BODY }
  const headers = python<Record<string, string>>(
    `
import json, sys
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
given = json.load(sys.stdin)
request = AWSRequest('POST', given['url'], data=given['body'].encode(), headers={'content-type': 'application/json'})
SigV4Auth(Credentials(*given['credentials']), 'bedrock', '${REGION}').add_auth(request)
print(json.dumps(dict(request.headers)))`,
    JSON.stringify({
      url: `https://${HOST}${what.path}`,
      body: BODY,
      credentials: [session.accessKeyId, session.secretAccessKey, session.sessionToken],
    }),
  )
  expect(outcome(received(what, { host: HOST, ...headers }))).toBe('ok')
  expect(outcome(received({ ...what, path: decodeURIComponent(what.path) }, { host: HOST, ...headers }))).not.toBe('ok')
})
