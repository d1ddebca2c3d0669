import { endPath } from '../gateway/handover.ts'
import { openAgents } from '../network/agents.ts'
import { ask } from '../network/ask.ts'
import { type Environment, marker } from './environment.ts'
import type { Runner } from './runner.ts'
import { seal, unseal } from './state.ts'
import { loadToolkit } from './toolkit.ts'

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
  toolkit.saveState(state, seal(old, state, JSON.stringify(left)))
}

/** For `post`: ends the gateway and puts the variables back. State can be forged: only what `setup` does is undone. */
export async function undoExports({ env }: Environment): Promise<void> {
  const kept = unseal(env, state)
  if (kept.kind === 'none') return
  const toolkit = await loadToolkit()
  const left = kept.kind === 'sealed' ? parse(kept.value) : undefined
  if (left === undefined) {
    toolkit.warning(
      'What mode `setup` kept for the end of the job is not what it wrote. No variable is put back; its gateway ends with the job.',
    )
    return
  }
  for (const [name, value] of Object.entries(left.old)) if (isOurs(name)) toolkit.exportVariable(name, value)
  try {
    const { requests, costUsd } = await endGateway(left)
    const cost = costUsd === undefined ? '' : ` for $${costUsd.toFixed(4)}`
    toolkit.info(`The gateway has ended after ${requests} requests${cost}.`)
  } catch (error) {
    toolkit.warning(
      `The gateway that mode \`setup\` started had ended before the job did (${(error as Error).message}). Steps behind that moment could not reach the provider.`,
    )
  }
}

/** Straight to this machine: a later step can have set a proxy, and Node would take it where it makes the agent itself. */
async function endGateway({ url, control }: Left): Promise<{ requests: number; costUsd: number | undefined }> {
  const agents = openAgents({})
  try {
    const headers = { authorization: `Bearer ${control}`, 'content-length': '0' }
    const { status, text } = await ask(new URL(endPath, url), headers, agents, AbortSignal.timeout(5_000), '')
    if (status !== 200) throw new Error(`status ${status}`)
    // Whoever answers there need not be the gateway: a word of theirs is not for the log.
    const { requests, costUsd } = JSON.parse(text) as { requests: unknown; costUsd?: unknown }
    if (typeof requests !== 'number') throw new Error('something else answers there')
    return { requests, costUsd: typeof costUsd === 'number' ? costUsd : undefined }
  } catch (error) {
    throw error instanceof SyntaxError ? new Error('something else answers there') : error
  } finally {
    agents.close()
  }
}

function parse(held: string): Left | undefined {
  try {
    const left = JSON.parse(held) as Left
    const own = /^http:\/\/127\.0\.0\.1:\d+$/.test(left.url) && typeof left.control === 'string'
    return own && Object.values(left.old).every((value) => typeof value === 'string') ? left : undefined
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
