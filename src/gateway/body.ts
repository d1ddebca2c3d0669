import type { IncomingMessage } from 'node:http'
import type { GatewayLimits } from './limits.ts'

/** Why a body was not taken. */
export class BodyRefused extends Error {
  readonly status: 408 | 413 | 429
  readonly type: string
  constructor(status: 408 | 413 | 429, type: string, message: string) {
    super(message)
    this.status = status
    this.type = type
  }
}

export class ClientLeft extends Error {}

/** Takes the bodies of requests, no more of them than fit. */
export class Bodies {
  readonly #limits: GatewayLimits
  #held = 0

  constructor(limits: GatewayLimits) {
    this.#limits = limits
  }

  /** The length that a request says of itself; none where it does not know. */
  declared({ headers }: IncomingMessage): number | undefined {
    const length = headers['content-length'] === undefined ? undefined : Number(headers['content-length'])
    if (length !== undefined && length > this.#limits.bodyBytes) throw this.#tooLarge()
    return length
  }

  /** The whole body, which counts as held until `released` is called. */
  async read(request: IncomingMessage): Promise<{ body: Buffer; release: () => void }> {
    const chunks: Buffer[] = []
    let length = 0
    const release = () => {
      this.#held -= length
      length = 0
    }
    try {
      await new Promise<void>((resolve, reject) => {
        this.#watch(request, reject)
        request.on('data', (chunk: Buffer) => {
          length += chunk.length
          this.#held += chunk.length
          chunks.push(chunk)
          if (this.#held > this.#limits.heldBytes)
            reject(new BodyRefused(429, 'rate_limit_error', 'The gateway holds as many requests as it can.'))
        })
        request.on('end', resolve).on('error', reject)
        request.on('close', () => reject(new ClientLeft()))
      })
    } catch (error) {
      release()
      throw error
    }
    return { body: Buffer.concat(chunks), release }
  }

  /** Looks on while somebody else takes the body. */
  watch(request: IncomingMessage, refuse: (why: BodyRefused) => void): void {
    this.#watch(request, refuse)
    // A listener for data starts the flow; it waits until the provider's connection is there to take it.
    request.pause()
  }

  #watch(request: IncomingMessage, refuse: (why: BodyRefused) => void): void {
    const { bodyBytes, bodySilentMs, bodyMs } = this.#limits
    let length = 0
    let at = Date.now()
    let waited = 0
    const tick = Math.max(10, bodySilentMs / 10)
    const timer = setInterval(() => {
      // While the provider does not take it, it is not the client who is silent.
      if (request.readableFlowing !== true) at = Date.now()
      else waited += tick
      if (Date.now() - at >= bodySilentMs || waited >= bodyMs) refuse(late(Date.now() - at))
    }, tick)
    timer.unref()
    request.on('data', (chunk: Buffer) => {
      at = Date.now()
      length += chunk.length
      if (length > bodyBytes) refuse(this.#tooLarge())
    })
    const over = () => clearInterval(timer)
    request.on('end', over).on('close', over)
  }

  #tooLarge(): BodyRefused {
    return new BodyRefused(413, 'request_too_large', `The request is over ${this.#limits.bodyBytes} bytes.`)
  }
}

function late(silentMs: number): BodyRefused {
  const why = `The request did not come to its end (the last of it ${Math.round(silentMs / 1000)} s ago).`
  return new BodyRefused(408, 'timeout_error', why)
}
