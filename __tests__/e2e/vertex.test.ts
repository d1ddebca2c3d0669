import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newSession } from '../../lab/aws/identities.ts'
import { startOidcIssuer } from '../../lab/github/oidc.ts'
import { externalAccount, impersonatedAccount } from '../../lab/google/key-files.ts'
import { quotaExceeded } from '../../lab/google/vertex.ts'
import { leftovers } from '../../lab/runner/step.ts'
import { freshFolder } from '../../lab/temp.ts'
import { account, type GoogleScenario, hello, type Project, run, secretsOf } from './google.ts'
import { bash, done, later, toolResult } from './support.ts'

const allow = { 'allowed-tools': 'Bash' }
const noIdentity = { 'gcp-workload-identity-provider': '' }

/** What an agent that looks for credentials would do. */
const look =
  "env; tr '\\0' '\\n' < /proc/self/environ; cat ~/.config/gcloud/* 2>/dev/null; cat $GITHUB_WORKSPACE/* 2>/dev/null; ls -aR $GITHUB_WORKSPACE; true"

/** All files below a folder, as one text. */
function everything(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  return files.map((file) => (statSync(file).isFile() ? readFileSync(file, 'utf8') : file)).join('\n')
}

describe('a run on Vertex AI', () => {
  it('goes from OIDC to the answer without a key, and the agent has nothing of it', async () => {
    const scenario = { script: [bash(look), done], inputs: { ...allow, 'gcp-service-account': account } }
    const { step, ...project } = await run(scenario)
    const { cloud, vertex, issuer } = project
    expect(step.outputs, step.log).toMatchObject({
      conclusion: 'success',
      provider: 'vertex',
      model: 'claude-haiku-4-5',
      'model-id': 'claude-haiku-4-5@20251001',
      'cost-usd': '0.0004',
    })
    // One exchange, one impersonation, one request a turn, and nothing in front of them.
    const path = '/v1/projects/my-project-12345/locations/europe-west4/publishers/anthropic/models/'
    expect(vertex.requests.map((request) => request.path)).toEqual(
      Array(2).fill(`${path}claude-haiku-4-5@20251001:streamRawPredict`),
    )
    expect(vertex.messages.map(({ principal }) => principal)).toEqual(Array(2).fill(`serviceAccount:${account}`))
    expect(cloud.requests).toHaveLength(2)
    expect(issuer.issued).toHaveLength(1)
    expect(step.log).toContain(
      `google: GitHub's OIDC token for repo:octo-org/octo-repo:ref:refs/heads/main through ${cloud.settings.provider}, as ${account}, until `,
    )
    const seen = toolResult({ messages: vertex.messages })
    // What was masked is all that was ever a secret, GitHub's tokens included; the run's own token is the agent's.
    const masked = step.masks.filter((mask) => !mask.startsWith('cpa-run-'))
    expect(masked.length).toBeGreaterThanOrEqual(4)
    for (const secret of [...secretsOf(project), ...masked])
      for (const place of [seen, step.log, step.summary, everything(step.workspace), everything(step.home)])
        expect(place).not.toContain(secret)
    expect(seen).not.toMatch(/^(GOOGLE|GHA|CLOUDSDK|ACTIONS)_(?!ENDPOINT)/m)
    expect(leftovers(step)).toEqual([])
  })

  it('needs no service account, and names the project once it knows it', async () => {
    const { step, vertex, cloud } = await run({})
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(vertex.messages[0]!.principal).toBe(
      'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/github/subject/repo:octo-org/octo-repo:ref:refs/heads/main',
    )
    expect(cloud.requests).toHaveLength(1)
    const own = await run({ inputs: { 'gcp-project-id': '', 'gcp-service-account': account } })
    expect(own.step.outputs.conclusion, own.step.log).toBe('success')
    expect(own.step.log).toContain('gcp-project-id  my-project-12345  from input gcp-service-account')
  })

  it('goes on when its token ends twice in the middle of it', async () => {
    const nap = bash('sleep 2.2')
    const { cloud, vertex, step } = await run({ script: [nap, nap, done], inputs: allow, cloud: { tokenSeconds: 2 } })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', 'num-turns': '3' })
    expect(new Set(vertex.messages.map(({ headers }) => headers.authorization)).size).toBe(3)
    expect(cloud.asked('sts')).toHaveLength(3)
    expect(vertex.requests).toHaveLength(3)
  })

  it('renews a token that Google has ended before its time, and repeats the request', async () => {
    let endAllTokens = () => {}
    const { step, vertex, cloud } = await run({
      script: (_, index) => {
        if (index === 0) setTimeout(endAllTokens, 10)
        return index === 0 ? bash('sleep 0.3') : done
      },
      inputs: allow,
      before: ({ cloud }) => {
        endAllTokens = cloud.endAllTokens
      },
    })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success', 'num-turns': '2' })
    expect(vertex.requests).toHaveLength(3)
    expect(cloud.asked('sts')).toHaveLength(2)
  })

  it('waits for a token service that is busy', async () => {
    const busy = { status: 503, body: '' }
    const { step, cloud } = await run({ before: ({ cloud }) => cloud.fail('sts', busy, busy, busy) })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(cloud.asked('sts')).toHaveLength(4)
  })

  it('has one location for all, whatever variables say of a model', async () => {
    const workspace = freshFolder('workspace')
    mkdirSync(join(workspace, '.claude'))
    const settings = {
      gcpRegion: 'us-east5',
      env: { VERTEX_REGION_CLAUDE_HAIKU_4_5: 'asia-east1', CLOUD_ML_REGION: 'x' },
    }
    writeFileSync(join(workspace, '.claude', 'settings.json'), JSON.stringify(settings))
    for (const isolation of ['gateway', 'env']) {
      const { step, vertex } = await run({
        inputs: { isolation, 'gcp-region': 'global' },
        env: ({ vertex }) => ({
          ANTHROPIC_VERTEX_BASE_URL: `${vertex.url}/v1`,
          VERTEX_REGION_CLAUDE_HAIKU_4_5: 'us-central1',
        }),
        step: { workspace },
      })
      expect(step.outputs.conclusion, step.log).toBe('success')
      expect(vertex.messages.map(({ location }) => location)).toEqual(['global'])
      expect(step.log).toContain('gcp-region  global  from input gcp-region, over .claude/settings.json')
    }
  })
})

