/** Parameters that a server may refuse and that a request can do without. */
export type Dispensable =
  | 'parallel_tool_calls'
  | 'reasoning_effort'
  | 'response_format'
  | 'stop'
  | 'temperature'
  | 'tool_choice'
  | 'top_p'

/** What is known of a server beyond what all of them share. A 400 that says what it wants changes this: `learn.ts`. */
export interface Dialect {
  /** OpenAI's newer models refuse the old name, older servers the new one. */
  maxTokensName: 'max_tokens' | 'max_completion_tokens'
  /** The longest answer that may be asked for. The CLI asks for 32,000 tokens, which is more than many models can give. */
  mostTokens: number | undefined
  /** Whether it takes `stream_options`; without, a stream ends without usage. */
  includeUsage: boolean
  /** What the instructions in front are sent as; some chat templates know no system role. */
  systemRole: 'system' | 'developer' | 'user'
  /** What instructions between the turns are sent as. Many chat templates allow a system message only in front. */
  systemInConversation: 'user' | 'system'
  /** Whether it wants its thinking back, as `reasoning_content` (DeepSeek, Kimi). */
  reasoningContent: boolean
  /** Whether effort and thinking are passed on as `reasoning_effort`. */
  effort: boolean
  /** Whether the model sees pictures, and takes files. */
  images: boolean
  files: boolean
  /** Whether two user messages in a row have to be one. */
  alternating: boolean
  /** What it refused. */
  without: ReadonlySet<Dispensable>
}

/** What nearly every server takes. */
export const commonDialect: Dialect = {
  maxTokensName: 'max_tokens',
  mostTokens: undefined,
  includeUsage: true,
  systemRole: 'system',
  systemInConversation: 'user',
  reasoningContent: false,
  effort: false,
  images: true,
  files: true,
  alternating: false,
  without: new Set(),
}
