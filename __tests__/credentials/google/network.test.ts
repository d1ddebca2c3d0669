import { execFile } from 'node:child_process'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startForwardProxy } from '../../../lab/network/forward-proxy.ts'
import { startTls } from '../../../lab/network/tls.ts'
import { freshFolder } from '../../../lab/temp.ts'
import { account, failure, startJob } from './fixture.ts'

const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))
const module = (path: string) => new URL(`../../../src/${path}`, import.meta.url).href

test("Google is reached through the step's proxy, GitHub too, and nothing else is asked", async () => {
  const job = await startJob()
  const hosts = ['sts.googleapis.com', 'iamcredentials.googleapis.com', 'github.test']
  const tls = await startTls(hosts, (incoming, outgoing) => {
    const { port } = new URL(incoming.headers.host === 'github.test' ? job.github.url : job.cloud.url)
    const { method, url: path, headers } = incoming
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(onward)
  })
  const proxy = await startForwardProxy(Object.fromEntries(hosts.map((host) => [host, tls.port])))
  const { pathname, search } = new URL(job.github.request.url)
  // A process of its own: the company's CA is read when it starts, and none of the variables may be this one's.
  const script = `
    const { googleCredential } = await import('${module('credentials/google/google.ts')}')
    const { openAgents } = await import('${module('network/agents.ts')}')
    const { Secret } = await import('${module('secret.ts')}')
    const means = { agents: openAgents({ HTTPS_PROXY: '${proxy.url}' }), mask() {}, say() {}, stop: new AbortController().signal }
    const credential = googleCredential(
      {
        kind: 'workload-identity',
        provider: '${job.cloud.settings.provider}',
        serviceAccount: '${account}',
        request: { url: 'https://github.test${pathname}${search}', token: new Secret(process.env.REQUEST_TOKEN) },
        audience: '${job.cloud.settings.audience}',
        endpoints: {},
        universe: 'googleapis.com',
        project: 'my-project-12345',
      },
      means,
      10_000,
    )
    console.log((await credential.get()).token.reveal())
    means.agents.close()`
  const { stdout } = await promisify(execFile)(node, ['--input-type=module', '--eval', script], {
    cwd: freshFolder('job'),
    env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: tls.ca, REQUEST_TOKEN: job.github.request.token },
  })
  expect(job.cloud.principalOf(stdout.trim())).toBe(`serviceAccount:${account}`)
  expect(proxy.asked).toEqual(['github.test:443', 'sts.googleapis.com:443', 'iamcredentials.googleapis.com:443'])
  await Promise.all([tls.close(), proxy.close()])
})

test('a server that TLS does not trust is not asked again and again', async () => {
  const job = await startJob()
  const tls = await startTls(['localhost'], (_incoming, outgoing) => outgoing.end())
  const sts = new URL(`https://localhost:${tls.port}/v1`)
  const error = await failure(job, job.credential({ ...job.workloadIdentity(), endpoints: { sts } }).get())
  await tls.close()
  expect(error.code).toBe('gcp-unreachable')
  expect(error.message).toContain('SELF_SIGNED_CERT')
})

test('what is on this machine is not asked for through a proxy', async () => {
  const job = await startJob({ machine: account })
  const proxyEnv = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' }
  const env = { HOME: '/nonexistent', GCE_METADATA_HOST: job.cloud.metadataHost }
  await job.credential(job.ambient(env), { proxyEnv }).get()
  await job.credential(job.workloadIdentity({ serviceAccount: account }), { proxyEnv }).get()
})

test('a redirect is not followed: the request has a credential in it', async () => {
  const asked: string[] = []
  const server = createServer((incoming, answer) => {
    asked.push(incoming.url ?? '')
    answer.writeHead(307, { location: '/elsewhere' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const job = await startJob()
  const sts = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sts/v1`)
  const error = await failure(job, job.credential({ ...job.workloadIdentity(), endpoints: { sts } }).get())
  server.close()
  expect(error.code).toBe('gcp-unreachable')
  expect(error.message).toContain('wants to send the request elsewhere: 307')
  expect(asked).toEqual(['/sts/v1/token'])
})

test('a proxy that gives its own page, or one without end', async () => {
  const job = await startJob()
  job.cloud.fail('sts', { status: 403, body: '<html><title>Blocked</title><p>Ask the <b>help desk</b>' })
  const blocked = await failure(job, job.credential(job.workloadIdentity()).get())
  expect(blocked.code).toBe('gcp-unreachable')
  expect(blocked.message).toMatch(
    /^Something in front of Google's Security .* in its place: 403: Blocked Ask the help desk$/,
  )
  job.cloud.fail('sts', { status: 200, body: '<p>Please log in to the guest network' })
  const portal = await failure(job, job.credential(job.workloadIdentity()).get())
  expect(portal.code).toBe('gcp-unreachable')
  expect(portal.message).toContain('in its place: 200: Please log in to the guest network')
  job.cloud.fail('sts', { status: 200, body: 'x'.repeat(2 * 1024 * 1024) })
  const long = await failure(job, job.credential(job.workloadIdentity()).get())
  expect(long.code).toBe('gcp-unreachable')
  expect(long.message).toContain('far too long for a token')
})

test('who is stopped waits for nothing more', async () => {
  const job = await startJob()
  const busy = { status: 503, body: '', headers: { 'retry-after': '20' } }
  const stopped = async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 200)
    await failure(job, job.credential(job.workloadIdentity(), { stop: stop.signal }).get())
  }
  const started = Date.now()
  job.cloud.fail('sts', 'hang')
  await stopped()
  job.cloud.fail('sts', busy, busy)
  await stopped()
  expect(Date.now() - started).toBeLessThan(1_500)
})
