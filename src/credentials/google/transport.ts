import type { IncomingMessage } from 'node:http'
import type { AuthClientOptions } from 'google-auth-library/build/src/auth/authclient.js'
import { isLasting } from '../../network/failures.ts'
import { defaultUniverse } from '../../resolve/google-names.ts'
import type { GooglePlace } from '../../resolve/plan.ts'
import type { CredentialMeans } from '../credential.ts'
import { OutOfPatience, retry } from '../retry.ts'

/** Whose answer a request waits for. `source` is whoever gives out the token that is shown to Google. */
export type Service = 'sts' | 'iamcredentials' | 'oauth2' | 'metadata' | 'source'

/** Somebody answered, and said no. */
export class Refused extends Error {
  readonly service: Service
  readonly host: string
  readonly status: number
  readonly body: unknown
  readonly headers: IncomingMessage['headers']
  constructor(service: Service, host: string, status: number, body: unknown, headers: IncomingMessage['headers']) {
    super(`${host} answered with ${status}`)
    this.service = service
    this.host = host
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** Nobody answered; `code` is the system's or TLS's. */
export class Unreached extends Error {
  readonly service: Service
  readonly host: string
  readonly code: string
  /** Whether it will be the same the next time. */
  readonly lasting: boolean
  constructor(service: Service, host: string, code: string, message: string, lasting: boolean) {
    super(message)
    this.service = service
    this.host = host
    this.code = code
    this.lasting = lasting
  }
}

/** As much of a request as Google's library says, and we say. */
export interface TokenRequest {
  url?: string | URL | undefined
  method?: string
  headers?: ConstructorParameters<typeof Headers>[0]
  data?: unknown
  params?: Readonly<Record<string, string>>
  responseType?: string
}

export interface TokenAnswer<T> {
  data: T
  status: number
  headers: IncomingMessage['headers']
}

/** One try may be this long silent, and an answer this long: a token is none. */
const tryMs = 15_000
const answerBytes = 1024 * 1024

/**
 * How requests for tokens go out: through the proxy that the step has, to the endpoints that somebody named in place of
 * Google's, again where a failure may pass, all before one deadline. No redirect is followed: there is a credential in
 * each of them. Google's library is given this in place of its own, which takes its proxy from `process.env`, waits for
 * ever, and keeps tokens in its errors.
 */
export class Transport {
  readonly #place: Pick<GooglePlace, 'endpoints' | 'universe'>
  readonly #means: CredentialMeans
  readonly #deadlineMs: number
  #until = 0

  /** `deadlineMs` is for all the requests of one token together. */
  constructor(place: Pick<GooglePlace, 'endpoints' | 'universe'>, means: CredentialMeans, deadlineMs: number) {
    this.#place = place
    this.#means = means
    this.#deadlineMs = deadlineMs
    this.begin()
  }

  /** A new token is wanted: its time begins. */
  begin(): void {
    this.#until = Date.now() + this.#deadlineMs
  }

  /** Has something looked for that may not be there; that gets a time of its own, out of the whole. */
  async whileLooking<T>(ms: number, look: () => Promise<T>): Promise<T> {
    const until = this.#until
    this.#until = Math.min(until, Date.now() + ms)
    try {
      return await look()
    } finally {
      this.#until = until
    }
  }

  /** Ends what is under way. */
  get stop(): AbortSignal {
    return this.#means.stop
  }

  /** Settles when there is time for what asks nobody. */
  get idle(): Promise<unknown> | undefined {
    return this.#means.idle
  }

  mask(secret: string): void {
    this.#means.mask(secret)
  }

  /** As the library's clients take it. They call `request` and nothing else of it. */
  get forLibrary(): Required<Pick<AuthClientOptions, 'transporter' | 'useAuthRequestParameters'>> {
    return {
      transporter: this as unknown as Required<AuthClientOptions>['transporter'],
      // Its interceptors are there to log requests and answers, tokens included, where a variable asks for it.
      useAuthRequestParameters: false,
    }
  }

  readonly request = <T>(request: TokenRequest): Promise<TokenAnswer<T>> => {
    const url = new URL(request.url ?? '')
    for (const [name, value] of Object.entries(request.params ?? {})) url.searchParams.append(name, value)
    // A key's signature under a request for a token is as good as one, for as long as it lasts.
    const assertion = request.data instanceof URLSearchParams ? request.data.get('assertion') : null
    if (assertion !== null) this.mask(assertion)
    return this.ask<T>(serviceOf(request, url), this.#placed(url), request)
  }

  ask<T>(service: Service, url: URL, request: TokenRequest): Promise<TokenAnswer<T>> {
    const patience = { passes, afterMs, overallMs: this.#until - Date.now(), tryMs, stop: this.#means.stop }
    return retry((signal) => this.#send<T>(service, url, request, signal), patience).catch((error) => {
      // Whoever failed last is the one to be told of.
      throw error instanceof OutOfPatience ? error.cause : error
    })
  }

  /** Google's own endpoints may be elsewhere; the library has some of them hard-wired. */
  #placed(url: URL): URL {
    const { endpoints, universe } = this.#place
    const [, service, domain] = /^(sts|iamcredentials|oauth2)\.(.+)$/.exec(url.hostname) ?? []
    const place = endpoints[service as keyof typeof endpoints]
    if (place === undefined || (domain !== defaultUniverse && domain !== universe)) return url
    const method = service === 'oauth2' ? url.pathname : url.pathname.replace(/^\/v1(?=\/)/, '')
    return new URL(place.href.replace(/\/+$/, '') + method + url.search)
  }

  async #send<T>(service: Service, url: URL, request: TokenRequest, signal: AbortSignal): Promise<TokenAnswer<T>> {
    const { body, headers } = written(request)
    const secure = url.protocol === 'https:'
    const client = process.getBuiltinModule(secure ? 'node:https' : 'node:http')
    const { agents } = this.#means
    const agent = secure ? agents.https : agents.http
    const started = Date.now()
    try {
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        client
          .request(url, { method: request.method ?? 'GET', headers, agent, signal })
          .on('response', resolve)
          .on('error', reject)
          .end(body)
      })
      const text = await read(answer)
      const status = answer.statusCode ?? 0
      const data = parsed(text, request.responseType)
      if (status < 200 || status > 299 || isPage({ service, body: data }))
        throw new Refused(service, url.host, status, data, answer.headers)
      for (const secret of secretsIn(data)) this.#means.mask(secret)
      return { data: data as T, status, headers: answer.headers }
    } catch (error) {
      if (error instanceof Refused) throw error
      const late = signal.reason?.name === 'TimeoutError'
      const { code = 'ERR', message } = error as NodeJS.ErrnoException
      throw new Unreached(
        service,
        url.host,
        late ? 'ETIMEDOUT' : code,
        late ? `no answer within ${Math.ceil((Date.now() - started) / 1000)} s` : message || code,
        !late && isLasting(error),
      )
    }
  }
}

