import type { Environment } from '../action/environment.ts'
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

/** What came of it, for the log. */
export function sandboxLine(apart: Apart): string {
  return apart.kind === 'apart' ? `sandbox: on, by ${apart.way}` : `sandbox: none: ${apart.why}`
}
