import { type ChildProcess, spawn } from 'node:child_process'
import { basename, delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { exportForLaterSteps } from './action/later-steps.ts'
import { pinnedVariables } from './claude/environment.ts'
import type { FoundClaude } from './claude/install.ts'
import { locateClaude } from './claude/locate.ts'
import type { Runnable } from './decide.ts'
import { ActionError } from './errors.ts'
import { pack, type Ready } from './gateway/handover.ts'
import { mintToken } from './gateway/token.ts'
import type { SetupPlan } from './resolve/plan.ts'
import type { Means } from './run.ts'

/** How long the gateway may take to be there. */
const readyMs = 15_000

/** Mode `setup`: starts a gateway that stays, and has `claude` in the steps that follow go through it. */
export async function setup(plan: Runnable<SetupPlan>, { environment, runner, locating }: Means): Promise<void> {
  const control = mintToken()
  runner.mask(control)
  const starting = startDetached(plan, control, environment)
  try {
    const [claude, { ready }] = await Promise.all([locateClaude(plan.cli, locating), starting])
    runner.mask(ready.token)
    await claude.verified
    await announce(plan, claude, ready, control, { environment, runner })
  } catch (error) {
    // Nobody would end it: `post` does not know of it yet.
    await starting.then(({ child }) => child.kill('SIGKILL')).catch(() => {})
    throw error
  }
}

async function announce(
  plan: Runnable<SetupPlan>,
  claude: FoundClaude,
  gateway: Ready,
  control: string,
  { environment: { env }, runner }: Pick<Means, 'environment' | 'runner'>,
): Promise<void> {
  const pinned = pinnedVariables(plan, { kind: 'gateway', ...gateway }, env)
  const folder = dirname(claude.binary)
  const onPath = (env.PATH ?? '').split(delimiter).includes(folder)
  await exportForLaterSteps(runner, {
    variables: { ...pinned, ANTHROPIC_MODEL: plan.model.id },
    old: env,
    gateway: { url: gateway.url, control },
    path: onPath ? undefined : folder,
  })
  runner.info(`claude: ${claude.binary} (${claude.how})`)
  if (!/^claude(\.exe)?$/.test(basename(claude.binary)))
    runner.warning(`The CLI is called ${basename(claude.binary)}, not claude: later steps have to use that name.`)
  runner.info(
    `Steps that follow can run \`claude --print\`: it goes through the gateway at ${gateway.url}, which ends with the job.`,
  )
}

async function startDetached(
  plan: Runnable<SetupPlan>,
  control: string,
  { env, proxyEnv }: Means['environment'],
): Promise<{ ready: Ready; child: ChildProcess }> {
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
  })
  try {
    child.stdin.on('error', () => {})
    child.stdin.end(pack({ provider: plan.provider, proxyEnv, control }))
    const ready = JSON.parse(await Promise.race([text(child.stdout), failed])) as Ready
    child.unref()
    return { ready, child }
  } catch (error) {
    child.kill()
    throw new ActionError('internal', `The gateway did not start: ${(error as Error).message}`, { cause: error })
  }
}
