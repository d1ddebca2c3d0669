import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freshFolder } from '../../../lab/temp.ts'
import { bash, done, run, toolResult } from '../support.ts'

/** What actions/checkout leaves behind where it is not told otherwise. */
function checkout(): string {
  const workspace = freshFolder('workspace')
  mkdirSync(join(workspace, '.git'))
  const header = '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic bWFkZTp1cA==\n'
  writeFileSync(join(workspace, '.git', 'config'), header)
  return workspace
}

it('a token that the checkout left, which the agent can read, is named in the log with its cure', async () => {
  const workspace = checkout()
  const { api, step } = await run({
    script: [bash('cat .git/config'), done],
    inputs: { 'allowed-tools': 'Bash' },
    step: { workspace },
  })
  expect(toolResult(api)).toContain('bWFkZTp1cA==')
  expect(step.log).toContain(
    `within the agent's reach: the checkout's token (${join(workspace, '.git', 'config')}). Give actions/checkout \`persist-credentials: false\`.`,
  )
})

it('nothing is named where nothing lies', async () => {
  const { step } = await run({})
  expect(step.outputs.conclusion).toBe('success')
  expect(step.log).not.toContain("within the agent's reach")
})
