import { describe, expect, test } from 'vitest'
import { errorCodes, explain } from '../../src/errors.ts'
import type { Report } from '../../src/report/outputs.ts'
import { summaryOf } from '../../src/report/summary.ts'
import type { ToolCall } from '../../src/report/transcript.ts'
import { answered, read, recorded, report } from './fixture.ts'
import { nodesOf } from './markdown.ts'

const image = '<img src=https://evil.invalid/x>'
const nasty = `a|b \`c\` ${image}\n\n![d](https://evil.invalid/e) </code></td></table></details> ##[error] ::error::`
const failure = (message: string): Report['outcome'] => ({ conclusion: 'failure', code: 'provider-error', message })

/** The elements on the page that are not the summary's own. */
function foreign(summary: string): string[] {
  const own = /^<\/?(table|tr|th|td|details|summary|code|sub|p|ul|li|pre)>$/
  return nodesOf(summary).flatMap(({ type, value }) =>
    type === 'html'
      ? (value!.match(/<[^>]*>?/g) ?? []).filter((tag) => !own.test(tag))
      : /^image/.test(type)
        ? [type]
        : [],
  )
}

function withTools(calls: [name: string, target: string, state: ToolCall['state']][]): Report {
  const tools = new Map(
    calls.map(([name, target, state], index) => [`t${index}`, { id: `t${index}`, name, target, state }]),
  )
  return report({ transcript: { ...read(recorded), tools } })
}

describe('the summary', () => {
  test('of a run that went well', () => {
    const explained = [
      { name: 'model', value: 'haiku', source: 'input tier', over: [{ value: 'opus', source: 'env CLAUDE_MODEL' }] },
    ]
    expect(summaryOf(report({ explained }))).toMatchInlineSnapshot(`
      "## ✅ Claude finished

      <table><tr><th>Provider</th><th>Model</th><th>Turns</th><th>Tokens</th><th>Cost</th><th>Time</th><th>Session</th></tr><tr><td>anthropic</td><td>claude-haiku-4-5 (claude-haiku-4-5-20251001)</td><td>4</td><td>300 in, 1.2k cached, 60 out</td><td>$0.0006</td><td>4.3 s</td><td>59e87d42-7874-4cb7-b4a1-142f077d65a0</td></tr></table>

      ### Result

      > Done.
      > ##[error]no

      ### Tools

      <table><tr><th>Tool</th><th>Calls</th><th>Failed</th><th>Denied</th></tr><tr><td><code>Bash</code></td><td>1</td><td></td><td></td></tr><tr><td><code>Read</code></td><td>1</td><td>1</td><td></td></tr><tr><td><code>Write</code></td><td>1</td><td></td><td>1</td></tr></table>

      **Denied:** allow what the task needs with \`allowed-tools\`.

      <ul><li><code>Write</code> <code>/etc/x</code></li></ul>

      <details><summary>What was chosen, and why</summary>

      <table><tr><th></th><th>Value</th><th>From</th><th>Over</th></tr><tr><td>model</td><td><code>haiku</code></td><td><code>input tier</code></td><td><code>opus</code> from <code>env CLAUDE_MODEL</code></td></tr></table>

      </details>

      <p><sub>Transcript: <code>/temp/claude-execution-1.jsonl</code></sub></p>
      "
    `)
  })

  test('of a run that failed says why, and what to do', () => {
    const summary = summaryOf(report({ outcome: failure('529 overloaded_error: <b>Overloaded</b>\nagain') }))
    const { cause, cure } = explain('provider-error')
    for (const part of ['❌', cause, cure, '<code>provider-error</code>', 'The last it said'])
      expect(summary).toContain(part)
    expect(summary).toContain('<pre>529 overloaded_error: &#60;b&#62;Overloaded&#60;/b&#62;\nagain</pre>')
  })

  test('of a step that never began is short', () => {
    const nothing = { plan: undefined, transcript: undefined, figures: undefined, executionFile: undefined }
    expect(summaryOf(report({ outcome: failure('no'), ...nothing })).split('\n\n')).toHaveLength(4)
  })

  test.each(errorCodes)('explains %s', (code) => {
    const summary = summaryOf(report({ outcome: { conclusion: 'failure', code, message: 'm' } }))
    expect(summary).toContain(explain(code).cure)
    expect(foreign(summary)).toEqual([])
  })
})

