import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { freshFolder } from '../../lab/temp.ts'

/** A small action in a fresh folder: file name to content, action.yml included. */
export function fixture(files: Record<string, string>): string {
  const folder = freshFolder('fixture')
  for (const [name, content] of Object.entries({ 'action.yml': actionYml(Object.keys(files)), ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

function actionYml(names: string[]): string {
  return `name: fixture
inputs:
  greeting: { default: hello }
  some input: { default: '\${{ github.repository }}@\${{ runner.os }}' }
  api-key: {}
  token: { default: '\${{ github.token }}' }
  old: { deprecationMessage: use greeting }
runs:
  using: node24
  main: main.mjs
${names.includes('post.mjs') ? '  post: post.mjs\n' : ''}`
}

/** A script that writes to a command file: `put('GITHUB_OUTPUT', 'a=b\n')`. */
export const put = `import { appendFileSync } from 'node:fs'
const put = (file, text) => appendFileSync(process.env[file], text)
`
