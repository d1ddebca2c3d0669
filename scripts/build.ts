import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Builds `dist/` out of `src/`: `tsc` to JavaScript, then one bundle an entry. `node scripts/build.ts FOLDER` puts it
 * elsewhere, which is how the tests see whether `dist/` is what the sources build.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const target = process.argv[2] ?? join(root, 'dist')
const bin = (name: string) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
const run = (name: string, args: string[]) =>
  execFileSync(bin(name), args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })

rmSync(join(root, 'build'), { recursive: true, force: true })
rmSync(target, { recursive: true, force: true })
run('tsc', ['-p', 'tsconfig.build.json'])
for (const entry of ['main', 'post', 'gateway']) {
  const scratch = join(root, 'build', 'bundle', entry)
  run('ncc', ['build', join('build', `${entry}.js`), '-o', scratch, '--license', 'licenses.txt'])
  cpSync(scratch, join(target, entry), { recursive: true })
}
