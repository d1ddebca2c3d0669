import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  type Credentials,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Identity, isSession, newLongTermKey, newSession } from '../../../lab/aws/identities.ts'
import { type Moto, startMoto } from '../../../lab/aws/moto.ts'
import { type Role, type Sts, type StsOptions, startSts } from '../../../lab/aws/sts.ts'
import { type OidcIssuer, startOidcIssuer } from '../../../lab/github/oidc.ts'
import { ROLE } from './fixture.ts'

let moto: Moto
let issuer: OidcIssuer
beforeAll(async () => {
  ;[moto, issuer] = await Promise.all([startMoto(), startOidcIssuer()])
})
afterAll(() => Promise.all([moto.close(), issuer.close()]))

const open: Sts[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sts) => sts.close()))
})

const NEXT = 'arn:aws:iam::210987654321:role/teams/Next'
const user = newLongTermKey('arn:aws:iam::123456789012:user/ci')

async function start(roles: Record<string, Role>, options: Partial<StsOptions> = {}): Promise<Sts> {
  const sts = await startSts({ moto, issuer, roles, keys: [user], ...options })
  open.push(sts)
  return sts
}

function clientOf(sts: Sts, identity: Identity = user): STSClient {
  const { accessKeyId, secretAccessKey } = identity
  const credentials = {
    accessKeyId,
    secretAccessKey,
    ...(isSession(identity) && { sessionToken: identity.sessionToken }),
  }
  return new STSClient({ endpoint: sts.url, region: 'eu-west-1', credentials, maxAttempts: 1 })
}

async function byToken(sts: Sts, input: Partial<AssumeRoleWithWebIdentityCommandInput> = {}) {
  const token = input.WebIdentityToken ?? (await issuer.token({ aud: 'sts.amazonaws.com' }))
  return clientOf(sts).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: ROLE,
      RoleSessionName: 'claude',
      ...input,
      WebIdentityToken: token,
    }),
  )
}

const next = (sts: Sts, identity: Identity, input: Partial<AssumeRoleCommandInput> = {}) =>
  clientOf(sts, identity).send(new AssumeRoleCommand({ RoleArn: NEXT, RoleSessionName: 'claude', ...input }))

/** `403 AccessDenied: …` */
const refusal = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error) => `${error.$metadata?.httpStatusCode} ${error.Code ?? error.name}: ${error.message}`,
  )

const sessionOf = (sts: Sts, credentials: Credentials | undefined) => sts.sessions.get(credentials?.AccessKeyId ?? '')!

