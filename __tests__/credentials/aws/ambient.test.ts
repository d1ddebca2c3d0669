import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { newLongTermKey, newSession, type Session } from '../../../lab/aws/identities.ts'
import { startContainerMetadata, startInstanceMetadata } from '../../../lab/aws/metadata.ts'
import { type Moto, startMoto } from '../../../lab/aws/moto.ts'
import { freshFolder } from '../../../lab/temp.ts'
import { failure, isolateEnvironment, type Opened, open, REGION, ROLE, SECOND, SUB, type World } from './fixture.ts'

let moto: Moto
beforeAll(async () => {
  moto = await startMoto()
})
afterAll(() => moto.close())
isolateEnvironment()
afterEach(() => vi.restoreAllMocks())

const user = newLongTermKey('arn:aws:iam::123456789012:user/ci')
const session = newSession({ role: ROLE })
const keysOf = (identity: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) => ({
  AWS_ACCESS_KEY_ID: identity.accessKeyId,
  AWS_SECRET_ACCESS_KEY: identity.secretAccessKey,
  ...(identity.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: identity.sessionToken }),
})
const held = ({ accessKeyId, secretAccessKey, sessionToken }: Session) => ({
  accessKeyId,
  secretAccessKey,
  sessionToken,
})

const openAmbient = (world: World): Promise<Opened> =>
  open(moto, { ambient: true, ...world, sts: { keys: [user, session], ...world.sts } })

