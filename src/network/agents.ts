import type { Agent } from 'node:http'

/** The proxy variables of the step's environment, in any case: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`. */
export type ProxyEnv = Readonly<Record<string, string>>

/** How connections are made: kept open between requests, through the proxy where one is set. */
export interface Agents {
  http: Agent
  https: Agent
  close(): void
}

/** One for each protocol. What is on this machine, or right beside it, is never asked for through a proxy. */
export function openAgents(proxyEnv: ProxyEnv): Agents {
  const options = { keepAlive: true, scheduling: 'lifo' as const, proxyEnv: pastLoopback(proxyEnv) }
  // Each is loaded when it is first wanted: TLS takes time to load, and by then `claude` is still starting.
  const lazily = <T>(make: () => T) => {
    let made: T | undefined
    return { made: () => made, get: () => (made ??= make()) }
  }
  const plain = lazily(() => new (process.getBuiltinModule('node:http').Agent)(options))
  const secure = lazily(() => new (process.getBuiltinModule('node:https').Agent)(options))
  return {
    get http() {
      return plain.get()
    },
    get https() {
      return secure.get()
    },
    close: () => {
      plain.made()?.destroy()
      secure.made()?.destroy()
    },
  }
}

/** This machine, and the metadata server of a machine in a cloud: no proxy knows the way to them. */
const beside = ['localhost', '127.0.0.1', '::1', '[::1]', '169.254.169.254', 'metadata.google.internal']

function pastLoopback(proxyEnv: ProxyEnv): ProxyEnv {
  const { NO_PROXY, no_proxy, ...rest } = proxyEnv
  const direct = [no_proxy ?? NO_PROXY, ...beside].filter(Boolean).join(',')
  return Object.keys(rest).length === 0 ? {} : { ...rest, no_proxy: direct, NO_PROXY: direct }
}