describe('what others wrote', () => {
  test.each<[string, Report]>([
    ['as the answer', answered(nasty)],
    ['as an answer that is cut', answered(nasty.repeat(20_000))],
    ['as the answer, in code that is left open', answered(`\`\`\`\n${nasty}`)],
    ['as the provider’s message', report({ outcome: failure(nasty) })],
    ['as a tool', withTools([[nasty, nasty, 'done']])],
    ['as a tool that was denied', withTools([[nasty, nasty, 'denied']])],
    ['as the session', report({ transcript: { ...read(recorded), sessionId: nasty } })],
    [
      'as a chosen value',
      report({ explained: [{ name: 'model', value: nasty, source: nasty, over: [{ value: nasty, source: nasty }] }] }),
    ],
    [
      'as the model',
      report({ plan: { ...report().plan!, model: { ...report().plan!.model, name: nasty, id: nasty } } }),
    ],
    ['as the file', report({ executionFile: nasty.replace(/\n/g, ' ') })],
  ])('does nothing on the page %s', (_, report) => {
    expect(foreign(summaryOf(report))).toEqual([])
  })

  test('stands in one cell each', () => {
    const summary = summaryOf(
      withTools([
        [nasty, nasty, 'done'],
        ['Bash', 'ls', 'failed'],
        ['Bash', 'rm', 'denied'],
      ]),
    )
    const rows = summary.match(/<tr>.*?<\/tr>/g)!.slice(2)
    expect(rows.map((row) => row.match(/<t[dh]>/g)!.length)).toEqual([4, 4, 4])
    expect(rows[2]).toBe('<tr><td><code>Bash</code></td><td>2</td><td>1</td><td>1</td></tr>')
  })

  test('is the answer, whatever is in it', () => {
    const root = nodesOf(summaryOf(answered(`# a\n\n</details>\n\n- b\n\n\`\`\`\nopen`)))[0]!
    expect(root.children!.map(({ type }) => type)).toEqual(['heading', 'html', 'heading', 'blockquote', 'html'])
  })
})

describe('the limit of 1 MiB', () => {
  const megabyte = 1 << 20
  test.each<[string, string]>([
    ['<', '<'],
    ['newlines', '\n'],
    ['returns', '\r\n'],
    ['pictures', '![a](b)'],
    ['text', 'x'],
    ['many-byte characters', '🥊'],
    ['CJK', '漢'],
    ['lone surrogates', '\ud83e'],
    ['pipes', '|'],
    ['amps', '&'],
    ['backticks', '`'],
  ])('is kept for 2 MB of %s, soon', (_, part) => {
    const started = performance.now()
    const summary = summaryOf(answered(part.repeat((2 << 20) / part.length)))
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(Buffer.byteLength(summary)).toBeLessThan(megabyte)
    expect(Buffer.byteLength(summary)).toBeGreaterThan(200_000)
    expect(summary).toContain('/temp/claude-execution-1.jsonl')
    expect(summary).toContain('<sub>Transcript')
  })

  test('is kept when everything is as long as it can be', () => {
    const long = '&'.repeat(10_000)
    const calls = Array.from({ length: 200 }, (_, index): [string, string, ToolCall['state']] => [
      `${index}${long}`,
      long,
      'denied',
    ])
    const explained = Array.from({ length: 5 }, () => ({
      name: 'model',
      value: long,
      source: long,
      over: [{ value: long, source: long }],
    }))
    const { transcript } = withTools(calls)
    const summary = summaryOf(
      report({
        outcome: failure(long),
        transcript: { ...transcript!, sessionId: long, result: undefined, lastText: '<'.repeat(2e6) },
        explained,
      }),
    )
    expect(Buffer.byteLength(summary)).toBeLessThan(megabyte)
  })
})

test('the summary says whether the agent was kept apart, and why it was not', () => {
  expect(summaryOf(report({ sandbox: { kind: 'apart', way: 'sudo' } }))).toContain('<td>on (sudo)</td>')
  expect(summaryOf(report({ sandbox: { kind: 'not apart', why: `no <b>${image}` } }))).toMatch(
    /<td>none: no &#60;b&#62;&#60;img/,
  )
})
