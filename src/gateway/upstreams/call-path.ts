import { pathPrefix } from '../../resolve/base-url.ts'

/** Some servers have another version of the API than `v1` in their URL: `/api/paas/v4`, `/v1beta/openai`. */
const versioned = /\/v\d+\w*(\/openai)?$/

/** The path of one of an API's calls (`/chat/completions`) on a server whose URL is without `/v1`. */
export function callPath(url: URL, call: string): string {
  const prefix = pathPrefix(url)
  return versioned.test(prefix) ? prefix + call : `${prefix}/v1${call}`
}
