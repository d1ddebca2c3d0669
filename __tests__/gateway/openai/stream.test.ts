import { describe, expect, test } from 'vitest'
import type { AnswerOptions } from '../../../src/gateway/openai/answer.ts'
import { ToolNames } from '../../../src/gateway/openai/tool-names.ts'
import {
  begins,
  calls,
  chunk,
  counts,
  DONE,
  type Event,
  ends,
  fails,
  finishes,
  type Json,
  piece,
  role,
  says,
  sse,
  text,
  thinking,
  thinks,
  tool,
  translated,
  unstopped,
  usage,
} from './fixture.ts'

type Case = [name: string, frames: (Json | string)[], expected: Event[], options?: Partial<AnswerOptions>]

const hello = [role, says('Hel'), says('lo')]
const bash = calls({ index: 0, id: 'call_1', name: 'Bash', input: '{"command":"ls"}' })
const bashed = tool(0, 'call_1', 'Bash', '{"command":"ls"}')

describe('text', () => {
  test.each<Case>([
    ['is one block', [...hello, finishes('stop'), DONE], [begins(), ...text(0, 'Hel', 'lo'), ...ends('end_turn')]],
    [
      'has no empty deltas, whatever is null, empty or missing',
      [
        role,
        says(null),
        says(''),
        chunk({}),
        chunk(null),
        says('Hi'),
        says(''),
        chunk({ content: null }, 'stop'),
        DONE,
      ],
      [begins(), ...text(0, 'Hi'), ...ends('end_turn')],
    ],
    [
      'may come with the role, and with the reason',
      [chunk({ role: 'assistant', content: 'Hi' }), chunk({ content: '!' }, 'stop'), DONE],
      [begins(), ...text(0, 'Hi', '!'), ...ends('end_turn')],
    ],
    [
      'may come as parts',
      [
        says([{ type: 'text', text: 'Hi' }, 'there', { type: 'audio' }, 7, { type: 'output_text', text: '!' }]),
        finishes('stop'),
      ],
      [begins(), ...text(0, 'Hi', 'there', '!'), ...ends('end_turn')],
    ],
    [
      'keeps blanks in front, between and behind',
      [says('\n'), says(' '), says('a'), says(' \n'), says('b'), says('\n'), finishes('stop'), DONE],
      [begins(), ...text(0, '\n a', ' \n', 'b', '\n'), ...ends('end_turn')],
    ],
    [
      'may be a character in two halves',
      [says('\ud83e'), says('\udd4a'), finishes('stop'), DONE],
      [begins(), ...text(0, '\ud83e', '\udd4a'), ...ends('end_turn')],
    ],
    [
      'may be blank altogether',
      [role, says('\n\n'), finishes('stop'), DONE],
      [begins(), ...text(0, '\n\n'), ...ends('end_turn')],
    ],
    [
      'may be missing altogether: that is an empty block',
      [role, finishes('stop'), counts(9, 0), DONE],
      [begins(), ...text(0), ...ends('end_turn', usage(9, 0))],
    ],
    [
      'with quotes, line breaks and what ends lines elsewhere stays as it is',
      [says('"\\\n\u2028\u0000</script>'), finishes('stop'), DONE],
      [begins(), ...text(0, '"\\\n\u2028\u0000</script>'), ...ends('end_turn')],
    ],
    [
      'of 1 MB is one delta',
      [says('x'.repeat(1 << 20)), finishes('stop'), DONE],
      [begins(), ...text(0, 'x'.repeat(1 << 20)), ...ends('end_turn')],
    ],
    [
      'of other choices is left out',
      [
        chunk({}, null, {
          choices: [
            { index: 1, delta: { content: 'no' } },
            { index: 0, delta: { content: 'yes' } },
          ],
        }),
        chunk({}, null, { choices: [{ index: 1, delta: { content: 'no' }, finish_reason: 'length' }] }),
        finishes('stop'),
      ],
      [begins(), ...text(0, 'yes'), ...ends('end_turn')],
    ],
    [
      'may come whole where it was asked for in pieces',
      [{ choices: [{ message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }] }],
      [begins(), ...text(0, 'Hi'), ...ends('end_turn')],
    ],
    [
      'is not doubled by a message behind its deltas',
      [says('Hi'), { choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }] }],
      [begins(), ...text(0, 'Hi'), ...ends('end_turn')],
    ],
    [
      'behind Azure’s chunk about the prompt',
      [{ choices: [], prompt_filter_results: [{ prompt_index: 0 }] }, says('Hi'), finishes('stop'), DONE],
      [begins(), ...text(0, 'Hi'), ...ends('end_turn')],
    ],
  ])('%s', (_, frames, expected) => expect(translated(frames)).toEqual(expected))
})

