import { afterEach, describe, expect, test } from 'vitest'
import { type OidcIssuer, type OidcOptions, startOidcIssuer } from '../../../lab/github/oidc.ts'
import { type CloudSettings, type GoogleCloud, startGoogleCloud } from '../../../lab/google/cloud.ts'
import { serviceDisabled } from '../../../lab/google/errors.ts'

const open: (GoogleCloud | OidcIssuer)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

async function start(settings: Partial<CloudSettings> = {}, oidc: OidcOptions = {}) {
  const issuer = await startOidcIssuer(oidc)
  const cloud = await startGoogleCloud({ issuer, ...settings })
  open.push(issuer, cloud)
  const token = (claims: Record<string, unknown> = {}) => issuer.token({ aud: cloud.settings.audience, ...claims })
  return { issuer, cloud, token }
}

interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a wrong look into it is a failed test.
  body: Record<string, any>
}

async function post(url: string, body: URLSearchParams | object, bearer?: string): Promise<Answer> {
  const form = body instanceof URLSearchParams
  const headers = {
    'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
  }
  const response = await fetch(url, { method: 'POST', headers, body: form ? body : JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

function exchange(cloud: GoogleCloud, subjectToken: string, more: Record<string, string> = {}): Promise<Answer> {
  const form = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    audience: `//iam.googleapis.com/${cloud.settings.provider}`,
    scope: 'https://www.googleapis.com/auth/cloud-platform',
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    subject_token: subjectToken,
    ...more,
  })
  return post(`${cloud.endpoints.sts}/token`, form)
}

const email = 'claude-code@my-project-12345.iam.gserviceaccount.com'
const impersonate = (cloud: GoogleCloud, bearer: string, body: object = { scope: ['x'], lifetime: '3600s' }) =>
  post(`${cloud.endpoints.iamcredentials}/projects/-/serviceAccounts/${email}:generateAccessToken`, body, bearer)

describe('the token exchange', () => {
  test('gives a token that ends', async () => {
    const { cloud, token } = await start({ tokenSeconds: 7 })
    const { status, body } = await exchange(cloud, await token())
    expect([status, body.expires_in, body.token_type]).toEqual([200, 7, 'Bearer'])
    expect(cloud.principalOf(body.access_token)).toMatch(/^principal:\/\/iam.*\/subject\/repo:octo-org\/octo-repo:ref:/)
    expect(cloud.principalOf('ya29.made-up')).toBeUndefined()
    cloud.endAllTokens()
    expect(cloud.principalOf(body.access_token)).toBeUndefined()
    expect(cloud.tokens.size).toBe(1)
  })

  test('takes JSON, as google-github-actions/auth sends it', async () => {
    const { cloud, token } = await start()
    const { status, body } = await post(`${cloud.endpoints.sts}/token`, {
      audience: `//iam.googleapis.com/${cloud.settings.provider}`,
      grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
      requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
      subjectToken: await token(),
    })
    expect([status, typeof body.access_token]).toEqual([200, 'string'])
  })

  test('looks at everything that Google looks at', async () => {
    const { cloud, issuer, token } = await start({ condition: ({ ref }) => ref === 'refs/heads/main' })
    const another = await startOidcIssuer()
    open.push(another)
    const forged = await another.token({ iss: issuer.url, aud: cloud.settings.audience })
    const now = Math.floor(Date.now() / 1000)
    const answers: [Promise<Answer>, string, string][] = [
      [exchange(cloud, forged), 'invalid_grant', 'Signature'],
      [exchange(cloud, 'no.token'), 'invalid_grant', 'parse'],
      [exchange(cloud, await another.token({ aud: cloud.settings.audience })), 'invalid_grant', 'does not match'],
      [exchange(cloud, await token({ aud: 'sts.amazonaws.com' })), 'invalid_grant', '[sts.amazonaws.com]'],
      [exchange(cloud, await token({ exp: now - 1 })), 'invalid_grant', 'stale'],
      [exchange(cloud, await token({ ref: 'refs/heads/evil' })), 'unauthorized_client', 'attribute condition'],
      [exchange(cloud, await token({ sub: 'x'.repeat(128) })), 'invalid_request', '127 bytes'],
      [exchange(cloud, await token(), { audience: 'my-org' }), 'invalid_request', 'full resource name'],
      [
        exchange(cloud, await token(), { audience: `//iam.googleapis.com/${cloud.settings.provider}-2` }),
        'invalid_target',
        'disabled or deleted',
      ],
      [exchange(cloud, await token(), { grant_type: 'password' }), 'unsupported_grant_type', ''],
      [exchange(cloud, await token(), { subject_token_type: 'saml' }), 'invalid_request', 'token type'],
      [exchange(cloud, await token(), { scope: '' }), 'invalid_scope', ''],
    ]
    for (const [answer, error, description] of answers) {
      const { status, body } = await answer
      expect([status, body.error, body.error_description]).toEqual([400, error, expect.stringContaining(description)])
    }
    expect(cloud.tokens.size).toBe(0)
  })
})

describe('impersonation', () => {
  test('is for tokens of this cloud that have not ended, of who may', async () => {
    const { cloud, token } = await start({ mayImpersonate: (principal) => principal.endsWith('/main') })
    const may = (await exchange(cloud, await token())).body.access_token
    const mayNot = (await exchange(cloud, await token({ sub: 'somebody else' }))).body.access_token
    const { status, body } = await impersonate(cloud, may)
    expect(status).toBe(200)
    expect(cloud.principalOf(body.accessToken)).toBe(`serviceAccount:${email}`)
    expect(Date.parse(body.expireTime) - Date.now()).toBeGreaterThan(3_590_000)
    expect(await impersonate(cloud, mayNot)).toMatchObject({
      status: 403,
      body: {
        error: {
          status: 'PERMISSION_DENIED',
          message: expect.stringContaining("Permission 'iam.serviceAccounts.getAccessToken' denied on resource"),
          details: [{ reason: 'IAM_PERMISSION_DENIED' }],
        },
      },
    })
    expect((await impersonate(cloud, may, { scope: ['x'], lifetime: '7200s' })).status).toBe(400)
    expect((await impersonate(cloud, may, {})).status).toBe(400)
    expect((await impersonate(cloud, 'made-up')).body.error.status).toBe('UNAUTHENTICATED')
    cloud.endAllTokens()
    expect((await impersonate(cloud, may)).status).toBe(401)
  })
})

describe('on command', () => {
  test('a service fails, in order, and is then well again', async () => {
    const { cloud, token } = await start()
    cloud.fail(
      'sts',
      { status: 503, body: { error: 'busy' } },
      'cut',
      serviceDisabled('STS', 'sts.googleapis.com', '1'),
    )
    expect((await exchange(cloud, await token())).status).toBe(503)
    await expect(exchange(cloud, await token())).rejects.toThrow('fetch failed')
    expect((await exchange(cloud, await token())).body.error.details[0].reason).toBe('SERVICE_DISABLED')
    expect((await exchange(cloud, await token())).status).toBe(200)
    expect(cloud.asked('sts')).toHaveLength(4)
    expect(cloud.asked('oauth2')).toEqual([])
  })

  test('it takes its time', async () => {
    const { cloud, token } = await start({ delayMs: 200 })
    const started = performance.now()
    await exchange(cloud, await token())
    expect(performance.now() - started).toBeGreaterThan(195)
  })

  test('it answers nothing else', async () => {
    const { cloud } = await start()
    expect((await post(`${cloud.url}/v1/projects/x:setIamPolicy`, {})).status).toBe(404)
  })
})

describe('the metadata server', () => {
  const ask = (cloud: GoogleCloud, path: string, headers: Record<string, string> = { 'metadata-flavor': 'Google' }) =>
    fetch(`http://${cloud.metadataHost}${path}`, { headers })

  test('is there on a machine that has one, for who knows it for one', async () => {
    const { cloud } = await start({ machine: email })
    expect((await ask(cloud, '/')).headers.get('metadata-flavor')).toBe('Google')
    const path = '/computeMetadata/v1/instance/service-accounts/default/token'
    const { access_token } = (await (await ask(cloud, path)).json()) as { access_token: string }
    expect(cloud.principalOf(access_token)).toBe(`serviceAccount:${email}`)
    expect((await ask(cloud, path, {})).status).toBe(403)
    expect((await ask(cloud, path, { 'metadata-flavor': 'Google', 'x-forwarded-for': '10.0.0.1' })).status).toBe(403)
    expect(await (await ask(cloud, '/computeMetadata/v1/project/project-id')).text()).toBe('my-project-12345')
    cloud.settings.machine = undefined
    const gone = await ask(cloud, path)
    expect([gone.status, gone.headers.get('metadata-flavor')]).toEqual([404, null])
  })
})
