import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newLongTermKey, newSession } from '../../../lab/aws/identities.ts'
import { type Moto, startMoto } from '../../../lab/aws/moto.ts'
import type { StsAnswer } from '../../../lab/aws/sts.ts'
import { Secret } from '../../../src/secret.ts'
import { failure, isolateEnvironment, open, ROLE, SECOND, SUB, THIRD } from './fixture.ts'

let moto: Moto
beforeAll(async () => {
  moto = await startMoto()
})
afterAll(() => moto.close())
isolateEnvironment()
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const error = (status: number, code: string, message: string): StsAnswer => ({ kind: 'error', status, code, message })
const throttled = error(400, 'Throttling', 'Rate exceeded')
/** No wait between two tries is long. */
const hurry = () => vi.spyOn(Math, 'random').mockReturnValue(0.01)

describe('a role by OIDC', () => {
  test('gives a session of it, which the log tells and hides', async () => {
    const { credential, sts, issuer, said, masked } = await open(moto, {})
    const credentials = await credential.get()
    const [session] = [...sts.sessions.values()]
    const { accessKeyId, secretAccessKey, sessionToken } = session!
    expect(credentials).toEqual({ accessKeyId, secretAccessKey, sessionToken })
    expect(masked).toEqual(expect.arrayContaining([accessKeyId, secretAccessKey, sessionToken]))
    expect(sts.calls).toMatchObject([
      { action: 'AssumeRoleWithWebIdentity', role: ROLE, sessionName: 'claude-provider-action-7', duration: 3600 },
    ])
    expect(sts.calls[0]!.signedBy).toBeUndefined()
    expect(issuer.issued).toHaveLength(1)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(
      /^aws: arn:aws:sts::123456789012:assumed-role\/ClaudeCodeBedrock\/claude-provider-action-7 by GitHub OIDC as repo:octo-org\/octo-repo:ref:refs\/heads\/main, until \d\d:\d\d:\d\d UTC$/,
    )
    const shown = said.join('\n')
    for (const secret of masked) expect(shown).not.toContain(secret)
  })

  test('is asked for once by many, and kept', async () => {
    const { credential, calls } = await open(moto, {})
    const [one, other] = await Promise.all([credential.get(), credential.get()])
    expect([other, await credential.get()]).toEqual([one, one])
    expect(calls()).toEqual(['AssumeRoleWithWebIdentity ClaudeCodeBedrock ok'])
  })

  test('takes no notice of credentials that the machine has', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIAOTHER', AWS_SECRET_ACCESS_KEY: 'other', AWS_PROFILE: 'nobody' }
    const { credential, sts } = await open(moto, { env })
    expect((await credential.get()).accessKeyId).toMatch(/^ASIA/)
    expect(sts.calls[0]!.signedBy).toBeUndefined()
  })

  test('of another partition', async () => {
    const role = 'arn:aws-cn:iam::123456789012:role/Zhang'
    const audience = 'sts.amazonaws.com.cn'
    const { credential, said } = await open(moto, {
      roles: { [role]: { audience } },
      audience,
      plan: { roles: [role] },
    })
    await credential.get()
    expect(said[0]).toContain('arn:aws-cn:sts::123456789012:assumed-role/Zhang/')
  })
})

