import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshFolder } from '../../../lab/temp.ts'

/**
 * An action as one would write it in an afternoon: it hides the runner's files from the agent's environment, runs the
 * real CLI, prints the answer and sets it as an output. What it does not do is look after them; so an attack that works
 * on it, and not on ours, is one that is fended off.
 */
export function undefendedAction(): string {
  const folder = freshFolder('undefended')
  writeFileSync(
    join(folder, 'action.yml'),
    `name: Undefended
inputs:
  prompt: { default: '' }
  api-key: { default: '' }
  base-url: { default: '' }
  claude-path: { default: '' }
runs:
  using: node24
  main: main.mjs
`,
  )
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { spawnSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'

const input = (name) => process.env['INPUT_' + name.toUpperCase()]
const hidden = /^(INPUT_|ACTIONS_|STATE_|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$)/
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !hidden.test(name)))
Object.assign(env, {
  ANTHROPIC_BASE_URL: input('base-url'),
  ANTHROPIC_API_KEY: input('api-key'),
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
})
const args = ['--print', '--model', 'claude-haiku-4-5-20251001', '--allowedTools', 'Bash']
const { stdout, status } = spawnSync(input('claude-path'), args, { env, input: input('prompt'), encoding: 'utf8', timeout: 60_000 })
process.stdout.write(stdout)
appendFileSync(process.env.GITHUB_OUTPUT, 'result<<end-of-result\\n' + stdout.trimEnd() + '\\nend-of-result\\n')
process.exitCode = status ?? 1
`,
  )
  return folder
}
