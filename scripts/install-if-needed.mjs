/**
 * Installs what the repository's tools need, when that is not there yet or older than the lock file. Plain JavaScript: it
 * runs on the machine's own Node, and what it installs brings the Node that runs everything else.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const changed = (path) => statSync(new URL(`../${path}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0
const there = (path) => existsSync(new URL(`../${path}`, import.meta.url))

// npm writes this file last, so what was broken off counts as missing.
const installed = changed('node_modules/.package-lock.json')
if (installed === 0 || installed < changed('package-lock.json') || !there('node_modules/.bin/node')) {
  console.log(
    'Installing what the demo needs, the claude CLI and Node 24 among it (about 740 MB; only the first time) …',
  )
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  // The npm and the Node that run this, not the ones on the path: there the first is in the folder that gets replaced.
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  const { status, error } =
    npm?.endsWith('npm-cli.js') && node
      ? spawnSync(node, [npm, 'ci', ...quiet], { cwd: root, stdio: 'inherit' })
      : spawnSync('npm', ['ci', ...quiet], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (error) console.error(`npm could not be started: ${error.message}`)
  if (status === 0 && !there('node_modules/.bin/node'))
    console.error(
      'npm did not run the install script of the package `node`. Is `ignore-scripts` set? (npm config list)',
    )
  process.exitCode = there('node_modules/.bin/node') ? (status ?? 1) : 1
}
