import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newSession, type Session } from '../../../lab/aws/identities.ts'
import { type Metadata, startContainerMetadata, startInstanceMetadata } from '../../../lab/aws/metadata.ts'
import { freshFolder } from '../../../lab/temp.ts'
import { ROLE } from './fixture.ts'

const open: Metadata[] = []
beforeEach(() => {
  const none = join(freshFolder('aws'), 'none')
  const names = Object.keys(process.env).filter((name) => name.startsWith('AWS_'))
  for (const name of names) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', none)
  vi.stubEnv('AWS_CONFIG_FILE', none)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(open.splice(0).map((metadata) => metadata.close()))
})

async function opened(starting: Promise<Metadata>): Promise<Metadata> {
  const metadata = await starting
  open.push(metadata)
  return metadata
}

const sessionsOf = (...sessions: Session[]) => new Map(sessions.map((session) => [session.accessKeyId, session]))
const [first, second] = [newSession({ role: ROLE }), newSession({ role: ROLE, seconds: 7200 })]

/** The SDK's own chain, from nothing. */
const found = () => defaultProvider({ maxRetries: 0 })()
const as = ({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: Session) => ({
  accessKeyId,
  secretAccessKey,
  sessionToken,
  expiration: new Date(Math.floor(expiresAt / 1000) * 1000),
})

describe('a container', () => {
  test('finds the newest session, with the token that it was given', async () => {
    const sessions = sessionsOf(first)
    const metadata = await opened(startContainerMetadata({ sessions, token: 'Basic made-up' }))
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', metadata.url)
    vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN', 'Basic made-up')
    expect(await found()).toMatchObject(as(first))
    sessions.set(second.accessKeyId, second)
    expect(await found()).toMatchObject(as(second))
    expect(metadata.handed).toEqual([first.accessKeyId, second.accessKeyId])
  })

  test('reads a token that moves from a file, and finds nothing with an old one', async () => {
    let token = 'first'
    const file = join(freshFolder('eks'), 'token')
    writeFileSync(file, token)
    const metadata = await opened(startContainerMetadata({ sessions: sessionsOf(first), token: () => token }))
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', metadata.url)
    vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', file)
    expect(await found()).toMatchObject(as(first))
    token = 'second'
    await expect(found()).rejects.toThrow()
    expect(metadata.handed).toHaveLength(1)
  })

  test('finds nothing where there is nothing', async () => {
    const metadata = await opened(startContainerMetadata({ sessions: new Map() }))
    expect((await fetch(metadata.url)).status).toBe(400)
    expect((await fetch(new URL('/', metadata.url))).status).toBe(404)
  })
})

describe('an instance', () => {
  test('finds the session of its role', async () => {
    const metadata = await opened(startInstanceMetadata({ sessions: sessionsOf(first) }))
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', metadata.url)
    expect(await found()).toMatchObject(as(first))
    expect(metadata.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /latest/api/token',
      'GET /latest/meta-data/iam/security-credentials/',
      'GET /latest/meta-data/iam/security-credentials/ClaudeCodeBedrock',
    ])
  })

  test('has to ask for a token first', async () => {
    const metadata = await opened(startInstanceMetadata({ sessions: sessionsOf(first) }))
    const get = (token: string) =>
      fetch(`${metadata.url}/latest/meta-data/iam/security-credentials/`, {
        headers: { 'x-aws-ec2-metadata-token': token },
      })
    expect((await get('made up')).status).toBe(401)
    expect((await fetch(`${metadata.url}/latest/api/token`, { method: 'PUT' })).status).toBe(400)
    const headers = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' }
    const token = await (await fetch(`${metadata.url}/latest/api/token`, { method: 'PUT', headers })).text()
    expect(await (await get(token)).text()).toBe('ClaudeCodeBedrock')
  })
})
