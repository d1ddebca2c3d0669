import { readFileSync } from 'node:fs'
import type { Event } from '../resolve/trust.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What the runner says of the event (GITHUB_EVENT_NAME and the payload at GITHUB_EVENT_PATH). */
export function readEvent(env: Env): Event {
  const payload = readPayload(env.GITHUB_EVENT_PATH)
  const repository = env.GITHUB_REPOSITORY ?? payload.repository?.full_name ?? ''
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    repository,
    headRepository: headOf(payload),
    baseRef: payload.pull_request?.base?.sha ?? payload.repository?.default_branch,
  }
}

/** Where the commits come from. A fork that was deleted leaves `null` behind: then from nowhere that could be believed. */
function headOf({ pull_request, workflow_run }: Payload): string | undefined {
  if (pull_request != null) return pull_request.head?.repo?.full_name ?? ''
  if (workflow_run != null) return workflow_run.head_repository?.full_name ?? ''
  return undefined
}

interface Payload {
  repository?: { full_name?: string; default_branch?: string }
  pull_request?: {
    head?: { repo?: { full_name?: string } | null } | null
    base?: { sha?: string } | null
  } | null
  workflow_run?: { head_repository?: { full_name?: string } | null } | null
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
