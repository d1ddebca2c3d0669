import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { externalAccount, impersonatedAccount } from '../../../lab/google/key-files.ts'
import { account, failure, file, principal, startJob } from './fixture.ts'

const target = 'predict-only@my-project-12345.iam.gserviceaccount.com'

describe('a service account key', () => {
  test('signs its own token and asks nobody', async () => {
    const job = await startJob()
    const key = job.cloud.serviceAccountKey()
    const credential = job.credential(job.json(key), { project: null })
    const { token, expiresAt, project } = await credential.get()
    expect(job.cloud.principalOf(token.reveal())).toBe(`serviceAccount:${account}`)
    expect(Math.abs(expiresAt - Date.now() - 3_600_000)).toBeLessThan(5_000)
    expect(job.cloud.requests).toEqual([])
    expect(credential.said[0]).toContain(`google: the key ${key.private_key_id.slice(0, 8)}… of ${account}, until `)
    expect(project).toBe('my-project-12345')
    expect(job.masked).toContain(token.reveal())
    expect(job.masked).toContain(key.private_key)
  })

  test('waits for what has to be started first', async () => {
    const job = await startJob()
    const idle = Promise.withResolvers<void>()
    const getting = job.credential(job.json(job.cloud.serviceAccountKey()), { idle: idle.promise }).get()
    await sleep(100)
    expect(job.masked.some((secret) => secret.startsWith('ey'))).toBe(false)
    idle.resolve()
    expect(job.cloud.principalOf((await getting).token.reveal())).toBe(`serviceAccount:${account}`)
  })

  test('says which universe it is for', async () => {
    const job = await startJob()
    const key = { ...job.cloud.serviceAccountKey(), universe_domain: 'apis.example.goog' }
    const { code, message } = await failure(job, job.credential(job.json(key)).get())
    expect([code, message]).toEqual([
      'gcp-credentials-missing',
      'The credentials are for the cloud apis.example.goog, and the requests would go to googleapis.com: set GOOGLE_CLOUD_UNIVERSE_DOMAIN to apis.example.goog.',
    ])
    const there = { ...job.json(key), universe: 'apis.example.goog' }
    expect(await principal(job, job.credential(there))).toBe(`serviceAccount:${account}`)
  })

  test('that is one no more is found out where it is used', async () => {
    const job = await startJob()
    const key = job.cloud.serviceAccountKey()
    job.cloud.deleteKey(key.private_key_id)
    expect(await principal(job, job.credential(job.json(key)))).toBeUndefined()
  })

  test('that is none is refused before anything is asked', async () => {
    const job = await startJob()
    const error = await failure(job, job.credential(job.json({ type: 'service_account' })).get())
    expect(error.code).toBe('gcp-credentials-missing')
    expect(error.message).toBe(
      'gcp-credentials-json lacks `client_email`, `private_key`, which a file of type service_account has; take the file as Google gave it.',
    )
  })
})

describe("a user's login", () => {
  test('is good for tokens', async () => {
    const job = await startJob({ tokenSeconds: 900 })
    const credential = job.credential(job.json(job.cloud.userLogin()), { project: null })
    const { token, expiresAt, quotaProject, project } = await credential.get()
    expect(job.cloud.principalOf(token.reveal())).toBe('user:someone@example.com')
    expect(Math.abs(expiresAt - Date.now() - 900_000)).toBeLessThan(5_000)
    expect(quotaProject).toBe('my-project-12345')
    expect(project).toBe('my-project-12345')
    expect(credential.said[0]).toContain("google: a user's login, until ")
    expect((await credential.anew()).token.reveal()).not.toBe(token.reveal())
    const named = job.credential({ ...job.json(job.cloud.userLogin()), quotaProject: 'another' })
    expect((await named.get()).quotaProject).toBe('another')
  })

  test('that was taken back, or is of another client', async () => {
    const job = await startJob()
    const login = job.cloud.userLogin()
    const gone = await failure(job, job.credential(job.json({ ...login, refresh_token: '1//gone-long-ago' })).get())
    expect(gone.code).toBe('gcp-identity-denied')
    expect(gone.message).toContain("refused the user's login: 400 invalid_grant: Token has been expired or revoked.")
    expect(gone.message).toContain('log in again')
    const other = await failure(job, job.credential(job.json({ ...login, client_secret: 'd-made-up' })).get())
    expect(other.code).toBe('gcp-identity-denied')
    expect(other.message).toContain('401 invalid_client')
  })
})

