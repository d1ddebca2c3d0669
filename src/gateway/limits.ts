/** What a gateway bears. Its one honest client is a CLI on the same machine; whoever has the run's token may be another. */
export interface GatewayLimits {
  /** Bytes of one request's body. Anthropic takes 32 MB; a gateway behind may take more. */
  bodyBytes: number
  /** Bytes of all the bodies that are in hand at a time. */
  heldBytes: number
  /** Bytes of a request's line and headers. The CLI's own are some 2 kB. */
  headerBytes: number
  /** How long a connection may take to say what it wants, be it nothing at all. */
  headersMs: number
  /** How long a body may make no progress while the gateway waits for it. */
  bodySilentMs: number
  /** How long it may be waited for altogether, however it drips. */
  bodyMs: number
  /** Connections, and requests that are under way, at a time. Subagents and steps beside one another are some dozens. */
  connections: number
  requests: number
}

export const usualLimits: GatewayLimits = {
  bodyBytes: 64 << 20,
  heldBytes: 256 << 20,
  headerBytes: 64 << 10,
  headersMs: 15_000,
  bodySilentMs: 60_000,
  bodyMs: 300_000,
  connections: 256,
  requests: 64,
}
