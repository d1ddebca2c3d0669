import { expect, test } from 'vitest'
import { pages, tables, withTables } from '../scripts/readme.ts'

test.each(pages())('$path has what it is written out of (else: npm run docs)', ({ now, should }) => {
  expect(now).toBe(should)
})

const action = `
inputs:
  # First
  one: { description: "Either a | or b.", default: a | b }
  two:
    description: |
      Two lines,
      of which one.
    default: false
  # Second
  three: { description: Later. }
outputs:
  out: { description: What comes out. }
`

test('a table holds what action.yml says, under the titles of its comments', () => {
  const { inputs, outputs } = tables(action)
  expect(inputs).toBe(`### First

| input | default | meaning |
| --- | --- | --- |
| \`one\` | \`a \\| b\` | Either a \\| or b. |
| \`two\` | \`false\` | Two lines, of which one. |

### Second

| input | default | meaning |
| --- | --- | --- |
| \`three\` |  | Later. |`)
  expect(outputs).toBe('| output | meaning |\n| --- | --- |\n| `out` | What comes out. |')
})

test('a table is put between its marks, and nothing else is touched', () => {
  const readme = (table: string) =>
    `# Title\n\n<!-- begin x: written by npm run docs -->\n\n${table}\n\n<!-- end x -->\n\nThe rest.\n`
  expect(withTables(readme('old'), { x: 'new $1' })).toBe(readme('new $1'))
  expect(() => withTables('# Title\n', { x: 'new' })).toThrow('There is no place for x')
})
