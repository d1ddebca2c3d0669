/** A server that speaks only OpenAI's API for a test file, and the built action in front of it. */
import { afterEach } from 'vitest'
import type { Answer, Script } from '../../lab/providers/answers.ts'
import { type OpenAiApi, type OpenAiApiOptions, servedModel, startOpenAiApi } from '../../lab/providers/openai-api.ts'
import { type StepOptions, type StepResult, type StepRun, startStep } from '../../lab/runner/step.ts'
import { claude } from './support.ts'

export const key = 'sk-made-up-for-the-server-0123456789'
export { servedModel }

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

/** Closed when the test ends. */
export function keep<S extends { close(): Promise<void> }>(server: S): S {
  open.push(server)
  return server
}

export interface OpenAiScenario {
  script?: Script
  server?: Partial<OpenAiApiOptions>
  inputs?: Record<string, string> | ((url: string) => Record<string, string>)
  env?: Record<string, string>
  step?: Omit<StepOptions, 'inputs' | 'env'>
}

const hello: Answer = { kind: 'message', text: 'Hello.' }

/** What a first workflow says of such a server. */
export function firstInputs(url: string): Record<string, string> {
  return {
    prompt: 'Say hello.',
    provider: 'openai-compatible',
    'base-url': `${url}/v1`,
    'api-key': key,
    model: servedModel,
    'claude-path': claude,
  }
}

export async function start(scenario: OpenAiScenario): Promise<{ api: OpenAiApi; run: StepRun }> {
  const api = keep(await startOpenAiApi({ key, script: scenario.script ?? [hello], ...scenario.server }))
  const said = typeof scenario.inputs === 'function' ? scenario.inputs(api.url) : scenario.inputs
  const run = await startStep({
    ...scenario.step,
    inputs: { ...firstInputs(api.url), ...said },
    env: scenario.env ?? {},
  })
  return { api, run }
}

export async function run(scenario: OpenAiScenario): Promise<{ api: OpenAiApi; step: StepResult }> {
  const { api, run } = await start(scenario)
  return { api, step: await run.done }
}

interface ChatMessage {
  role: string
  content: unknown
  tool_calls?: { id: string; function: { name: string; arguments: string } }[]
  tool_call_id?: string
}

/** The conversation as the server got it with its last request for the run's own model. */
export function conversation(api: OpenAiApi): ChatMessage[] {
  return api.completions.at(-1)!.body.messages
}

/** The results of the last turn's calls, as the server got them. */
export function results(api: OpenAiApi): ChatMessage[] {
  const messages = conversation(api)
  const last = messages.findLastIndex(({ tool_calls }) => tool_calls !== undefined)
  return messages.slice(last + 1).filter(({ role }) => role === 'tool')
}
