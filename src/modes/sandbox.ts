import type { Environment } from '../action/environment.ts'
import type { Runner } from '../action/runner.ts'
import { curtainsFor } from '../claude/hidden.ts'
import { type Apart, launch, notToBeHad, type Sandbox } from '../claude/launch.ts'
import type { RunPlan } from '../resolve/plan.ts'

/** What the agent's processes are to be kept from on this machine, as the plan and the platform have it. */
export function sandboxOf(
  { sandbox, workingDirectory }: Pick<RunPlan, 'sandbox' | 'workingDirectory'>,
  { env, workspace, temp }: Environment,
): Sandbox {
  if (sandbox.kind === 'off') return { kind: 'none', why: 'as the input `sandbox` says' }
  const { getuid, getgid, getgroups } = process
  if (process.platform !== 'linux' || !getuid || !getgid || !getgroups) {
    const why = `there is none on ${process.platform}`
    if (sandbox.orElse === 'fail') throw notToBeHad(why)
    return { kind: 'none', why }
  }
  const user = { uid: getuid(), gid: getgid(), groups: getgroups() }
  const ground = {
    ...{ env, temp, uid: user.uid, script: process.argv[1] ?? '', node: process.execPath },
    work: [workspace, workingDirectory],
  }
  const curtains = curtainsFor(ground, sandbox.engines === 'out of reach')
  return { kind: 'wanted', orElse: sandbox.orElse, user, curtains }
}

/** With `require` it is found out first, before anything is asked for or spent: a program that does nothing is started. */
export async function checkSandbox(sandbox: Sandbox, cwd: string, stop: AbortSignal): Promise<void> {
  if (sandbox.kind === 'none' || sandbox.orElse !== 'fail') return
  const tried = await launch({ binary: '/bin/true', args: [], env: {}, cwd, sandbox }, stop)
  await tried?.ended
}

/** Says how the agent is kept apart, and aloud where it could have been and is not. */
export function tellSandbox(apart: Apart, { sandbox }: Pick<RunPlan, 'sandbox'>, runner: Runner): void {
  runner.info(apart.kind === 'apart' ? `sandbox: on, by ${apart.way}` : `sandbox: none: ${apart.why}`)
  if (sandbox.kind === 'off' || process.platform !== 'linux') return
  if (apart.kind === 'not apart')
    runner.warning(
      `The sandbox could not be had: ${apart.why}. What the agent starts can look into the processes of its user, this action's among them. README.md ("The sandbox") says what it takes; \`sandbox: off\` says that it is not wanted.`,
    )
  else if (sandbox.engines === 'in reach')
    runner.info(
      'sandbox: the container engine is in reach, since `allowed-tools` names it; whoever has it, has the machine',
    )
}
