import type { Report } from './outputs.ts'

/** A report without what nobody may read. What the CLI said has been redacted on its way in; this is what others said. */
export function redacted(report: Report, redact: (text: string) => string): Report {
  const { outcome, explained } = report
  return {
    ...report,
    outcome: outcome.conclusion === 'success' ? outcome : { ...outcome, message: redact(outcome.message) },
    explained: explained.map(({ value, over, ...rest }) => ({
      ...rest,
      value: redact(value),
      over: over.map((lost) => ({ ...lost, value: redact(lost.value) })),
    })),
  }
}