/** Files of `~/.aws`, by name. */
function dotAws(files: Record<string, string>): string {
  const folder = join(process.env.HOME!, '.aws')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** As whom, once STS has said so. */
async function told({ said }: Opened): Promise<string> {
  await vi.waitFor(() => expect(said.length).toBeGreaterThan(0), 5_000)
  return said.at(-1)!.replace(/, until .*/, '')
}

const profile = (name: string, { accessKeyId, secretAccessKey, sessionToken }: Session) =>
  `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\naws_session_token = ${sessionToken}\n`

describe('found and told', () => {
  test('the environment, with a session token', async () => {
    const opened = await openAmbient({ env: keysOf(session) })
    expect(await opened.credential.get()).toEqual(held(session))
    expect(opened.masked).toEqual([session.accessKeyId, session.secretAccessKey, session.sessionToken])
    expect(await told(opened)).toBe(`aws: ${session.arn}, found in the environment`)
    expect(opened.calls()).toEqual(['GetCallerIdentity  ok'])
  })

  test('the environment, with the key of a user', async () => {
    const opened = await openAmbient({ env: keysOf(user) })
    expect(await opened.credential.get()).toEqual({
      accessKeyId: user.accessKeyId,
      secretAccessKey: user.secretAccessKey,
    })
    expect(await told(opened)).toBe('aws: arn:aws:iam::123456789012:user/ci, found in the environment')
  })

  test('nobody waits for STS to say as whom, and need not hear it', async () => {
    const hanging = await openAmbient({ env: keysOf(user), sts: { answer: () => 'hang' } })
    await hanging.credential.get()
    const denied = await openAmbient({
      env: keysOf(user),
      sts: { answer: () => ({ kind: 'error', status: 403, code: 'AccessDenied', message: 'Not for you' }) },
    })
    expect((await denied.credential.get()).accessKeyId).toBe(user.accessKeyId)
    expect(await told(denied)).toBe('aws: found in the environment; STS did not say as whom: Not for you')
  })

  test.each([
    ['the default profile', {}, 'default'],
    ['the one that is named', { AWS_PROFILE: 'ci' }, 'ci'],
  ])('~/.aws: %s', async (_, env, name) => {
    dotAws({ credentials: profile('other', newSession({ role: SECOND })) + profile(name, session) })
    const opened = await openAmbient({ env })
    expect(await opened.credential.get()).toEqual(held(session))
    expect(await told(opened)).toBe(`aws: ${session.arn}, found in a profile`)
  })

  test('files elsewhere', async () => {
    const file = join(freshFolder('elsewhere'), 'keys')
    writeFileSync(file, profile('default', session))
    const opened = await openAmbient({ env: { AWS_SHARED_CREDENTIALS_FILE: file } })
    expect(await opened.credential.get()).toEqual(held(session))
  })

  test('a profile whose role is assumed from another profile, at the STS of the region', async () => {
    dotAws({
      credentials: `[base]\naws_access_key_id = ${user.accessKeyId}\naws_secret_access_key = ${user.secretAccessKey}\n`,
      config: `[profile ci]\nrole_arn = ${SECOND}\nsource_profile = base\nexternal_id = the/one\n`,
    })
    const opened = await openAmbient({
      env: { AWS_PROFILE: 'ci' },
      roles: { [SECOND]: { trusts: [user.arn], externalId: 'the/one' } },
    })
    expect(opened.sts.sessions.get((await opened.credential.get()).accessKeyId)).toMatchObject({ role: SECOND })
    expect(await told(opened)).toMatch(/^aws: arn:aws:sts::210987654321:assumed-role\/Second\/.*, found in a profile$/)
  })

  test('a credential process', async () => {
    const script = join(freshFolder('process'), 'keys.mjs')
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = session
    const answer = {
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: new Date(expiresAt).toISOString(),
    }
    writeFileSync(script, `console.log(${JSON.stringify(JSON.stringify(answer))})`)
    dotAws({ config: `[default]\ncredential_process = "${process.execPath}" "${script}"\n` })
    const opened = await openAmbient({})
    expect(await opened.credential.get()).toEqual(held(session))
    expect(await told(opened)).toBe(`aws: ${session.arn}, found in a credential process`)
  })

  test.each([
    ['a token in a variable', (token: string) => ({ AWS_CONTAINER_AUTHORIZATION_TOKEN: token })],
    [
      'a token in a file, as EKS pod identity has it',
      (token: string) => {
        const file = join(freshFolder('pod'), 'token')
        writeFileSync(file, token)
        return { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file }
      },
    ],
  ])('a container’s endpoint, with %s', async (_, variables) => {
    const sessions = new Map([[session.accessKeyId, session]])
    const metadata = await startContainerMetadata({ sessions, token: 'the-pods' })
    onTestFinished(() => metadata.close())
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: metadata.url, ...variables('the-pods') }
    const opened = await openAmbient({ env })
    expect(await opened.credential.get()).toEqual(held(session))
    expect(await told(opened)).toBe(`aws: ${session.arn}, found in the container's endpoint`)
  })

  test('an instance’s role', async () => {
    const metadata = await startInstanceMetadata({ sessions: new Map([[session.accessKeyId, session]]) })
    onTestFinished(() => metadata.close())
    const env = { AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url }
    const opened = await openAmbient({ env })
    expect(await opened.credential.get()).toEqual(held(session))
    expect(await told(opened)).toBe(`aws: ${session.arn}, found in the instance's role`)
  })

  test('a web identity token in a file, as IRSA has it', async () => {
    const file = join(freshFolder('irsa'), 'token')
    const opened = await openAmbient({
      env: { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: ROLE, AWS_ROLE_SESSION_NAME: 'pod' },
    })
    writeFileSync(file, await opened.issuer.token({ aud: 'sts.amazonaws.com' }))
    const { accessKeyId } = await opened.credential.get()
    expect(opened.sts.sessions.get(accessKeyId)).toMatchObject({ role: ROLE })
    expect(opened.sts.calls[0]).toMatchObject({ sessionName: 'pod', subject: SUB })
    expect(await told(opened)).toMatch(/assumed-role\/ClaudeCodeBedrock\/pod, found in a web identity token \(IRSA\)$/)
    expect(opened.sts.requests[0]!.headers['user-agent']).toBeDefined()
  })

  test('IRSA that AWS refuses is told in AWS’s words', async () => {
    const file = join(freshFolder('irsa'), 'token')
    const opened = await openAmbient({ env: { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: ROLE }, roles: {} })
    writeFileSync(file, await opened.issuer.token({ aud: 'sts.amazonaws.com' }))
    const { code, message } = await failure(opened.credential.get())
    expect(code).toBe('aws-credentials-missing')
    expect(message).toContain('Not authorized to perform sts:AssumeRoleWithWebIdentity')
  })

  test('nothing at all: where it was looked', async () => {
    const before = Date.now()
    const opened = await openAmbient({})
    const { code, message } = await failure(opened.credential.get())
    expect(code).toBe('aws-credentials-missing')
    expect(message).toMatch(/^Looked in the environment, ~\/\.aws, an SSO login, a web identity token/)
    expect([opened.said, opened.masked, opened.sts.requests]).toEqual([[], [], []])
    expect(Date.now() - before).toBeLessThan(5_000)
  })
})

