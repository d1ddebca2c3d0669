import { ActionError } from '../errors.ts'
import type { Event } from '../resolve/trust.ts'
import { isEnough, type Permission, permissionOf, type WhoRule, whoMay } from '../resolve/who.ts'
import type { GithubApi, GithubError } from './github-api.ts'

/** Whether whoever caused the event may have this step, and why. */
export type Admission = { kind: 'admitted'; because: string } | { kind: 'refused'; because: string }

/**
 * Looks up who caused the event, where strangers can. What cannot be found out is an error: neither an admission, nor the
 * calm end of somebody who was found to have no right.
 */
export async function admit(event: Event, rule: WhoRule, github: GithubApi | undefined): Promise<Admission> {
  const who = whoMay(event, rule)
  if (who.kind === 'allowed') return { kind: 'admitted', because: who.because }
  if (who.kind === 'refused') return who
  const held = await Promise.all(
    who.logins.map(async (login) => ({ login, permission: await lookUp(login, event.repository, github) })),
  )
  const short = held.filter(({ permission }) => !isEnough(permission, rule.required))
  const say = (found: typeof held) => found.map(({ login, permission }) => `${login} has \`${permission}\``).join(', ')
  if (short.length === 0) return { kind: 'admitted', because: `${say(held)} on ${event.repository}` }
  const because = `${say(short)} on ${event.repository}, and \`required-permission\` is \`${rule.required}\`.`
  return { kind: 'refused', because }
}

async function lookUp(login: string, repository: string, github: GithubApi | undefined): Promise<Permission> {
  const [owner, repo] = repository.split('/')
  if (github === undefined || owner === undefined || repo === undefined)
    throw new ActionError(
      'input-invalid',
      `- github-token: is empty, and it takes one to look up what ${login} may do on ${repository}`,
    )
  try {
    const place = { owner, repo, username: login }
    const answer = await github.ask((octokit, request) =>
      octokit.rest.repos.getCollaboratorPermissionLevel({ ...place, request }),
    )
    // Nobody that the repository knows of.
    if (answer === undefined) return 'none'
    const permission = permissionOf(answer)
    if (permission !== undefined) return permission
    throw new Error('the answer does not say')
  } catch (error) {
    const { message, refused } = error as GithubError
    if (refused)
      throw new ActionError(
        'input-invalid',
        `- github-token: GitHub does not let it look up what ${login} may do on ${repository}: ${message}. The job's own token may (it always has \`metadata: read\`)`,
        { cause: error },
      )
    throw new ActionError(
      'actor-not-allowed',
      `What ${login} may do on ${repository} could not be looked up on GitHub, so nothing was started: ${message}. Run it again when GitHub answers.`,
      { cause: error },
    )
  }
}
