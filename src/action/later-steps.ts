import { endPath } from '../gateway/handover.ts'
import type { Environment } from './environment.ts'
import type { Runner } from './runner.ts'
import { loadToolkit } from './toolkit.ts'

/** Says of an environment that this action's mode `setup` wrote it: the URL of the gateway that was set up. */
export const marker = 'CLAUDE_PROVIDER_ACTION_SETUP'
const state = 'setup'

export interface Exported {
  /** By name; an empty one unsets what was there. */
  variables: Readonly<Record<string, string>>
  /** What the variables were before. */
  old: Readonly<Record<string, string | undefined>>
  gateway: { url: string; control: string }
  /** A folder to put in front of the path. */
  path: string | undefined
}

interface Left {
  url: string
  control: string
  old: Record<string, string>
}

/** Writes variables into the environment of the steps that follow. The gateway's token is the one secret among them. */
export async function exportForLaterSteps(runner: Runner, { variables, old, gateway, path }: Exported): Promise<void> {
  const toolkit = await runner.open()
  const left: Left = { ...gateway, old: {} }
  for (const [name, value] of Object.entries({ ...variables, [marker]: gateway.url })) {
    if (value === (old[name] ?? '')) continue
    toolkit.exportVariable(name, value)
    // A runner cannot unset a variable, and a secret is not to be kept for later: those end empty.
    left.old[name] = isSecret(name) ? '' : (old[name] ?? '')
  }
  if (path !== undefined) toolkit.addPath(path)
  toolkit.saveState(state, JSON.stringify(left))
}

/** For `post`: ends the gateway and puts the variables back. State can be forged: only what `setup` does is undone. */
export async function undoExports({ env }: Environment): Promise<void> {
  const left = parse(env[`STATE_${state}`])
  if (left === undefined) return
  const toolkit = await loadToolkit()
  for (const [name, value] of Object.entries(left.old)) if (isOurs(name)) toolkit.exportVariable(name, value)
  try {
    const answer = await fetch(left.url + endPath, {
      method: 'POST',
      headers: { authorization: `Bearer ${left.control}` },
      signal: AbortSignal.timeout(5_000),
    })
    if (!answer.ok) throw new Error(`status ${answer.status}`)
    const { requests, costUsd } = (await answer.json()) as { requests: number; costUsd?: number }
    toolkit.info(
      `The gateway has ended after ${requests} requests${costUsd === undefined ? '' : ` for $${costUsd.toFixed(4)}`}.`,
    )
  } catch (error) {
    const why = (error as { cause?: Error }).cause?.message ?? (error as Error).message
    toolkit.warning(
      `The gateway that mode \`setup\` started had ended before the job did (${why}). Steps behind that moment could not reach the provider.`,
    )
  }
}

function parse(held: string | undefined): Left | undefined {
  try {
    const left = JSON.parse(held ?? '') as Left
    const own = /^http:\/\/127\.0\.0\.1:\d+$/.test(left.url) && typeof left.control === 'string'
    return own && typeof left.old === 'object' ? left : undefined
  } catch {
    return undefined
  }
}

function isOurs(name: string): boolean {
  const aws = /^AWS_(REGION|DEFAULT_REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/
  return (
    name === marker ||
    name === 'CLOUD_ML_REGION' ||
    /^(ANTHROPIC_|CLAUDE_CODE_)/.test(name) ||
    /^(https?|all|no)_proxy$/i.test(name) ||
    aws.test(name)
  )
}

function isSecret(name: string): boolean {
  return /KEY|TOKEN|HEADERS/.test(name)
}
