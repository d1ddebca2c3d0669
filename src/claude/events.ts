/**
 * The lines of `claude --output-format stream-json`, as far as they are read here. The CLI adds keys and kinds of events
 * freely, so all of it is optional but `type`, and what is not known is passed over.
 */
export type StreamEvent = InitEvent | SystemEvent | AssistantEvent | UserEvent | ResultEvent | OtherEvent

export interface InitEvent {
  type: 'system'
  subtype: 'init'
  session_id?: string
  model?: string
  claude_code_version?: string
  permissionMode?: string
}

export interface SystemEvent {
  type: 'system'
  subtype: 'api_retry' | 'permission_denied'
  session_id?: string
  attempt?: number
  max_retries?: number
  retry_delay_ms?: number
  error_status?: number | null
  error?: string
  tool_name?: string
  tool_use_id?: string
  decision_reason?: string
  message?: string
}

export interface AssistantEvent {
  type: 'assistant'
  session_id?: string
  parent_tool_use_id?: string | null
  message?: {
    id?: string
    /** `<synthetic>` where the CLI itself speaks, of an API error for instance. */
    model?: string
    content?: ContentBlock[]
  }
}

export type ContentBlock =
  | { type: 'text'; text?: string }
  | { type: 'thinking'; thinking?: string }
  | { type: 'tool_use'; id?: string; name?: string; input?: Record<string, unknown> }
  | { type: 'tool_result'; tool_use_id?: string; is_error?: boolean; content?: unknown }

export interface UserEvent {
  type: 'user'
  session_id?: string
  parent_tool_use_id?: string | null
  message?: { content?: string | ContentBlock[] }
}

/** The last word of a run. `subtype: 'success'` with `is_error: true` is an API error. */
export interface ResultEvent {
  type: 'result'
  subtype?: string
  is_error?: boolean
  api_error_status?: number | null
  api_error_type?: string | null
  terminal_reason?: string
  result?: string
  errors?: string[]
  structured_output?: unknown
  session_id?: string
  num_turns?: number
  duration_ms?: number
  total_cost_usd?: number
  usage?: { input_tokens?: number; output_tokens?: number }
  modelUsage?: Record<
    string,
    {
      inputTokens?: number
      outputTokens?: number
      cacheReadInputTokens?: number
      cacheCreationInputTokens?: number
      costUSD?: number
    }
  >
  permission_denials?: { tool_name?: string; tool_use_id?: string; tool_input?: Record<string, unknown> }[]
}

/** A kind that is not read; the brand keeps it from swallowing the others in a `switch`. */
export interface OtherEvent {
  type: 'other'
}
