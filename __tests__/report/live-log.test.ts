import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineSplitter, logReader } from '../../lab/runner/log.ts'
import { createMasks } from '../../lab/runner/masks.ts'
import type { StreamEvent } from '../../src/claude/events.ts'
import { LiveLog, type SoFar } from '../../src/report/live-log.ts'
import { TranscriptReader } from '../../src/report/transcript.ts'
import { assistant, recorded, result, toolResult, toolUse } from './fixture.ts'

/** What the toolkit writes for what is said, with a clock that goes on by a second an event. */
function printed(say: (log: LiveLog) => void, soFar: () => SoFar | undefined = () => undefined): string {
  const lines: string[] = []
  let now = 0
  const escaped = (data: string) => data.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const sink = {
    info: (line: string) => void lines.push(line),
    startGroup: (title: string) => void lines.push(`::group::${escaped(title)}`),
    endGroup: () => void lines.push('::endgroup::'),
  }
  const clock = () => {
    now += 1000
    return now
  }
  say(new LiveLog(sink, soFar, clock))
  return lines.map((line) => `${line}\n`).join('')
}

const told = (events: readonly StreamEvent[], soFar?: () => SoFar | undefined) =>
  printed((log) => {
    for (const event of events) log.event(event)
  }, soFar)

/** What a runner makes of it: the commands it finds. */
function commandsIn(text: string) {
  const reader = logReader({ masks: createMasks(), show: () => {} })
  const lines = lineSplitter((line) => reader.line(line))
  lines.push(text)
  lines.end()
  return reader.commands
}

describe('a run that was recorded', () => {
  test('reads well', () => {
    let turn = 0
    const log = told(recorded, () => ({ inputTokens: 1234 * ++turn, outputTokens: 20 * turn, costUsd: 0.01 * turn }))
    expect(log.split('\n')).toEqual([
      'claude 2.1.330 started · model claude-haiku-4-5 · session 59e87d42-7874-4cb7-b4a1-142f077d65a0',
      '│ ↻ the provider answered 529 overloaded; try 1 of 10 in 1.2 s',
      '::group::Turn 1 · thinking',
      '│ I will look first.',
      '│ ▶ Bash  ls; echo "::set-env name=X::y"',
      '│ ▶ Read  none.txt',
      expect.stringMatching(/^│ ✘ Read {2}\d\.0 s {2}File does not exist\.$/),
      expect.stringMatching(/^│ ✔ Bash {2}\d\.0 s$/),
      '::endgroup::',
      expect.stringMatching(/^after turn 1: \d\.0 s · 2\.5k tokens in, 40 out · \$0\.0200 so far$/),
      '::group::Turn 2 · Write /etc/x',
      '│ ▶ Write  /etc/x',
      expect.stringMatching(/^│ ✘ Write {2}\d\.0 s {2}Claude requested permissions$/),
      '::endgroup::',
      expect.stringMatching(/^after turn 2: .* so far$/),
      '::group::Turn 3 · Done. ##\u200b[error]no',
      '│ Done.',
      '│ ##\u200b[error]no',
      '::endgroup::',
      expect.stringMatching(/^after turn 3: .* so far$/),
      '',
    ])
  })

  test('opens and closes its groups by turns, where it breaks off as well', () => {
    for (let length = 0; length <= recorded.length; length++) {
      const log = printed((log) => {
        for (const event of recorded.slice(0, length)) log.event(event)
        log.close()
        log.close()
      })
      const groups = commandsIn(log).map(({ command }) => command)
      expect(groups).toEqual(Array.from(groups, (_, index) => (index % 2 === 0 ? 'group' : 'endgroup')))
      expect(groups.length % 2).toBe(0)
    }
  })

  test('names no tokens where nobody counts', () => {
    expect(told(recorded)).toMatch(/^after turn 3: \d+\.0 s$/m)
  })
})

