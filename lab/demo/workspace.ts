/** The scratch repository of the demo: a small shop, whose last commit brought in two bugs. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { freshFolder } from '../temp.ts'

const before = `/** What an order costs, in cents. */
export function total(items) {
  let sum = 0
  for (const item of items) sum += item.price * item.quantity
  return sum
}
`

const after = `/** What an order costs, in cents, less a discount in percent. */
export function total(items, discount = 0) {
  let sum = 0
  for (let i = 0; i <= items.length; i++) sum += items[i].price * items[i].quantity
  return sum - sum * discount
}
`

/** The file that the last commit changed. */
export const changedFile = 'cart.js'

export function createWorkspace(): string {
  const folder = freshFolder('workspace')
  const commit = (content: string, message: string) => {
    writeFileSync(join(folder, changedFile), content)
    git(folder, 'add', '.')
    git(folder, 'commit', '--quiet', '--message', message)
  }
  git(folder, 'init', '--quiet', '--initial-branch=main')
  commit(before, 'Add the cart')
  commit(after, 'Give discounts')
  return folder
}

/** Without anybody's own settings: a commit there may be signed, or go through hooks. */
function git(folder: string, ...args: string[]): void {
  const who = ['-c', 'user.name=Mona', '-c', 'user.email=mona@example.com']
  const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_SYSTEM: devNull }
  execFileSync('git', [...who, ...args], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
}
