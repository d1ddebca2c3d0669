import { describe, expect, test } from 'vitest'
import { toolTarget } from '../../src/report/transcript.ts'
import { assistant, read, recorded, toolResult, toolUse } from './fixture.ts'

const synthetic = { message: { id: 'x', model: '<synthetic>', content: [{ type: 'text', text: 'API Error: 529' }] } }

describe('the transcript', () => {
  test('of a run that was recorded', () => {
    const { tools, result, ...rest } = read(recorded)
    expect(rest).toEqual({
      sessionId: '59e87d42-7874-4cb7-b4a1-142f077d65a0',
      turns: 3,
      lastText: 'Done.\n##[error]no',
    })
    expect([...tools.values()]).toEqual([
      { id: 'toolu_1', name: 'Bash', target: 'ls; echo "::set-env name=X::y"', state: 'done' },
      { id: 'toolu_2', name: 'Read', target: 'none.txt', state: 'failed' },
      { id: 'toolu_3', name: 'Write', target: '/etc/x', state: 'denied' },
    ])
    expect(result).toMatchObject({ is_error: false, num_turns: 4 })
  })

  test.each([
    [0, { sessionId: undefined, turns: 0, lastText: '' }],
    [1, { sessionId: expect.any(String), turns: 0 }],
    [5, { turns: 1, lastText: 'I will look first.' }],
    [7, { turns: 1, result: undefined }],
  ])('after %i events', (length, expected) => expect(read(recorded.slice(0, length))).toMatchObject(expected))

  test('has a call that goes on as running', () => {
    expect([...read(recorded.slice(0, 8)).tools.values()].map(({ state }) => state)).toEqual(['running', 'failed'])
  })

  test('leaves out what the CLI itself says', () => {
    const { turns, lastText } = read([assistant('m', { type: 'text', text: 'a' }), assistant('x', {}, synthetic)])
    expect([turns, lastText]).toEqual([1, 'a'])
  })

  test('takes turns and text of the main conversation only, and tools of all', () => {
    const sub = { parent_tool_use_id: 'toolu_1' }
    const { turns, lastText, tools } = read([
      assistant('m', { type: 'text', text: 'main' }),
      assistant('s', { type: 'text', text: 'sub' }, sub),
      assistant('s', toolUse('t', 'Grep', { pattern: 'x' }), sub),
      assistant('m', { type: 'text', text: '' }),
    ])
    expect([turns, lastText, tools.size]).toEqual([1, 'main', 1])
  })

  test('knows a denial from the result alone, and keeps it', () => {
    const denied = [{ tool_use_id: 't' }]
    const call = assistant('m', toolUse('t', 'Bash', {}))
    const events = [call, toolResult('t', 'no', true), { type: 'result', permission_denials: denied } as never]
    expect(read(events).tools.get('t')!.state).toBe('denied')
    expect(read([...events, toolResult('t', 'ok')]).tools.get('t')!.state).toBe('denied')
  })

  test('remembers 10,000 calls', () => {
    const calls = Array.from({ length: 10_005 }, (_, index) => assistant('m', toolUse(`t${index}`, 'Bash', {})))
    expect(read(calls).tools.size).toBe(10_000)
  })
})

describe('the target of a tool', () => {
  test.each([
    [{ command: 'ls', description: 'List' }, 'ls'],
    [{ description: 'List', file_path: 'a.ts' }, 'a.ts'],
    [{ pattern: '*.ts', path: 'src' }, '*.ts'],
    [{ url: 'https://x', prompt: 'sum up' }, 'https://x'],
    [{ command: '', path: 'src' }, 'src'],
    [{ command: 5, other: [1] }, '{"command":5,"other":[1]}'],
    [{}, ''],
    [undefined, ''],
    [null, ''],
    ['text', ''],
    [{ command: 'x'.repeat(3000) }, 'x'.repeat(2000)],
  ])('of %j', (input, target) => expect(toolTarget(input as never)).toBe(target))
})
