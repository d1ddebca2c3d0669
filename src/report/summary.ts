import { explain } from '../errors.ts'
import type { IamPolicy } from '../resolve/iam-policy.ts'
import type { Explained } from '../resolve/plan.ts'
import { showCost, showTime, showTokens } from './figures.ts'
import type { Outcome } from './judge.ts'
import { answerOf, cutText, type Report } from './outputs.ts'
import { logLine, logLines } from './plain-text.ts'
import type { RotationReport } from './rotation.ts'
import { escapeHtml, quoted, safeMarkdown } from './safe-markdown.ts'
import type { ToolCall } from './transcript.ts'

/** GitHub drops a step's summary that is over 1 MiB ("Workflow commands"); bytes, with room for what is around the answer. */
const mostBytes = 900_000

const headings: Record<Outcome['conclusion'], string> = {
  success: '✅ Claude finished',
  failure: '❌ Claude failed',
  timeout: '⏱️ Claude ran out of time',
  cancelled: '🚫 Claude was cancelled',
  skipped: '⏭️ Claude was not run',
}

/** The job summary, as Markdown. What a model wrote stands in a quote, with nothing active in it. */
export function summaryOf(report: Report): string {
  const { outcome, transcript, executionFile } = report
  const success = outcome.conclusion === 'success'
  const head = [`## ${headings[outcome.conclusion]}`, success ? '' : failure(outcome), facts(report)]
  const foot = [
    transcript === undefined ? '' : tools([...transcript.tools.values()]),
    rotation(report.rotation),
    chosen(report.explained),
    report.policy === undefined ? '' : policy(report.policy),
    executionFile === undefined ? '' : `<p><sub>Transcript: ${code(executionFile, 1000)}</sub></p>`,
  ]
  const answer = shownAnswer(answerOf(transcript), executionFile)
  const body = answer === '' ? [] : [success ? '### Result' : '### The last it said', answer]
  return `${[...head, ...body, ...foot].filter((part) => part !== '').join('\n\n')}\n`
}

/** The answer in its quote. What is put in around it (a `>` a line, an escaped `<`) counts too, so it is cut until it fits. */
function shownAnswer(answer: string, executionFile: string | undefined): string {
  for (let length = mostBytes; ; length = Math.floor(length / 2)) {
    const shown = quoted(safeMarkdown(cutText(answer, length, executionFile)))
    if (answer === '' || Buffer.byteLength(shown) <= mostBytes) return answer === '' ? '' : shown
  }
}

function failure(outcome: Exclude<Outcome, { conclusion: 'success' }>): string {
  const { cause, cure } = explain(outcome.code)
  const message = `<pre>${escapeHtml(cutText(logLines(outcome.message).join('\n'), 8_000, undefined))}</pre>`
  return [`**${cause}** <code>${outcome.code}</code>`, message, `**What to do:** ${cure}`].join('\n\n')
}

function facts({ plan, transcript, figures, sandbox }: Report): string {
  if (plan === undefined) return ''
  const row: [string, string][] = [
    ['Provider', plan.provider.provider],
    ['Model', plan.model.name === plan.model.id ? plan.model.name : `${plan.model.name} (${plan.model.id})`],
  ]
  if (figures !== undefined) {
    const cached = figures.cachedTokens ? `, ${showTokens(figures.cachedTokens)} cached` : ''
    row.push(
      ['Turns', String(figures.turns)],
      ['Tokens', `${showTokens(figures.inputTokens)} in${cached}, ${showTokens(figures.outputTokens)} out`],
      ['Cost', showCost(figures.costUsd)],
      ['Time', showTime(figures.durationMs)],
    )
  }
  if (transcript?.sessionId !== undefined) row.push(['Session', transcript.sessionId])
  if (sandbox !== undefined)
    row.push(['Sandbox', sandbox.kind === 'apart' ? `on (${sandbox.way})` : `none: ${sandbox.why}`])
  return table(
    row.map(([name]) => name),
    [row.map(([, value]) => escapeHtml(logLine(value, 300)))],
  )
}

function tools(calls: ToolCall[]): string {
  if (calls.length === 0) return ''
  const byName = Map.groupBy(calls, ({ name }) => name)
  const rows = [...byName].map(([name, of]) => {
    const count = (state: ToolCall['state']) => of.filter((call) => call.state === state).length
    return [code(name, 60), String(of.length), String(count('failed') || ''), String(count('denied') || '')]
  })
  const denied = calls.filter(({ state }) => state === 'denied').slice(0, 50)
  // HTML again: in a Markdown list the text inside `<code>` would still be read as Markdown.
  const list = denied.map(({ name, target }) => `<li>${code(name, 60)} ${code(target, 200)}</li>`).join('')
  const told =
    denied.length === 0 ? [] : ['**Denied:** allow what the task needs with `allowed-tools`.', `<ul>${list}</ul>`]
  return ['### Tools', table(['Tool', 'Calls', 'Failed', 'Denied'], rows.slice(0, 50)), ...told].join('\n\n')
}

function chosen(rows: readonly Explained[]): string {
  if (rows.length === 0) return ''
  const cells = rows.map(({ name, value, source, over }) => [
    name,
    code(value, 200),
    code(source, 100),
    over.map((lost) => `${code(lost.value, 100)} from ${code(lost.source, 100)}`).join(', '),
  ])
  return `<details><summary>What was chosen, and why</summary>\n\n${table(['', 'Value', 'From', 'Over'], cells)}\n\n</details>`
}

/** Which version of the secret each label was on, and is on; ids are no secrets. */
function rotation({ rotation, version, before, after }: RotationReport): string {
  if (before === undefined) return ''
  const labels = [...new Set([...Object.keys(before), ...Object.keys(after ?? {})])].sort() as (keyof typeof before)[]
  const rows = labels.map((label) => [code(label, 60), code(before[label] ?? '', 100), code(after?.[label] ?? '', 100)])
  const used = version === undefined ? '' : `In use: ${code(version, 100)}`
  return ['### The key', `<code>${rotation}</code>`, table(['Label', 'Before', 'After'], rows), used]
    .filter(Boolean)
    .join('\n\n')
}

function policy(document: IamPolicy): string {
  const json = escapeHtml(JSON.stringify(document, null, 2))
  return `<details><summary>The least IAM policy for this</summary>\n\n<pre>${json}</pre>\n\n</details>`
}

/** HTML, in which a cell can hold anything: a pipe would end a cell of a Markdown table. The cells are HTML already. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  return `<table>${line(heads, 'th')}${rows.map((cells) => line(cells, 'td')).join('')}</table>`
}

function code(text: string, length: number): string {
  const line = logLine(text, length)
  return line === '' ? '' : `<code>${escapeHtml(line)}</code>`
}
