import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { expect, onTestFinished, test } from 'vitest'
import { startContainerCredentials } from '../../../src/credentials/aws/container-endpoint.ts'
import type { AwsCredentials } from '../../../src/credentials/aws/credentials.ts'
import type { Credential } from '../../../src/credentials/credential.ts'
import { ActionError } from '../../../src/errors.ts'
import { isolateEnvironment } from './fixture.ts'

isolateEnvironment()

const session: AwsCredentials = { accessKeyId: 'ASIA1', secretAccessKey: 'secret-1', sessionToken: 'token-1' }

async function start(get: Credential<AwsCredentials>['get'] = async () => session) {
  const masks: string[] = []
  const credential = { get, rejected: async () => false }
  const { variables, close } = await startContainerCredentials(credential, (secret) => masks.push(secret))
  expect(masks).toEqual([variables.AWS_CONTAINER_AUTHORIZATION_TOKEN])
  onTestFinished(close)
  const url = variables.AWS_CONTAINER_CREDENTIALS_FULL_URI!
  const token = variables.AWS_CONTAINER_AUTHORIZATION_TOKEN!
  return { variables, url, token, close }
}

/** As the CLI sees it: what is empty is pinned to be so. */
const asInTheCli = (variables: Record<string, string>) => Object.assign(process.env, variables)

test('the SDK’s own chain finds the credentials there, whatever else the machine has', async () => {
  const { variables } = await start()
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIAOTHER',
    AWS_SECRET_ACCESS_KEY: 'other',
    AWS_PROFILE: 'other',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token',
    AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/Other',
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/other',
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/nowhere/pod-token',
  })
  asInTheCli(variables)
  expect(await defaultProvider()()).toMatchObject(session)
})

test('the SDK asks again in two minutes, however long the session is', async () => {
  const { variables } = await start()
  asInTheCli(variables)
  const { expiration } = await defaultProvider()()
  const ahead = expiration!.getTime() - Date.now() - 300_000
  expect(ahead).toBeGreaterThan(110_000)
  expect(ahead).toBeLessThanOrEqual(120_000)
})

test('each request is answered with what is good then', async () => {
  let count = 0
  const { url, token } = await start(async () => ({ ...session, accessKeyId: `ASIA${++count}` }))
  const ask = async () => (await (await fetch(url, { headers: { authorization: token } })).json()) as object
  expect(await ask()).toMatchObject({ AccessKeyId: 'ASIA1', SecretAccessKey: 'secret-1', Token: 'token-1' })
  expect(await ask()).toMatchObject({ AccessKeyId: 'ASIA2' })
})

test.each([{}, { authorization: '' }, { authorization: 'cpa-run-x' }, { 'x-api-key': 'TOKEN' }])(
  'nobody is given any with %j',
  async (headers: Record<string, string>) => {
    const { url, token } = await start(() => expect.unreachable())
    const shown = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('TOKEN', token)]),
    )
    const answer = await fetch(url, { headers: shown })
    expect([answer.status, await answer.text()]).toEqual([401, ''])
  },
)

test('that none is to be had is told', async () => {
  const { url, token } = await start(() => Promise.reject(new ActionError('aws-role-denied', 'no longer')))
  const answer = await fetch(url, { headers: { authorization: token } })
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('no longer')])
})

test('it is on loopback alone, and ends', async () => {
  const { url, token, close } = await start()
  expect(new URL(url).hostname).toBe('127.0.0.1')
  close()
  await expect(fetch(url, { headers: { authorization: token } })).rejects.toThrow()
})
