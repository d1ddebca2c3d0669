import { chmodSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { newSession } from '../../../lab/aws/identities.ts'
import { externalAccount, impersonatedAccount } from '../../../lab/google/key-files.ts'
import { account, failure, file, type Job, principal, startJob } from './fixture.ts'

const pool = 'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/github'

afterEach(() => vi.unstubAllEnvs())

describe('from a program', () => {
  beforeEach(() => {
    vi.stubEnv('GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES', '1')
  })

  const program = (text: string) => {
    const path = file(`#!/bin/sh\n${text}\n`, 'give-token')
    chmodSync(path, 0o755)
    return path
  }
  const from = (job: Job, command: string) =>
    externalAccount(job.cloud, { executable: { command, timeout_millis: 5000 } }, account)
  const failed = (job: Job, command: string) => failure(job, job.credential(job.json(from(job, command))).get())
  const tokenOf = (job: Job) => job.github.token({ aud: job.cloud.settings.audience })
  const answer = (token: string) =>
    JSON.stringify({
      version: 1,
      success: true,
      token_type: 'urn:ietf:params:oauth:token-type:jwt',
      id_token: token,
    })

  test('that prints one, whatever it warns of beside it', async () => {
    const job = await startJob()
    const token = await tokenOf(job)
    const path = program(`echo 'this is deprecated' >&2; echo '${answer(token)}'`)
    expect(await principal(job, job.credential(job.json(from(job, path))))).toBe(`serviceAccount:${account}`)
    expect(job.masked).toContain(token)
  })

  test('that sees what it needs of the environment, and not the inputs of the step', async () => {
    const job = await startJob()
    vi.stubEnv('INPUT_API-KEY', 'hidden')
    vi.stubEnv('TEAM_TOKEN', await tokenOf(job))
    const path = program(
      `env | grep -q INPUT_ && exit 1; test "$GOOGLE_EXTERNAL_ACCOUNT_IMPERSONATED_EMAIL" = ${account} || exit 2; echo '${answer("'$TEAM_TOKEN'")}'`,
    )
    expect(await principal(job, job.credential(job.json(from(job, path))))).toBe(`serviceAccount:${account}`)
  })

  test.each<[string, (token: string) => string, RegExp]>([
    ['says no', () => 'echo "not logged in" >&2; exit 3', /give-token ended with 3: not logged in$/],
    ['says no and shows the token', (token) => `echo ${token}; exit 3`, /give-token ended with 3: \*\*\*$/],
    ['is killed', () => 'kill -9 $$', /give-token was ended by SIGKILL$/],
    ['prints something else', (token) => `echo "token: ${token}"`, /is not the JSON that it should be$/],
    [
      'says no in its own form',
      () => `echo '{"version": 1, "success": false, "code": "401", "message": "Log in first."}'`,
      /exit code: 401 and error message: Log in first\./,
    ],
  ])('that %s', async (_, text, told) => {
    const job = await startJob()
    const token = await tokenOf(job)
    const error = await failed(job, program(text(token)))
    expect(error.code).toBe('gcp-credentials-missing')
    expect(error.message).toMatch(told)
    expect(error.message).not.toContain(token.slice(0, 20))
  })

  test('that is not there, or is none', async () => {
    const job = await startJob()
    expect((await failed(job, '/gone/give-token')).message).toContain('/gone/give-token cannot be run: spawn /gone')
    expect((await failed(job, file('none', 'plain'))).message).toContain('EACCES')
  })

  test('is not waited for longer than the file says, whatever it started', async () => {
    const job = await startJob()
    const started = Date.now()
    expect((await failed(job, program('sleep 9'))).message).toMatch(/give-token did not answer within 5 s$/)
    expect(Date.now() - started).toBeLessThan(8_000)
  }, 15_000)

  test('ends when the step has to', async () => {
    const job = await startJob()
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 200)
    const started = Date.now()
    await failure(job, job.credential(job.json(from(job, program('sleep 4'))), { stop: stop.signal }).get())
    expect(Date.now() - started).toBeLessThan(2_000)
  })

  test('is not run unless that is allowed', async () => {
    vi.stubEnv('GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES', '')
    const job = await startJob()
    expect((await failed(job, program('exit 0'))).message).toContain('GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES')
  })
})

describe('from AWS', () => {
  const role = 'arn:aws:iam::123456789012:role/Builder'
  const source = {
    environment_id: 'aws1',
    regional_cred_verification_url: 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
  }

  test('by the keys in the environment', async () => {
    const session = newSession({ role })
    const job = await startJob({ aws: new Map([[session.accessKeyId, session]]) })
    vi.stubEnv('AWS_REGION', 'eu-west-1')
    vi.stubEnv('AWS_ACCESS_KEY_ID', session.accessKeyId)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', session.secretAccessKey)
    vi.stubEnv('AWS_SESSION_TOKEN', session.sessionToken)
    const credential = job.credential(job.json(externalAccount(job.cloud, source)))
    expect(await principal(job, credential)).toBe(`${pool}/subject/${session.arn}`)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another')
    const error = await failure(job, job.credential(job.json(externalAccount(job.cloud, source))).get())
    expect(error.code).toBe('gcp-identity-denied')
    expect(error.message).toContain('Received invalid response from AWS')
  })

  test("by the machine's role", async () => {
    const session = newSession({ role })
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
      vi.stubEnv(name, '')
    const machine = createServer((request, response) => {
      if (request.method === 'PUT') return void response.end('session-of-imds')
      if (request.headers['x-aws-ec2-metadata-token'] !== 'session-of-imds') return void response.writeHead(401).end()
      if (request.url === '/zone') return void response.end('eu-west-1a')
      if (request.url === '/credentials') return void response.end('Builder')
      const { accessKeyId, secretAccessKey, sessionToken } = session
      response.end(JSON.stringify({ AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken }))
    })
    await new Promise<void>((resolve) => machine.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void machine.close())
    const url = `http://127.0.0.1:${(machine.address() as AddressInfo).port}`
    const job = await startJob({ aws: new Map([[session.accessKeyId, session]]) })
    const its = { region_url: `${url}/zone`, url: `${url}/credentials`, imdsv2_session_token_url: `${url}/token` }
    const credential = job.credential(job.json(externalAccount(job.cloud, { ...source, ...its }, account)))
    expect(await principal(job, credential)).toBe(`serviceAccount:${account}`)
    expect(job.masked).toContain(session.secretAccessKey)
    expect(job.masked).toContain(session.sessionToken)
  })
})

describe('what was shown', () => {
  test('is masked and told of, its text never', async () => {
    const job = await startJob({ condition: () => false })
    const token = await job.github.token({ aud: job.cloud.settings.audience })
    const source = externalAccount(job.cloud, { file: file(token, 'token') })
    for (const content of [source, impersonatedAccount(source, account)]) {
      const error = await failure(job, job.credential(job.json(content)).get())
      expect(error.code).toBe('gcp-identity-denied')
      expect(error.message).toContain(`external account at ${job.cloud.settings.provider}: 400`)
      expect(error.message).toContain('  sub: repo:octo-org/octo-repo:ref:refs/heads/main')
    }
    expect(job.masked).toContain(token)
  })

  test('is no JSON where it should be', async () => {
    const job = await startJob()
    const format = { type: 'json', subject_token_field_name: 'value' }
    const source = externalAccount(job.cloud, { file: file('short-secret', 'token'), format })
    const error = await failure(job, job.credential(job.json(source)).get())
    expect(error.message).toContain('is not the JSON that it should be')
    expect(error.message).not.toContain('short')
  })
})
