import type { Secret } from '../secret.ts'

type Octokit = ReturnType<typeof import('@actions/github')['getOctokit']>
type GithubRequest = { signal: AbortSignal }

/** One look-up on GitHub is given this long, and tried this often where it may be other the next time. */
const deadlineMs = 10_000
const attempts = 3

/** Asks GitHub with the job's token: `undefined` is what is not there. Rejects with what it said, or a `GithubError`. */
export interface GithubApi {
  ask<T>(question: (octokit: Octokit, request: GithubRequest) => Promise<{ data: T }>): Promise<T | undefined>
}

export class GithubError extends Error {
  /** Whether it will be the same the next time, since the token is not good for this. */
  readonly refused: boolean
  constructor(error: unknown, refused: boolean) {
    super((error as Error).message, { cause: error })
    this.refused = refused
  }
}

/** The client is large, and loaded for a first question: most events need none. */
export function githubApi(token: Secret, apiUrl: string | undefined, stop: AbortSignal): GithubApi {
  let loading: Promise<Octokit> | undefined
  const load = async () => {
    const { getOctokit } = await import('@actions/github')
    return getOctokit(token.reveal(), apiUrl === undefined || apiUrl === '' ? {} : { baseUrl: apiUrl })
  }
  return {
    ask: async (question) => {
      loading ??= load()
      const octokit = await loading
      for (let attempt = 1; ; attempt++) {
        try {
          // With each request, and not with the client, where it would take the place of its own way through a proxy.
          const request = { signal: AbortSignal.any([stop, AbortSignal.timeout(deadlineMs)]) }
          return (await question(octokit, request)).data
        } catch (error) {
          const { status } = error as { status?: number }
          if (status === 404) return undefined
          const refused = (status === 401 || status === 403) && !isLimited(error)
          if (refused || attempt === attempts || stop.aborted) throw new GithubError(error, refused)
        }
      }
    },
  }
}

/** A rate limit is told as 403 too. */
function isLimited(error: unknown): boolean {
  const headers = (error as { response?: { headers?: Record<string, unknown> } }).response?.headers ?? {}
  return headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0'
}
