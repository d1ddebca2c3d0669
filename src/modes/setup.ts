import { basename, delimiter, dirname } from 'node:path'
import { exportForLaterSteps } from '../action/later-steps.ts'
import { pinnedVariables } from '../claude/environment.ts'
import type { FoundClaude } from '../claude/install.ts'
import { locateClaude } from '../claude/locate.ts'
import { openAgents } from '../network/agents.ts'
import type { SetupPlan } from '../resolve/plan.ts'
import { mintToken } from '../token.ts'
import { type DetachedGateway, startDetached } from './detached.ts'
import { keySource, storedKeyOf } from './key.ts'
import type { Means } from './means.ts'

/** Mode `setup`: starts a gateway that stays, and has `claude` in the steps that follow go through it. */
export async function setup(asked: SetupPlan, means: Means): Promise<void> {
  const { runner, locating, stop } = means
  const plan = await settled(asked, means)
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
async function settled(plan: SetupPlan, means: Means): Promise<SetupPlan> {
  const held = storedKeyOf(plan.provider)
  if (held === undefined) return plan
  const { provider, stored } = held
  const agents = openAgents(means.environment.proxyEnv)
  try {
    await (await keySource(plan, means, agents))?.(provider.key).get()
  } finally {
    agents.close()
  }
  // Without a verification it is the current one, whichever that is by then.
  const version = stored.rotation === 'off' ? undefined : means.report.rotation.version
  return {
    ...plan,
    provider: { ...provider, key: { kind: 'stored', stored: { ...stored, rotation: 'off', version } } },
  }
}

async function announce(
  plan: SetupPlan,
  claude: FoundClaude,
  gateway: DetachedGateway,
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
