/** A step as a workflow writes it, and what is decided of it. */
import { freshFolder } from '../../lab/temp.ts'
import { environmentLayer } from '../../src/action/environment.ts'
import { readInputs } from '../../src/action/inputs.ts'
import { describeProblem, type Problem } from '../../src/errors.ts'
import type { Layer } from '../../src/resolve/layers.ts'
import type { AnthropicPlan, Explained, Plan } from '../../src/resolve/plan.ts'
import { resolvePlan } from '../../src/resolve/resolve.ts'
import { Secret } from '../../src/secret.ts'

const workspace = freshFolder('workspace')

export interface Step {
  with?: Record<string, string>
  env?: Record<string, string>
  /** Weaker than the environment: settings files, strongest first. */
  files?: Layer[]
}

type Run = Extract<Plan, { prompt: unknown }>

export interface Decided {
  plan: Run | undefined
  provider: AnthropicPlan
  problems: Problem[]
  /** All that is wrong, as it is told. */
  said: string
  explained: Explained[]
  warnings: string[]
  /** What was masked. */
  masked: string[]
}

/** A prompt and a key are there unless something else is said. */
export async function decide({ with: inputs = {}, env = {}, files = [] }: Step): Promise<Decided> {
  const given = Object.entries({ prompt: 'Well?', 'api-key': 'sk-ant-input', ...inputs })
  const all = { ...env, ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])) }
  const masked: string[] = []
  const read = await readInputs({ env: all, workspace }, (secret) => masked.push(secret))
  const secret = (value: string) => {
    masked.push(value)
    return new Secret(value)
  }
  const trust = { kind: 'believed', because: 'a test' } as const
  const said = { inputs: read.value, layers: [environmentLayer(all), ...files], trust, secret, settingsEnv: [] }
  const resolved = resolvePlan(said)
  const problems = [...read.problems, ...resolved.problems]
  const { explained, warnings } = resolved
  const plan = resolved.plan as Run | undefined
  const provider = plan?.provider as AnthropicPlan
  return { plan, provider, problems, said: problems.map(describeProblem).join('\n'), explained, warnings, masked }
}