describe('a chain', () => {
  const roles = {
    [ROLE]: { sub: SUB },
    [SECOND]: { trusts: [ROLE], externalId: 'the/one' },
    [THIRD]: { trusts: [SECOND], externalId: 'the/one' },
  }
  const plan = { roles: [ROLE, SECOND, THIRD], externalId: new Secret('the/one'), sessionSeconds: 3600 }

  test('of three roles with an external id gives a session of the last', async () => {
    const { credential, sts, said, masked } = await open(moto, { roles, plan })
    const { accessKeyId } = await credential.get()
    expect(sts.sessions.get(accessKeyId)).toMatchObject({ role: THIRD })
    expect(sts.calls.map(({ externalId }) => externalId)).toEqual([undefined, 'the/one', 'the/one'])
    expect(said.map((line) => line.replace(/, until.*/, ''))).toEqual([
      expect.stringMatching(/assumed-role\/ClaudeCodeBedrock\/\S+ by GitHub OIDC as repo:/),
      expect.stringMatching(/assumed-role\/Second\/\S+ from \S+assumed-role\/ClaudeCodeBedrock\//),
      expect.stringMatching(/assumed-role\/Third\/\S+ from \S+assumed-role\/Second\//),
    ])
    expect(masked.filter((secret) => secret.startsWith('ASIA'))).toHaveLength(3)
  })

  test('of long sessions is asked for an hour from the second role on', async () => {
    const long = { ...roles, [ROLE]: { sub: SUB, maxDurationSeconds: 43_200 } }
    const { credential, sts } = await open(moto, { roles: long, plan: { ...plan, sessionSeconds: 43_200 } })
    await credential.get()
    expect(sts.calls.map(({ duration }) => duration)).toEqual([43_200, 3600, 3600])
  })

  test('whose external id is another says so, and who asked', async () => {
    const { credential } = await open(moto, { roles, plan: { ...plan, externalId: new Secret('another-one') } })
    const failed = await failure(credential.get())
    expect(failed.code).toBe('aws-role-denied')
    expect(failed.message).toMatch(/did not let arn:aws:iam::210987654321:role\/teams\/Second be assumed/)
    expect(failed.message).toMatch(/asked by arn:aws:sts::123456789012:assumed-role\/ClaudeCodeBedrock\//)
    expect(failed.message).toMatch(/external id of `aws-external-id` was sent/)
    expect(failed.message).not.toContain('another-one')
  })

  test('without an external id says how to give one', async () => {
    const { credential } = await open(moto, { roles, plan: { ...plan, externalId: undefined } })
    expect((await failure(credential.get())).message).toMatch(
      /No external id was sent; .* give it as `aws-external-id`/,
    )
  })

  test('renews the role before when its session has ended at STS', async () => {
    hurry()
    // The first session is over at once, whatever STS said of its end to us.
    let first = true
    const { credential, calls } = await open(moto, {
      roles,
      plan: { ...plan, roles: [ROLE, SECOND] },
      sts: {
        answer: (call) => {
          if (call.action !== 'AssumeRole' || !first) return undefined
          first = false
          return error(403, 'ExpiredToken', 'The security token included in the request is expired')
        },
      },
    })
    await credential.get()
    expect(calls()).toEqual([
      'AssumeRoleWithWebIdentity ClaudeCodeBedrock ok',
      'AssumeRole Second ExpiredToken',
      'AssumeRoleWithWebIdentity ClaudeCodeBedrock ok',
      'AssumeRole Second ok',
    ])
  })
})

describe('what can pass is tried again', () => {
  test.each([
    ['throttling', throttled],
    ['an issuer that STS cannot reach', error(400, 'IDPCommunicationError', 'could not be reached')],
    ['an error of the server', error(500, 'InternalFailure', 'no')],
    ['a service that is down', error(503, 'ServiceUnavailable', 'no')],
    ['a connection that is cut', 'cut' as const],
  ])('%s, five times', async (_, answer) => {
    hurry()
    const { credential, sts, issuer } = await open(moto, {
      sts: { answer: (_, index) => (index < 5 ? answer : undefined) },
    })
    await credential.get()
    expect(sts.calls).toHaveLength(6)
    expect(issuer.issued).toHaveLength(1)
  })

  test('throttling of a chained role as well', async () => {
    hurry()
    const { credential, calls } = await open(moto, {
      roles: { [ROLE]: { sub: SUB }, [SECOND]: { trusts: [ROLE] } },
      plan: { roles: [ROLE, SECOND] },
      sts: { answer: (_, index) => (index > 0 && index < 6 ? throttled : undefined) },
    })
    await credential.get()
    expect(calls().filter((call) => call.startsWith('AssumeRole '))).toHaveLength(6)
    expect(calls().filter((call) => call.startsWith('AssumeRoleWith'))).toHaveLength(1)
  })

  test('STS that hangs: ten seconds a try, 45 in all, and the error says what was waited for', async () => {
    hurry()
    const real = AbortSignal.timeout
    const asked: number[] = []
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      asked.push(ms)
      return real(Math.min(ms, 50))
    })
    vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] })
    const { credential, sts } = await open(moto, {
      sts: {
        answer: () => {
          vi.setSystemTime(Date.now() + 10_000)
          return 'hang'
        },
      },
    })
    const failed = await failure(credential.get())
    expect(failed).toMatchObject({
      code: 'aws-unreachable',
      message: expect.stringMatching(
        /^STS in eu-west-1 could not be asked for arn:.*: no answer within 45 s \(5 tries; /,
      ),
    })
    expect(sts.calls).toHaveLength(5)
    const tries = asked.filter((ms) => ms <= 10_000)
    expect(tries.slice(-5, -1)).toEqual([10_000, 10_000, 10_000, 10_000])
    expect(tries.at(-1)).toBeLessThanOrEqual(5_000)
  })

  test('an OIDC token that ends between two tries is renewed before the second', async () => {
    hurry()
    const { credential, sts, issuer } = await open(moto, {
      oidc: { lifetimeSeconds: 1 },
      sts: {
        answer: async (_, index) => {
          if (index > 0) return undefined
          await new Promise((resolve) => setTimeout(resolve, 1_100))
          return throttled
        },
      },
    })
    await credential.get()
    expect(sts.calls.map(({ outcome }) => outcome)).toEqual(['Throttling', 'ok'])
    expect(issuer.issued.length).toBeGreaterThanOrEqual(2)
  })

  test('a token that STS holds for ended is renewed, though its own end is far', async () => {
    hurry()
    const expired = error(400, 'ExpiredTokenException', 'Token expired')
    const { credential, issuer } = await open(moto, {
      sts: { answer: (_, index) => (index < 2 ? expired : undefined) },
    })
    await credential.get()
    expect(issuer.issued).toHaveLength(3)
  })

  test('who stops it ends the waiting', async () => {
    const stop = new AbortController()
    const { credential, sts } = await open(moto, { sts: { answer: () => 'hang' }, stop: stop.signal })
    const failed = failure(credential.get())
    await vi.waitFor(() => expect(sts.calls).toHaveLength(1))
    stop.abort(new Error('cancelled'))
    await failed
    expect(sts.calls).toHaveLength(1)
  })
})

