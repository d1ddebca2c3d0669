import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pack, unpack } from '../../src/gateway/handover.ts'
import type { VertexPlan } from '../../src/resolve/plan.ts'
import { vertexHost } from '../../src/resolve/vertex.ts'
import { decide as decideStep, type Step } from './fixture.ts'

const provider = 'projects/123456789012/locations/global/workloadIdentityPools/github/providers/my-org'
const account = 'claude-code@my-project-12345.iam.gserviceaccount.com'
const oidc = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://oidc.example/?v=2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
}
const identity = { 'gcp-workload-identity-provider': provider }
const base = { provider: 'vertex', 'gcp-region': 'europe-west4', 'gcp-project-id': 'my-project-12345' }

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const key = {
  type: 'service_account',
  project_id: 'key-project-12345',
  private_key_id: 'abcdef0123456789',
  private_key: privateKey,
  client_email: account,
}
const login = { type: 'authorized_user', client_id: 'x', client_secret: 'd-0123456789', refresh_token: '1//0123456789' }

async function decide({ with: inputs = {}, ...step }: Step) {
  const decided = await decideStep({ with: { ...base, ...inputs }, env: oidc, ...step })
  return { ...decided, provider: decided.plan?.provider as unknown as VertexPlan }
}

describe('a plan', () => {
  test('by workload identity', async () => {
    const { provider: plan, said } = await decide({ with: { ...identity, 'gcp-service-account': account } })
    expect(said).toBe('')
    expect(plan).toEqual({
      provider: 'vertex',
      region: 'europe-west4',
      project: 'my-project-12345',
      endpoint: new URL('https://europe-west4-aiplatform.googleapis.com'),
      credential: {
        kind: 'workload-identity',
        provider,
        serviceAccount: account,
        request: { url: 'https://oidc.example/?v=2', token: expect.anything() },
        audience: `https://iam.googleapis.com/${provider}`,
        endpoints: {},
        universe: 'googleapis.com',
        quotaProject: undefined,
      },
    })
    expect(JSON.stringify(plan)).not.toContain('request-token')
    const handover = { provider: plan, proxyEnv: {}, control: 'x', surroundings: new Map(), exportAws: false }
    const { provider: unpacked } = unpack(pack(handover))
    expect(unpacked).toMatchObject({ endpoint: plan.endpoint })
    const { credential } = unpacked as VertexPlan
    expect(credential.kind === 'workload-identity' && credential.request.token.reveal()).toBe('request-token')
  })

  test('by a key, whose project it is where nobody names another', async () => {
    const forms = [JSON.stringify(key), JSON.stringify(key, undefined, 2), btoa(JSON.stringify(key))]
    for (const form of forms) {
      const {
        provider: plan,
        masked,
        explained,
      } = await decide({
        with: { 'gcp-project-id': '', 'gcp-credentials-json': form },
      })
      expect(plan.project).toBe('key-project-12345')
      expect(explained).toContainEqual(
        expect.objectContaining({ name: 'gcp-project-id', source: 'input gcp-credentials-json' }),
      )
      const { credential } = plan
      expect(credential.kind === 'json' && JSON.parse(credential.credentials.reveal())).toEqual(key)
      for (const part of privateKey.split('\n').slice(1, -3)) expect(masked).toContain(part)
      // In many lines each is masked by itself: then none may be that is no secret.
      if (form.includes('\n')) for (const line of form.split('\n')) expect(masked).not.toContain(line)
    }
  })

  test('by what the machine has, with the variables that say where', async () => {
    const env = {
      HOME: '/home/runner',
      GOOGLE_APPLICATION_CREDENTIALS: '/adc.json',
      GCE_METADATA_HOST: '',
      SECRET: 'x',
    }
    const { provider: plan } = await decide({ with: { 'gcp-project-id': '' }, env })
    expect(plan.project).toBeUndefined()
    expect(plan.credential).toMatchObject({
      kind: 'ambient',
      env: { HOME: '/home/runner', GOOGLE_APPLICATION_CREDENTIALS: '/adc.json' },
    })
    expect(JSON.stringify(plan.credential)).not.toContain('SECRET')
  })

  test('an input goes before what the machine has, and the log says so', async () => {
    const { explained } = await decide({
      with: { 'gcp-credentials-json': JSON.stringify(key) },
      env: { GOOGLE_APPLICATION_CREDENTIALS: '/adc.json' },
    })
    expect(explained).toContainEqual({
      name: 'gcp-credentials-json',
      value: 'a file of type service_account',
      source: 'input gcp-credentials-json',
      over: [{ value: '/adc.json', source: 'env GOOGLE_APPLICATION_CREDENTIALS' }],
    })
  })

  test('with other endpoints, another cloud, and the project that pays', async () => {
    const env = {
      ...oidc,
      ANTHROPIC_VERTEX_BASE_URL: 'https://vertex.example.com/private/v1/',
      GHA_ENDPOINT_OVERRIDE_sts: 'https://sts.example.com/v1',
      GOOGLE_CLOUD_UNIVERSE_DOMAIN: 'apis.example.goog',
      GOOGLE_CLOUD_QUOTA_PROJECT: 'who-pays',
    }
    const { provider: plan } = await decide({ with: identity, env })
    expect(plan.endpoint.href).toBe('https://vertex.example.com/private')
    expect(plan.credential).toMatchObject({
      endpoints: { sts: new URL('https://sts.example.com/v1') },
      universe: 'apis.example.goog',
      quotaProject: 'who-pays',
    })
    const { ANTHROPIC_VERTEX_BASE_URL: _, ...there } = env
    const own = await decide({ with: identity, env: there })
    expect(own.provider.endpoint.href).toBe('https://europe-west4-aiplatform.apis.example.goog/')
    const ofKey = await decide({
      with: { 'gcp-credentials-json': JSON.stringify({ ...key, universe_domain: 'a.goog' }) },
    })
    expect(ofKey.provider.endpoint.href).toBe('https://europe-west4-aiplatform.a.goog/')
  })
})

