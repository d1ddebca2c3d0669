/** GitHub's REST API as far as a step asks it: who may do what on the repository, and files of its branches. */
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { RecordedRequest } from '../providers/answers.ts'
import { left, type RecordingServer, startRecordingServer } from '../providers/http.ts'

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'

/** A role of GitHub's own, or one that an organization made of one of them, under a name of its own. */
export type Collaborator = Role | { readonly role: string; readonly madeOf: Role }

export interface GithubApiOptions {
  /** By login. On a public repository everybody else has `read`, on a private one `none`. */
  readonly people?: Readonly<Record<string, Collaborator>>
  readonly everybodyElse?: 'read' | 'none'
  /** Logins that are no user at all, or none that this repository can have. */
  readonly nobody?: readonly string[]
  /** By path: the text of a file of the base branch. */
  readonly files?: Readonly<Record<string, string>>
  /** The token that is let in; without it any is. */
  readonly token?: string
  /** Where it is another repository: that is not there for this token. */
  readonly repository?: string
  /** As a GitHub Enterprise Server has it: `/api/v3`. */
  readonly prefix?: string
  /** Instead of an answer; `index` counts the requests, from 0. */
  readonly answer?: (
    index: number,
    request: RecordedRequest,
  ) => { status: number; message: string; headers?: Record<string, string> } | 'hang' | 'cut' | undefined
}

export interface GithubApi {
  /** As a runner puts it into GITHUB_API_URL. */
  readonly url: string
  readonly requests: RecordedRequest[]
  /** The logins that were looked up, in order. */
  readonly lookedUp: string[]
  close(): Promise<void>
}

export async function startGithubApi(options: GithubApiOptions = {}): Promise<GithubApi> {
  const prefix = options.prefix ?? ''
  const repository = options.repository ?? 'octo-org/octo-repo'
  const lookedUp: string[] = []

  const server: RecordingServer = await startRecordingServer({
    handle: (request, response) => {
      const other = options.answer?.(request.index, request)
      if (other === 'hang') return left(response)
      if (other === 'cut') return void response.socket?.destroy()
      if (other !== undefined) return send(response, other.status, { message: other.message }, other.headers)
      if (options.token !== undefined && request.headers.authorization !== `token ${options.token}`)
        return send(response, 401, { message: 'Bad credentials' })
      const path = new URL(request.path, server.url).pathname
      const within = `${prefix}/repos/${repository}/`
      if (!path.toLowerCase().startsWith(within.toLowerCase())) return send(response, 404, { message: 'Not Found' })
      const rest = path.slice(within.length)
      const [, login] = /^collaborators\/([^/]+)\/permission$/.exec(rest) ?? []
      if (login !== undefined) return permission(decodeURIComponent(login), response)
      const [, file] = /^contents\/(.+)$/.exec(rest) ?? []
      const text = file === undefined ? undefined : options.files?.[decodeURIComponent(file)]
      if (text === undefined) return send(response, 404, { message: 'Not Found' })
      return send(response, 200, {
        type: 'file',
        encoding: 'base64',
        content: Buffer.from(text).toString('base64'),
      })
    },
  })

  const permission = (login: string, response: ServerResponse) => {
    lookedUp.push(login)
    const same = (name: string) => name.toLowerCase() === login.toLowerCase()
    if (options.nobody?.some(same)) return send(response, 404, { message: `${login} is not a user` })
    const named = Object.entries(options.people ?? {}).find(([name]) => same(name))?.[1]
    const held = named ?? options.everybodyElse ?? 'read'
    const base = typeof held === 'string' ? held : held.madeOf
    return send(response, 200, {
      permission: legacy(base),
      role_name: typeof held === 'string' ? held : held.role,
      user: { login, type: 'User', permissions: parts(base) },
    })
  }

  return {
    url: `${server.url}${prefix}`,
    requests: server.requests,
    lookedUp,
    close: server.close,
  }
}

/** The levels that there were before roles. */
function legacy(role: Role): string {
  if (role === 'maintain') return 'write'
  return role === 'triage' ? 'read' : role
}

function parts(role: Role): Record<string, boolean> {
  const rank = ['none', 'read', 'triage', 'write', 'maintain', 'admin'].indexOf(role)
  return { pull: rank >= 1, triage: rank >= 2, push: rank >= 3, maintain: rank >= 4, admin: rank >= 5 }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'x-github-request-id': randomUUID(),
      ...headers,
    })
    .end(JSON.stringify(body))
}