describe('by a token', () => {
  test('a session is given, and can be used', async () => {
    const sts = await start({ [ROLE]: { sub: 'repo:octo-org/octo-repo:ref:refs/heads/*' } })
    const { Credentials, ...about } = await byToken(sts, { DurationSeconds: 900 })
    const session = sessionOf(sts, Credentials)
    expect(Credentials).toEqual({
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt),
    })
    expect(Math.abs(session.expiresAt - Date.now() - 900_000)).toBeLessThan(5000)
    expect(about).toMatchObject({
      AssumedRoleUser: { Arn: session.arn },
      SubjectFromWebIdentityToken: 'repo:octo-org/octo-repo:ref:refs/heads/main',
      Audience: 'sts.amazonaws.com',
    })
    expect(await clientOf(sts, session).send(new GetCallerIdentityCommand())).toMatchObject({
      Arn: 'arn:aws:sts::123456789012:assumed-role/ClaudeCodeBedrock/claude',
      Account: '123456789012',
    })
    expect(sts.calls).toEqual([
      {
        action: 'AssumeRoleWithWebIdentity',
        role: ROLE,
        sessionName: 'claude',
        duration: 900,
        subject: 'repo:octo-org/octo-repo:ref:refs/heads/main',
        audience: 'sts.amazonaws.com',
        given: session.accessKeyId,
        outcome: 'ok',
      },
      { action: 'GetCallerIdentity', signedBy: session.accessKeyId, caller: session.arn, outcome: 'ok' },
    ])
  })

  test("a session is one of the role's partition", async () => {
    const role = 'arn:aws-cn:iam::123456789012:role/x/Y'
    const sts = await start({ [role]: { audience: 'sts.amazonaws.com.cn' } })
    const token = await issuer.token({ aud: 'sts.amazonaws.com.cn' })
    const { AssumedRoleUser } = await byToken(sts, { RoleArn: role, WebIdentityToken: token })
    expect(AssumedRoleUser?.Arn).toBe('arn:aws-cn:sts::123456789012:assumed-role/Y/claude')
    expect([...sts.sessions.values()][0]?.arn).toBe(AssumedRoleUser?.Arn)
  })

  const denied = '403 AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity'
  const seconds = Math.floor(Date.now() / 1000)
  test.each<[string, Role | undefined, Record<string, unknown>, string]>([
    ['an audience', {}, { aud: 'x' }, '400 InvalidIdentityToken: Incorrect token audience'],
    ['an end', {}, { exp: seconds - 9 }, '400 ExpiredTokenException: Token expired: current date/time '],
    [
      'an issuer',
      {},
      { iss: 'https://x.invalid' },
      '400 InvalidIdentityToken: No OpenIDConnect provider found in your ',
    ],
    ['a subject', { sub: 'repo:octo-org/octo-repo:environment:*' }, {}, denied],
    ["a subject's case", { sub: ['repo:Octo-Org/octo-repo:*'] }, {}, denied],
    ['a subject that fits no pattern', { sub: [/^repo:acme\//, 'repo:acme/*'] }, {}, denied],
    ['trust', { trusts: [user.arn] }, {}, denied],
    ['a role', undefined, {}, denied],
    [
      'a provider',
      { provider: false },
      {},
      '400 InvalidIdentityToken: No OpenIDConnect provider found in your account for',
    ],
  ])('nothing is given without %s that is right', async (_, role, claims, expected) => {
    const sts = await start(role ? { [ROLE]: role } : {})
    const token = await issuer.token({ aud: 'sts.amazonaws.com', ...claims })
    expect(await refusal(byToken(sts, { WebIdentityToken: token }))).toMatch(expected)
    expect(sts.sessions.size).toBe(0)
    expect(sts.calls[0]?.outcome).toBe(expected.split(/[ :]+/)[1])
  })

  test('nothing is given for what nobody signed', async () => {
    const sts = await start({ [ROLE]: {} })
    const other = await startOidcIssuer()
    const foreign = await other.token({ aud: 'sts.amazonaws.com', iss: issuer.url })
    await other.close()
    expect(await refusal(byToken(sts, { WebIdentityToken: foreign }))).toContain("Couldn't retrieve verification key")
    expect(await refusal(byToken(sts, { WebIdentityToken: 'no.token.at-all' }))).toContain('is not a valid JWT')
  })

  test.each<[Partial<AssumeRoleWithWebIdentityCommandInput>, string]>([
    [{ DurationSeconds: 3601 }, 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'],
    [{ DurationSeconds: 899 }, "Value '899' at 'durationSeconds' failed to satisfy constraint: .* equal to 900"],
    [{ RoleSessionName: 'a b' }, "Value 'a b' at 'roleSessionName' failed to satisfy constraint"],
    [{ RoleSessionName: 'x' }, 'greater than or equal to 2'],
    [{ RoleArn: 'arn:aws:iam::123456789012:user/x' }, 'arn:aws:iam::123456789012:user/x is invalid'],
  ])('%j is not valid', async (input, expected) => {
    const sts = await start({ [ROLE]: {} })
    expect(await refusal(byToken(sts, input))).toMatch(new RegExp(`^400 ValidationError: .*${expected}`))
  })
})

describe('by a signature', () => {
  test('a session is given to whom the role trusts', async () => {
    const sts = await start({
      [ROLE]: {},
      [NEXT]: { trusts: [ROLE], externalId: 'the/one', maxDurationSeconds: 43_200 },
    })
    const first = sessionOf(sts, (await byToken(sts)).Credentials)
    const given = await next(sts, first, { ExternalId: 'the/one', DurationSeconds: 3600 })
    expect(sessionOf(sts, given.Credentials)).toMatchObject({
      role: NEXT,
      arn: 'arn:aws:sts::210987654321:assumed-role/Next/claude',
    })
    expect(given.AssumedRoleUser?.Arn).toBe(sessionOf(sts, given.Credentials).arn)
    expect(sts.calls[1]).toMatchObject({
      action: 'AssumeRole',
      externalId: 'the/one',
      caller: first.arn,
      outcome: 'ok',
    })

    expect(await refusal(next(sts, first, { ExternalId: 'the/one', DurationSeconds: 3601 }))).toBe(
      '400 ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    )
    const denied = `403 AccessDenied: User: ${first.arn} is not authorized to perform: sts:AssumeRole on resource: ${NEXT}`
    expect(await refusal(next(sts, first, { ExternalId: 'another' }))).toBe(denied)
    expect(await refusal(next(sts, first))).toBe(denied)
    expect(await refusal(next(sts, user, { ExternalId: 'the/one' }))).toBe(denied.replace(first.arn, user.arn))
  })

  test.each([
    ['itself', user.arn, 'ok'],
    ['its account', 'arn:aws:iam::123456789012:root', 'ok'],
    ['another account', 'arn:aws:iam::000000000000:root', '403 AccessDenied'],
  ])('a user is trusted by %s', async (_, trustee, expected) => {
    const sts = await start({ [NEXT]: { trusts: [trustee], maxDurationSeconds: 7200 } })
    expect(await refusal(next(sts, user, { DurationSeconds: 7200 }))).toMatch(expected)
  })

  test.each<[string, Identity, string]>([
    [
      'nobody knows',
      newSession({ role: ROLE }),
      '403 InvalidClientTokenId: The security token included in the request',
    ],
    ['is wrong', { ...user, secretAccessKey: 'x' }, '403 SignatureDoesNotMatch: The request signature we calculated'],
  ])('that %s, nothing is given', async (_, identity, expected) => {
    const sts = await start({ [NEXT]: { trusts: [user.arn] } })
    expect(await refusal(next(sts, identity))).toMatch(expected)
    expect(await refusal(clientOf(sts, identity).send(new GetCallerIdentityCommand()))).toMatch(expected)
  })

  test('of a session that is over, nothing is given', async () => {
    const sts = await start({ [ROLE]: {}, [NEXT]: { trusts: [ROLE] } }, { sessionSeconds: 0 })
    const { Credentials } = await byToken(sts)
    const session = sessionOf(sts, Credentials)
    expect(Credentials?.Expiration?.getTime()).toBe(session.expiresAt)
    expect(await refusal(next(sts, session))).toBe(
      '403 ExpiredToken: The security token included in the request is expired',
    )
  })

  test('for another region, nothing is given', async () => {
    const sts = await start({}, { region: 'us-east-1' })
    expect(await refusal(clientOf(sts).send(new GetCallerIdentityCommand()))).toContain('scoped to a valid region')
  })
})

test('it fails on command, and shortens the sessions that it is told to', async () => {
  const sts = await start(
    { [ROLE]: {} },
    {
      delayMs: 40,
      sessionSeconds: (_, index) => (index === 2 ? 5 : undefined),
      answer: (_, index) =>
        [
          { kind: 'error', status: 400, code: 'IDPCommunicationError', message: 'try <again>' } as const,
          'cut' as const,
        ][index],
    },
  )
  expect(await refusal(byToken(sts))).toBe('400 IDPCommunicationError: try <again>')
  expect(await refusal(byToken(sts))).toMatch(/ECONNRESET|socket hang up/)
  const ends = async () => (await byToken(sts)).Credentials!.Expiration!.getTime() - Date.now()
  const started = performance.now()
  expect(await ends()).toBeLessThan(5001)
  expect(await ends()).toBeGreaterThan(3_500_000)
  expect(performance.now() - started).toBeGreaterThan(75)
  expect(sts.calls.map(({ outcome }) => outcome)).toEqual(['IDPCommunicationError', undefined, 'ok', 'ok'])
})

test('it may say nothing, and knows only what it knows', async () => {
  const sts = await start({ [ROLE]: {} }, { answer: (_, index) => (index === 0 ? 'hang' : undefined) })
  const body = 'Action=GetFederationToken&Version=2011-06-15'
  await expect(fetch(sts.url, { method: 'POST', body, signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout')
  const response = await fetch(sts.url, { method: 'POST', body })
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('<Code>InvalidAction</Code>')])
  expect(sts.requests[0]).toMatchObject({ aborted: true })
})
