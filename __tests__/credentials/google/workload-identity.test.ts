import { describe, expect, test } from 'vitest'
import { serviceDisabled } from '../../../lab/google/errors.ts'
import { account, failure, principal, startJob } from './fixture.ts'

const pool = 'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/github'
const subject = 'repo:octo-org/octo-repo:ref:refs/heads/main'

describe('to a token', () => {
  test("directly: GitHub's token for Google's", async () => {
    const job = await startJob()
    const credential = job.credential(job.workloadIdentity())
    const { token, expiresAt } = await credential.get()
    expect(job.cloud.principalOf(token.reveal())).toBe(`${pool}/subject/${subject}`)
    expect(expiresAt).toBeGreaterThan(Date.now() + 3_590_000)
    expect(expiresAt).toBeLessThanOrEqual(Date.now() + 3_600_000)
    expect(job.github.issued[0]?.aud).toBe(`https://iam.googleapis.com/${job.cloud.settings.provider}`)
    expect(job.cloud.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v1/token'])
    expect(credential.said[0]).toContain(
      `google: GitHub's OIDC token for ${subject} through ${job.cloud.settings.provider}, until `,
    )
    expect(job.masked).toContain(token.reveal())
    expect(await job.github.verify(job.masked[0]!)).toMatchObject({ sub: subject })
  })

  test('by a service account', async () => {
    const job = await startJob({ tokenSeconds: 1800 })
    const credential = job.credential(job.workloadIdentity({ serviceAccount: account }), { project: null })
    const { token, expiresAt, project } = await credential.get()
    expect(job.cloud.principalOf(token.reveal())).toBe(`serviceAccount:${account}`)
    expect(Math.abs(expiresAt - Date.now() - 1_800_000)).toBeLessThan(5_000)
    expect(job.cloud.asked('iamcredentials')[0]?.body).toEqual({
      scope: ['https://www.googleapis.com/auth/cloud-platform'],
      lifetime: '3600s',
    })
    expect(credential.said[0]).toMatch(/, as claude-code@my-project-12345\.iam\.gserviceaccount\.com, until /)
    expect(project).toBe('my-project-12345')
    // The two on the way as well: whoever has one of them has the account.
    expect(job.masked).toEqual([...new Set(job.masked)])
    expect(job.masked).toHaveLength(3)
  })

  test('with an audience of its own', async () => {
    const job = await startJob({ audience: 'https://example.com/google' })
    const plan = job.workloadIdentity({ audience: 'https://example.com/google' })
    expect(await principal(job, job.credential(plan))).toContain('/subject/')
  })

  test('shows a new OIDC token each time, and asks once for who asks at once', async () => {
    const job = await startJob({ delayMs: 30 })
    const credential = job.credential(job.workloadIdentity())
    const [one, other] = await Promise.all([credential.get(), credential.get()])
    expect(one).toBe(other)
    expect(job.github.issued).toHaveLength(1)
    expect(await credential.get()).toBe(one)
    const next = await credential.anew()
    expect(next.token.reveal()).not.toBe(one.token.reveal())
    expect(new Set(job.github.issued.map(({ jti }) => jti)).size).toBe(2)
  })

  test('in a universe of its own keeps the names of the pools', async () => {
    const job = await startJob()
    const plan = { ...job.workloadIdentity({ serviceAccount: account }), universe: 'apis.example.goog' }
    expect(await principal(job, job.credential(plan))).toBe(`serviceAccount:${account}`)
  })

  test('that is no good without a project', async () => {
    const job = await startJob()
    const { code, message } = await failure(job, job.credential(job.workloadIdentity(), { project: null }).get())
    expect([code, message]).toEqual(['input-invalid', expect.stringContaining('gcp-project-id: is missing')])
  })
})

describe('what passes is waited for', () => {
  test.each(['sts', 'iamcredentials'] as const)('at %s', async (service) => {
    const job = await startJob()
    job.cloud.fail(service, { status: 503, body: '' }, 'cut', {
      status: 429,
      body: { error: { code: 429, status: 'RESOURCE_EXHAUSTED' } },
    })
    const credential = job.credential(job.workloadIdentity({ serviceAccount: account }))
    expect(await principal(job, credential)).toBe(`serviceAccount:${account}`)
    expect(job.cloud.asked(service)).toHaveLength(4)
    expect(job.github.issued).toHaveLength(1)
  })

  test('but not for ever, nor past the deadline', async () => {
    const job = await startJob()
    job.cloud.fail('sts', ...Array.from({ length: 50 }, () => ({ status: 503, body: 'busy' })))
    const started = Date.now()
    const credential = job.credential(job.workloadIdentity(), { deadlineMs: 1_500 })
    const error = await failure(job, credential.get())
    expect(Date.now() - started).toBeLessThan(1_700)
    expect(error.code).toBe('gcp-unreachable')
    expect(error.message).toMatch(/^Google's Security Token Service \(127\.0\.0\.1:\d+\) went on answering: 503: busy$/)
    expect(job.cloud.asked('sts').length).toBeGreaterThan(1)
  })

  test('silence ends at the deadline', async () => {
    const job = await startJob()
    job.cloud.fail('sts', 'hang')
    const error = await failure(job, job.credential(job.workloadIdentity(), { deadlineMs: 700 }).get())
    expect(error.code).toBe('gcp-unreachable')
    expect(error.message).toContain('no answer within 1 s')
    expect(job.cloud.asked('sts')).toHaveLength(1)
  })

  test('nobody there', async () => {
    const job = await startJob()
    const plan = { ...job.workloadIdentity(), endpoints: { sts: new URL('http://127.0.0.1:9/v1') } }
    const error = await failure(job, job.credential(plan, { deadlineMs: 400 }).get())
    expect(error.code).toBe('gcp-unreachable')
    expect(error.message).toContain('could not be reached (127.0.0.1:9): connect ECONNREFUSED')
  })

  test('a denial is not waited for', async () => {
    const job = await startJob({ condition: () => false })
    await failure(job, job.credential(job.workloadIdentity()).get())
    expect(job.cloud.asked('sts')).toHaveLength(1)
  })

  test('and after a failure the next one may be well', async () => {
    const job = await startJob({ condition: () => false })
    const credential = job.credential(job.workloadIdentity())
    await failure(job, credential.get())
    job.cloud.settings.condition = () => true
    expect(await principal(job, credential)).toContain(subject)
  })
})

describe('what is denied is told with what was really sent', () => {
  test("the provider's attribute condition", async () => {
    const condition = (claims: Readonly<Record<string, unknown>>) => claims.repository_owner === 'my-org'
    const job = await startJob({ condition }, { claims: { environment: 'production' } })
    const error = await failure(job, job.credential(job.workloadIdentity()).get())
    expect(error.code).toBe('gcp-identity-denied')
    expect(error.message).toContain('unauthorized_client: The given credential is rejected by the attribute condition.')
    expect(error.message).toContain('attribute condition is false for this job')
    for (const line of [
      '  sub: repo:octo-org/octo-repo:environment:production',
      `  aud: https://iam.googleapis.com/${job.cloud.settings.provider}`,
      '  repository: octo-org/octo-repo',
      '  repository_owner: octo-org',
      '  ref: refs/heads/main',
    ])
      expect(error.message).toContain(line)
  })

  test('the wrong audience', async () => {
    const job = await startJob({ audience: 'https://example.com/google' })
    const error = await failure(job, job.credential(job.workloadIdentity({ audience: 'https://elsewhere' })).get())
    expect(error.code).toBe('gcp-identity-denied')
    expect(error.message).toContain(
      'The audience in ID Token [https://elsewhere] does not match the expected audience [https://example.com/google].',
    )
    expect(error.message).toContain(
      "The token is made out for https://elsewhere. Leave the provider's allowed audiences",
    )
  })

  test('a pool or provider that is not there', async () => {
    const job = await startJob()
    const provider = job.cloud.settings.provider.replace('github', 'gitlab')
    const error = await failure(job, job.credential(job.workloadIdentity({ provider })).get())
    expect(error.code).toBe('gcp-identity-denied')
    expect(error.message).toContain('invalid_target')
    expect(error.message).toContain('Compare `gcp-workload-identity-provider`')
  })

  test('a pool in place of a provider', async () => {
    const job = await startJob()
    const provider = job.cloud.settings.provider.replace(/\/providers.*/, '')
    const error = await failure(job, job.credential(job.workloadIdentity({ provider })).get())
    expect(error.message).toContain('this is a pool, not a provider')
  })

  test('a subject that is too long', async () => {
    const job = await startJob({}, { claims: { ref: `refs/heads/${'x'.repeat(120)}` } })
    const error = await failure(job, job.credential(job.workloadIdentity()).get())
    expect(error.message).toContain('google.subject=assertion.repository_id')
  })

  test('another issuer, an old token', async () => {
    const job = await startJob({}, { claims: { iss: 'https://github.example/_services/token' } })
    const issuer = { ...job.github, url: 'https://token.actions.githubusercontent.com' }
    job.cloud.settings.issuer = issuer
    const error = await failure(job, job.credential(job.workloadIdentity()).get())
    expect(error.message).toContain('does not match the expected ones')
    expect(error.message).toContain('on GitHub Enterprise Server its own')
    const late = await startJob({}, { lifetimeSeconds: -10 })
    expect((await failure(late, late.credential(late.workloadIdentity()).get())).message).toContain('clock')
  })

  test('the impersonation', async () => {
    const job = await startJob({ mayImpersonate: () => false })
    const credential = job.credential(job.workloadIdentity({ serviceAccount: account }))
    const error = await failure(job, credential.get())
    expect(error.code).toBe('gcp-impersonation-denied')
    expect(error.message).toContain(`The job's identity may not act as ${account}: 403 PERMISSION_DENIED: Permission`)
    expect(error.message).toContain(
      'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/github/attribute.repository_id/74',
    )
    expect(error.message).toContain(`${pool}/subject/${subject}`)
    expect(error.message).toContain('  repository_id: 74')
  })

  test('an API that nobody enabled', async () => {
    const job = await startJob()
    const title = 'IAM Service Account Credentials API'
    job.cloud.fail('iamcredentials', serviceDisabled(title, 'iamcredentials.googleapis.com', '123456789012'))
    const credential = job.credential(job.workloadIdentity({ serviceAccount: account }))
    const error = await failure(job, credential.get())
    expect(error.code).toBe('gcp-api-disabled')
    expect(error.message).toContain('gcloud services enable iamcredentials.googleapis.com')
    expect(error.message).toContain('projects/123456789012')
  })
})
