import { spawn } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startBedrockRuntime } from '../aws/bedrock-runtime.ts'
import { newSession } from '../aws/identities.ts'
import { startMoto } from '../aws/moto.ts'
import { startSts } from '../aws/sts.ts'
import { startOidcIssuer } from '../github/oidc.ts'
import { runStep } from '../runner/step.ts'
import { freshFolder } from '../temp.ts'
import { type Figure, inTurn, median } from './measure.ts'

const claude = fileURLToPath(new URL('../../node_modules/.bin/claude', import.meta.url))
const role = 'arn:aws:iam::123456789012:role/ClaudeCodeBedrock'
const model = 'eu.anthropic.claude-haiku-4-5-20251001-v1:0'
const latencyMs = 300

/** A keyless step on Bedrock, with OIDC and STS answering in 300 ms each, over the bare CLI with a session in hand. */
export async function keylessOverBare(rounds: number): Promise<Figure[]> {
  const moto = await startMoto()
  const issuer = await startOidcIssuer({ delayMs: latencyMs })
  const sts = await startSts({ moto, issuer, roles: { [role]: {} }, delayMs: latencyMs })
  const inHand = newSession({ role })
  const bedrock = await startBedrockRuntime({
    script: [{ kind: 'message', text: 'Hello.' }],
    sessions: { get: (id) => (id === inHand.accessKeyId ? inHand : sts.sessions.get(id)) },
    region: 'eu-west-1',
  })
  let requests = 0
  const times = await inTurn(rounds, {
    bare: () => bare(bedrock.url, inHand),
    step: async () => {
      const before = bedrock.requests.length
      const step = await runStep({
        inputs: {
          prompt: 'Say hello.',
          provider: 'bedrock',
          'aws-region': 'eu-west-1',
          'aws-role-arn': role,
          model: 'haiku',
          'claude-path': claude,
        },
        env: { AWS_ENDPOINT_URL_STS: sts.url, ANTHROPIC_BEDROCK_BASE_URL: bedrock.url },
        oidc: issuer.request,
      })
      if (step.outputs.conclusion !== 'success') throw new Error(step.log)
      requests = bedrock.requests.length - before
      return step.mainMs
    },
  })
  await Promise.all([bedrock.close(), sts.close(), issuer.close(), moto.close()])
  const [cli, step] = [median(times.bare), median(times.step)]
  return [
    {
      name: 'Bedrock, OIDC and STS in 300 ms each; over bare',
      value: `${(step / cli).toFixed(2)} (${step.toFixed(0)} ms over ${cli.toFixed(0)} ms)`,
      goal: '1.15 or less',
      reached: step / cli <= 1.15,
    },
    { name: 'requests to Bedrock for one turn', value: String(requests), goal: '1', reached: requests === 1 },
  ]
}

/** The CLI with credentials in its environment, as it would be without this action. */
function bare(url: string, session: ReturnType<typeof newSession>): Promise<number> {
  const home = freshFolder('bare')
  const env = {
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    HOME: home,
    CLAUDE_CONFIG_DIR: `${home}/.claude`,
    CLAUDE_CODE_USE_BEDROCK: '1',
    ANTHROPIC_BEDROCK_BASE_URL: url,
    AWS_REGION: 'eu-west-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  }
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(claude, ['--print', '--model', model], { cwd: home, env })
    child.stdin.end('Say hello.')
    child.stdout.resume()
    child.stderr.resume()
    child.on('error', reject)
    child.on('close', () => resolve(performance.now() - started))
  })
}
