import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { lineSplitter, logReader } from '../../lab/runner/log.ts'
import { createMasks } from '../../lab/runner/masks.ts'
import { freshFolder } from '../../lab/temp.ts'

/** What a step prints that says so, and what of it is seen in the log. */
async function printed(says: string) {
  const script = join(freshFolder('runner'), 'step.ts')
  const runner = new URL('../../src/action/runner.ts', import.meta.url)
  writeFileSync(script, `import { Runner } from '${runner}'\nconst runner = new Runner()\n${says}`)
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env: { PATH: process.env.PATH ?? '' } })
  const seen: string[] = []
  const reader = logReader({ masks: createMasks(), show: (line) => seen.push(line) })
  const lines = lineSplitter((line) => reader.line(line))
  lines.push(stdout)
  lines.end()
  return { stdout, seen, masks: reader.masks, commands: reader.commands.map(({ command }) => command) }
}

describe('the log', () => {
  test('is kept back until the toolkit is there, and masks go out before all of it', async () => {
    const { seen, stdout } = await printed(`
      runner.info('one sk-ant-secret')
      runner.mask('sk-ant-secret')
      const opening = runner.open()
      runner.info('two sk-ant-secret late-secret')
      runner.mask('late-secret')
      await opening
      runner.mask('last-secret')
      runner.info('three last-secret')
    `)
    expect(seen).toEqual(['one ***', 'two *** ***', 'three ***'])
    expect(stdout.indexOf('add-mask::late-secret')).toBeLessThan(stdout.indexOf('one '))
  })

  test('masks line by line, never a short one, each once', async () => {
    const { masks, seen } = await printed(`
      await runner.open()
      runner.mask('{\\n  "key": "long-enough"\\r\\n}\\nabc\\n    \\nfour')
      runner.mask('four')
      runner.mask('100% sure')
      runner.info('{ abc } four 100% sure')
    `)
    expect(masks).toEqual(['  "key": "long-enough"', 'four', '100% sure'])
    expect(seen).toEqual(['{ abc } *** ***'])
  })

  test('has no secret in another form either, and no command that somebody else wrote', async () => {
    const { seen, commands } = await printed(`
      runner.mask('sk-ant-a-long-secret-0123456789')
      runner.info('in base64: ' + Buffer.from('x:sk-ant-a-long-secret-0123456789').toString('base64'))
      runner.info('STS said\\n::error::forged\\r  ::set-env name=A::b\\u2028##[error]forged')
      runner.info(['two', 'lines'].join('\\n'))
      await runner.open()
    `)
    expect(commands).toEqual(['add-mask'])
    expect(seen).toEqual([
      expect.stringMatching(/^in base64: .{0,4}\*\*\*$/),
      'STS said',
      '│ ::error::forged',
      '│   ::set-env name=A::b',
      '##\u200b[error]forged',
      'two',
      'lines',
    ])
  })

  test('has groups and warnings as a runner knows them', async () => {
    const { commands, seen } = await printed(`
      runner.startGroup('a%0A::error::b\\n::error::c')
      runner.info('inside')
      runner.endGroup()
      runner.warning('two\\n::error::lines')
      await runner.open()
    `)
    expect(commands).toEqual(['group', 'endgroup', 'warning'])
    expect(seen).toContain('inside')
  })

  test('is opened once', async () => {
    const { seen } = await printed(`
      runner.info('one')
      await Promise.all([runner.open(), runner.open()])
      await runner.open()
    `)
    expect(seen).toEqual(['one'])
  })
})