test.each([
  ['europe-west4', 'europe-west4-aiplatform.googleapis.com'],
  ['global', 'aiplatform.googleapis.com'],
  ['eu', 'aiplatform.eu.rep.googleapis.com'],
  ['us', 'aiplatform.us.rep.googleapis.com'],
])('%s is at %s', (region, host) => {
  expect(vertexHost(region, 'googleapis.com')).toBe(host)
})

test('Google credentials for another provider are not used, and the log says so', async () => {
  const { warnings, plan } = await decide({ with: { provider: 'anthropic', ...identity } })
  expect(plan?.provider.provider).toBe('anthropic')
  expect(warnings).toEqual([
    expect.stringMatching(/^`gcp-workload-identity-provider` is given, and nothing in a step on/),
  ])
})

describe('a problem', () => {
  test.each<[string, Step, RegExp]>([
    [
      'two sources',
      { with: { ...identity, 'gcp-credentials-json': JSON.stringify(key) } },
      /^gcp-credentials-json: `gcp-workload-identity-provider` is given too; keep one of them$/,
    ],
    [
      'an account without a provider',
      { with: { 'gcp-service-account': account } },
      /^gcp-service-account is ".*": is for `gcp-workload-identity-provider`, which is not given$/,
    ],
    [
      'an account beside a key',
      { with: { 'gcp-service-account': account, 'gcp-credentials-json': JSON.stringify(key) } },
      /`gcp-credentials-json` says by itself whose it is$/,
    ],
    [
      'no OIDC',
      { with: identity, env: {} },
      /^gcp-workload-identity-provider: needs the job's OIDC token.*`permissions: id-token: write`/,
    ],
    [
      'a pool of an id',
      { with: { 'gcp-workload-identity-provider': provider.replace('123456789012', 'my-project') } },
      /must have the project's number, not its id/,
    ],
    [
      'an account that is none',
      { with: { ...identity, 'gcp-service-account': 'claude' } },
      /must be a service account's address/,
    ],
    [
      'a zone',
      { with: { ...identity, 'gcp-region': 'europe-west4-a' } },
      /^gcp-region is "europe-west4-a": is a zone; .* europe-west4$/,
    ],
    ['a location that is none', { with: { ...identity, 'gcp-region': 'Netherlands' } }, /must be a Vertex AI location/],
    [
      'a number',
      { with: { ...identity, 'gcp-project-id': '123456789012' } },
      /^gcp-project-id is "123456789012": is a project's number/,
    ],
    ['a name', { with: { ...identity, 'gcp-project-id': 'My Project' } }, /must be the id of a project/],
    [
      'a quota project that is none',
      { with: identity, env: { ...oidc, GOOGLE_CLOUD_QUOTA_PROJECT: 'Who Pays' } },
      /^GOOGLE_CLOUD_QUOTA_PROJECT is "Who Pays": must be the id/,
    ],
    [
      'no project',
      { with: { ...identity, 'gcp-project-id': '' } },
      /^gcp-project-id: is missing, and the credential names no project/,
    ],
    [
      "a login's missing project",
      { with: { 'gcp-project-id': '', 'gcp-credentials-json': JSON.stringify(login) } },
      /^gcp-project-id: is missing/,
    ],
    [
      'a host that is not allowed',
      { with: { ...identity, 'allowed-hosts': 'aiplatform.googleapis.com' } },
      /^provider is "europe-west4-aiplatform\.googleapis\.com": is not in `allowed-hosts`/,
    ],
    [
      'a token service that is not allowed',
      {
        with: { ...identity, 'allowed-hosts': 'europe-west4-aiplatform.googleapis.com' },
        env: { ...oidc, GHA_ENDPOINT_OVERRIDE_sts: 'https://elsewhere.example/v1' },
      },
      /^GHA_ENDPOINT_OVERRIDE_sts is "elsewhere\.example": is not in `allowed-hosts`/,
    ],
    [
      'a token service of the file that is not allowed',
      {
        with: {
          'gcp-credentials-json': JSON.stringify({
            type: 'external_account',
            audience: `//iam.googleapis.com/${provider}`,
            subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
            token_url: 'https://sts.googleapis.com.example/v1/token',
            credential_source: { file: '/token' },
            service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken`,
          }),
          'allowed-hosts': 'europe-west4-aiplatform.googleapis.com',
        },
      },
      /^gcp-credentials-json is "sts\.googleapis\.com\.example": is not in `allowed-hosts`/,
    ],
    [
      'another cloud than that of the key',
      {
        with: { 'gcp-credentials-json': JSON.stringify({ ...key, universe_domain: 'a.goog' }) },
        env: { GOOGLE_CLOUD_UNIVERSE_DOMAIN: 'b.goog' },
      },
      /`gcp-credentials-json` is for the cloud a\.goog$/,
    ],
  ])('%s', async (_, step, told) => {
    const decided = await decide(step)
    expect(decided.said).toMatch(told)
    expect(decided.problems).toHaveLength(1)
    expect(decided.plan).toBeUndefined()
  })

  test('is told of a key by its kind, never by what it holds', async () => {
    const cut = { ...key, private_key: privateKey.slice(0, 500) }
    for (const form of [JSON.stringify(cut), JSON.stringify(cut, undefined, 1), privateKey]) {
      const { said, masked, problems } = await decide({ with: { 'gcp-credentials-json': form } })
      expect(problems).toHaveLength(1)
      expect(said).toMatch(/^gcp-credentials-json: (has a `private_key` that is no longer|is a private key by itself)/)
      expect(said).not.toContain(privateKey.slice(40, 60))
      expect(masked).toContain(form.trim())
    }
  })
})
