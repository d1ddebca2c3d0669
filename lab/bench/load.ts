import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { freshFolder } from '../temp.ts'
import { type Figure, inTurn, median } from './measure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** How long the built main takes to load and to refuse a step without a prompt, against the toolkit alone. */
export async function loadTime(rounds: number): Promise<Figure[]> {
  const folder = freshFolder('load')
  const toolkit = join(folder, 'toolkit.mjs')
  writeFileSync(toolkit, `import ${JSON.stringify(import.meta.resolve('@actions/core'))}\n`)
  const loaded = join(folder, 'main.mjs')
  writeFileSync(loaded, `import ${JSON.stringify(pathToFileURL(join(root, 'dist/main/index.js')).href)}\n`)
  const times = await inTurn(rounds, { toolkit: () => timed(toolkit), main: () => timed(loaded) })
  const over = median(times.main) - median(times.toolkit)
  const value = `${over.toFixed(0)} ms (${median(times.main).toFixed(0)} over ${median(times.toolkit).toFixed(0)})`
  return [
    { name: 'loading main, refusing a step; over the toolkit', value, goal: '30 ms or less', reached: over <= 30 },
  ]
}

function timed(file: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, [file], { env: {}, stdio: 'ignore' })
    child.on('error', reject)
    child.on('close', () => resolve(performance.now() - started))
  })
}
