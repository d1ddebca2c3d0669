import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { apiError } from '../../../lab/google/errors.ts'
import { freshFolder } from '../../../lab/temp.ts'
import { account, failure, file, principal, startJob } from './fixture.ts'

const nowhere = { METADATA_SERVER_DETECTION: 'none', HOME: '/nonexistent' }

describe('Application Default Credentials', () => {
  test('in the file that the variable names', async () => {
    const job = await startJob()
    const path = file(job.cloud.serviceAccountKey())
    const env = { ...nowhere, GOOGLE_APPLICATION_CREDENTIALS: path }
    const credential = job.credential(job.ambient(env))
    expect(await principal(job, credential)).toBe(`serviceAccount:${account}`)
    expect(credential.said).toEqual([
      expect.stringMatching(
        new RegExp(
          `^google: the key \\w{8}… of ${account}, from GOOGLE_APPLICATION_CREDENTIALS \\(${path}\\), until 2`,
        ),
      ),
    ])
  })

  test.each(['CLOUDSDK_CONFIG', 'HOME'])('where gcloud leaves them: %s', async (name) => {
    const job = await startJob()
    const folder = freshFolder('gcloud')
    const config = name === 'HOME' ? join(folder, '.config', 'gcloud') : folder
    mkdirSync(config, { recursive: true })
    writeFileSync(join(config, 'application_default_credentials.json'), JSON.stringify(job.cloud.userLogin()))
    const env = { ...nowhere, [name]: folder }
    const credential = job.credential(job.ambient(env))
    expect(await principal(job, credential)).toBe('user:someone@example.com')
    expect(credential.said[0]).toContain("a user's login, from the gcloud login (")
  })

  test("at the machine's metadata server", async () => {
    const job = await startJob({ machine: account, tokenSeconds: 120 })
    const env = { HOME: '/nonexistent', GCE_METADATA_HOST: job.cloud.metadataHost }
    const credential = job.credential(job.ambient(env), { project: null })
    const { token, expiresAt, project } = await credential.get()
    expect(job.cloud.principalOf(token.reveal())).toBe(`serviceAccount:${account}`)
    expect(Math.abs(expiresAt - Date.now() - 120_000)).toBeLessThan(5_000)
    expect(credential.said[0]).toMatch(`google: ${account} of this machine, from its metadata server, until `)
    expect(project).toBe('my-project-12345')
    // Whether there is one, and then all at once.
    expect(job.cloud.requests).toHaveLength(5)
    expect(job.cloud.requests.every(({ headers }) => headers['metadata-flavor'] === 'Google')).toBe(true)
    expect(job.masked).toContain(token.reveal())
  })

  test('the file goes before the login, and the login before the machine', async () => {
    const job = await startJob({ machine: 'machine@my-project-12345.iam.gserviceaccount.com' })
    const folder = freshFolder('gcloud')
    writeFileSync(join(folder, 'application_default_credentials.json'), JSON.stringify(job.cloud.userLogin()))
    const env: Record<string, string> = {
      GOOGLE_APPLICATION_CREDENTIALS: file(job.cloud.serviceAccountKey()),
      CLOUDSDK_CONFIG: folder,
      GCE_METADATA_HOST: job.cloud.metadataHost,
    }
    const who = () => principal(job, job.credential(job.ambient({ ...env })))
    expect(await who()).toBe(`serviceAccount:${account}`)
    delete env.GOOGLE_APPLICATION_CREDENTIALS
    expect(await who()).toBe('user:someone@example.com')
    delete env.CLOUDSDK_CONFIG
    expect(await who()).toBe('serviceAccount:machine@my-project-12345.iam.gserviceaccount.com')
  })
})

describe('none', () => {
  test('anywhere', async () => {
    const job = await startJob()
    const error = await failure(job, job.credential(job.ambient(nowhere)).get())
    expect(error.code).toBe('gcp-credentials-missing')
    expect(error.message).toContain('there is no /nonexistent/.config/gcloud/application_default_credentials.json')
  })

  test('in the file that the variable names', async () => {
    const job = await startJob()
    const messages: [unknown, string][] = [
      ['{"type": "service_account", "private_key": "sssh', 'is not valid JSON'],
      [{ installed: { client_secret: 'sssh' } }, 'is the file of an OAuth client'],
    ]
    for (const [content, message] of messages) {
      const env = { ...nowhere, GOOGLE_APPLICATION_CREDENTIALS: file(content) }
      const error = await failure(job, job.credential(job.ambient(env)).get())
      expect(error.code).toBe('gcp-credentials-missing')
      expect(error.message).toContain(
        `GOOGLE_APPLICATION_CREDENTIALS (${env.GOOGLE_APPLICATION_CREDENTIALS}): ${message}`,
      )
      expect(error.message).not.toContain('sssh')
    }
    const env = { ...nowhere, GOOGLE_APPLICATION_CREDENTIALS: '/gone.json' }
    expect((await failure(job, job.credential(job.ambient(env)).get())).message).toBe(
      'GOOGLE_APPLICATION_CREDENTIALS names /gone.json, which is not there.',
    )
  })

  test("at another cloud's address for the same", async () => {
    const other = createServer((_request, response) => response.writeHead(200, { server: 'IMDS' }).end('{}'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const job = await startJob()
    const env = { HOME: '/nonexistent', GCE_METADATA_HOST: `127.0.0.1:${(other.address() as AddressInfo).port}` }
    expect((await failure(job, job.credential(job.ambient(env)).get())).code).toBe('gcp-credentials-missing')
    other.close()
    const bare = { HOME: '/nonexistent', GCE_METADATA_HOST: job.cloud.metadataHost }
    expect((await failure(job, job.credential(job.ambient(bare)).get())).message).toContain(
      'no metadata server answers',
    )
  })

  test('of the machine, whose silence is not waited for long', async () => {
    const job = await startJob({ machine: account })
    job.cloud.fail('metadata', 'hang')
    const env = { HOME: '/nonexistent', GCE_METADATA_HOST: job.cloud.metadataHost }
    const started = Date.now()
    const error = await failure(job, job.credential(job.ambient(env)).get())
    expect(error.code).toBe('gcp-credentials-missing')
    expect(Date.now() - started).toBeLessThan(3_500)
  })

  test('of the machine, where it has no service account', async () => {
    const job = await startJob({ machine: account })
    const env = { HOME: '/nonexistent', GCE_METADATA_HOST: job.cloud.metadataHost }
    const credential = job.credential(job.ambient(env))
    await credential.get()
    // Asked whether it is there, it is.
    job.cloud.fail(
      'metadata',
      { status: 200, body: '', headers: { 'metadata-flavor': 'Google' } },
      ...Array.from({ length: 5 }, () => apiError(404, 'Not Found')),
    )
    const error = await failure(job, credential.anew())
    expect(error.code).toBe('gcp-credentials-missing')
    expect(error.message).toContain(
      "The metadata server gave no token for this machine's service account: 404 NOT_FOUND",
    )
  })
})
