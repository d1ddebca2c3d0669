import { request as plainRequest, type RequestListener } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { startBedrockRuntime } from '../../lab/aws/bedrock-runtime.ts'
import { startMoto } from '../../lab/aws/moto.ts'
import { startSts } from '../../lab/aws/sts.ts'
import { startOidcIssuer } from '../../lab/github/oidc.ts'
import { startGoogleCloud } from '../../lab/google/cloud.ts'
import { startVertex } from '../../lab/google/vertex.ts'
import { type ForwardProxy, startForwardProxy } from '../../lab/network/forward-proxy.ts'
import { startTls, type TlsServer } from '../../lab/network/tls.ts'
import { startMessagesApi } from '../../lab/providers/messages-api.ts'
import { runStep } from '../../lab/runner/step.ts'
import { vertexHost } from '../../src/resolve/vertex.ts'
import { bash, claude, done, key, run } from './support.ts'

const role = 'arn:aws:iam::123456789012:role/ClaudeCodeBedrock'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

/** A network in which every host is behind a proxy and has a certificate of the company's own. */
async function company(): Promise<{
  proxy: ForwardProxy
  tls: TlsServer
  api: Awaited<ReturnType<typeof startMessagesApi>>
}> {
  const api = await startMessagesApi({ key, script: [bash('true'), done] })
  const hosts = ['gateway.company.test', 'api.company.test', 'npm.company.test']
  const listener: RequestListener = (request, response) => {
    if (request.headers.host?.startsWith('gateway.')) {
      const { url: path, method, headers } = request
      request.pipe(
        plainRequest(`${api.url}${path}`, { method, headers }, (answer) =>
          answer.pipe(response.writeHead(answer.statusCode!, answer.headers)),
        ),
      )
    } else if (request.url?.endsWith('/collaborators/octocat/permission'))
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"permission": "admin"}')
    else response.writeHead(404, { 'content-type': 'application/json' }).end('{"message": "Not Found"}')
  }
  const tls = await startTls(hosts, listener)
  const proxy = await startForwardProxy(Object.fromEntries(hosts.map((host) => [host, tls.port])))
  open.push(api, tls, proxy)
  return { proxy, tls, api }
}

/** Behind the certificate, whoever has the name. */
function onward(ports: Readonly<Record<string, number>>): RequestListener {
  return (request, response) => {
    const { url: path, method, headers } = request
    const port = ports[(headers.host ?? '').replace(/:\d+$/, '')]
    request.pipe(
      plainRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) =>
        answer.pipe(response.writeHead(answer.statusCode!, answer.headers)),
      ),
    )
  }
}

async function account() {
  const [moto, issuer] = await Promise.all([startMoto(), startOidcIssuer()])
  const sts = await startSts({ moto, issuer, roles: { [role]: {} } })
  const bedrock = await startBedrockRuntime({
    script: [{ kind: 'message', text: 'Hello.' }],
    sessions: sts.sessions,
    region: 'eu-west-1',
  })
  return { moto, issuer, sts, bedrock }
}

/** Not through `run` of support.ts: the hosts here have names, which the proxy alone knows how to reach. */
const inputs = {
  prompt: 'Say hello.',
  'api-key': key,
  'base-url': 'https://gateway.company.test/v1',
  model: 'haiku',
  'allowed-tools': 'Bash',
}

