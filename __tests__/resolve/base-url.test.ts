import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLoopback, parseBaseUrl, pathPrefix } from '../../src/resolve/base-url.ts'

/** In front of `/v1/messages`. */
function front(text: string): string {
  const parsed = parseBaseUrl(text)
  return parsed.ok ? parsed.url.origin + pathPrefix(parsed.url) : parsed.expected
}

describe('a base URL', () => {
  test.each([
    ['https://gateway.example.com', 'https://gateway.example.com'],
    ['https://gateway.example.com/', 'https://gateway.example.com'],
    ['https://gateway.example.com/v1', 'https://gateway.example.com'],
    ['https://gateway.example.com/v1/', 'https://gateway.example.com'],
    ['https://gateway.example.com//', 'https://gateway.example.com'],
    ['https://gateway.example.com/v1//', 'https://gateway.example.com'],
    ['https://gateway.example.com/anthropic', 'https://gateway.example.com/anthropic'],
    ['https://gateway.example.com/anthropic/', 'https://gateway.example.com/anthropic'],
    ['https://gateway.example.com/anthropic/v1', 'https://gateway.example.com/anthropic'],
    ['https://gateway.example.com/anthropic/v1/', 'https://gateway.example.com/anthropic'],
    ['https://gateway.example.com/v1/acct/gw/anthropic', 'https://gateway.example.com/v1/acct/gw/anthropic'],
    ['https://gateway.example.com/notv1', 'https://gateway.example.com/notv1'],
    ['https://gateway.example.com/v1beta', 'https://gateway.example.com/v1beta'],
    ['https://gateway.example.com/team/a%2Fb', 'https://gateway.example.com/team/a%2Fb'],
    ['https://GATEWAY.Example.COM/Path', 'https://gateway.example.com/Path'],
    ['https://gateway.example.com:443/x', 'https://gateway.example.com/x'],
    ['https://gateway.example.com:8443', 'https://gateway.example.com:8443'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://[2001:db8::1]:8443/v1', 'https://[2001:db8::1]:8443'],
    ['https://192.0.2.7', 'https://192.0.2.7'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://127.8.9.10/v1', 'http://127.8.9.10'],
    ['http://localhost:4000/v1', 'http://localhost:4000'],
    ['http://LOCALHOST', 'http://localhost'],
    ['http://[::1]:4000/v1/', 'http://[::1]:4000'],
    ['HTTPS://gateway.example.com', 'https://gateway.example.com'],
  ])('%s is %s', (text, expected) => expect(front(text)).toBe(expected))

  test.each([
    ['gateway.example.com', 'such as https://gateway.example.com'],
    ['gateway.example.com:8443/v1', 'must be'],
    ['localhost:4000', 'must be'],
    ['127.0.0.1', 'such as https://127.0.0.1'],
    ['/v1', 'must be a URL'],
    ['nonsense here', 'must be one URL'],
    ['https://', 'must be a URL'],
    ['https://a b', 'must be one URL'],
    ['https://a\nhttps://b', 'must be one URL'],
    ['http://gateway.example.com', 'plain http is for loopback only'],
    ['http://10.0.0.1', 'plain http is for loopback only'],
    ['http://127.0.0.1.evil.example', 'plain http is for loopback only'],
    ['http://localhost.evil.example', 'plain http is for loopback only'],
    ['http://127evil.example', 'plain http is for loopback only'],
    ['http://[::2]', 'plain http is for loopback only'],
    ['http://0.0.0.0', 'plain http is for loopback only'],
    ['ftp://gateway.example.com', 'must be an https URL'],
    ['file:///etc/passwd', 'must be an https URL'],
    ['javascript:alert(1)', 'must be an https URL'],
    ['ws://127.0.0.1', 'must be an https URL'],
    ['https://user@gateway.example.com', 'no credentials'],
    ['https://user:pass@gateway.example.com', 'no credentials'],
    ['https://:pass@gateway.example.com', 'no credentials'],
    ['http://user:pass@127.0.0.1', 'no credentials'],
    ['https://gateway.example.com?key=x', 'no query'],
    ['https://gateway.example.com/v1#x', 'no fragment'],
    ['https://gateway.example.com/v1/messages', 'in front of /v1/messages'],
    ['https://gateway.example.com/v1/messages/', 'in front of /v1/messages'],
    ['https://gateway.example.com/x/v1/chat/completions', 'in front of /v1/chat/completions'],
    ['https://gateway.example.com/v1/models', 'in front of /v1/models'],
  ])('%s is refused', (text, expected) => expect(front(text)).toContain(expected))

  test('is its own normal form', () => {
    const segment = fc.stringMatching(/^[a-zA-Z0-9%._~-]{1,6}$/)
    const path = fc.array(fc.oneof(segment, fc.constantFrom('v1', '', '.', '..')), { maxLength: 4 })
    fc.assert(
      fc.property(fc.webAuthority(), path, (authority, path) => {
        const parsed = parseBaseUrl(`https://${authority}/${path.join('/')}`)
        if (!parsed.ok) return
        const prefix = pathPrefix(parsed.url)
        expect(prefix).toMatch(/^$|^\/.*[^/]$/)
        if (prefix.endsWith('/v1')) return
        expect(front(parsed.url.href)).toBe(parsed.url.origin + prefix)
      }),
    )
  })
})

test.each([
  ['localhost', true],
  ['LocalHost', true],
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['::1', true],
  ['[::1]', true],
  ['localhost.example', false],
  ['127.0.0.1.example', false],
  ['128.0.0.1', false],
  ['0.0.0.0', false],
  ['[::]', false],
  ['', false],
])('%s is this machine: %s', (host, own) => expect(isLoopback(host)).toBe(own))
