import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Credential } from '../../../src/credentials/credential.ts'
import type { GoogleAccess } from '../../../src/credentials/google/google.ts'
import { startTokenExchange } from '../../../src/credentials/google/token-exchange.ts'
import { ActionError } from '../../../src/errors.ts'
import { Secret } from '../../../src/secret.ts'

async function open(get: Credential<GoogleAccess>['get']) {
  const masked: string[] = []
  const { file, close } = await startTokenExchange({ get, rejected: async () => false }, (one) => void masked.push(one))
  onTestFinished(close)
  const source = file.credential_source as { url: string; headers: Record<string, string> }
  const exchange = (token: string) =>
    fetch(String(file.token_url), { method: 'POST', body: new URLSearchParams({ subject_token: token }) })
  return { file, source, exchange, masked, token: source.headers['X-Run-Token'] ?? '' }
}

const access = (seconds: number): GoogleAccess => ({
  token: new Secret('ya29.made-up'),
  expiresAt: Date.now() + seconds * 1000,
  project: 'my-project-12345',
})

test('gives tokens to who has the file, for as long as they may be kept', async () => {
  let lasts = 3600
  const { file, source, exchange, masked, token } = await open(async () => access(lasts))
  expect(JSON.stringify(file)).not.toContain('ya29')
  expect(masked).toEqual([token])
  const shown = (await (await fetch(source.url, { headers: source.headers })).json()) as { value: string }
  const given = await exchange(shown.value)
  // The library asks again five minutes ahead of that: two minutes from now.
  expect(await given.json()).toMatchObject({ access_token: 'ya29.made-up', token_type: 'Bearer', expires_in: 420 })
  lasts = 60
  expect(await (await exchange(token)).json()).toMatchObject({ expires_in: 350 })
})

test('gives nothing to anybody else', async () => {
  const { source, exchange } = await open(async () => access(3600))
  expect((await fetch(source.url)).status).toBe(401)
  expect((await fetch(source.url, { headers: { 'X-Run-Token': 'cpa-run-made-up' } })).status).toBe(401)
  const refused = await exchange('cpa-run-made-up')
  expect([refused.status, await refused.text()]).toEqual([401, expect.not.stringContaining('ya29')])
})

test('is not brought down by who leaves in the middle of a question', async () => {
  const { file, exchange, token } = await open(async () => access(3600))
  const socket = connect(Number(new URL(String(file.token_url)).port), '127.0.0.1')
  socket.write('POST /v1/token HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nsubject_token=')
  await sleep(50)
  socket.resetAndDestroy()
  await sleep(50)
  expect((await exchange(token)).status).toBe(200)
})

test('says why there is none', async () => {
  const failing = () => Promise.reject(new ActionError('gcp-identity-denied', 'The attribute condition.'))
  const { exchange, token } = await open(failing)
  const answer = await exchange(token)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toEqual({ error: 'invalid_request', error_description: 'The attribute condition.' })
})
