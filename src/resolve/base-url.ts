import { isIP } from 'node:net'

export type BaseUrl = { ok: true; url: URL } | { ok: false; expected: string }

/**
 * The URL of a gateway in the one form the rest uses: without `/v1` and without a slash at its end, so that the CLI's own
 * `/v1/messages` can be put behind it. Refused: anything but https (http on loopback), credentials, a query, a fragment.
 */
export function parseBaseUrl(text: string): BaseUrl {
  if (/\s/.test(text)) return { ok: false, expected: 'must be one URL, without spaces or line breaks' }
  if (!URL.canParse(text)) {
    const bare = /^[a-z0-9.-]+(:\d+)?(\/|$)/i.test(text)
    return {
      ok: false,
      expected: bare
        ? `must be a whole URL, such as https://${text}`
        : 'must be a URL, such as https://gateway.example.com',
    }
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    return { ok: false, expected: 'must carry no credentials; the key belongs in `api-key`' }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    return {
      ok: false,
      expected: url.protocol === 'http:' ? 'must be https; plain http is for loopback only' : 'must be an https URL',
    }
  if (url.search !== '' || url.hash !== '') return { ok: false, expected: 'must have no query and no fragment' }
  const path = url.pathname.replace(/\/+$/, '')
  const call = /\/v1\/(messages|chat\/completions|models)$/.exec(path)
  if (call) return { ok: false, expected: `must be the part in front of ${call[0]}` }
  url.pathname = path.replace(/\/v1$/, '')
  return { ok: true, url }
}

/** Whether a host is this machine: `localhost`, 127.0.0.0/8 or ::1 (in the brackets a URL puts around it). */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** The path in front of the CLI's own: '' or '/some/path', never with a slash at its end. */
export function pathPrefix(url: URL): string {
  return url.pathname.replace(/\/+$/, '')
}