describe('thinking', () => {
  const thought = [thinks('Let me'), thinks(' see.')]
  test.each<Case>([
    [
      'is a block in front of the text',
      [role, ...thought, says('4'), finishes('stop'), DONE],
      [begins(), ...thinking(0, 'Let me', ' see.'), ...text(1, '4'), ...ends('end_turn')],
    ],
    [
      'may be called reasoning, with an empty content beside it',
      [chunk({ reasoning: 'Hm', content: '' }), chunk({ reasoning: '.', content: null }), says('4'), finishes('stop')],
      [begins(), ...thinking(0, 'Hm', '.'), ...text(1, '4'), ...ends('end_turn')],
    ],
    [
      'under both names is there once',
      [chunk({ reasoning: 'Hm', reasoning_content: 'Hm' }), says('4'), finishes('stop')],
      [begins(), ...thinking(0, 'Hm'), ...text(1, '4'), ...ends('end_turn')],
    ],
    [
      'may be a part of the content',
      [
        says([{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }]),
        says([{ type: 'text', text: '4' }]),
        finishes('stop'),
      ],
      [begins(), ...thinking(0, 'Hm'), ...text(1, '4'), ...ends('end_turn')],
    ],
    [
      'and text may come in one delta',
      [chunk({ reasoning_content: 'Hm', content: '4' }, 'stop')],
      [begins(), ...thinking(0, 'Hm'), ...text(1, '4'), ...ends('end_turn')],
    ],
    [
      'may lead straight to a call, with blanks between',
      [
        ...thought,
        says('\n'),
        says('\n'),
        calls({ index: 0, id: 'call_1', name: 'Bash', input: '{}' }),
        finishes('tool_calls'),
      ],
      [begins(), ...thinking(0, 'Let me', ' see.'), ...tool(1, 'call_1', 'Bash', '{}'), ...ends('tool_use')],
    ],
    [
      'may be all there is',
      [...thought, finishes('stop')],
      [begins(), ...thinking(0, 'Let me', ' see.'), ...ends('end_turn')],
    ],
    [
      'may come again',
      [thinks('a'), says('b'), thinks('c'), says('d'), finishes('stop')],
      [begins(), ...thinking(0, 'a'), ...text(1, 'b'), ...thinking(2, 'c'), ...text(3, 'd'), ...ends('end_turn')],
    ],
    [
      'of nothing but blanks is none, not even where there is nothing else',
      [thinks('\n'), finishes('stop')],
      [begins(), ...text(0), ...ends('end_turn')],
    ],
    [
      'of nothing but blanks is none',
      [thinks('\n'), says('4'), finishes('stop')],
      [begins(), ...text(0, '4'), ...ends('end_turn')],
    ],
  ])('%s', (_, frames, expected) => expect(translated(frames)).toEqual(expected))
})

