import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GatewayMeans } from '../upstream.ts'
import type { OpenAiUpstream } from '../upstreams/openai.ts'

/** What it takes to have a server that speaks OpenAI's API answer the CLI. */
export interface Translating extends GatewayMeans {
  server: OpenAiUpstream
}

/** One of the CLI's calls, under way. */
export interface Call extends Translating {
  request: IncomingMessage
  response: ServerResponse
  /** Aborted when the CLI leaves before its answer is whole. */
  left: AbortSignal
}