describe('an end that is no time', () => {
  test('counts as none', async () => {
    const opened = await openAmbient({ env: { ...keysOf(user), AWS_CREDENTIAL_EXPIRATION: 'tomorrow' } })
    await opened.credential.get()
    expect(await told(opened)).toBe('aws: arn:aws:iam::123456789012:user/ci, found in the environment')
  })
})

describe('renewal', () => {
  test('a key of a user that was rejected is what it is', async () => {
    const opened = await openAmbient({ env: keysOf(user) })
    const before = await opened.credential.get()
    expect(await opened.credential.rejected(before)).toBe(false)
    expect((await opened.credential.get()).accessKeyId).toBe(user.accessKeyId)
    await told(opened)
    // Nobody is told of the same key twice.
    expect(opened.said).toHaveLength(1)
  })

  test('a file that was written anew is read anew, when what it held was rejected', async () => {
    const line = ({ accessKeyId, secretAccessKey, sessionToken }: Session) =>
      `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\naws_session_token = ${sessionToken}\n`
    dotAws({ credentials: line(session) })
    const opened = await openAmbient({})
    const before = await opened.credential.get()
    const fresh = newSession({ role: ROLE })
    dotAws({ credentials: line(fresh) })
    expect(await opened.credential.rejected(before)).toBe(true)
    expect(await opened.credential.get()).toEqual(held(fresh))
  })

  test('a program that a profile names only by then is not run', async () => {
    dotAws({ credentials: profile('default', session) })
    const opened = await openAmbient({})
    const before = await opened.credential.get()
    const ran = join(freshFolder('ran'), 'it')
    dotAws({ credentials: '', config: `[default]\ncredential_process = sh -c "env >${ran}"\n` })
    const { code, message } = await failure(opened.credential.rejected(before))
    expect(code).toBe('aws-credentials-missing')
    expect(message).toContain('names a program that it did not name when the step began')
    expect(existsSync(ran)).toBe(false)
  })

  test('a container’s session is asked for anew ahead of its end', async () => {
    const sessions = new Map<string, Session>()
    const next = () => {
      const one = newSession({ role: ROLE, seconds: 2 })
      sessions.set(one.accessKeyId, one)
      return one
    }
    const metadata = await startContainerMetadata({ sessions })
    onTestFinished(() => metadata.close())
    const first = next()
    const opened = await openAmbient({ env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: metadata.url } })
    expect((await opened.credential.get()).accessKeyId).toBe(first.accessKeyId)
    const second = next()
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    expect((await opened.credential.get()).accessKeyId).toBe(second.accessKeyId)
    expect(metadata.handed).toEqual([first.accessKeyId, second.accessKeyId])
  })

  test('a role is renewed from a session of the machine that was renewed itself', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.01)
    const sessions = new Map([[session.accessKeyId, session]])
    const metadata = await startContainerMetadata({ sessions })
    onTestFinished(() => metadata.close())
    const fresh = newSession({ role: ROLE })
    let ended = false
    const opened = await openAmbient({
      env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: metadata.url },
      roles: { [SECOND]: { trusts: [ROLE] } },
      plan: { roles: [SECOND], region: REGION },
      sts: {
        keys: [session, fresh],
        answer: (call) =>
          ended && call.signedBy === session.accessKeyId
            ? { kind: 'error', status: 403, code: 'ExpiredToken', message: 'The security token is expired' }
            : undefined,
      },
    })
    const before = await opened.credential.get()
    ended = true
    sessions.set(fresh.accessKeyId, fresh)
    expect(await opened.credential.rejected(before)).toBe(true)
    expect(opened.sts.calls.filter(({ action }) => action === 'AssumeRole').map(({ signedBy }) => signedBy)).toEqual([
      session.accessKeyId,
      session.accessKeyId,
      fresh.accessKeyId,
    ])
  })
})
