import type { ServerResponse } from 'node:http'

/** Aborts when whoever asked leaves before the answer is whole: then nobody wants the provider to go on. */
export function leaving(response: ServerResponse): AbortController {
  const left = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) left.abort()
  })
  return left
}
