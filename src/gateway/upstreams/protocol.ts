import type { Agents } from '../../network/agents.ts'
import { ask, type ShortAnswer } from '../../network/ask.ts'
import { readErrorBody } from '../provider-error.ts'
import { callPath } from './call-path.ts'
import type { KeyProof } from './key-proof.ts'

/** What an answer to the question shows. */
export type Shown =
  | { kind: 'anthropic' | 'openai'; because: string }
  /** The key was refused, before anything else was looked at. */
  | { kind: 'refused'; because: string }
  /** Somebody in front of the server lets nobody through: a firewall, a list of addresses. */
  | { kind: 'barred'; because: string }
  /** Nothing yet: a proxy in front of the server, or a server that is still starting. */
  | { kind: 'nothing'; because: string }
  /** That no API is there at all. */
  | { kind: 'elsewhere'; because: string }

/**
 * What a server speaks, by its answer to an empty request for a message: one that serves the path misses what has to be in it,
 * one that does not says that there is no such path. Neither costs a token. Servers that validate in OpenAI's words
 * (vLLM, SGLang, llama.cpp, LiteLLM) serve the path all the same, so that the status counts for more than the words.
 */
export function protocolShown({ status, headers, text }: ShortAnswer): Shown {
  const json = parsed(text)
  const own = json?.type === 'error' || json?.type === 'message'
  const said = readErrorBody(text).message.slice(0, 200)
  const because = `POST /v1/messages: ${status}${said === '' ? '' : ` (${said})`}`
  if (status >= 300 && status < 400) return { kind: 'elsewhere', because: `${because}, to ${hostOf(headers.location)}` }
  if (status < 300) {
    if (own) return { kind: 'anthropic', because }
    // LM Studio has no other status for a path that it does not know.
    return { kind: json?.error === undefined ? 'elsewhere' : 'openai', because }
  }
  if (status === 404 || status === 405 || status === 410 || status === 501) return { kind: 'openai', because }
  if (status === 400 && unknownPath.test(said)) return { kind: 'openai', because }
  if (own) return { kind: 'anthropic', because }
  if (status === 401) return { kind: 'refused', because }
  if (status === 403 && json === undefined) return { kind: 'barred', because }
  // With a 500 as well the handler ran, and fell over what it missed. A 408 is whoever waited in front of it.
  if ((status < 429 && status !== 408) || (status === 500 && json !== undefined)) return { kind: 'anthropic', because }
  return { kind: 'nothing', because }
}

const unknownPath =
  /(?:invalid|unknown|unrecogni[sz]ed|unsupported) (?:request )?(?:url|path|route|endpoint)|no (?:such )?route/i

function hostOf(location: string | undefined): string {
  return location !== undefined && URL.canParse(location) ? new URL(location).host : 'another path'
}

function parsed(text: string): { type?: unknown; error?: unknown } | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? json : undefined
  } catch {
    return undefined
  }
}

/** Asks a server what it speaks. A key that is refused in one header is tried in the other. */
export async function askProtocol(url: URL, proof: KeyProof, agents: Agents, signal: AbortSignal): Promise<Shown> {
  for (let attempt = 1; ; attempt++) {
    const proved = await proof.prove(attempt)
    const headers = {
      ...pairs(proved.headers),
      'content-type': 'application/json',
      'anthropic-version': '2023-06-01',
    }
    const answer = await ask(new URL(callPath(url, '/messages'), url), headers, agents, signal, '{}')
    if (!(await proof.again(answer.status, proved, attempt))) return protocolShown(answer)
  }
}

/** Header names and values in turn, as an object. */
export function pairs(headers: readonly string[]): Record<string, string> {
  const named: Record<string, string> = {}
  for (let index = 0; index < headers.length; index += 2) named[headers[index]!] = headers[index + 1]!
  return named
}
