import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment, type Env, pinnedVariables } from '../claude/environment.ts'
import type { ResultEvent } from '../claude/events.ts'
import { runClaude } from '../claude/run.ts'
import { fixed } from '../credentials/credential.ts'
import type { KeyVersion } from '../credentials/secrets-manager/store.ts'
import { Meter } from '../gateway/meter.ts'
import { startGateway } from '../gateway/server.ts'
import { openUpstream } from '../gateway/upstreams/open.ts'
import { openAgents, type ProxyEnv } from '../network/agents.ts'
import { Redactor } from '../redact/redactor.ts'
import type { KeyedPlan, ModelPlan } from '../resolve/plan.ts'
import { secretsOf } from '../resolve/secrets.ts'
import { type Verdict, verdictOf } from './verdict.ts'

export interface Verifying {
  provider: KeyedPlan
  model: ModelPlan
  /** The CLI's binary. */
  binary: Promise<string>
  env: Env
  proxyEnv: ProxyEnv
  temp: string
  mask(secret: string): void
  say(line: string): void
  stop: AbortSignal
}

/** How long the provider has for one short turn. */
const deadlineMs = 30_000

/**
 * Tries a key as it will be used: one real turn of the CLI through a gateway, on the cheapest model of the plan. The CLI
 * has a folder of its own for it, so that nobody's settings, hooks or sessions have a part in it.
 */
export async function verifyKey({ id, key }: KeyVersion, verifying: Verifying): Promise<Verdict> {
  const { provider, model, env, temp, mask, say, stop } = verifying
  const binary = await verifying.binary
  const meter = new Meter()
  const agents = openAgents(verifying.proxyEnv)
  const redactor = new Redactor()
  for (const secret of [key.reveal(), ...secretsOf(provider)]) redactor.add(secret)
  const { upstream, first } = await openUpstream(
    provider,
    { agents, mask, say, stop },
    (credential) => credential,
    () => fixed(key),
  )
  // A server that does not answer is for the turn below to find out.
  first.catch(() => {})
  const gateway = await startGateway({ upstream, meter, agents, redactor })
  mask(gateway.token)
  const folder = mkdtempSync(join(temp, 'claude-verify-'))
  try {
    const pinned = pinnedVariables(
      { model, provider },
      { kind: 'gateway', url: gateway.url, token: gateway.token },
      env,
    )
    const mark = ['CLAUDE_PROVIDER_ACTION_RUN', randomBytes(16).toString('hex')] as const
    const own = { CLAUDE_CONFIG_DIR: join(folder, 'config'), CLAUDE_CODE_MAX_RETRIES: '1' }
    let result: ResultEvent | undefined
    await runClaude(
      {
        binary,
        args: [
          '--print',
          '--verbose',
          '--output-format=stream-json',
          `--model=${model.aliases.haiku}`,
          '--max-turns=1',
        ],
        env: { ...childEnvironment(env, pinned, [key.reveal()], mark), ...own },
        cwd: folder,
        prompt: { kind: 'text', text: 'Just say OK' },
        transcript: join(folder, 'transcript.jsonl'),
        mark,
        // It has no tools, reads nobody's text and says one word.
        sandbox: { kind: 'none', why: 'not needed to try a key' },
        redactor,
      },
      {
        started: () => {},
        event: (event) => {
          if (event.type === 'result') result = event
        },
        stderr: () => {},
      },
      AbortSignal.any([stop, AbortSignal.timeout(deadlineMs)]),
    )
    const verdict = verdictOf(result, meter.metered)
    say(`rotation: version ${id} ${verdict.kind === 'accepted' ? 'works' : `was ${verdict.kind}: ${verdict.why}`}`)
    return verdict
  } finally {
    gateway.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
