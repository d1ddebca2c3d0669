import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import { run } from './support.ts'

/** A machine that has no sandbox to offer, as an ordinary container has none: root without the right to mount. */
function withoutRights(): string {
  const node = join(freshFolder('no-rights'), 'node')
  const program = `exec setpriv --bounding-set=-sys_admin -- '${process.execPath}' "$@"`
  writeFileSync(node, `#!/bin/bash\n${program}\n`, { mode: 0o755 })
  return node
}

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('where no sandbox can be had', () => {
  it('`auto` runs without, and says so in log and summary', async () => {
    const { step } = await run({ step: { node: withoutRights() } })
    expect(step.outputs.conclusion, step.log).toBe('success')
    expect(step.log).toMatch(/^sandbox: none: by root: unshare: .*Operation not permitted$/m)
    expect(step.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(/^The sandbox could not be had: by root/),
      }),
    ])
    expect(step.summary).toContain('<td>none: by root: unshare:')
  })

  it('`require` fails before anything is asked of the provider, and says what is missing', async () => {
    const { api, step } = await run({ inputs: { sandbox: 'require' }, step: { node: withoutRights() } })
    expect(step.exitCode).toBe(1)
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'error-code': 'input-invalid' })
    expect(step.annotations[0]!.message).toMatch(/^sandbox is "require": .*unshare.*\. Run the step on Linux/)
    expect(api.messages).toEqual([])
  })

  it('`off` runs without, and nothing is wrong with that', async () => {
    const { step } = await run({ inputs: { sandbox: 'off' }, step: { node: withoutRights() } })
    expect([step.outputs.conclusion, step.annotations]).toEqual(['success', []])
    expect(step.log).toMatch(/^sandbox: none: as the input `sandbox` says$/m)
  })
})
