import { spawn } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startOidcIssuer } from '../github/oidc.ts'
import { startGoogleCloud } from '../google/cloud.ts'
import { startVertex } from '../google/vertex.ts'
import { runStep } from '../runner/step.ts'
import { freshFolder } from '../temp.ts'
import { type Figure, inTurn, median } from './measure.ts'

const claude = fileURLToPath(new URL('../../node_modules/.bin/claude', import.meta.url))
const account = 'claude-code@my-project-12345.iam.gserviceaccount.com'
const latencyMs = 300

/** A keyless step on Vertex AI, with every call to Google answered in 300 ms, over the bare CLI with a token in hand. */
export async function vertexOverBare(rounds: number): Promise<Figure[]> {
  const issuer = await startOidcIssuer()
  const cloud = await startGoogleCloud({ issuer, delayMs: latencyMs, machine: account })
  const vertex = await startVertex({ script: [{ kind: 'message', text: 'Hello.' }], cloud, delayMs: latencyMs })
  const env = {
    ANTHROPIC_VERTEX_BASE_URL: `${vertex.url}/v1`,
    GHA_ENDPOINT_OVERRIDE_sts: cloud.endpoints.sts,
    GHA_ENDPOINT_OVERRIDE_iamcredentials: cloud.endpoints.iamcredentials,
    GCE_METADATA_HOST: cloud.metadataHost,
  }
  const oidc = issuer.request
  const step = (inputs: Record<string, string>) => async () => {
    const given = { prompt: 'Say hello.', provider: 'vertex', 'gcp-region': 'europe-west4', model: 'haiku' }
    const step = await runStep({ inputs: { ...given, 'claude-path': claude, ...inputs }, env, oidc })
    if (step.outputs.conclusion !== 'success') throw new Error(step.log)
    return step.mainMs
  }
  const provider = { 'gcp-workload-identity-provider': cloud.settings.provider }
  const key = JSON.stringify(cloud.serviceAccountKey())
  const token = await machineToken(cloud.metadataHost)
  const times = await inTurn(rounds, {
    bare: () => bare(vertex.url, token),
    key: step({ 'gcp-credentials-json': key }),
    direct: step({ ...provider, 'gcp-project-id': 'my-project-12345' }),
    account: step({ ...provider, 'gcp-service-account': account }),
    machine: step({}),
  })
  await Promise.all([vertex.close(), cloud.close(), issuer.close()])
  const cli = median(times.bare)
  const over = (name: string, ms: number): Figure => ({
    name: `Vertex AI, ${name}; over bare`,
    value: `${(ms / cli).toFixed(2)} (${ms.toFixed(0)} ms over ${cli.toFixed(0)} ms)`,
    goal: '1.15 or less',
    reached: ms / cli <= 1.15,
  })
  return [
    over('a key', median(times.key)),
    over('OIDC, an STS in 300 ms', median(times.direct)),
    over('OIDC, STS and IAM in 300 ms each', median(times.account)),
    over('a metadata server in 300 ms', median(times.machine)),
  ]
}

async function machineToken(host: string): Promise<string> {
  const path = '/computeMetadata/v1/instance/service-accounts/default/token'
  const answer = await fetch(`http://${host}${path}`, { headers: { 'metadata-flavor': 'Google' } })
  return ((await answer.json()) as { access_token: string }).access_token
}

/** The CLI with a token in its environment, which it sends along as it is. */
function bare(url: string, token: string): Promise<number> {
  const home = freshFolder('bare')
  const env = {
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    HOME: home,
    CLAUDE_CONFIG_DIR: `${home}/.claude`,
    CLAUDE_CODE_USE_VERTEX: '1',
    CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
    ANTHROPIC_AUTH_TOKEN: token,
    ANTHROPIC_VERTEX_BASE_URL: `${url}/v1`,
    ANTHROPIC_VERTEX_PROJECT_ID: 'my-project-12345',
    CLOUD_ML_REGION: 'europe-west4',
  }
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(claude, ['--print', '--model', 'claude-haiku-4-5@20251001'], { cwd: home, env })
    child.stdin.end('Say hello.')
    child.stdout.resume()
    child.stderr.resume()
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(performance.now() - started) : reject(new Error(`claude ended with ${code}`)),
    )
  })
}
