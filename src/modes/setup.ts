import { type ChildProcess, spawn } from 'node:child_process'
import { basename, delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { exportForLaterSteps } from '../action/later-steps.ts'
import { pinnedVariables } from '../claude/environment.ts'
import type { FoundClaude } from '../claude/install.ts'
import { locateClaude } from '../claude/locate.ts'
import { surroundings } from '../credentials/google/surroundings.ts'
import { ActionError } from '../errors.ts'
import { pack, type Ready } from '../gateway/handover.ts'
import { Interrupted } from '../interrupt.ts'
import { openAgents } from '../network/agents.ts'
import type { Report } from '../report/outputs.ts'
import type { ProviderPlan, SetupPlan } from '../resolve/plan.ts'
import { Secret } from '../secret.ts'
import { mintToken } from '../token.ts'
import { keyMeans } from './connect.ts'
import type { Means } from './run.ts'

type Gateway = Extract<Ready, { kind: 'ready' }>

/** How long the gateway may take to be there, with the credential that it waits for. */
const readyMs = 150_000

/** Mode `setup`: starts a gateway that stays, and has `claude` in the steps that follow go through it. */
export async function setup(asked: SetupPlan, means: Means, report: Report): Promise<void> {
  const { runner, locating, stop } = means
  const plan = await settled(asked, means, report)
  const control = mintToken()
  runner.mask(control)
  const starting = startDetached(plan, control, means)
  // Nobody else would end it: `post` does not know of it yet.
  const end = () => void starting.then(({ child }) => child.kill('SIGKILL')).catch(() => {})
  stop.addEventListener('abort', end)
  try {
    const [claude, { ready }] = await Promise.all([locateClaude(plan.cli, locating), starting])
    await claude.verified
    await announce(plan, claude, ready, control, means)
  } catch (error) {
    end()
    throw error
  } finally {
    stop.removeEventListener('abort', end)
  }
}

/** A key in Secrets Manager is tried here, where the CLI is; the gateway is told which version it came to. */
async function settled(plan: SetupPlan, means: Means, report: Report): Promise<SetupPlan> {
  const { provider } = plan
  if (!('key' in provider) || provider.key.kind !== 'stored') return plan
  const { settledKey } = await import('../rotation/key.ts')
  const { stored } = provider.key
  const agents = openAgents(means.environment.proxyEnv)
  try {
    await settledKey(stored, 'use', keyMeans(plan, provider, means, agents, report.rotation)).get()
  } finally {
    agents.close()
  }
  // Without a verification it is the current one, whichever that is by then.
  const version = stored.rotation === 'off' ? undefined : report.rotation.version
  return {
    ...plan,
    provider: { ...provider, key: { kind: 'stored', stored: { ...stored, rotation: 'off', version } } },
  }
}

async function announce(
  plan: SetupPlan,
  claude: FoundClaude,
  gateway: Gateway,
  control: string,
  { environment: { env }, runner }: Means,
): Promise<void> {
  const { url, token, aws } = gateway
  const { AWS_REGION: region, ...pinned } = pinnedVariables(plan, { kind: 'gateway', url, token }, env)
  // The region that other tools go by is not for `setup` to choose, unless they are to have its credentials.
  const exported: Record<string, string> =
    aws === undefined
      ? {}
      : {
          AWS_REGION: region ?? '',
          AWS_DEFAULT_REGION: region ?? '',
          AWS_ACCESS_KEY_ID: aws.accessKeyId,
          AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
          AWS_SESSION_TOKEN: aws.sessionToken ?? '',
        }
  const folder = dirname(claude.binary)
  const onPath = (env.PATH ?? '').split(delimiter).includes(folder)
  await exportForLaterSteps(runner, {
    variables: { ...pinned, ...exported, ANTHROPIC_MODEL: plan.model.id },
    old: env,
    gateway: { url: gateway.url, control },
    path: onPath ? undefined : folder,
  })
  runner.info(`claude: ${claude.binary} (${claude.how})`)
  if (!/^claude(\.exe)?$/.test(basename(claude.binary)))
    runner.warning(`The CLI is called ${basename(claude.binary)}, not claude: later steps have to use that name.`)
  runner.info('sandbox: none for later steps: it is they who start `claude`')
  runner.info(
    `Steps that follow can run \`claude --print\`: it goes through the gateway at ${gateway.url}, which ends with the job.`,
  )
}

/** Some of Google's key files lead to AWS, or to a program, which look for what they need in the environment. */
function surroundingsFor(provider: ProviderPlan, env: Means['environment']['env']): Map<string, Secret> {
  const { credential } = provider.provider === 'vertex' ? provider : {}
  const leadsOn =
    credential?.kind === 'ambient' ||
    (credential?.kind === 'json' && /"credential_source"/.test(credential.credentials.reveal()))
  return new Map(Object.entries(leadsOn ? surroundings(env) : {}).map(([name, value]) => [name, new Secret(value)]))
}

async function startDetached(
  plan: SetupPlan,
  control: string,
  { environment: { env, proxyEnv }, runner, stop }: Means,
): Promise<{ ready: Gateway; child: ChildProcess }> {
  // Beside this bundle. Its environment is nearly empty: whoever looks into it finds no input, and no token of the runner.
  const entry = join(dirname(process.argv[1] ?? ''), '..', 'gateway', 'index.js')
  const kept = ['RUNNER_TRACKING_ID', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'SystemRoot', 'PATH']
  const child = spawn(process.execPath, [entry], {
    env: Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  })
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject)
    setTimeout(() => reject(new Error(`no answer within ${readyMs / 1000} s`)), readyMs).unref()
    stop.addEventListener('abort', () => reject(new Interrupted('the step has to end')), { once: true })
  })
  try {
    child.stdin.on('error', () => {})
    child.stdin.end(
      pack({
        provider: plan.provider,
        proxyEnv,
        control,
        surroundings: surroundingsFor(plan.provider, env),
        exportAws: plan.exportAws,
      }),
    )
    const ready = JSON.parse(await Promise.race([text(child.stdout), failed])) as Ready
    for (const secret of ready.masks) runner.mask(secret)
    for (const line of ready.said) runner.info(line)
    if (ready.kind === 'failed') throw new ActionError(ready.code, ready.message)
    runner.mask(ready.token)
    child.unref()
    return { ready, child }
  } catch (error) {
    child.kill('SIGKILL')
    if (error instanceof ActionError || error instanceof Interrupted) throw error
    throw new ActionError('internal', `The gateway did not start: ${(error as Error).message}`, { cause: error })
  }
}
