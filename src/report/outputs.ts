import type { Apart } from '../claude/launch.ts'
import type { IamPolicy } from '../resolve/iam-policy.ts'
import type { Explained, Plan } from '../resolve/plan.ts'
import type { Figures } from './figures.ts'
import type { Outcome } from './judge.ts'
import { noRotation, type RotationReport } from './rotation.ts'
import type { Transcript } from './transcript.ts'

/** Everything the report says, once a run is over or has not begun. */
export interface Report {
  outcome: Outcome
  plan: Plan | undefined
  transcript: Transcript | undefined
  figures: Figures | undefined
  executionFile: string | undefined
  explained: Explained[]
  policy: IamPolicy | undefined
  /** Whom a grant in the cloud has to name, once that is known. */
  member: string | undefined
  /** What came of the key, where it lies in AWS Secrets Manager. */
  rotation: RotationReport
  /** Whether the agent was kept apart from the machine's other processes, once it was started. */
  sandbox: Apart | undefined
}

/** What there is to say before anything was done. */
export function noReport(): Report {
  return {
    outcome: { conclusion: 'success' },
    plan: undefined,
    transcript: undefined,
    figures: undefined,
    executionFile: undefined,
    explained: [],
    policy: undefined,
    member: undefined,
    rotation: noRotation(),
    sandbox: undefined,
  }
}

/**
 * GitHub takes 1 MB of outputs a job and counts UTF-16, two bytes a character ("Passing information between jobs"). The
 * short outputs need little of it; the answer and its structured form share the rest.
 */
const mostCharacters = 480_000

/** The outputs of the contract, all that are known, in its order. A name that is missing here is an empty output. */
export function outputsOf({
  outcome,
  plan,
  transcript,
  figures,
  executionFile,
  rotation,
}: Report): Record<string, string> {
  const result = answerOf(transcript)
  const structured = transcript?.result?.structured_output
  const structuredText = structured == null ? undefined : toJson(structured, executionFile)
  const share = structuredText === undefined ? mostCharacters : mostCharacters / 2
  const known: Record<string, string | number | undefined> = {
    result: result === '' ? undefined : cutText(result, share, executionFile),
    'structured-output': structuredText === undefined ? undefined : cutJson(structuredText, share, executionFile),
    conclusion: outcome.conclusion,
    'error-code': outcome.conclusion === 'success' ? '' : outcome.code,
    provider: plan?.provider.provider,
    tier: plan?.model.tier,
    model: plan?.model.name,
    'model-id': plan?.model.id,
    'session-id': transcript?.sessionId,
    'cost-usd': figures?.costUsd === undefined ? undefined : showPlain(figures.costUsd),
    'input-tokens': figures?.inputTokens,
    'output-tokens': figures?.outputTokens,
    'num-turns': figures?.turns,
    'duration-ms': figures?.durationMs,
    'execution-file': executionFile,
    rotation: rotation.rotation,
    'secret-version-id': rotation.version,
  }
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}

/** The agent's answer; where the run came to none, the last it said. An API error that the CLI puts there is not one. */
export function answerOf(transcript: Transcript | undefined): string {
  const { result } = transcript ?? {}
  if (result?.is_error === false && typeof result.result === 'string') return result.result
  return transcript?.lastText ?? ''
}

/** Cuts a text with a pointer to where the whole of it is, never in the middle of a character. */
export function cutText(text: string, length: number, executionFile: string | undefined): string {
  if (text.length <= length) return text
  const pointer = `\n\n… cut here, at GitHub's limit; the whole is in ${executionFile ?? 'execution-file'}`
  const kept = text.slice(0, Math.floor(length) - pointer.length)
  return (/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept) + pointer
}

/** JSON that is cut is no JSON: whoever reads it gets a pointer in the same form instead. */
function cutJson(json: string, length: number, executionFile: string | undefined): string {
  return json.length <= length ? json : JSON.stringify({ truncated: true, 'execution-file': executionFile })
}

function toJson(value: unknown, executionFile: string | undefined): string {
  try {
    return JSON.stringify(value)
  } catch {
    // Nested deeper than the stack goes.
    return JSON.stringify({ truncated: true, 'execution-file': executionFile })
  }
}

/** A decimal number, never `3.5e-7`, without the noise of binary fractions. */
function showPlain(usd: number): string {
  return usd.toFixed(8).replace(/0+$/, '').replace(/\.$/, '')
}