describe('a call', () => {
  test.each<Case>([
    [
      'comes in pieces, with no empty text in front',
      [
        role,
        calls({ index: 0, id: 'call_1', name: 'Bash', input: '' }),
        calls({ index: 0, input: '{"comm' }),
        calls({ index: 0, input: 'and":"ls"}' }),
        finishes('tool_calls'),
        DONE,
      ],
      [begins(), ...tool(0, 'call_1', 'Bash', '{"comm', 'and":"ls"}'), ...ends('tool_use')],
    ],
    ['comes in one chunk', [bash, finishes('tool_calls')], [begins(), ...bashed, ...ends('tool_use')]],
    [
      'comes in one chunk with the reason and the usage',
      [
        chunk({ tool_calls: [piece({ index: 0, id: 'call_1', name: 'Bash', input: '{}' })] }, 'tool_calls', {
          usage: counts(5, 6).usage as Json,
        }),
        DONE,
      ],
      [begins(usage(5, 6)), ...tool(0, 'call_1', 'Bash', '{}'), ...ends('tool_use', usage(5, 6))],
    ],
    ['is one, whatever the reason says: stop', [bash, finishes('stop')], [begins(), ...bashed, ...ends('tool_use')]],
    [
      'is one, whatever the reason says: length',
      [bash, finishes('length')],
      [begins(), ...bashed, ...ends('tool_use')],
    ],
    [
      'is one, whatever the reason says: filter',
      [bash, finishes('content_filter')],
      [begins(), ...bashed, ...ends('tool_use')],
    ],
    [
      'comes behind text, which ends first',
      [...hello, bash, finishes('tool_calls')],
      [begins(), ...text(0, 'Hel', 'lo'), ...tool(1, 'call_1', 'Bash', '{"command":"ls"}'), ...ends('tool_use')],
    ],
    [
      'comes in one delta with the text in front of it',
      [
        chunk(
          { content: 'Look. ', tool_calls: [piece({ index: 0, id: 'call_1', name: 'Bash', input: '{}' })] },
          'tool_calls',
        ),
      ],
      [begins(), ...text(0, 'Look. '), ...tool(1, 'call_1', 'Bash', '{}'), ...ends('tool_use')],
    ],
    [
      'ends in one delta with the text behind it',
      [
        calls({ index: 0, id: 'call_1', name: 'Read', input: '{"path":"/f"' }),
        chunk({ content: '\nOkay', tool_calls: [piece({ index: 0, input: '}' })] }),
        finishes('tool_calls'),
      ],
      [begins(), ...tool(0, 'call_1', 'Read', '{"path":"/f"', '}'), ...text(1, '\nOkay'), ...ends('tool_use')],
    ],
    [
      'is not overlapped by text that comes before it is whole',
      [
        calls({ index: 0, id: 'call_1', name: 'Read', input: '{"a":' }),
        says('Mean'),
        says('while'),
        calls({ index: 0, input: '1}' }),
        says('.'),
        finishes('tool_calls'),
      ],
      [begins(), ...tool(0, 'call_1', 'Read', '{"a":', '1}'), ...text(1, 'Meanwhile', '.'), ...ends('tool_use')],
    ],
    [
      'may be followed by blanks, which are nothing',
      [calls({ index: 0, id: 'call_1', name: 'Bash', input: '{}' }), says('\n'), finishes('tool_calls')],
      [begins(), ...tool(0, 'call_1', 'Bash', '{}'), ...ends('tool_use')],
    ],
    [
      'without an input has an empty one',
      [calls({ index: 0, id: 'call_1', name: 'List', input: '' }), finishes('tool_calls')],
      [begins(), ...tool(0, 'call_1', 'List', '{}'), ...ends('tool_use')],
    ],
    [
      'may have no arguments at all, or null, in words as well',
      [
        calls({ index: 0, id: 'a', name: 'List' }),
        calls({ index: 1, id: 'b', name: 'List', input: null }),
        calls({ index: 2, id: 'c', name: 'List', input: 'null' }),
        finishes('tool_calls'),
      ],
      [
        begins(),
        ...tool(0, 'a', 'List', '{}'),
        ...tool(1, 'b', 'List', '{}'),
        ...tool(2, 'c', 'List', '{}'),
        ...ends('tool_use'),
      ],
    ],
    [
      'may have an object as its input',
      [calls({ index: 0, id: 'call_1', name: 'Bash', input: { command: 'ls' } }), finishes('tool_calls')],
      [begins(), ...bashed, ...ends('tool_use')],
    ],
    [
      'may have the id and the name in every piece',
      [
        calls({ index: 0, id: 'call_1', name: 'Bash', input: '{"command"' }),
        calls({ index: 0, id: 'call_1', name: 'Bash', input: ':"ls"' }),
        calls({ index: 0, id: 'call_1', name: 'Bash', input: '}' }),
        calls({ index: 0, id: 'call_1', name: 'Bash', input: '' }),
        finishes('tool_calls'),
      ],
      [begins(), ...tool(0, 'call_1', 'Bash', '{"command"', ':"ls"', '}'), ...ends('tool_use')],
    ],
    [
      'may have empty ids and names in its later pieces',
      [
        calls({ index: 0, id: 'call_1', name: 'Bash', input: '{' }),
        calls({ index: 0, id: '', name: '', input: '"a":1' }),
        calls({ index: 0, id: null, input: '}' }),
        finishes('tool_calls'),
      ],
      [begins(), ...tool(0, 'call_1', 'Bash', '{', '"a":1', '}'), ...ends('tool_use')],
    ],
    [
      'waits for its name',
      [
        calls({ index: 0, id: 'call_1', input: '' }),
        calls({ index: 0, input: '{"a"' }),
        calls({ index: 0, name: 'Bash', input: ':1' }),
        calls({ index: 0, input: '}' }),
        finishes('tool_calls'),
      ],
      [begins(), ...tool(0, 'call_1', 'Bash', '{"a":1', '}'), ...ends('tool_use')],
    ],
    [
      'without an id gets one',
      [calls({ index: 0, name: 'Bash', input: '{' }), calls({ index: 0, input: '}' }), finishes('tool_calls')],
      [begins(), ...tool(0, 'toolu_minted1', 'Bash', '{', '}'), ...ends('tool_use')],
    ],
    [
      'whose id comes late keeps the one it got',
      [
        calls({ index: 0, name: 'Bash', input: '{' }),
        calls({ index: 0, id: 'late', name: 'Bash', input: '}' }),
        finishes('tool_calls'),
      ],
      [begins(), ...tool(0, 'toolu_minted1', 'Bash', '{', '}'), ...ends('tool_use')],
    ],
    [
      'whose id the conversation knows already gets a new one',
      [calls({ index: 0, id: '0', name: 'Bash', input: '{}' }), finishes('tool_calls')],
      [begins(), ...tool(0, 'toolu_minted1', 'Bash', '{}'), ...ends('tool_use')],
      { takenIds: new Set(['0']) },
    ],
    [
      'of a tool whose name was shortened has its own again',
      [calls({ index: 0, id: 'call_1', name: shortened('mcp.tool'), input: '{}' }), finishes('tool_calls')],
      [begins(), ...tool(0, 'call_1', 'mcp.tool', '{}'), ...ends('tool_use')],
      { names: namesFor('mcp.tool') },
    ],
    [
      'may be a function_call, as they once were',
      [
        chunk({ function_call: { name: 'Bash', arguments: '{"a":' } }),
        chunk({ function_call: { arguments: '1}' } }),
        finishes('function_call'),
      ],
      [begins(), ...tool(0, 'toolu_minted1', 'Bash', '{"a":', '1}'), ...ends('tool_use')],
    ],
    [
      'may hold anything that is JSON',
      [
        calls({ index: 0, id: 'c', name: 'T', input: ' { "a" : [ -1.5e+3 , null , "\\u00fc\\"" , { } ] }\n' }),
        finishes('tool_calls'),
      ],
      [begins(), ...tool(0, 'c', 'T', ' { "a" : [ -1.5e+3 , null , "\\u00fc\\"" , { } ] }\n'), ...ends('tool_use')],
    ],
    [
      'with null or an empty list beside text is none',
      [
        chunk({ content: 'Hi', tool_calls: null, function_call: null }),
        chunk({ content: '!', tool_calls: [] }, 'stop'),
      ],
      [begins(), ...text(0, 'Hi', '!'), ...ends('end_turn')],
    ],
  ])('%s', (_, frames, expected, options) => expect(translated(frames, options)).toEqual(expected))
})