describe('what cannot pass fails at once, with its code and cure', () => {
  const immutable = 'repo:octo-org@65/octo-repo@74:ref:refs/heads/main'
  test.each([
    ['another branch', 'repo:octo-org/octo-repo:ref:refs/heads/release'],
    ['another case', 'repo:Octo-Org/octo-repo:ref:refs/heads/main'],
    ['an environment', 'repo:octo-org/octo-repo:environment:prod'],
  ])('a trust policy for %s: the sub that was sent, and the policy that would fit', async (_, sub) => {
    const { credential, calls } = await open(moto, { roles: { [ROLE]: { sub } } })
    const { code, message } = await failure(credential.get())
    expect(code).toBe('aws-role-denied')
    expect(message).toContain('Not authorized to perform sts:AssumeRoleWithWebIdentity')
    expect(message).toContain(`The token's sub was \`${SUB}\`, its aud \`sts.amazonaws.com\``)
    expect(message).toMatch(
      /"StringEquals": \{"127\.0\.0\.1:\d+:sub": "repo:octo-org\/octo-repo:ref:refs\/heads\/main"/,
    )
    expect(message).toMatch(/"Federated": "arn:aws:iam::123456789012:oidc-provider\/127\.0\.0\.1:\d+"/)
    expect(message).not.toContain('immutable')
    expect(message).not.toMatch(/eyJ/)
    expect(calls()).toHaveLength(1)
  })

  test('the immutable form of a sub is named, and the older one that the policy has', async () => {
    const { credential } = await open(moto, { oidc: { claims: { sub: immutable } } })
    const { code, message } = await failure(credential.get())
    expect(code).toBe('aws-role-denied')
    expect(message).toContain(`The token's sub was \`${immutable}\``)
    expect(message).toContain(`has the immutable form, with the numbers of owner and repository in it`)
    expect(message).toContain(`a policy for \`${SUB}\` does not allow it`)
  })

  test.each([
    [
      'a role that is not there',
      { roles: {} },
      { code: 'aws-role-denied', message: /AWS says the same of a role that does not exist/ },
    ],
    [
      'a role that no token may take',
      { roles: { [ROLE]: { trusts: [SECOND] } } },
      { code: 'aws-role-denied', message: /"Action": "sts:AssumeRoleWithWebIdentity"/ },
    ],
    [
      'another audience',
      { audience: 'https://github.com/octo-org' },
      { code: 'aws-audience', message: /The token's aud was `https:\/\/github\.com\/octo-org`/ },
    ],
    [
      'an account without the identity provider',
      { roles: { [ROLE]: { provider: false as const } } },
      {
        code: 'aws-role-denied',
        message: /account \(123456789012\) has no identity provider for http:\/\/127\.0\.0\.1:\d+: create one in IAM/,
      },
    ],
    [
      'a duration over the role’s limit',
      { plan: { sessionSeconds: 7200 } },
      { code: 'aws-duration', message: /It was asked for 7200 s/ },
    ],
    [
      'a region that is not active',
      { sts: { answer: () => error(403, 'RegionDisabledException', 'STS is not activated in this region') } },
      { code: 'aws-unreachable', message: /STS is not active in eu-west-1 for this account: activate it/ },
    ],
    [
      'a token that is none',
      { sts: { answer: () => error(400, 'InvalidIdentityToken', 'The ID Token provided is not a valid JWT.') } },
      { code: 'aws-role-denied', message: /not a valid JWT/ },
    ],
    [
      'an OIDC endpoint that refuses',
      { oidc: { answer: () => ({ status: 403 }) } },
      { code: 'oidc-unavailable', message: /status 403/ },
    ],
  ] as const)('%s', async (_, world, { code, message }) => {
    const before = Date.now()
    const { credential, sts } = await open(moto, world as never)
    const failed = await failure(credential.get())
    expect(failed.code).toBe(code)
    expect(failed.message).toMatch(message)
    expect(sts.calls.length).toBeLessThanOrEqual(1)
    expect(Date.now() - before).toBeLessThan(3_000)
  })

  test('a failure is not kept: who asks later tries anew', async () => {
    const { credential } = await open(moto, {
      sts: { answer: (_, index) => (index === 0 ? error(403, 'AccessDenied', 'no') : undefined) },
    })
    await failure(credential.get())
    expect((await credential.get()).accessKeyId).toMatch(/^ASIA/)
  })
})

describe('renewal', () => {
  test('a session of two seconds is followed by another, ahead of its end', async () => {
    const { credential, sts } = await open(moto, { sts: { sessionSeconds: 2 } })
    const seen = new Set<string>()
    for (const end = Date.now() + 5_000; Date.now() < end; ) {
      const { accessKeyId } = await credential.get()
      // None is ever given out that has ended.
      expect(sts.sessions.get(accessKeyId)!.expiresAt).toBeGreaterThan(Date.now() - 20)
      seen.add(accessKeyId)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(seen.size).toBeGreaterThanOrEqual(3)
  })

  test('all sessions of a chain are renewed', async () => {
    const { credential, sts } = await open(moto, {
      roles: { [ROLE]: { sub: SUB }, [SECOND]: { trusts: [ROLE] } },
      plan: { roles: [ROLE, SECOND] },
      sts: { sessionSeconds: 2 },
    })
    const first = await credential.get()
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    const second = await credential.get()
    expect(second.accessKeyId).not.toBe(first.accessKeyId)
    expect(sts.calls.filter(({ outcome }) => outcome === 'ok')).toHaveLength(4)
  })

  test('one that was rejected is renewed, once for all who say so', async () => {
    const { credential, calls } = await open(moto, {})
    const first = await credential.get()
    expect(await Promise.all([credential.rejected(first), credential.rejected(first)])).toEqual([true, true])
    expect(calls()).toHaveLength(2)
    const second = await credential.get()
    expect(second.accessKeyId).not.toBe(first.accessKeyId)
    // Somebody late, with what is long renewed.
    expect(await credential.rejected(first)).toBe(true)
    expect(calls()).toHaveLength(2)
  })

  test('what nobody was given cannot be rejected', async () => {
    const { credential, calls } = await open(moto, {})
    await credential.get()
    expect(await credential.rejected({ accessKeyId: 'AKIAX', secretAccessKey: 'x' })).toBe(false)
    expect(calls()).toHaveLength(1)
  })

  test('whoever rejects one is told when there is no other', async () => {
    const denied = error(403, 'AccessDenied', 'no longer')
    const { credential } = await open(moto, { sts: { answer: (_, index) => (index > 0 ? denied : undefined) } })
    const first = await credential.get()
    expect(await failure(credential.rejected(first))).toMatchObject({ code: 'aws-role-denied' })
  })
})

describe('a role from what the machine has', () => {
  const user = newLongTermKey('arn:aws:iam::123456789012:user/ci')
  const keys = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey }

  test('is assumed with the external id, from the first on', async () => {
    const { credential, sts, said } = await open(moto, {
      ambient: true,
      env: keys,
      roles: { [ROLE]: { trusts: [user.arn], externalId: 'the/one' } },
      sts: { keys: [user] },
      plan: { roles: [ROLE], externalId: new Secret('the/one') },
    })
    const { accessKeyId } = await credential.get()
    expect(sts.sessions.get(accessKeyId)).toMatchObject({ role: ROLE })
    await vi.waitFor(() => expect(said).toHaveLength(2))
    expect(said.join('\n')).toMatch(/arn:aws:iam::123456789012:user\/ci, found in the environment/)
  })

  test('is refused by the name of who asked', async () => {
    const { credential } = await open(moto, {
      ambient: true,
      env: keys,
      roles: {},
      sts: { keys: [user] },
      plan: { roles: [ROLE] },
    })
    const { code, message } = await failure(credential.get())
    expect(code).toBe('aws-role-denied')
    expect(message).toContain('User: arn:aws:iam::123456789012:user/ci is not authorized to perform: sts:AssumeRole')
    expect(message).toContain(`"Resource": "${ROLE}"`)
  })

  test('keys that AWS does not know, and a session that has ended, are told as such, at once', async () => {
    const ended = newSession({ role: ROLE, seconds: -10 })
    const before = Date.now()
    for (const env of [
      { AWS_ACCESS_KEY_ID: 'AKIAUNKNOWN', AWS_SECRET_ACCESS_KEY: 'x' },
      {
        AWS_ACCESS_KEY_ID: ended.accessKeyId,
        AWS_SECRET_ACCESS_KEY: ended.secretAccessKey,
        AWS_SESSION_TOKEN: ended.sessionToken,
      },
    ]) {
      const { credential } = await open(moto, { ambient: true, env, sts: { keys: [ended] }, plan: { roles: [ROLE] } })
      expect(await failure(credential.get())).toMatchObject({ code: 'aws-credentials-missing' })
      delete process.env.AWS_SESSION_TOKEN
    }
    expect(Date.now() - before).toBeLessThan(3_000)
  })

  test('without anything there the job’s missing OIDC token is what is wrong', async () => {
    const { credential } = await open(moto, { ambient: true, plan: { roles: [ROLE] } })
    const { code, message } = await failure(credential.get())
    expect(code).toBe('oidc-unavailable')
    expect(message).toContain(`no OIDC token to assume ${ROLE} with: it lacks \`permissions: id-token: write\``)
  })
})
