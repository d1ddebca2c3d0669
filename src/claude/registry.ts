import { getProxyUrl, HttpClient, type HttpClientResponse } from '@actions/http-client'
import type { NpmConfig } from '../action/npm-config.ts'
import { ActionError } from '../errors.ts'

/** One whole install may take so long, a silence in it so long. */
const deadlineMs = 300_000
const silentMs = 30_000
/** Waits before each further try; a little at random, so that many jobs do not come back at once. */
const waitsMs = [500, 2_000, 5_000]

/** An npm registry, asked as npm would: with its token, through the proxy, again when it was busy. */
export class Registry {
  readonly #config: NpmConfig
  readonly #client = new HttpClient('claude-provider-action', [], {
    socketTimeout: silentMs,
    allowRetries: false,
    keepAlive: false,
  })
  readonly #until = Date.now() + deadlineMs

  constructor(config: NpmConfig) {
    this.#config = config
  }

  /** Where the tarball of a version is, and its integrity (`sha512-…`), as the registry tells. */
  async release(name: string, version: string): Promise<{ version: string; url: string; integrity: string }> {
    const url = `${this.#config.registry}/${name.replace('/', '%2f')}/${version}`
    const body = await this.#tried(url, async (response) => response.readBody())
    const { version: exact, dist } = parse<{ version?: string; dist?: { tarball?: string; integrity?: string } }>(
      body,
      url,
    )
    if (exact === undefined || dist?.tarball === undefined || !dist.integrity?.startsWith('sha512-'))
      throw installError(`${url}: the answer names no tarball with a sha512 integrity`)
    return { version: exact, url: dist.tarball, integrity: dist.integrity }
  }

  tarballUrl(name: string, version: string): string {
    return `${this.#config.registry}/${name}/-/${name.split('/')[1]}-${version}.tgz`
  }

  /** Gets a file; `take` reads the answer and may be called again when it broke off. */
  async download(url: string, take: (body: NodeJS.ReadableStream) => Promise<void>): Promise<void> {
    await this.#tried(url, (response) => take(response.message))
  }

  async #tried<T>(url: string, take: (response: HttpClientResponse) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#once(url, take)
      } catch (error) {
        const wait = waitsMs[attempt]
        if (error instanceof ActionError || wait === undefined || Date.now() + wait > this.#until)
          throw error instanceof ActionError ? error : installError(this.#told(url, error as Error), error)
        await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random())))
      }
    }
  }

  async #once<T>(url: string, take: (response: HttpClientResponse) => Promise<T>): Promise<T> {
    const authorization = this.#config.authorization(url)
    const response = await this.#client.get(url, authorization === undefined ? {} : { authorization })
    const status = response.message.statusCode ?? 0
    if (status === 200) return take(response)
    response.message.resume()
    const failed = new Error(`status ${status}`)
    // Busy is worth another try; all else is an answer.
    if (status === 429 || status >= 500) throw failed
    throw installError(this.#told(url, failed))
  }

  /** Which host, through which proxy, and what came of it. */
  #told(url: string, error: Error): string {
    const proxy = getProxyUrl(url).replace(/\/\/[^/@]*@/, '//***@')
    return `${url}${proxy === '' ? '' : ` through the proxy ${proxy}`}: ${error.message}`
  }
}

function parse<T>(body: string, url: string): T {
  try {
    return JSON.parse(body) as T
  } catch {
    throw installError(`${url}: the answer is not JSON`)
  }
}

export function installError(message: string, cause?: unknown): ActionError {
  return cause instanceof ActionError ? cause : new ActionError('claude-install', message, { cause })
}