describe('several calls', () => {
  const two = (...frames: Json[]): Case[1] => [...frames, finishes('tool_calls'), DONE]
  const both = [
    begins(),
    ...tool(0, 'a', 'Bash', '{"n":', '1}'),
    ...tool(1, 'b', 'Read', '{"n":', '2}'),
    ...ends('tool_use'),
  ]
  test.each<Case>([
    [
      'one after the other',
      two(
        calls({ index: 0, id: 'a', name: 'Bash', input: '{"n":' }),
        calls({ index: 0, input: '1}' }),
        calls({ index: 1, id: 'b', name: 'Read', input: '{"n":' }),
        calls({ index: 1, input: '2}' }),
      ),
      both,
    ],
    [
      'with index 0 throughout: a new id is a new call',
      two(
        calls({ index: 0, id: 'a', name: 'Bash', input: '{"n":' }),
        calls({ index: 0, id: 'a', input: '1}' }),
        calls({ index: 0, id: 'b', name: 'Read', input: '{"n":' }),
        calls({ index: 0, input: '2}' }),
      ),
      both,
    ],
    [
      'without an index: a new id is a new call',
      two(
        calls({ id: 'a', name: 'Bash', input: '{"n":' }),
        calls({ input: '1}' }),
        calls({ id: 'b', name: 'Read', input: '{"n":' }),
        calls({ id: 'b', input: '2}' }),
      ),
      both,
    ],
    [
      'whose index comes late',
      two(
        calls({ id: 'a', name: 'Bash', input: '{"n":' }),
        calls({ index: 0, input: '1}' }),
        calls({ id: 'b', name: 'Read', input: '{"n":' }),
        calls({ index: 1, id: 'b', input: '2}' }),
      ),
      both,
    ],
    [
      'in one chunk',
      two(
        calls(
          { index: 0, id: 'a', name: 'Bash', input: '{"n":1}' },
          { index: 1, id: 'b', name: 'Read', input: '{"n":2}' },
        ),
      ),
      [begins(), ...tool(0, 'a', 'Bash', '{"n":1}'), ...tool(1, 'b', 'Read', '{"n":2}'), ...ends('tool_use')],
    ],
    [
      'whose pieces come in turn: the second waits',
      two(
        calls({ index: 0, id: 'a', name: 'Bash', input: '' }, { index: 1, id: 'b', name: 'Read', input: '' }),
        calls({ index: 1, input: '{"n":' }, { index: 0, input: '{"n":' }),
        calls({ index: 1, input: '2' }),
        calls({ index: 0, input: '1}' }),
        calls({ index: 1, input: '}' }),
      ),
      [begins(), ...tool(0, 'a', 'Bash', '{"n":', '1}'), ...tool(1, 'b', 'Read', '{"n":2', '}'), ...ends('tool_use')],
    ],
    [
      'whose pieces come in turn, by id alone',
      two(
        calls({ index: 0, id: 'a', name: 'Bash', input: '{"n":' }),
        calls({ index: 0, id: 'b', name: 'Read', input: '{"n":' }),
        calls({ index: 0, id: 'a', input: '1}' }),
        calls({ index: 0, id: 'b', input: '2}' }),
      ),
      both,
    ],
    [
      'in the wrong order: the one that begins first is first',
      two(
        calls({ index: 1, id: 'b', name: 'Read', input: '{}' }),
        calls({ index: 0, id: 'a', name: 'Bash', input: '{}' }),
      ),
      [begins(), ...tool(0, 'b', 'Read', '{}'), ...tool(1, 'a', 'Bash', '{}'), ...ends('tool_use')],
    ],
    [
      'without ids, with index 0 throughout, each whole',
      two(calls({ index: 0, name: 'Bash', input: '{}' }), calls({ index: 0, name: 'Bash', input: '{"a":1}' })),
      [
        begins(),
        ...tool(0, 'toolu_minted1', 'Bash', '{}'),
        ...tool(1, 'toolu_minted2', 'Bash', '{"a":1}'),
        ...ends('tool_use'),
      ],
    ],
    [
      'with one id for all of them, by index',
      two(
        calls({ index: 0, id: 'x', name: 'Bash', input: '{}' }),
        calls({ index: 1, id: 'x', name: 'Read', input: '{}' }),
      ),
      [begins(), ...tool(0, 'x', 'Bash', '{}'), ...tool(1, 'toolu_minted1', 'Read', '{}'), ...ends('tool_use')],
    ],
    [
      'of which the first has no input: the second waits for the end',
      two(
        calls({ index: 0, id: 'a', name: 'List', input: '' }),
        calls({ index: 1, id: 'b', name: 'Read', input: '{"n":2}' }),
      ),
      [begins(), ...tool(0, 'a', 'List', '{}'), ...tool(1, 'b', 'Read', '{"n":2}'), ...ends('tool_use')],
    ],
    [
      'with text between and behind them',
      two(
        calls({ index: 0, id: 'a', name: 'Bash', input: '{}' }),
        says('and'),
        calls({ index: 1, id: 'b', name: 'Read', input: '{}' }),
        says('done'),
      ),
      [
        begins(),
        ...tool(0, 'a', 'Bash', '{}'),
        ...text(1, 'and'),
        ...tool(2, 'b', 'Read', '{}'),
        ...text(3, 'done'),
        ...ends('tool_use'),
      ],
    ],
    [
      'with blanks behind one that has ended',
      two(
        calls({ index: 0, id: 'a', name: 'Bash', input: '{}' }),
        calls({ index: 1, id: 'b', name: 'Read', input: '{}' }),
        calls({ index: 0, input: ' \n' }),
      ),
      [begins(), ...tool(0, 'a', 'Bash', '{}'), ...tool(1, 'b', 'Read', '{}'), ...ends('tool_use')],
    ],
  ])('%s', (_, frames, expected) => expect(translated(frames)).toEqual(expected))
})