describe('other credentials are used', () => {
  const keyOf = new WeakMap<Project, unknown>()
  const key = (project: Project) => {
    if (!keyOf.has(project)) keyOf.set(project, project.cloud.serviceAccountKey())
    return keyOf.get(project) as ReturnType<Project['cloud']['serviceAccountKey']>
  }
  const aws = newSession({ role: 'arn:aws:iam::123456789012:role/Builder' })
  const pretty = (file: unknown) => JSON.stringify(file, undefined, 2)
  const json = (made: (project: Project) => string): GoogleScenario => ({
    oidc: 'none',
    inputs: (project) => ({ ...noIdentity, 'gcp-project-id': '', 'gcp-credentials-json': made(project), ...allow }),
    script: [bash(look), done],
  })
  const home = (project: Project) => {
    const folder = freshFolder('home')
    mkdirSync(join(folder, '.config', 'gcloud'), { recursive: true })
    const file = join(folder, '.config', 'gcloud', 'application_default_credentials.json')
    writeFileSync(file, JSON.stringify(project.cloud.userLogin()))
    return folder
  }
  const ambient = (env: (project: Project) => Record<string, string>): GoogleScenario => ({
    oidc: 'none',
    inputs: { ...noIdentity, 'gcp-project-id': '' },
    env,
  })
  const machine = 'runner@my-project-12345.iam.gserviceaccount.com'

  it.each<[string, GoogleScenario, string, RegExp]>([
    [
      'a key',
      json((project) => pretty(key(project))),
      `serviceAccount:${account}`,
      /google: the key \w{8}… of claude-/,
    ],
    [
      'a key in base64',
      json((project) => Buffer.from(pretty(key(project))).toString('base64')),
      `serviceAccount:${account}`,
      /google: the key \w{8}… of claude-/,
    ],
    [
      'a key that lost the escapes of its line breaks',
      json((project) => JSON.stringify(key(project)).replaceAll('\\n', '\n')),
      `serviceAccount:${account}`,
      /google: the key \w{8}… of claude-/,
    ],
    [
      "a user's login",
      json(({ cloud }) => pretty(cloud.userLogin())),
      'user:someone@example.com',
      /google: a user's login, until/,
    ],
    [
      'an external account that asks GitHub, as google-github-actions/auth writes it',
      json(({ cloud, issuer }) => {
        const url = new URL(issuer.request.url)
        url.searchParams.set('audience', cloud.settings.audience)
        const headers = { Authorization: `Bearer ${issuer.request.token}` }
        const format = { type: 'json', subject_token_field_name: 'value' }
        return pretty(externalAccount(cloud, { url: url.href, headers, format }, account))
      }),
      `serviceAccount:${account}`,
      /google: an external account through projects\S+, as claude-code@/,
    ],
    [
      'an external account of AWS',
      {
        ...json(({ cloud }) => {
          const regional_cred_verification_url =
            'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15'
          return pretty(externalAccount(cloud, { environment_id: 'aws1', regional_cred_verification_url }, account))
        }),
        cloud: { aws: new Map([[aws.accessKeyId, aws]]) },
        env: {
          AWS_REGION: 'eu-west-1',
          AWS_ACCESS_KEY_ID: aws.accessKeyId,
          AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
          AWS_SESSION_TOKEN: aws.sessionToken,
        },
      },
      `serviceAccount:${account}`,
      /google: an external account through projects\S+, as claude-code@/,
    ],
    [
      'an impersonated account, by a key',
      json((project) => pretty(impersonatedAccount(key(project), account))),
      `serviceAccount:${account}`,
      /google: the key \w{8}… of claude-code@\S+, as claude-code@/,
    ],
    [
      'an impersonated account',
      json((project) => pretty(impersonatedAccount(project.cloud.userLogin(), account))),
      `serviceAccount:${account}`,
      /google: a user's login, as claude-code@/,
    ],
  ])('from an input: %s', async (_, scenario, principal, told) => {
    const { step, ...project } = await run(scenario)
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(project.vertex.messages[0]!.principal).toBe(principal)
    expect(step.log).toMatch(told)
    const seen = toolResult({ messages: project.vertex.messages })
    const file = keyOf.has(project) ? key(project).private_key.split('\n').slice(1, -2) : []
    for (const secret of [...secretsOf(project), ...file, aws.secretAccessKey, aws.sessionToken])
      for (const place of [seen, step.log, everything(step.workspace), everything(step.home)])
        expect(place).not.toContain(secret)
    // Masks are of what is secret: braces, and names that are none, stay to be read.
    for (const mask of step.masks) expect('{ } "type": "service_account", my-project-12345').not.toContain(mask)
  })

  it.each<[string, GoogleScenario, string, RegExp]>([
    [
      'a key file',
      ambient((project) => {
        const path = join(freshFolder('adc'), 'key.json')
        writeFileSync(path, JSON.stringify(key(project)))
        return { ...noMachine(project), GOOGLE_APPLICATION_CREDENTIALS: path }
      }),
      `serviceAccount:${account}`,
      /google: the key \w{8}… of claude-code@\S+, from GOOGLE_APPLICATION_CREDENTIALS \(/,
    ],
    [
      'an external account that reads a file',
      {
        ...ambient((project) => {
          const folder = freshFolder('adc')
          const token = join(folder, 'token')
          writeFileSync(token, '')
          void project.issuer.token({ aud: project.cloud.settings.audience }).then((text) => writeFileSync(token, text))
          const path = join(folder, 'external.json')
          writeFileSync(path, JSON.stringify(externalAccount(project.cloud, { file: token }, account)))
          return { ...noMachine(project), GOOGLE_APPLICATION_CREDENTIALS: path }
        }),
      },
      `serviceAccount:${account}`,
      /google: an external account through projects\S+, as claude-code@/,
    ],
    [
      "the user's gcloud login",
      ambient((project) => ({ ...noMachine(project), HOME: home(project) })),
      'user:someone@example.com',
      /google: a user's login, from the gcloud login \(/,
    ],
    [
      "the machine's metadata server",
      {
        ...ambient((project) => ({
          ...noMachine(project),
          METADATA_SERVER_DETECTION: '',
          GCE_METADATA_HOST: project.cloud.metadataHost,
        })),
        cloud: { machine },
      },
      `serviceAccount:${machine}`,
      /google: runner@\S+ of this machine, from its metadata server, until/,
    ],
  ])('of the machine: %s', async (_, scenario, principal, told) => {
    const { step, vertex } = await run(scenario)
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(vertex.messages[0]!.principal).toBe(principal)
    expect(step.log).toMatch(told)
  })

  it("counts against a user's quota project", async () => {
    const { vertex } = await run(json(({ cloud }) => pretty(cloud.userLogin())))
    expect(vertex.messages[0]!.headers['x-goog-user-project']).toBe('my-project-12345')
  })

  function noMachine({ vertex }: Project): Record<string, string> {
    return { ANTHROPIC_VERTEX_BASE_URL: `${vertex.url}/v1` }
  }
})

describe('what goes wrong is told at once, with its cure', () => {
  const error = (status: number, message: string, more = {}) => ({
    script: [{ kind: 'error', status, message, ...more } as const],
  })

  it.each<[string, string, RegExp, GoogleScenario]>([
    [
      'the API is not enabled',
      'gcp-api-disabled',
      /gcloud services enable aiplatform\.googleapis\.com --project my-project-12345[\s\S]*Enable the API named above/,
      { vertex: { enabled: false } },
    ],
    [
      'the role is missing',
      'gcp-permission-denied',
      /add-iam-policy-binding my-project-12345 --role roles\/aiplatform\.user --member principalSet:\/\/iam\.googleapis\.com\/projects\/123456789012\/locations\/global\/workloadIdentityPools\/github\/attribute\.repository_id\/74/,
      { vertex: { mayPredict: () => false } },
    ],
    [
      "the account's role is missing",
      'gcp-permission-denied',
      /--role roles\/aiplatform\.user --member serviceAccount:claude-code@my-project-12345\.iam/,
      { vertex: { mayPredict: () => false }, inputs: { 'gcp-service-account': account, isolation: 'gateway' } },
    ],
    [
      'the attribute condition',
      'gcp-identity-denied',
      /attribute condition is false for this job[\s\S]*sub: repo:octo-org\/octo-repo:ref:refs\/heads\/main[\s\S]*repository_owner: octo-org/,
      { cloud: { condition: ({ repository_owner }) => repository_owner === 'my-org' } },
    ],
    [
      'the wrong audience',
      'gcp-identity-denied',
      /The token is made out for https:\/\/iam\.googleapis\.com\/projects/,
      { cloud: { audience: 'https://example.com/google' } },
    ],
    [
      'the impersonation',
      'gcp-impersonation-denied',
      /roles\/iam\.workloadIdentityUser[\s\S]*principalSet:\/\//,
      { cloud: { mayImpersonate: () => false }, inputs: { 'gcp-service-account': account } },
    ],
    [
      'a model that the region does not have',
      'model-unknown',
      /Does europe-west4 offer claude-haiku-4-5@20251001\?/,
      { vertex: { offers: (_, location) => location === 'global' } },
    ],
    ['a model that nobody enabled', 'model-access', /Model Garden/, { vertex: { agreedTo: () => false } }],
    [
      'the quota',
      'provider-rate-limited',
      /Look at the quota online_prediction_input_tokens_per_minute_per_base_model/,
      { script: [{ ...quotaExceeded(), headers: { 'x-should-retry': 'false' } }] },
    ],
    ['a token that Google does not take', 'provider-auth', /401 UNAUTHENTICATED/, deletedKey()],
    [
      'an error of the model',
      'provider-error',
      /400 invalid_request_error: no/,
      error(400, 'no', { type: 'invalid_request_error' }),
    ],
    [
      "a project's number",
      'input-invalid',
      /gcp-project-id is "123456789012": is a project's number; its id is wanted/,
      { inputs: { 'gcp-project-id': '123456789012' } },
    ],
    [
      'a key that is cut',
      'input-invalid',
      /gcp-credentials-json: has a `private_key` that is no longer a key: [\s\S]*base64 -w0/,
      {
        inputs: ({ cloud }) => {
          const key = cloud.serviceAccountKey()
          return {
            ...noIdentity,
            'gcp-credentials-json': JSON.stringify({ ...key, private_key: key.private_key.slice(0, 400) }),
          }
        },
      },
    ],
    ['no OIDC in the job', 'oidc-unavailable', /`permissions: id-token: write`/, { oidc: 'none' }],
    ['no credentials', 'gcp-credentials-missing', /There are no Application Default/, { inputs: noIdentity }],
    [
      'two sources',
      'input-invalid',
      /gcp-credentials-json: `gcp-workload-identity-provider` is given too/,
      { inputs: ({ cloud }) => ({ 'gcp-credentials-json': JSON.stringify(cloud.serviceAccountKey()) }) },
    ],
  ])('%s: %s', async (_, code, told, scenario) => {
    const { step, ...project } = await run(scenario)
    expect(step.outputs['error-code'], step.log).toBe(code)
    expect(step.annotations.at(-1)!.message).toMatch(told)
    expect(step.mainMs).toBeLessThan(10_000)
    expect(project.vertex.requests.length).toBeLessThanOrEqual(2)
    for (const secret of secretsOf(project)) expect(step.rawLog.replace(/^::add-mask::.*$/gm, '')).not.toContain(secret)
    expect(leftovers(step)).toEqual([])
  })

  function deletedKey(): GoogleScenario {
    return {
      inputs: ({ cloud }) => {
        const key = cloud.serviceAccountKey()
        cloud.deleteKey(key.private_key_id)
        return { ...noIdentity, 'gcp-credentials-json': JSON.stringify(key) }
      },
    }
  }
})

describe('mode setup on Vertex AI', () => {
  const provider = 'projects/123456789012/locations/global/workloadIdentityPools/team/providers/builder'
  const setup = { mode: 'setup', prompt: '', 'gcp-project-id': '', 'gcp-service-account': account }

  it('has `claude --print` in later steps go through the gateway, and puts all back', async () => {
    let said = ''
    let env: Record<string, string> = {}
    // Whose project it is only the machine knows: the gateway puts it in.
    const { step, vertex, ...project } = await run({
      inputs: { ...setup, ...noIdentity, 'gcp-service-account': '' },
      cloud: { machine: account },
      env: ({ cloud, vertex }) => ({
        ANTHROPIC_VERTEX_BASE_URL: `${vertex.url}/v1`,
        METADATA_SERVER_DETECTION: '',
        GCE_METADATA_HOST: cloud.metadataHost,
      }),
      step: {
        following: async (main) => {
          env = main.env
          said = await later(main, 'claude', ['--print', '--model', main.env.ANTHROPIC_MODEL ?? ''], 'Say hello.')
        },
      },
    })
    expect(said.trim(), step.log).toBe('Hello.')
    expect(env).toMatchObject({
      CLAUDE_CODE_USE_VERTEX: '1',
      CLOUD_ML_REGION: 'europe-west4',
      ANTHROPIC_VERTEX_BASE_URL: expect.stringMatching(/cpa-run-.*\/v1$/),
    })
    for (const secret of secretsOf({ vertex, ...project })) expect(JSON.stringify(env)).not.toContain(secret)
    expect(vertex.messages.map(({ principal }) => principal)).toEqual([`serviceAccount:${account}`])
    expect(step.exported).toMatchObject({
      CLAUDE_CODE_USE_VERTEX: '',
      CLOUD_ML_REGION: '',
      ANTHROPIC_VERTEX_PROJECT_ID: '',
      ANTHROPIC_VERTEX_BASE_URL: expect.not.stringContaining('cpa-run'),
    })
    expect(leftovers(step)).toEqual([])
  })

  it.each<[string, (project: Project, folder: string) => Record<string, unknown>]>([
    [
      'AWS',
      () => ({
        environment_id: 'aws1',
        regional_cred_verification_url:
          'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
      }),
    ],
    [
      'a program',
      (_, folder) => {
        const path = join(folder, 'give-token')
        const answer = `{"version": 1, "success": true, "token_type": "urn:ietf:params:oauth:token-type:jwt", "id_token": "'$TEAM_TOKEN'"}`
        writeFileSync(path, `#!/bin/sh\ntest -z "$(env | grep ^INPUT_)" && echo '${answer}'\n`, { mode: 0o755 })
        return { executable: { command: path } }
      },
    ],
  ])('goes on with a key file that leads to %s, by the environment', async (_, source) => {
    const session = newSession({ role: 'arn:aws:iam::123456789012:role/Builder' })
    const issuer = await startOidcIssuer()
    onTestFinished(() => issuer.close())
    const token = await issuer.token({ aud: `https://iam.googleapis.com/${provider}` })
    const folder = freshFolder('program')
    let said = ''
    let seen = ''
    const { step, vertex, cloud } = await run({
      oidc: 'none',
      inputs: (project) => ({
        ...setup,
        ...noIdentity,
        'gcp-project-id': 'my-project-12345',
        'gcp-service-account': '',
        'gcp-credentials-json': JSON.stringify(externalAccount(project.cloud, source(project, folder), account)),
      }),
      cloud: { provider, aws: new Map([[session.accessKeyId, session]]), issuer, tokenSeconds: 1 },
      env: {
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: session.accessKeyId,
        AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
        AWS_SESSION_TOKEN: session.sessionToken,
        GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES: '1',
        TEAM_TOKEN: token,
      },
      step: {
        following: async (main) => {
          const find =
            "for p in /proc/[0-9]*; do grep -q gateway/index.js $p/cmdline && tr '\\0' '\\n' < $p/environ; done"
          seen = await later(main, 'sh', ['-c', `${find} 2>/dev/null; true`])
          // Its first token has ended by then.
          await sleep(1_200)
          said = await later(main, 'claude', ['--print', '--model', main.env.ANTHROPIC_MODEL ?? ''], 'Say hello.')
        },
      },
    })
    expect(said.trim(), step.log).toBe('Hello.')
    expect(vertex.messages.map(({ principal }) => principal)).toEqual([`serviceAccount:${account}`])
    expect(cloud.asked('sts').length).toBeGreaterThan(1)
    expect(seen).toContain('RUNNER_TRACKING_ID=')
    for (const secret of [session.secretAccessKey, session.sessionToken, token]) expect(seen).not.toContain(secret)
    expect(leftovers(step)).toEqual([])
  })

  it('fails in this step when the identity is refused, and leaves no gateway behind', async () => {
    const { step } = await run({ inputs: setup, cloud: { condition: () => false } })
    expect(step.outputs['error-code']).toBe('gcp-identity-denied')
    expect(step.exported).toEqual({})
    expect(leftovers(step)).toEqual([])
  })
})

describe('isolation: env on Vertex AI', () => {
  it('gives the CLI a private file that leads to tokens, which goes with the run', async () => {
    const show = 'stat -c %a "$GOOGLE_APPLICATION_CREDENTIALS"; env; cat "$GOOGLE_APPLICATION_CREDENTIALS"'
    const { step, ...project } = await run({
      script: [bash(show), bash('sleep 2.2'), done],
      inputs: { ...allow, isolation: 'env' },
      cloud: { tokenSeconds: 2 },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    const { vertex, cloud, issuer } = project
    expect(cloud.asked('sts').length).toBeGreaterThan(1)
    expect(vertex.messages).toHaveLength(3)
    const seen = JSON.stringify(vertex.messages[1]!.body)
    const [, path = ''] = /GOOGLE_APPLICATION_CREDENTIALS=([^\\]+)/.exec(seen) ?? []
    expect(path.startsWith(step.temp)).toBe(true)
    expect(seen).toMatch(/"600\\n/)
    expect(seen).toContain('external_account')
    expect(seen).not.toContain(issuer.request.token)
    for (const secret of secretsOf(project)) expect(everything(step.workspace)).not.toContain(secret)
    expect(existsSync(path)).toBe(false)
    expect(leftovers(step)).toEqual([])
  })

  it.each<[string, string, RegExp, GoogleScenario]>([
    [
      'the role is missing',
      'gcp-permission-denied',
      /--role roles\/aiplatform\.user --member principalSet:\S+\/attribute\.repository_id\/74/,
      { vertex: { mayPredict: () => false } },
    ],
    ['the API is not enabled', 'gcp-api-disabled', /gcloud services enable aiplatform/, { vertex: { enabled: false } }],
    ['nobody enabled the model', 'model-access', /Model Garden/, { vertex: { agreedTo: () => false } }],
    ['the region lacks the model', 'model-unknown', /selected model/, { vertex: { offers: () => false } }],
    ['the quota', 'provider-rate-limited', /Quota exceeded/, { script: [quotaExceeded()] }],
    ['the condition', 'gcp-identity-denied', /attribute condition is false/, { cloud: { condition: () => false } }],
  ])('tells what goes wrong as well: %s', async (_, code, told, scenario) => {
    const { step } = await run({ ...scenario, inputs: { isolation: 'env' }, env: { CLAUDE_CODE_MAX_RETRIES: '0' } })
    expect(step.outputs['error-code'], step.log).toBe(code)
    expect(step.annotations.at(-1)!.message).toMatch(told)
    expect(leftovers(step)).toEqual([])
  })

  it('leaves nothing of the file when the step is killed', async () => {
    const { start } = await import('./google.ts')
    const { run: step } = await start({
      script: [bash('echo "file $GOOGLE_APPLICATION_CREDENTIALS"; sleep 30'), hello],
      inputs: { ...allow, isolation: 'env' },
    })
    await step.waitForLog(/Turn 1/)
    expect(readdirSync(step.temp).some((name) => name.startsWith('claude-run-'))).toBe(true)
    step.signal('SIGKILL')
    await step.done
    expect(readdirSync(step.temp).filter((name) => name.startsWith('claude-run-'))).toEqual([])
  })
})
