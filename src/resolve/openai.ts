import { checkUrl, showUrl } from './hosts.ts'
import { chooseKey } from './key.ts'
import { choose, fromInput, fromLayers } from './layers.ts'
import { explained, type OpenAiPlan } from './plan.ts'
import type { Resolving } from './resolving.ts'

/** A server that follows OpenAI's API. It has no address of its own to fall back on. */
export function resolveOpenAi(resolving: Resolving): OpenAiPlan | undefined {
  const { inputs, layers, secret, problems, explain } = resolving
  const named = choose([
    ...fromInput('base-url', inputs.baseUrl),
    ...fromLayers(layers, 'customApiUrl', ['ANTHROPIC_BASE_URL']),
  ])
  if (named === undefined)
    problems.push({
      where: 'base-url',
      expected: 'is missing: give the URL of the server, or set `customApiUrl` in `.claude/settings.json`',
    })
  else explain.push(explained('base-url', named, showUrl))
  const url = named === undefined ? undefined : checkUrl(named, inputs.allowedHosts, problems)
  const key = chooseKey(inputs, layers, secret, problems, explain)
  if (url === undefined || key === undefined) return undefined
  const { authScheme, extraHeaders } = inputs
  // OpenAI's own way is bearer, whatever the key was called.
  const auth =
    authScheme === 'auto'
      ? ({ scheme: 'bearer', other: 'once' } as const)
      : ({ scheme: authScheme, other: 'never' } as const)
  return { provider: 'openai-compatible', url, key: key.secret, auth, extraHeaders }
}
