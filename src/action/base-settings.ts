import { ActionError } from '../errors.ts'
import type { Event } from '../resolve/trust.ts'
import type { GithubApi, GithubError } from './github-api.ts'
import type { SettingsFile } from './settings-files.ts'

/**
 * The project's settings as the base branch has them, through GitHub's API: on an event that is open to strangers the
 * checkout may hold anything. Not readable is an error, not "none": these settings may be what keeps data in its region.
 */
export async function baseSettings(
  path: string,
  event: Event,
  ref: string | undefined,
  github: GithubApi | undefined,
): Promise<SettingsFile> {
  const name = `${path} of the base branch`
  const [owner, repo] = event.repository.split('/')
  if (github === undefined || owner === undefined || repo === undefined) return { name, text: undefined }
  const place = { owner, repo, path, ...(ref === undefined ? {} : { ref }) }
  try {
    const data = await github.ask((octokit, request) => octokit.rest.repos.getContent({ ...place, request }))
    return { name, text: textOf(data) }
  } catch (error) {
    const { message, refused } = error as GithubError
    const cure = refused
      ? ' Give the job `permissions: contents: read`.'
      : ' What cannot be read is not taken for "none": give what it says as inputs, or run again.'
    throw new ActionError(
      'settings-invalid',
      `${name} could not be read from ${event.repository}: ${message}.${cure}`,
      { cause: error },
    )
  }
}

/** A file as the API gives it: base64 in JSON, of up to 1 MB. A folder or a link of that name is no settings file. */
function textOf(data: unknown): string | undefined {
  const { content, encoding } = (data ?? {}) as { content?: unknown; encoding?: unknown }
  if (typeof content !== 'string' || encoding !== 'base64') return undefined
  return Buffer.from(content, 'base64')
    .toString('utf8')
    .replace(/^\ufeff/, '')
}
