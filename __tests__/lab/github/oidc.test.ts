import { getIDToken } from '@actions/core'
import { createRemoteJWKSet, decodeProtectedHeader, errors, jwtVerify } from 'jose'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type OidcIssuer, type OidcOptions, startOidcIssuer } from '../../../lab/github/oidc.ts'

const open: OidcIssuer[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  await Promise.all(open.splice(0).map((issuer) => issuer.close()))
})

async function start(options: OidcOptions = {}): Promise<OidcIssuer> {
  const issuer = await startOidcIssuer(options)
  open.push(issuer)
  return issuer
}

/** As a job asks. */
const ask = ({ request }: OidcIssuer, audience?: string, token = request.token, signal?: AbortSignal) =>
  fetch(request.url + (audience === undefined ? '' : `&audience=${encodeURIComponent(audience)}`), {
    headers: { authorization: `Bearer ${token}` },
    ...(signal && { signal }),
  })

async function given(issuer: OidcIssuer, audience?: string): Promise<string> {
  return ((await (await ask(issuer, audience)).json()) as { value: string }).value
}

describe('a token', () => {
  test("is what GitHub's own toolkit takes", async () => {
    const issuer = await start()
    vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_URL', issuer.request.url)
    vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_TOKEN', issuer.request.token)
    // The toolkit speaks to the runner there.
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    const token = await getIDToken('sts.amazonaws.com')
    vi.restoreAllMocks()
    const claims = await issuer.verify(token, { audience: 'sts.amazonaws.com' })
    expect(claims).toMatchObject({
      iss: issuer.url,
      aud: 'sts.amazonaws.com',
      sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
      repository: 'octo-org/octo-repo',
      repository_owner: 'octo-org',
      job_workflow_ref: 'octo-org/octo-repo/.github/workflows/claude.yml@refs/heads/main',
    })
    expect(claims.exp! - claims.iat!).toBe(300)
    expect(Math.abs(claims.iat! - Date.now() / 1000)).toBeLessThan(5)
    expect(issuer.issued).toEqual([claims])
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) })
  })

  test('can be verified with what the issuer says of itself', async () => {
    const issuer = await start()
    const about = (await (await fetch(`${issuer.url}/.well-known/openid-configuration`)).json()) as {
      issuer: string
      jwks_uri: string
    }
    expect(about.issuer).toBe(issuer.url)
    const keys = createRemoteJWKSet(new URL(about.jwks_uri))
    const { payload } = await jwtVerify(await given(issuer, 'x'), keys, { issuer: issuer.url, audience: 'x' })
    expect(payload).toEqual(issuer.issued[0])
  })

  test('is for the owner when no audience is asked for', async () => {
    const issuer = await start({ claims: { repository: 'acme/tools' } })
    expect(await issuer.verify(await given(issuer))).toMatchObject({ aud: 'https://github.com/acme' })
  })

  test.each([
    [{ repository: 'acme/tools', ref: 'refs/tags/v1' }, 'repo:acme/tools:ref:refs/tags/v1'],
    [{ environment: 'production' }, 'repo:octo-org/octo-repo:environment:production'],
    [{ event_name: 'pull_request' }, 'repo:octo-org/octo-repo:pull_request'],
    [{ sub: 'repo:octo-org@1/octo-repo@2:ref:x' }, 'repo:octo-org@1/octo-repo@2:ref:x'],
  ])('for %j has the subject %s', async (claims, sub) => {
    const issuer = await start({ claims })
    expect(await issuer.verify(await issuer.token({ aud: 'a' }), { audience: 'a' })).toMatchObject({ ...claims, sub })
  })
})

describe('what does not verify', () => {
  test('is a token of another issuer, for another audience, or changed', async () => {
    const [issuer, other] = await Promise.all([start(), start()])
    const token = await given(issuer, 'a')
    await expect(issuer.verify(token, { audience: 'b' })).rejects.toMatchObject({ claim: 'aud' })
    await expect(other.verify(token)).rejects.toThrow(errors.JWKSNoMatchingKey)
    const [head, body, signature] = token.split('.')
    const changed = Buffer.from(JSON.stringify({ ...issuer.issued[0], sub: 'x' })).toString('base64url')
    await expect(issuer.verify([head, changed, signature].join('.'))).rejects.toThrow(
      errors.JWSSignatureVerificationFailed,
    )
    expect(await issuer.verify([head, body, signature].join('.'))).toMatchObject({ aud: 'a' })
  })

  test('is a token that is over', async () => {
    const issuer = await start({ lifetimeSeconds: -1 })
    await expect(issuer.verify(await given(issuer, 'a'))).rejects.toThrow(errors.JWTExpired)
  })
})

describe('a request', () => {
  test('needs the request token', async () => {
    const issuer = await start()
    expect((await ask(issuer, 'a', 'another')).status).toBe(401)
    expect(issuer.issued).toEqual([])
    expect((await fetch(`${issuer.url}/elsewhere`)).status).toBe(404)
    expect(issuer.requests).toHaveLength(2)
  })

  test('fails on command, and is answered late', async () => {
    const issuer = await start({
      answer: (index) => [{ status: 503, headers: { 'retry-after': '1' }, body: 'busy' }, 'hang' as const][index],
      delayMs: 50,
    })
    const busy = await ask(issuer)
    expect([busy.status, busy.headers.get('retry-after'), await busy.text()]).toEqual([503, '1', 'busy'])
    await expect(ask(issuer, 'a', undefined, AbortSignal.timeout(150))).rejects.toThrow('timeout')
    const started = performance.now()
    expect(await given(issuer)).toBeTruthy()
    expect(performance.now() - started).toBeGreaterThan(45)
  })
})
