import { textOf } from './json.ts'

export interface Stop {
  stop_reason: 'end_turn' | 'max_tokens' | 'stop_sequence' | 'tool_use' | 'refusal'
  stop_sequence: string | null
}

/** What is known at the end of an answer. */
export interface Ending {
  /** `finish_reason`, as the server spells it. */
  finish: string
  /** The stop sequence that was met: vLLM's `stop_reason`, SGLang's `matched_stop`. A number there is a token. */
  matched: unknown
  calledTools: boolean
  refused: boolean
}

/** OpenRouter says "error", vLLM and SGLang "abort", DeepSeek "insufficient_system_resource", Zhipu "network_error". */
const failures = /error|abort|cancel|fail|insufficient|interrupt|overload|timeout/

/** Why the model stopped, or what the server says went wrong. */
export function stopOf({ finish, matched, calledTools, refused }: Ending): Stop | { failed: string } {
  const reason = finish.toLowerCase()
  if (failures.test(reason)) return { failed: `The server broke off its answer: ${finish}.` }
  // A call that is there has to be run, and the CLI goes by this: many servers say "stop" all the same.
  if (calledTools) return { stop_reason: 'tool_use', stop_sequence: null }
  if (/tool_?calls?|function_?call/.test(reason))
    return { failed: `The server says that the model called a tool (${finish}), but sent no call.` }
  if (refused || /filter|safety|sensitive|refusal|prohibited/.test(reason))
    return { stop_reason: 'refusal', stop_sequence: null }
  if (/length|max.*tokens/.test(reason)) return { stop_reason: 'max_tokens', stop_sequence: null }
  const sequence = textOf(matched)
  return sequence === undefined
    ? { stop_reason: 'end_turn', stop_sequence: null }
    : { stop_reason: 'stop_sequence', stop_sequence: sequence }
}