describe('the reason', () => {
  test.each([
    ['stop', 'end_turn'],
    ['STOP', 'end_turn'],
    ['eos', 'end_turn'],
    ['length', 'max_tokens'],
    ['max_tokens', 'max_tokens'],
    ['model_length', 'max_tokens'],
    ['MAX_OUTPUT_TOKENS', 'max_tokens'],
    ['content_filter', 'refusal'],
    ['sensitive', 'refusal'],
  ])('%s is %s', (reason, stop) => {
    expect(translated([...hello, finishes(reason), DONE])).toEqual([begins(), ...text(0, 'Hel', 'lo'), ...ends(stop)])
  })

  test.each<Case>([
    [
      'is the first that is given, however often and empty',
      [chunk({ content: 'Hi' }, ''), chunk({}, 'length'), chunk({}, 'stop'), chunk({}, ''), DONE],
      [begins(), ...text(0, 'Hi'), ...ends('max_tokens')],
    ],
    [
      'is a refusal where there is one',
      [chunk({ refusal: 'I can’t ' }), chunk({ refusal: 'do that.', content: null }), finishes('stop'), DONE],
      [begins(), ...text(0, 'I can’t ', 'do that.'), ...ends('refusal')],
    ],
    [
      'names the stop sequence that was met (vLLM)',
      [says('Hi'), chunk({}, 'stop', {}, { stop_reason: '</tool>' }), DONE],
      [begins(), ...text(0, 'Hi'), ...ends('stop_sequence', usage(0, 0), '</tool>')],
    ],
    [
      'names the stop sequence that was met (SGLang)',
      [says('Hi'), chunk({}, 'stop', {}, { matched_stop: 'END' }), DONE],
      [begins(), ...text(0, 'Hi'), ...ends('stop_sequence', usage(0, 0), 'END')],
    ],
    [
      'with the number of a token is no stop sequence',
      [says('Hi'), chunk({}, 'stop', {}, { stop_reason: 128_009 }), DONE],
      [begins(), ...text(0, 'Hi'), ...ends('end_turn')],
    ],
  ])('%s', (_, frames, expected) => expect(translated(frames)).toEqual(expected))
})

