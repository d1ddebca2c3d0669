import type { AnthropicPlan } from '../resolve/plan.ts'
import { Secret } from '../secret.ts'
import type { ProxyEnv } from './connection.ts'

/** All that a gateway in a process of its own has to know. It goes through a pipe, secrets and all, and nowhere else. */
export interface Handover {
  provider: AnthropicPlan
  proxyEnv: ProxyEnv
  /** Who shows it may end the gateway. */
  control: string
}

/** What ends a gateway that outlives its step, for whoever shows the control token. */
export const endPath = '/-/end'

/** What the gateway answers once it is there. */
export interface Ready {
  url: string
  token: string
}

export function pack({ provider, proxyEnv, control }: Handover): string {
  const { upstream, key, auth, extraHeaders } = provider
  return JSON.stringify({
    upstream: { kind: upstream.kind, url: upstream.url.href },
    key: key.reveal(),
    auth,
    extraHeaders: [...extraHeaders].map(([name, value]) => [name, value.reveal()]),
    proxyEnv,
    control,
  })
}

export function unpack(text: string): Handover {
  const packed = JSON.parse(text) as {
    upstream: { kind: 'anthropic' | 'gateway'; url: string }
    key: string
    auth: AnthropicPlan['auth']
    extraHeaders: [name: string, value: string][]
    proxyEnv: ProxyEnv
    control: string
  }
  const { upstream, key, auth, extraHeaders, proxyEnv, control } = packed
  const provider: AnthropicPlan = {
    provider: 'anthropic',
    upstream: { kind: upstream.kind, url: new URL(upstream.url) },
    key: new Secret(key),
    auth,
    extraHeaders: new Map(extraHeaders.map(([name, value]) => [name, new Secret(value)])),
  }
  return { provider, proxyEnv, control }
}
