/**
 * The newcomer's first minute (`npm run demo`): one step of a workflow, run as a runner runs it, with the real `claude` and
 * the built `dist/`. The provider is a stand-in on this machine, so it needs no account; with `ANTHROPIC_API_KEY` in the
 * environment it is the real one.
 */
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { scriptedAgent } from './demo/agent.ts'
import { prove } from './demo/proof.ts'
import { heading, indented, showLog, styled } from './demo/screen.ts'
import { createWorkspace } from './demo/workspace.ts'
import { startMessagesApi } from './providers/messages-api.ts'
import { endJob, type StepResult, startStep } from './runner/step.ts'

const workspace = createWorkspace()
const review = {
  'claude-path': fileURLToPath(new URL('../node_modules/.bin/claude', import.meta.url)),
  task: 'review',
  'allowed-tools': 'Read, Grep, Glob, Bash(git diff:*), Bash(git log:*)',
  'max-turns': '15',
  'max-budget-usd': '0.50',
  'timeout-minutes': '5',
  prompt: 'Review the changes of the last commit. List bugs by file and line.',
}

const realKey = process.env.ANTHROPIC_API_KEY?.trim()
const succeeded = await (realKey ? onTheRealApi(realKey) : onTheStandIn())
if (!succeeded) process.exitCode = 1

async function onTheStandIn(): Promise<boolean> {
  const key = 'sk-ant-demo-0123456789abcdefghijklmnopqrstuvwxyz'
  const api = await startMessagesApi({ key, script: scriptedAgent(workspace) })
  try {
    console.log('The real claude CLI, run by this action, on a stand-in for the Anthropic API on this machine.')
    console.log('No account is needed: what the model says is scripted, and so are tokens and cost.')
    const tools = `${review['allowed-tools']}, Bash(env:*), Bash(grep:*)`
    const result = await play({ ...review, 'api-key': key, 'base-url': api.url, 'allowed-tools': tools })
    if (result.outcome !== 'success' || !(await prove(api, key, result))) return false
    console.log(styled('dim', '\nWith ANTHROPIC_API_KEY set, the same step runs on the real API, for a few cents.'))
    return true
  } finally {
    await api.close()
  }
}

/** A key is meant for the server that the environment names with it, so `ANTHROPIC_BASE_URL` goes along. */
async function onTheRealApi(key: string): Promise<boolean> {
  const baseUrl = process.env.ANTHROPIC_BASE_URL?.trim()
  console.log(
    `The real claude CLI, run by this action, on ${baseUrl || 'the Anthropic API'} with your ANTHROPIC_API_KEY.`,
  )
  console.log(`It costs a few cents, and ${review['max-budget-usd']} dollars at the most.`)
  const result = await play({ ...review, 'api-key': key, ...(baseUrl && { 'base-url': baseUrl }) }, network())
  console.log(styled('dim', '\nWithout ANTHROPIC_API_KEY, the demo also shows what arrives at the provider.'))
  return result.outcome === 'success'
}

/** What it takes to get out of a company's network. The rest of the step's environment is built from nothing. */
function network(): Record<string, string> {
  const wanted = /^((HTTPS?|NO)_PROXY|NODE_EXTRA_CA_CERTS)$/i
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (wanted.test(name) && value ? [[name, value]] : [])),
  )
}

/** Runs the step, and shows all that a runner would show of it. */
async function play(inputs: Record<string, string>, env: Record<string, string> = {}): Promise<StepResult> {
  heading('The step')
  const shown = { ...inputs, 'api-key': '${{ secrets.ANTHROPIC_API_KEY }}' }
  console.log(indented(stringify([{ id: 'claude', uses: './', with: shown }], { lineWidth: 0 }).trimEnd()))

  heading('The log, while it runs')
  const run = await startStep({ inputs, env, workspace, secrets: [inputs['api-key'] ?? ''] })
  await showLog(run)
  const result = await run.done
  // A runner ends what a job leaves behind; of this one there should be nothing.
  const left = endJob(result).length
  const processes = left === 0 ? 'no process is left' : `${left} processes were left, and are ended`
  console.log(styled('bold', `\nstep ${result.outcome} after ${(result.mainMs / 1000).toFixed(1)} s, ${processes}`))

  heading('The outputs')
  for (const [name, value] of Object.entries(result.outputs)) {
    const block = value.includes('\n') ? `|\n${indented(value.trimEnd(), '        ')}` : value
    console.log(`    ${styled('bold', name)}: ${block}`)
  }

  heading('The job summary, as Markdown')
  console.log(result.summary.trimEnd())
  return result
}