describe('usage', () => {
  const cached = (tokens: number) => ({ prompt_tokens_details: { cached_tokens: tokens } })
  const hi = [says('Hi'), finishes('stop')]
  const said = text(0, 'Hi')
  test.each<Case>([
    [
      'comes last, and is waited for',
      [...hi, counts(100, 7, cached(60)), DONE],
      [begins(), ...said, ...ends('end_turn', usage(40, 7, 60))],
    ],
    ['may come without [DONE]', [...hi, counts(100, 7)], [begins(), ...said, ...ends('end_turn', usage(100, 7))]],
    [
      'may come in the chunk with the reason',
      [says('Hi'), chunk({}, 'stop', { usage: counts(100, 7).usage as Json }), DONE],
      [begins(), ...said, ...ends('end_turn', usage(100, 7))],
    ],
    [
      'may come with every chunk, and is cumulative',
      [
        chunk({ content: 'Hi' }, null, { usage: counts(100, 1).usage as Json }),
        chunk({ content: '!' }, 'stop', { usage: counts(100, 2).usage as Json }),
        counts(100, 3, cached(100)),
        DONE,
      ],
      [begins(usage(100, 1)), ...text(0, 'Hi', '!'), ...ends('end_turn', usage(0, 3, 100))],
    ],
    [
      'may be null until then',
      [chunk({ content: 'Hi' }, null, { usage: null }), finishes('stop'), counts(1, 2), DONE],
      [begins(), ...said, ...ends('end_turn', usage(1, 2))],
    ],
    [
      'may never come',
      [...hi, DONE],
      [begins(usage(77, 0)), ...said, ...ends('end_turn', usage(77, 0))],
      { inputTokens: 77 },
    ],
    [
      'knows DeepSeek’s hits',
      [...hi, counts(100, 7, { prompt_cache_hit_tokens: 30, prompt_cache_miss_tokens: 70 })],
      [begins(), ...said, ...ends('end_turn', usage(70, 7, 30))],
    ],
    [
      'knows Moonshot’s place',
      [
        says('Hi'),
        chunk({}, 'stop', {}, { usage: { prompt_tokens: 9, completion_tokens: 1, cached_tokens: 4 } }),
        DONE,
      ],
      [begins(), ...said, ...ends('end_turn', usage(5, 1, 4))],
    ],
    [
      'knows Groq’s place',
      [says('Hi'), chunk({}, 'stop', { x_groq: { usage: { prompt_tokens: 9, completion_tokens: 1 } } }), DONE],
      [begins(), ...said, ...ends('end_turn', usage(9, 1))],
    ],
    [
      'knows what was written to the cache',
      [...hi, counts(100, 7, { prompt_tokens_details: { cached_tokens: 80, created_cache_tokens: 10 } })],
      [begins(), ...said, ...ends('end_turn', usage(10, 7, 80, 10))],
    ],
    [
      'is never less than nothing, and in integers',
      [...hi, counts(10.5, 7, cached(60))],
      [begins(), ...said, ...ends('end_turn', usage(0, 7, 60))],
    ],
    ['with nonsense in it is none', [...hi, counts(Number.NaN, -1), DONE], [begins(), ...said, ...ends('end_turn')]],
    [
      'behind the last event changes nothing',
      [...hi, counts(1, 2), counts(3, 4), says('more'), DONE, DONE],
      [begins(), ...said, ...ends('end_turn', usage(1, 2))],
    ],
  ])('%s', (_, frames, expected, options) => expect(translated(frames, options)).toEqual(expected))
})

