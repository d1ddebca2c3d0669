import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Dialect } from '../openai/dialect.ts'
import type { Lesson } from '../openai/learn.ts'
import type { GatewayMeans, OutgoingRequest } from '../upstream.ts'
import type { KeyProof, Proved } from '../upstreams/key-proof.ts'

/** A server that speaks OpenAI's API, with what is known of how it wants to be asked. */
export interface OpenAiServer {
  proof: KeyProof
  /** How a model of it is asked. */
  dialectOf(model: string): Dialect
  /** Keeps what a refusal taught, now that the request was taken. */
  learned(model: string, lessons: readonly Lesson[]): void
  /** One of the server's own calls, such as `/chat/completions`. */
  call(path: string, headers: Readonly<Record<string, string>>, proved: Proved): OutgoingRequest
}

/** What it takes to have one answer the CLI. */
export interface Translating extends GatewayMeans {
  server: OpenAiServer
}

/** One of the CLI's calls, under way. */
export interface Call extends Translating {
  request: IncomingMessage
  response: ServerResponse
  /** Aborted when the CLI leaves before its answer is whole. */
  left: AbortSignal
}
