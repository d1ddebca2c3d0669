import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The files through which a step tells its runner something ("Workflow commands for GitHub Actions", environment files). */
const names = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']

/**
 * Notes what the command files hold; the function given puts that back. The agent does not get their names, but can find
 * them in the runner's temp folder: whatever it wrote there, or took away, is undone when none of its processes is left.
 */
export function noteCommandFiles(env: Readonly<Record<string, string | undefined>>): () => void {
  const noted = names.flatMap((name) => {
    const path = env[name]
    const content = path ? read(path) : undefined
    return path && content !== undefined ? [{ path, content }] : []
  })
  return () => {
    for (const { path, content } of noted) {
      if (read(path)?.equals(content)) continue
      try {
        mkdirSync(dirname(path), { recursive: true })
        rmSync(path, { recursive: true, force: true })
        writeFileSync(path, content)
      } catch {
        // Then the runner cannot be told through it; whoever tries next says so.
      }
    }
  }
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