describe('never made to look complete', () => {
  const opened = unstopped(text(0, 'Hel', 'lo'))
  const input = 'The model called Bash with an input that is not a JSON object.'
  const called = (input: string) => unstopped(tool(0, 'call_1', 'Bash', input))
  test.each<Case>([
    ['an end without a reason', hello, [begins(), ...opened, fails('The answer ended without a finish_reason.')]],
    [
      '[DONE] without a reason',
      [...hello, DONE],
      [begins(), ...opened, fails('The answer ended without a finish_reason.')],
    ],
    [
      'a whole call without a reason',
      [bash, DONE],
      [begins(), ...unstopped(bashed), fails('The answer ended without a finish_reason.')],
    ],
    [
      'an empty reason',
      [...hello, chunk({}, ''), DONE],
      [begins(), ...opened, fails('The answer ended without a finish_reason.')],
    ],
    [
      'usage without a reason',
      [...hello, counts(1, 2)],
      [begins(), ...opened, fails('The answer ended without a finish_reason.')],
    ],
    ['nothing at all', [], [fails('The answer is empty.')]],
    ['[DONE] alone', [DONE], [fails('The answer is empty.')]],
    [
      'an error in the stream',
      [...hello, { error: { message: 'Out of memory', type: 'server_error', code: 500 } }, finishes('stop'), DONE],
      [begins(), ...opened, fails('Out of memory')],
    ],
    [
      'an error in front',
      [{ error: { message: 'Rate limited', code: 429 } }, DONE],
      [fails('Rate limited', 'rate_limit_error')],
    ],
    ['an error that is a text', [...hello, { error: 'it broke' }], [begins(), ...opened, fails('it broke')]],
    [
      'an error that is called overload',
      [...hello, { error: { message: 'Busy', type: 'overloaded_error' } }],
      [begins(), ...opened, fails('Busy', 'overloaded_error')],
    ],
    [
      'an error as vLLM once had it',
      [...hello, { object: 'error', message: 'Engine died', code: 503 }],
      [begins(), ...opened, fails('Engine died', 'overloaded_error')],
    ],
    [
      'an error as FastAPI has it',
      [...hello, { detail: 'Internal error' }],
      [begins(), ...opened, fails('Internal error')],
    ],
    [
      'an error in the choice',
      [...hello, chunk({ content: '' }, 'error', {}, { error: { code: 502, message: 'Provider gone' } })],
      [begins(), ...opened, fails('Provider gone')],
    ],
    [
      'an event that is an error',
      [...hello, 'event: error\ndata: {"error":{"message":"No","code":"429"}}\n\n'],
      [begins(), ...opened, fails('No', 'rate_limit_error')],
    ],
    [
      'an event that is an error in words',
      [...hello, 'event: error\ndata: upstream timed out\n\n'],
      [begins(), ...opened, fails('upstream timed out')],
    ],
    [
      'an error beside a finish',
      [...hello, finishes('stop'), { error: { message: 'late' } }],
      [begins(), ...opened, fails('late')],
    ],
    [
      'a reason that is a failure',
      [...hello, finishes('abort'), DONE],
      [begins(), ...opened, fails('The server broke off its answer: abort.')],
    ],
    [
      'a failure behind a whole call',
      [bash, finishes('error'), DONE],
      [begins(), ...unstopped(bashed), fails('The server broke off its answer: error.')],
    ],
    [
      'a call that is announced and does not come',
      [...hello, finishes('tool_calls'), DONE],
      [begins(), ...opened, fails('The server says that the model called a tool (tool_calls), but sent no call.')],
    ],
    [
      'a frame that is no JSON',
      [...hello, 'data: {"choices":[{"del\n\n', finishes('stop')],
      [begins(), ...opened, fails('The server sent something that is no part of an answer: {"choices":[{"del')],
    ],
    [
      'a frame that is no object',
      [...hello, 'data: 7\n\n'],
      [begins(), ...opened, fails('The server sent something that is no part of an answer.')],
    ],
    ['a page', ['<html><body>Bad gateway</body></html>\n'], [fails('Bad gateway')]],
    ['a page behind blanks', ['\n\n', '<p>Bad gateway</p>'], [fails('Bad gateway')]],
    ['an error that is no chunk', ['{"error":{"message":"Out of', ' memory"}}'], [fails('Out of memory')]],
    [
      'a whole answer that is cut',
      ['{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}'],
      [fails('{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}')],
    ],
    ['a text', ['Bad gateway'], [fails('The answer is empty.')]],
    [
      'an input that is no JSON',
      [calls({ index: 0, id: 'call_1', name: 'Bash', input: '{a:1}' }), finishes('tool_calls')],
      [begins(), fails(input)],
    ],
    [
      'an input that is cut',
      [calls({ index: 0, id: 'call_1', name: 'Bash', input: '{"a":' }), finishes('tool_calls')],
      [begins(), ...called('{"a":'), fails('The answer ended (tool_calls) in the middle of the input of Bash.')],
    ],
    [
      'an input that is cut by the limit',
      [calls({ index: 0, id: 'call_1', name: 'Bash', input: '{"a":"' }), finishes('length')],
      [begins(), ...called('{"a":"'), fails('The answer ended (length) in the middle of the input of Bash.')],
    ],
    [
      'an input that breaks on the way',
      [
        calls({ index: 0, id: 'call_1', name: 'Bash', input: '{"a":' }),
        calls({ index: 0, input: '}' }),
        finishes('tool_calls'),
      ],
      [begins(), ...called('{"a":'), fails(input)],
    ],
    [
      'an input with more behind it',
      [
        calls({ index: 0, id: 'call_1', name: 'Bash', input: '{}' }),
        calls({ index: 0, input: '{}' }),
        finishes('tool_calls'),
      ],
      [begins(), ...called('{}'), fails(input)],
    ],
    [
      'an input that is a list',
      [calls({ index: 0, id: 'call_1', name: 'Bash', input: '[1]' }), finishes('tool_calls')],
      [begins(), fails(input)],
    ],
    [
      'an input that is a text of JSON',
      [calls({ index: 0, id: 'call_1', name: 'Bash', input: '"{}"' }), finishes('tool_calls')],
      [begins(), fails(input)],
    ],
    [
      'an input that goes on behind null',
      [
        calls({ index: 0, id: 'call_1', name: 'Bash', input: 'null' }),
        calls({ index: 0, input: ', "a"' }),
        finishes('tool_calls'),
      ],
      [begins(), ...tool(0, 'call_1', 'Bash', '').slice(0, 1), fails(input)],
    ],
    [
      'a line break within a text of the input',
      [calls({ index: 0, id: 'call_1', name: 'Bash', input: '{"a":"\n"}' }), finishes('tool_calls')],
      [begins(), fails(input)],
    ],
    [
      'a waiting input that is cut',
      [
        calls({ index: 0, id: 'call_1', name: 'Bash', input: '' }),
        calls({ index: 1, id: 'b', name: 'Read', input: '{"x"' }),
        finishes('tool_calls'),
      ],
      [
        begins(),
        ...tool(0, 'call_1', 'Bash', '{}'),
        ...unstopped(tool(1, 'b', 'Read', '{"x"')),
        fails('The answer ended (tool_calls) in the middle of the input of Read.'),
      ],
    ],
    [
      'a call without a name',
      [calls({ index: 0, id: 'call_1', input: '{}' }), finishes('tool_calls')],
      [begins(), fails('The model called a tool that the server does not name.')],
    ],
  ])('%s', (_, frames, expected) => expect(translated(frames)).toEqual(expected))

  test('JSON that is nested too deeply', () => {
    const deep = (key: string) => `${`{"${key}":`.repeat(200_000)}1${'}'.repeat(200_000)}`
    const call = `data: {"choices":[{"delta":{"tool_calls":[{"id":"a","function":{"name":"T","arguments":${deep('a')}}}]}}]}\n\n`
    for (const wire of [call, `data: ${deep('error')}\n\n`])
      expect(translated([wire]).at(-1)).toEqual(fails(expect.stringContaining('cannot be read')))
  })

  test('an error that is empty is none', () => {
    const empty = [null, '', false, {}].map((error) => chunk({ content: 'x' }, null, { error }))
    const whole = [begins(), ...text(0, 'x', 'x', 'x', 'x'), ...ends('end_turn')]
    expect(translated([...empty, finishes('stop'), DONE])).toEqual(whole)
  })

  test.each([
    ['within a text', hello, [begins(), ...opened]],
    ['within a frame', [...hello, 'data: {"choices":[],"usage":{"prompt_tokens":1'], [begins(), ...opened]],
    ['behind the reason', [...hello, finishes('stop')], [begins(), ...opened]],
    ['before anything', [], []],
  ] as [string, (Json | string)[], Event[]][])('a connection that breaks %s', (_, frames, expected) => {
    const failure = fails('The connection to the server broke off: ECONNRESET.')
    expect(translated(frames, {}, 'cut')).toEqual([...expected, failure])
  })

  test('but a connection that breaks behind the end of the message changes nothing', () => {
    const whole = [begins(), ...text(0, 'Hel', 'lo'), ...ends('end_turn')]
    expect(translated([...hello, finishes('stop'), DONE], {}, 'cut')).toEqual(whole)
  })
})

describe('frames', () => {
  const frames = [...hello, finishes('stop'), counts(3, 4), DONE]
  const expected = [begins(), ...text(0, 'Hel', 'lo'), ...ends('end_turn', usage(3, 4))]
  const plain = sse(...frames)
  test.each([
    ['with CRLF', plain.replaceAll('\n', '\r\n')],
    ['with CR', plain.replaceAll('\n', '\r')],
    ['without a space behind the colon', plain.replaceAll('data: ', 'data:')],
    ['with other fields', plain.replaceAll('data: ', 'event: message\nid: 7\nretry: 1\ndata: ')],
    ['with a byte order mark', `\ufeff${plain}`],
    ['with JSON over several lines', plain.replaceAll(',"', ',\ndata: "')],
    ['without [DONE]', plain.replace(DONE, '')],
    ['without the last blank line', plain.replace(/\n\n$/, '')],
    ['without the last line break', plain.replace(DONE, '').replace(/\n\n$/, '')],
    ['with blanks behind [DONE]', plain.replace('[DONE]', '[DONE] ')],
    ['with empty ones', plain.replaceAll('data: ', 'data:\n\ndata: ')],
  ])('%s', (_, wire) => expect(translated([wire])).toEqual(expected))

  test('comments become pings, until it is over', () => {
    const wire = [': OPENROUTER PROCESSING\n\n', role, ': keepalive\n', says('Hi'), finishes('stop'), DONE, ': bye\n\n']
    const ping = { type: 'ping' }
    expect(translated(wire)).toEqual([ping, begins(), ping, ...text(0, 'Hi'), ...ends('end_turn')])
  })

  test('that never end are given up', () => {
    const events = translated([...hello, `data: ${'x'.repeat(17 << 20)}`])
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      error: { message: expect.stringContaining('exceeded max buffer') },
    })
  })
})

function namesFor(name: string): ToolNames {
  const names = new ToolNames()
  names.toServer(name)
  return names
}

function shortened(name: string): string {
  return new ToolNames().toServer(name)
}
