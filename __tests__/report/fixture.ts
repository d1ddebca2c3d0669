/** A run as the CLI (2.1.330) told it, less what nobody reads, and the report that comes of it. */
import type { StreamEvent } from '../../src/claude/events.ts'
import type { Report } from '../../src/report/outputs.ts'
import { noRotation } from '../../src/report/rotation.ts'
import { TranscriptReader } from '../../src/report/transcript.ts'
import type { Plan } from '../../src/resolve/plan.ts'

const session_id = '59e87d42-7874-4cb7-b4a1-142f077d65a0'
const main = { session_id, parent_tool_use_id: null }

/** One event a block, as the CLI gives them. */
export function assistant(id: string, block: object, more: object = {}): StreamEvent {
  return {
    type: 'assistant',
    ...main,
    message: { id, model: 'claude-haiku-4-5', content: [block] },
    ...more,
  } as StreamEvent
}

export function toolResult(tool_use_id: string, content: unknown, is_error = false): StreamEvent {
  return { type: 'user', ...main, message: { content: [{ type: 'tool_result', tool_use_id, content, is_error }] } }
}

export const toolUse = (id: string, name: string, input: object) => ({ type: 'tool_use', id, name, input })

export const result = {
  type: 'result',
  subtype: 'success',
  is_error: false,
  api_error_status: null,
  result: 'Done.\n##[error]no',
  session_id,
  num_turns: 4,
  duration_ms: 4321,
  total_cost_usd: 0.0006,
  modelUsage: {
    'claude-haiku-4-5': {
      inputTokens: 300,
      outputTokens: 60,
      cacheReadInputTokens: 1000,
      cacheCreationInputTokens: 200,
      costUSD: 0.0006,
    },
  },
  permission_denials: [{ tool_name: 'Write', tool_use_id: 'toolu_3', tool_input: { file_path: '/etc/x' } }],
} as const satisfies StreamEvent | object

export const recorded = [
  {
    type: 'system',
    subtype: 'init',
    ...{ session_id, model: 'claude-haiku-4-5', claude_code_version: '2.1.330', permissionMode: 'default' },
  },
  {
    type: 'system',
    subtype: 'api_retry',
    ...{ session_id, attempt: 1, max_retries: 10, retry_delay_ms: 1179, error_status: 529, error: 'overloaded' },
  },
  { type: 'system', subtype: 'thinking_tokens', session_id, estimated_tokens: 1 },
  assistant('msg_1', { type: 'thinking', thinking: 'hm', signature: 'c2ln' }),
  assistant('msg_1', { type: 'text', text: 'I will look first.' }),
  assistant('msg_1', toolUse('toolu_1', 'Bash', { command: 'ls; echo "::set-env name=X::y"', description: 'List' })),
  assistant('msg_1', toolUse('toolu_2', 'Read', { file_path: 'none.txt' })),
  toolResult('toolu_2', 'File does not exist.', true),
  toolResult('toolu_1', '.\n..\n::set-env name=X::y'),
  assistant('msg_2', toolUse('toolu_3', 'Write', { file_path: '/etc/x', content: 'x' })),
  {
    type: 'system',
    subtype: 'permission_denied',
    ...{ session_id, tool_name: 'Write', tool_use_id: 'toolu_3', message: 'Claude requested permissions' },
  },
  toolResult('toolu_3', [{ type: 'text', text: 'Claude requested permissions' }], true),
  assistant('msg_3', { type: 'text', text: 'Done.\n##[error]no' }),
  result,
] as unknown as StreamEvent[]

export function read(events: readonly StreamEvent[]): TranscriptReader['transcript'] {
  const reader = new TranscriptReader()
  for (const event of events) reader.read(event)
  return reader.transcript
}

/** As much of a plan as the report reads. */
const plan = {
  provider: { provider: 'anthropic' },
  model: { name: 'claude-haiku-4-5', id: 'claude-haiku-4-5-20251001', tier: 'haiku' },
} as Plan

/** The report of a run that went well, and what is different. */
export function report(different: Partial<Report> = {}): Report {
  return {
    outcome: { conclusion: 'success' },
    plan,
    transcript: read(recorded),
    figures: {
      costUsd: 0.0006,
      inputTokens: 300,
      outputTokens: 60,
      cachedTokens: 1200,
      turns: 4,
      durationMs: 4321,
    },
    executionFile: '/temp/claude-execution-1.jsonl',
    explained: [],
    rotation: noRotation(),
    ...different,
  } as Report
}

/** The report of a run that answered that. */
export function answered(text: string, different: Partial<Report> = {}): Report {
  return report({
    transcript: { ...read([]), result: { type: 'result', is_error: false, result: text } },
    ...different,
  })
}
