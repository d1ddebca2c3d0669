import type { AwsCredentials } from '../credentials/aws/credentials.ts'
import type { ErrorCode } from '../errors.ts'
import type { ProxyEnv } from '../network/agents.ts'
import type { ProviderPlan } from '../resolve/plan.ts'
import { Secret } from '../secret.ts'

/** All that a gateway in a process of its own has to know. It goes through a pipe, secrets and all, and nowhere else. */
export interface Handover {
  provider: ProviderPlan
  proxyEnv: ProxyEnv
  /** Who shows it may end the gateway. */
  control: string
  /** What the credential may look for in the environment by itself; none of it is in that of the gateway's process. */
  surroundings: Map<string, Secret>
  /** Whether the AWS credentials are wanted back, to be exported for other tools. */
  exportAws: boolean
}

/** What ends a gateway that outlives its step, for whoever shows the control token. */
export const endPath = '/-/end'

/** What the gateway answers once it is there and has its credential, or why it has none. */
export type Ready =
  | { kind: 'ready'; url: string; token: string; said: string[]; masks: string[]; aws: AwsCredentials | undefined }
  | { kind: 'failed'; code: ErrorCode; message: string; said: string[]; masks: string[] }

/** As JSON, with what JSON has no form for marked as what it is. */
export function pack(handover: Handover): string {
  // Not a replacer, which would see a URL or a secret only after their own `toJSON`.
  return JSON.stringify(marked(handover))
}

function marked(value: unknown): unknown {
  if (value instanceof Secret) return { $secret: value.reveal() }
  if (value instanceof URL) return { $url: value.href }
  if (value instanceof Map) return { $map: [...value].map(([key, held]) => [key, marked(held)]) }
  if (Array.isArray(value)) return value.map(marked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, marked(held)]))
}

export function unpack(text: string): Handover {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if ('$secret' in value) return new Secret(value.$secret as string)
    if ('$url' in value) return new URL(value.$url as string)
    if ('$map' in value) return new Map(value.$map as [string, unknown][])
    return value
  }) as Handover
}
