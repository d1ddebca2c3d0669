import type { Tier } from '../models/index.ts'
import { checkUrl, chooseBaseUrl } from './hosts.ts'
import { chooseKey } from './key.ts'
import type { OpenAiPlan } from './plan.ts'
import type { Resolving } from './resolving.ts'

/**
 * A server that follows OpenAI's API, or one that speaks as Anthropic does. It has no address of its own to fall back on.
 * `assumed` is the tier that the model was taken from where nobody named one.
 */
export function resolveOpenAi(resolving: Resolving, assumed: Tier | undefined): OpenAiPlan | undefined {
  const { inputs, problems } = resolving
  const named = chooseBaseUrl(resolving)
  if (named === undefined)
    problems.push({
      where: 'base-url',
      expected: 'is missing: give the URL of the server, or set `customApiUrl` in `.claude/settings.json`',
    })
  const url = named === undefined ? undefined : checkUrl(named, inputs.allowedHosts, problems)
  const key = chooseKey(resolving)
  const { authScheme, extraHeaders, proxyProtocol } = inputs
  if (inputs.isolation === 'env' && proxyProtocol === 'openai')
    problems.push({
      where: 'isolation',
      held: 'env',
      expected: "is not for a server that speaks OpenAI's API: `claude` itself does not speak it, the gateway does",
    })
  if (url === undefined || key === undefined) return undefined
  // OpenAI's own way is bearer, whatever the key was called.
  const auth =
    authScheme === 'auto'
      ? ({ scheme: 'bearer', other: 'once' } as const)
      : ({ scheme: authScheme, other: 'never' } as const)
  return { provider: 'openai-compatible', url, protocol: proxyProtocol, assumed, key: key.plan, auth, extraHeaders }
}
