import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { surroundings } from '../credentials/google/surroundings.ts'
import { ActionError } from '../errors.ts'
import { pack, type Ready } from '../gateway/handover.ts'
import { Interrupted } from '../interrupt.ts'
import type { ProviderPlan, SetupPlan } from '../resolve/plan.ts'
import { Secret } from '../secret.ts'
import type { Means } from './means.ts'

export type DetachedGateway = Extract<Ready, { kind: 'ready' }>

/** How long the gateway may take to be there, with the credential that it waits for. */
const readyMs = 150_000

/** Some of Google's key files lead to AWS, or to a program, which look for what they need in the environment. */
function surroundingsFor(provider: ProviderPlan, env: Means['environment']['env']): Map<string, Secret> {
  const { credential } = provider.provider === 'vertex' ? provider : {}
  const leadsOn =
    credential?.kind === 'ambient' ||
    (credential?.kind === 'json' && /"credential_source"/.test(credential.credentials.reveal()))
  return new Map(Object.entries(leadsOn ? surroundings(env) : {}).map(([name, value]) => [name, new Secret(value)]))
}

/** Starts the gateway that stays, and gives it its secrets through a pipe. */
export async function startDetached(
  plan: SetupPlan,
  control: string,
  { environment: { env, proxyEnv }, runner, stop }: Means,
): Promise<{ ready: DetachedGateway; child: ChildProcess }> {
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