describe('what is said', () => {
  test.each<[string, StreamEvent[], string]>([
    [
      'by a subagent is set in',
      [assistant('m', { type: 'text', text: 'a\nb' }, { parent_tool_use_id: 'toolu_1' })],
      '│   a\n│   b\n',
    ],
    [
      'of a tool without a target',
      [assistant('m', toolUse('t', 'Nothing', {}), { parent_tool_use_id: 'toolu_1' })],
      '│   ▶ Nothing  \n',
    ],
    ['of a tool nobody saw begin is nothing', [toolResult('unknown', 'x')], ''],
    [
      'by the CLI itself is no turn',
      [
        assistant(
          'm',
          { type: 'text', text: 'API Error' },
          { message: { model: '<synthetic>', content: [{ type: 'text', text: 'API Error' }] } },
        ),
      ],
      '│ API Error\n',
    ],
    ['of an event nobody knows is nothing', [{ type: 'rate_limit_event' } as never], ''],
  ])('%s', (_, events, expected) => expect(told(events)).toBe(expected))

  test('on stderr stands behind a bar, and empty lines are left out', () => {
    const log = printed((log) => {
      log.stderr('::error::one\n  two\n')
      log.stderr(' \n')
    })
    expect(log).toBe('│ stderr: ::error::one\n│ stderr:   two\n')
  })

  test('at length is cut', () => {
    const log = told([assistant('m', { type: 'text', text: 'x'.repeat(20_500) })])
    expect(log).toContain('… (500 more characters in the transcript)')
    expect(log.length).toBeLessThan(21_000)
    expect(told([assistant('m', toolUse('t', 'n'.repeat(1e6), { command: 'c'.repeat(1e6) }))]).length).toBeLessThan(
      50_000,
    )
  })

  test('in the same message is the same turn', () => {
    const log = told([assistant('m', { type: 'text', text: 'a' }), assistant('m', { type: 'text', text: 'b' }), result])
    expect(log.match(/::group::/g)).toHaveLength(1)
  })
})

const nasty = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...[
          '::set-env name=A::b',
          '::add-mask::',
          '::stop-commands::x',
          '::error::',
          '##[error]',
          '##[',
          '#',
          '[',
          ']',
        ],
        ...[
          '\r',
          '\n',
          '\r\n',
          '\u2028',
          '\u0085',
          '\u000b',
          '\u000c',
          '\u0000',
          '\u001b[2K',
          '\u001b[',
          '\u009b',
          ' ',
        ],
        ...['\ufeff', '\u200b', '%0A', ':', '::', '\t', 'x', '\ud83e', '🥊'],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

test('no line of it is a command, but for its own groups', () => {
  const block = fc.oneof(
    fc.record({ type: fc.constant('text'), text: nasty }),
    fc.record({ type: fc.constant('thinking'), thinking: nasty }),
    fc.record({
      type: fc.constant('tool_use'),
      id: fc.constantFrom('t1', 't2'),
      name: nasty,
      input: fc.oneof(fc.record({ command: nasty }), fc.dictionary(nasty, nasty)),
    }),
    fc.record({
      type: fc.constant('tool_result'),
      tool_use_id: fc.constantFrom('t1', 't2'),
      is_error: fc.boolean(),
      content: fc.oneof(nasty, fc.array(fc.record({ type: fc.constant('text'), text: nasty }))),
    }),
  )
  const event = fc.oneof(
    fc.record({
      type: fc.constant('system'),
      subtype: fc.constantFrom('init', 'api_retry', 'permission_denied'),
      model: nasty,
      session_id: nasty,
      claude_code_version: nasty,
      error: nasty,
      error_status: fc.oneof(nasty, fc.constant(529)),
      attempt: nasty,
      max_retries: nasty,
    }),
    fc.record({
      type: fc.constantFrom('assistant', 'user'),
      parent_tool_use_id: fc.constantFrom(null, 't1'),
      message: fc.record({ id: nasty, model: nasty, content: fc.array(block, { maxLength: 4 }) }),
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(event, nasty), { maxLength: 8 }), (all) => {
      const log = printed((log) => {
        for (const one of all) typeof one === 'string' ? log.stderr(one) : log.event(one as unknown as StreamEvent)
        log.close()
      })
      const commands = commandsIn(log)
      for (const { command, data } of commands) {
        expect(['group', 'endgroup']).toContain(command)
        expect(data).toMatch(command === 'group' ? /^Turn \d+ · / : /^$/)
      }
      expect(log).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028]|##\[/)
    }),
    { numRuns: 500 },
  )
})

test('no event whatever can stop the log or the transcript', () => {
  const word = fc.constantFrom(
    'init',
    'api_retry',
    'permission_denied',
    'text',
    'tool_use',
    'tool_result',
    'thinking',
    'result',
  )
  const names = ['message', 'content', 'type', 'subtype', 'text', 'id', 'name', 'input', 'model', 'is_error', 'command']
  const more = ['session_id', 'error', 'tool_use_id', 'permission_denials', 'result', 'errors', 'claude_code_version']
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(word, fc.constantFrom<unknown>(null, 5, true, '', [], {})),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, ...more), tie('value')),
    ),
  }))
  const type = fc.constantFrom('system', 'assistant', 'user', 'result', 'other')
  const event = fc.tuple(type, fc.dictionary(fc.constantFrom(...names, ...more), value))
  fc.assert(
    fc.property(fc.array(event, { maxLength: 5 }), (all) => {
      const events = all.map(([type, rest]) => ({ ...rest, type }) as unknown as StreamEvent)
      const reader = new TranscriptReader()
      for (const event of events) reader.read(event)
      told(events)
    }),
    { numRuns: 500 },
  )
})