describe('behind a proxy, with a CA of the company’s own', () => {
  it('the provider and GitHub are reached through it, and 127.0.0.1 never is', async () => {
    const { proxy, tls, api } = await company()
    const step = await runStep({
      inputs: { ...inputs, 'claude-path': claude },
      env: {
        HTTPS_PROXY: proxy.url,
        HTTP_PROXY: proxy.url,
        NODE_EXTRA_CA_CERTS: tls.ca,
        NO_PROXY: 'internal.company.test',
      },
      event: { name: 'issue_comment', payload: {} },
      github: { apiUrl: 'https://api.company.test/api/v3' },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(api.messages).toHaveLength(2)
    expect([...new Set(proxy.asked)].sort()).toEqual(['api.company.test:443', 'gateway.company.test:443'])
  })

  it('npm is, too', async () => {
    const { proxy, tls } = await company()
    const step = await runStep({
      inputs,
      env: { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: tls.ca, npm_config_registry: 'https://npm.company.test' },
    })
    expect(step.outputs['error-code']).toBe('claude-install')
    expect(step.annotations.at(-1)!.message).toContain(`through the proxy ${proxy.url}`)
    expect(proxy.asked).toEqual(['npm.company.test:443'])
  })

  it('a certificate that nobody vouches for is told at once, by its name', async () => {
    const { proxy } = await company()
    const step = await runStep({ inputs: { ...inputs, 'claude-path': claude }, env: { HTTPS_PROXY: proxy.url } })
    expect(step.outputs['error-code']).toBe('provider-unreachable')
    expect(step.annotations.at(-1)!.message).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/)
    expect(step.mainMs).toBeLessThan(10_000)
  })

  it('a proxy that refuses is told', async () => {
    const { proxy, tls } = await company()
    const step = await runStep({
      inputs: { ...inputs, 'claude-path': claude, 'base-url': 'https://elsewhere.company.test' },
      env: { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: tls.ca, CLAUDE_CODE_MAX_RETRIES: '0' },
    })
    expect(step.outputs['error-code']).toBe('provider-unreachable')
    expect(step.annotations.at(-1)!.message).toMatch(/403/)
  })
})

describe('a keyless run on Bedrock behind a proxy', () => {
  it('reaches GitHub, STS and Bedrock through it, by the names that somebody gave them', async () => {
    const { moto, issuer, sts, bedrock } = await account()
    const ports: Record<string, number> = {
      'oidc.company.test': Number(new URL(issuer.url).port),
      'sts.company.test': Number(new URL(sts.url).port),
      'bedrock.company.test': bedrock.port,
    }
    const tls = await startTls(Object.keys(ports), onward(ports))
    const proxy = await startForwardProxy(Object.fromEntries(Object.keys(ports).map((host) => [host, tls.port])))
    open.push(moto, issuer, sts, bedrock, tls, proxy)
    const asked = new URL(issuer.request.url)
    const step = await runStep({
      inputs: {
        prompt: 'Say hello.',
        provider: 'bedrock',
        'aws-region': 'eu-west-1',
        'aws-role-arn': role,
        model: 'haiku',
        'claude-path': claude,
        'allowed-hosts': 'bedrock.company.test, sts.company.test',
      },
      env: {
        HTTPS_PROXY: proxy.url,
        NODE_EXTRA_CA_CERTS: tls.ca,
        AWS_ENDPOINT_URL_STS: 'https://sts.company.test',
        AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'https://bedrock.company.test',
      },
      oidc: { url: `https://oidc.company.test${asked.pathname}${asked.search}`, token: issuer.request.token },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect([...new Set(proxy.asked)].sort()).toEqual(
      Object.keys(ports)
        .map((host) => `${host}:443`)
        .sort(),
    )
  })
})

describe('a keyless run on Vertex AI behind a proxy', () => {
  const serviceAccount = 'claude-code@my-project-12345.iam.gserviceaccount.com'

  async function google(region: string) {
    const issuer = await startOidcIssuer()
    const cloud = await startGoogleCloud({ issuer, machine: serviceAccount })
    const vertex = await startVertex({ script: [bash('true'), done], cloud })
    const place = vertexHost(region, 'googleapis.com')
    const ports: Record<string, number> = {
      'oidc.company.test': Number(new URL(issuer.url).port),
      'sts.googleapis.com': Number(new URL(cloud.url).port),
      'iamcredentials.googleapis.com': Number(new URL(cloud.url).port),
      [place]: vertex.port,
    }
    const tls = await startTls(Object.keys(ports), onward(ports))
    const proxy = await startForwardProxy(Object.fromEntries(Object.keys(ports).map((host) => [host, tls.port])))
    open.push(issuer, cloud, vertex, tls, proxy)
    const asked = new URL(issuer.request.url)
    return {
      cloud,
      vertex,
      proxy,
      tls,
      hosts: Object.keys(ports).map((host) => `${host}:443`),
      inputs: {
        prompt: 'Say hello.',
        provider: 'vertex',
        'gcp-region': region,
        'gcp-workload-identity-provider': cloud.settings.provider,
        'gcp-service-account': serviceAccount,
        model: 'haiku',
        'claude-path': claude,
        'allowed-tools': 'Bash',
      },
      env: {
        HTTPS_PROXY: proxy.url,
        HTTP_PROXY: proxy.url,
        NODE_EXTRA_CA_CERTS: tls.ca,
        METADATA_SERVER_DETECTION: 'none',
      },
      oidc: { url: `https://oidc.company.test${asked.pathname}${asked.search}`, token: issuer.request.token },
    }
  }

  // The CLI goes to Vertex AI by itself in `env`, and to the tokens on this machine without the proxy.
  it.each([
    ['gateway', 'europe-west4'],
    ['gateway', 'eu'],
    ['gateway', 'global'],
    ['env', 'us'],
  ])('reaches GitHub and each of Google’s own hosts through it: isolation %s, %s', async (isolation, region) => {
    const { vertex, proxy, hosts, inputs, env, oidc } = await google(region)
    const step = await runStep({ inputs: { ...inputs, isolation }, env, oidc })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(vertex.messages.map(({ location }) => location)).toEqual([region, region])
    expect([...new Set(proxy.asked)].sort()).toEqual(hosts.sort())
  })

  it('goes past it where NO_PROXY says so', async () => {
    const { proxy, inputs, env, oidc } = await google('europe-west4')
    const step = await runStep({
      inputs,
      // Nobody has such a name: that it is looked for at all is what tells.
      env: { ...env, NO_PROXY: '.inside.test', ANTHROPIC_VERTEX_BASE_URL: 'https://vertex.inside.test/v1' },
      oidc,
    })
    expect(step.outputs['error-code'], step.log).toBe('provider-unreachable')
    expect(step.annotations.at(-1)!.message).toContain('vertex.inside.test')
    expect(proxy.asked.filter((host) => !/^(oidc|sts|iamcredentials)\./.test(host))).toEqual([])
  })

  it('never goes to the metadata server of the machine through it', async () => {
    const { cloud, vertex, proxy, inputs, env, hosts } = await google('europe-west4')
    const step = await runStep({
      inputs: { ...inputs, 'gcp-workload-identity-provider': '', 'gcp-service-account': '' },
      env: { ...env, METADATA_SERVER_DETECTION: '', GCE_METADATA_HOST: cloud.metadataHost },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(vertex.messages).toHaveLength(2)
    expect([...new Set(proxy.asked)]).toEqual(hosts.slice(-1))
  })

  it('is told by name which of Google’s hosts the proxy refuses', async () => {
    const { tls, inputs, env, oidc } = await google('europe-west4')
    const closed = await startForwardProxy({ 'oidc.company.test': tls.port })
    open.push(closed)
    const step = await runStep({ inputs, env: { ...env, HTTPS_PROXY: closed.url }, oidc })
    expect(step.outputs['error-code'], step.log).toBe('gcp-unreachable')
    expect(step.annotations.at(-1)!.message).toMatch(/Security Token Service .*\(sts\.googleapis\.com\).*403/)
    expect(step.mainMs).toBeLessThan(10_000)
  })
})

describe('no other host than the plan’s', () => {
  it('is asked for, by the action or by the CLI', async () => {
    const proxy = await startForwardProxy({})
    open.push(proxy)
    // The plan's host is on this machine; whatever else is wanted would have to go through the proxy.
    const { step } = await run({
      script: [bash('true'), done],
      inputs: { 'allowed-tools': 'Bash' },
      env: { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, ALL_PROXY: proxy.url },
    })
    expect(step.outputs.conclusion).toBe('success')
    expect(proxy.asked).toEqual([])
  })
})
