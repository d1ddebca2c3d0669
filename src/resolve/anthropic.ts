import { checkHost, checkUrl, chooseBaseUrl } from './hosts.ts'
import { chooseKey } from './key.ts'
import type { AnthropicPlan, AuthPlan } from './plan.ts'
import type { Resolving } from './resolving.ts'

const anthropicUrl = new URL('https://api.anthropic.com')

/** Anthropic's own API, or a gateway in front of it that speaks as it does. */
export function resolveAnthropic(resolving: Resolving): AnthropicPlan | undefined {
  const { inputs, problems } = resolving
  const named = chooseBaseUrl(resolving)
  const url = named === undefined ? anthropicUrl : checkUrl(named, inputs.allowedHosts, problems)
  if (named === undefined) checkHost(anthropicUrl, inputs.allowedHosts, 'provider', problems)
  const key = chooseKey(resolving)
  if (url === undefined || key === undefined) return undefined

  const kind = url.host === anthropicUrl.host ? 'anthropic' : 'gateway'
  return {
    provider: 'anthropic',
    upstream: { kind, url },
    key: key.plan,
    auth: authOf(inputs.authScheme, key.scheme, kind),
    extraHeaders: inputs.extraHeaders,
  }
}

function authOf(
  asked: AuthPlan['scheme'] | 'auto',
  ofKey: AuthPlan['scheme'],
  kind: 'anthropic' | 'gateway',
): AuthPlan {
  if (asked !== 'auto') return { scheme: asked, other: 'never' }
  return { scheme: ofKey, other: kind === 'gateway' ? 'once' : 'never' }
}
