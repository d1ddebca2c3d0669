import { checkUrl, chooseBaseUrl } from './hosts.ts'
import { chooseKey } from './key.ts'
import type { OpenAiPlan } from './plan.ts'
import type { Resolving } from './resolving.ts'

/** A server that follows OpenAI's API. It has no address of its own to fall back on. */
export function resolveOpenAi(resolving: Resolving): OpenAiPlan | undefined {
  const { inputs, problems } = resolving
  const named = chooseBaseUrl(resolving)
  if (named === undefined)
    problems.push({
      where: 'base-url',
      expected: 'is missing: give the URL of the server, or set `customApiUrl` in `.claude/settings.json`',
    })
  const url = named === undefined ? undefined : checkUrl(named, inputs.allowedHosts, problems)
  const key = chooseKey(resolving)
  if (url === undefined || key === undefined) return undefined
  const { authScheme, extraHeaders } = inputs
  // OpenAI's own way is bearer, whatever the key was called.
  const auth =
    authScheme === 'auto'
      ? ({ scheme: 'bearer', other: 'once' } as const)
      : ({ scheme: authScheme, other: 'never' } as const)
  return { provider: 'openai-compatible', url, key: key.plan, auth, extraHeaders }
}
