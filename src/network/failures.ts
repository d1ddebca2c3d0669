/** Errors of the network that will be the same the next time: a name that is not there, a certificate nobody vouches for. */
const lasting = /^(ENOTFOUND|ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_SSL_|HOSTNAME_MISMATCH|ERR_INVALID)/

export function isLasting(error: unknown): boolean {
  const { code = '', statusCode = 0 } = (error ?? {}) as NodeJS.ErrnoException & { statusCode?: number }
  // A proxy that does not let anybody through to a host will not the next time.
  if (code === 'ERR_PROXY_TUNNEL') return statusCode >= 400 && statusCode < 500 && ![408, 429].includes(statusCode)
  return lasting.test(code)
}

export function words(error: unknown): string {
  const { name, message, code } = error as NodeJS.ErrnoException
  // A deadline's code is a number that says nothing (`DOMException`).
  return typeof code === 'string' && !message?.includes(code) ? `${code}: ${message}` : message || name || String(error)
}