describe('an external account', () => {
  test('as google-github-actions/auth leaves it behind', async () => {
    const job = await startJob()
    const url = new URL(job.github.request.url)
    url.searchParams.set('audience', job.cloud.settings.audience)
    const source = {
      url: url.href,
      headers: { Authorization: `Bearer ${job.github.request.token}` },
      format: { type: 'json', subject_token_field_name: 'value' },
    }
    const direct = job.credential(job.json(externalAccount(job.cloud, source)))
    expect(await principal(job, direct)).toMatch(/\/subject\/repo:octo-org\/octo-repo:ref:refs\/heads\/main$/)
    expect(job.masked).toContain(job.github.request.token)
    const credential = job.credential(job.json(externalAccount(job.cloud, source, account)), { project: null })
    expect(await principal(job, credential)).toBe(`serviceAccount:${account}`)
    expect(credential.said[0]).toContain(`an external account through ${job.cloud.settings.provider}, as ${account}, `)
    expect((await credential.get()).project).toBe('my-project-12345')
  })

  test('from a file, read anew each time', async () => {
    const job = await startJob()
    const path = file(await job.github.token({ aud: job.cloud.settings.audience }), 'token')
    const credential = job.credential(job.json(externalAccount(job.cloud, { file: path })))
    expect(await principal(job, credential)).toContain('/subject/')
    expect((await credential.anew()).token.reveal()).toMatch(/^ya29\.d\./)
    expect(job.cloud.asked('sts')).toHaveLength(2)
  })

  test('is denied, or has nothing to show', async () => {
    const job = await startJob({ condition: () => false })
    const path = file(await job.github.token({ aud: job.cloud.settings.audience }), 'token')
    const denied = await failure(job, job.credential(job.json(externalAccount(job.cloud, { file: path }))).get())
    expect(denied.code).toBe('gcp-identity-denied')
    expect(denied.message).toContain('refused the external account at projects/123456789012/')
    const none = await failure(job, job.credential(job.json(externalAccount(job.cloud, { file: '/gone' }))).get())
    expect(none.code).toBe('gcp-credentials-missing')
    expect(none.message).toContain('/gone')
    const source = { url: `${job.github.url}/nothing` }
    const refused = await failure(job, job.credential(job.json(externalAccount(job.cloud, source))).get())
    expect(refused.code).toBe('gcp-credentials-missing')
    expect(refused.message).toContain('gave no token to show to Google: 404')
  })
})

describe('an impersonated service account', () => {
  test('by each kind of source, which is asked once', async () => {
    const job = await startJob()
    const path = file(await job.github.token({ aud: job.cloud.settings.audience }), 'token')
    const sources = {
      key: job.cloud.serviceAccountKey(),
      login: job.cloud.userLogin(),
      external: externalAccount(job.cloud, { file: path }),
    }
    for (const source of Object.values(sources)) {
      const credential = job.credential(job.json(impersonatedAccount(source, target)), { project: null })
      expect(await principal(job, credential)).toBe(`serviceAccount:${target}`)
      expect(credential.said[0]).toContain(`, as ${target}, until `)
      expect((await credential.get()).project).toBe('my-project-12345')
    }
    expect(job.cloud.asked('oauth2')).toHaveLength(2)
    const [signed] = job.cloud
      .asked('oauth2')
      .map(({ rawBody }) => new URLSearchParams(String(rawBody)).get('assertion'))
    expect(job.masked).toContain(signed)
    expect(job.cloud.asked('sts')).toHaveLength(1)
    expect(job.cloud.asked('iamcredentials')).toHaveLength(3)
  })

  test('that the source may not be, or with a source that is none', async () => {
    const job = await startJob({ mayImpersonate: () => false })
    const key = job.cloud.serviceAccountKey()
    const denied = await failure(job, job.credential(job.json(impersonatedAccount(key, target))).get())
    expect(denied.code).toBe('gcp-impersonation-denied')
    expect(denied.message).toContain(`of ${account} may not act as ${target}: 403 PERMISSION_DENIED`)
    expect(denied.message).toContain('roles/iam.serviceAccountTokenCreator')
    job.cloud.deleteKey(key.private_key_id)
    const gone = await failure(job, job.credential(job.json(impersonatedAccount(key, target))).get())
    expect(gone.code).toBe('gcp-identity-denied')
    expect(gone.message).toContain('The service account has been deleted')
  })
})

test("what a key file names of its own goes there; the overrides are for Google's", async () => {
  const job = await startJob()
  const asked: string[] = []
  const own = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end(JSON.stringify({ access_token: 'made-up-by-another-cloud', expires_in: 60, token_type: 'Bearer' }))
  })
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve))
  const { port } = own.address() as AddressInfo
  const path = file(await job.github.token(), 'token')
  const account = { ...externalAccount(job.cloud, { file: path }), token_url: `http://127.0.0.1:${port}/own/token` }
  const { token } = await job.credential(job.json(account)).get()
  own.close()
  expect(token.reveal()).toBe('made-up-by-another-cloud')
  expect(asked).toEqual(['/own/token'])
  expect(job.cloud.requests).toEqual([])
})
