import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { externalDataInterceptor, getHomeDir } from '@smithy/core/config'

/** The programs that a file named when it was looked at first, before there was an agent that could write to it. */
const known = new Map<string, ReadonlySet<string>>()

/**
 * Has the SDK read the profile files as they are now. They belong to the user, and so does the agent: a program that one
 * of them names only since would be run with all that this process has. What was looked at is what the SDK gets, so that
 * nobody can change it in between.
 */
export async function lookAtProfiles(env: NodeJS.ProcessEnv): Promise<void> {
  for (const path of [pathOf(env.AWS_CONFIG_FILE, 'config'), pathOf(env.AWS_SHARED_CREDENTIALS_FILE, 'credentials')]) {
    const text = await readFile(path, 'utf8').catch(() => '')
    const programs = programsIn(text)
    const first = known.get(path)
    if (first === undefined) known.set(path, new Set(programs))
    else if (programs.some((program) => !first.has(program)))
      throw new Error(`${path} names a program that it did not name when the step began, which is not run`)
    externalDataInterceptor.interceptFile(path, text)
  }
}

function pathOf(given: string | undefined, name: string): string {
  if (!given) return join(getHomeDir(), '.aws', name)
  return given.startsWith('~/') ? join(getHomeDir(), given.slice(2)) : given
}

function programsIn(text: string): string[] {
  return [...text.matchAll(/^[^\n=]*credential_process\s*=(.*)$/gm)].map(([, program = '']) => program.trim())
}