/** Google speaks JSON. Whoever answers with a page stands in between. */
export function isPage({ service, body }: Pick<Refused, 'service' | 'body'>): boolean {
  return typeof body === 'string' && service !== 'metadata' && service !== 'source'
}

/** By what is asked, not of whom: any of Google's endpoints may be anywhere. */
function serviceOf({ data }: TokenRequest, url: URL): Service {
  if (url.pathname.endsWith(':generateAccessToken')) return 'iamcredentials'
  if (!(data instanceof URLSearchParams)) return 'source'
  return /token-exchange$/.test(data.get('grant_type') ?? '') ? 'sts' : 'oauth2'
}

function passes(error: unknown): boolean {
  if (error instanceof Refused) return error.status === 408 || error.status === 429 || error.status >= 500
  return error instanceof Unreached && !error.lasting
}

/** How long whoever answered asked to be left alone. */
function afterMs(error: unknown): number {
  const seconds = error instanceof Refused ? Number(error.headers['retry-after']) : 0
  return seconds > 0 && Number.isFinite(seconds) ? seconds * 1000 : 0
}

function written({ data, headers }: TokenRequest): { body: string | undefined; headers: Record<string, string> } {
  const sent = Object.fromEntries(new Headers(headers))
  if (data === undefined) return { body: undefined, headers: sent }
  const form = data instanceof URLSearchParams
  const body = form || typeof data === 'string' ? String(data) : JSON.stringify(data)
  sent['content-type'] ??= form ? 'application/x-www-form-urlencoded;charset=UTF-8' : 'application/json'
  sent['content-length'] = String(Buffer.byteLength(body))
  return { body, headers: sent }
}

async function read(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer) {
    bytes += chunk.length
    if (bytes > answerBytes)
      throw Object.assign(new Error('the answer is far too long for a token'), { code: 'ERR_INVALID_ANSWER' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string, type: string | undefined): unknown {
  if (type === 'text') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The tokens in an answer. A text is a token as it stands. */
function secretsIn(data: unknown): string[] {
  if (typeof data === 'string') return data.length < 64 ? [] : [data.trim()]
  const values = Object.entries(data ?? {}).filter(([name]) => /token$|^value$|secret/i.test(name))
  return values.flatMap(([, value]) => (typeof value === 'string' ? [value] : []))
}
