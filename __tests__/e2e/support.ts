import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'
import type { Answer, Script } from '../../lab/providers/answers.ts'
import { type MessagesApi, type MessagesApiOptions, startMessagesApi } from '../../lab/providers/messages-api.ts'
import { type MainEnd, type StepOptions, type StepResult, type StepRun, startStep } from '../../lab/runner/step.ts'

/** The built action, started as a runner would, with the real CLI, against a stand-in provider on this machine. */
export const key = 'sk-ant-made-up-0123456789abcdef'
export const claude = fileURLToPath(new URL('../../node_modules/.bin/claude', import.meta.url))

const open: MessagesApi[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()))
})

export interface Scenario {
  script?: Script
  inputs?: Record<string, string> | ((api: MessagesApi) => Record<string, string>)
  env?: Record<string, string> | ((api: MessagesApi) => Record<string, string>)
  provider?: Partial<MessagesApiOptions>
  step?: Omit<StepOptions, 'inputs' | 'env'>
}

export interface Ended {
  api: MessagesApi
  step: StepResult
}

/** Starts the main job; what a scenario does not say is what a first workflow would. */
export async function start(scenario: Scenario): Promise<{ api: MessagesApi; run: StepRun }> {
  const api = await startMessagesApi({
    key,
    script: scenario.script ?? [{ kind: 'message', text: 'Hello.' }],
    ...scenario.provider,
  })
  open.push(api)
  const said = typeof scenario.inputs === 'function' ? scenario.inputs(api) : scenario.inputs
  const env = typeof scenario.env === 'function' ? scenario.env(api) : (scenario.env ?? {})
  const inputs = {
    prompt: 'Say hello.',
    'api-key': key,
    'base-url': api.url,
    model: 'haiku',
    'claude-path': claude,
    ...said,
  }
  // Nothing that is started here may ever ask a real provider.
  if (!/^http:\/\/([^/@]*@)?(127\.|localhost|\[::1\])/.test(inputs['base-url'] || (env.ANTHROPIC_BASE_URL ?? '')))
    throw new Error('a scenario needs a base URL on this machine')
  // Neither GitHub: who wants an answer of its API, brings a stand-in.
  const github = { apiUrl: 'http://127.0.0.1:9', ...scenario.step?.github }
  const run = await startStep({ ...scenario.step, github, inputs, env })
  return { api, run }
}

export async function run(scenario: Scenario): Promise<Ended> {
  const { api, run } = await start(scenario)
  return { api, step: await run.done }
}

/** A step that follows: a command with the environment that the job has by then. */
export function later(main: MainEnd, command: string, args: string[], stdin = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: main.env, cwd: main.workspace })
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      out += chunk
    })
    child.on('error', reject)
    child.on('close', () => resolve(out))
    child.stdin.end(stdin)
  })
}

/** A turn in which the agent runs a command. */
export function bash(command: string, text = 'Running a command.'): Answer {
  return { kind: 'message', text, tools: [{ name: 'Bash', input: { command } }] }
}

export const done: Answer = { kind: 'message', text: 'Done.' }

/** What the agent's last tool call gave it, as it told the provider. */
export function toolResult(api: Pick<MessagesApi, 'messages'>): string {
  for (const request of api.messages.toReversed())
    for (const message of (request.body as { messages: { content: unknown }[] }).messages.toReversed())
      if (Array.isArray(message.content))
        for (const block of message.content)
          if (block.type === 'tool_result')
            return typeof block.content === 'string'
              ? block.content
              : block.content.map((part: { text?: string }) => part.text).join('')
  throw new Error('no tool result arrived at the provider')
}

/** The user's own text as it arrived with the first request. */
export function promptAt(api: MessagesApi): string {
  const [first] = (api.messages[0]!.body as { messages: { content: string | { text?: string }[] }[] }).messages
  const content = typeof first!.content === 'string' ? [{ text: first!.content }] : first!.content
  return content.map((part) => part.text ?? '').join('\n')
}
