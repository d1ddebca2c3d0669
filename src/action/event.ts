import { readFileSync } from 'node:fs'
import type { Event } from '../resolve/trust.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What the runner says of the event (GITHUB_EVENT_NAME and the payload at GITHUB_EVENT_PATH). */
export function readEvent(env: Env): Event {
  const payload = readPayload(env.GITHUB_EVENT_PATH)
  const repository = env.GITHUB_REPOSITORY ?? payload.repository?.full_name ?? ''
  const head = payload.pull_request?.head ?? payload.workflow_run?.head_repository
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    repository,
    // A fork that was deleted leaves `null` behind: then the commits come from nowhere that could be believed.
    headRepository:
      head === undefined ? undefined : 'repo' in head ? (head.repo?.full_name ?? '') : (head.full_name ?? ''),
    baseRef: payload.pull_request?.base?.sha ?? payload.repository?.default_branch,
  }
}

interface Payload {
  repository?: { full_name?: string; default_branch?: string }
  pull_request?: {
    head?: { repo: { full_name?: string } | null }
    base?: { sha?: string }
  }
  workflow_run?: { head_repository?: { full_name?: string } }
}

function readPayload(path: string | undefined): Payload {
  if (path === undefined || path === '') return {}
  try {
    const payload: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof payload === 'object' && payload !== null ? (payload as Payload) : {}
  } catch {
    return {}
  }
}
