import { describe, expect, test } from 'vitest'
import { commonDialect, type Dialect } from '../../../src/gateway/openai/dialect.ts'
import { translateRequest, UntranslatableRequest } from '../../../src/gateway/openai/request.ts'
import type { Json } from './fixture.ts'

/** What a request comes to besides what every one has here: model, one question, 100 tokens. */
type Case = [name: string, request: Json, expected: Json, dialect?: Partial<Dialect>]

const question = [{ role: 'user', content: 'Well?' }]
const base = { model: 'served-model', max_tokens: 100, messages: question }
const expectedBase = { model: 'served-model', max_tokens: 100, messages: question }

function check([, request, expected, dialect]: Case): void {
  const asked = structuredClone({ ...base, ...request })
  const { body } = translateRequest(asked, { ...commonDialect, ...dialect })
  expect(JSON.parse(JSON.stringify(body))).toEqual(expected)
  expect(asked, 'the request is not changed').toEqual({ ...base, ...request })
}

function cases(name: string, all: readonly Case[]): void {
  describe(name, () => {
    for (const one of all) test(one[0], () => check(one))
  })
}

/** Cases about parameters: what comes besides the base. */
function params(name: string, all: readonly Case[]): void {
  cases(
    name,
    all.map(
      ([title, request, expected, dialect]): Case => [title, request, { ...expectedBase, ...expected }, dialect ?? {}],
    ),
  )
}

/** Cases about the conversation: the messages that come of some. */
function conversations(name: string, all: readonly [string, Json[], Json[], Partial<Dialect>?, Json?][]): void {
  cases(
    name,
    all.map(([title, messages, expected, dialect, more]): Case => {
      return [title, { messages, ...more }, { ...expectedBase, messages: expected }, dialect ?? {}]
    }),
  )
}

const png = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }
const pngPart = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }
const note = { type: 'text', text: '(A picture was here, which this model cannot see.)' }
const cached = { cache_control: { type: 'ephemeral' } }
const says = (text: string) => ({ type: 'text', text })
const use = (id: string, name = 'Bash', input: unknown = { command: 'ls' }) => ({ type: 'tool_use', id, name, input })
const result = (tool_use_id: string, content?: unknown, more: Json = {}) => ({
  type: 'tool_result',
  tool_use_id,
  ...(content !== undefined && { content }),
  ...more,
})
const user = (...content: unknown[]) => ({ role: 'user', content })
const assistant = (...content: unknown[]) => ({ role: 'assistant', content })
const asked = { role: 'user', content: 'Well?' }
const calls = (...all: [id: string, name?: string, input?: string][]) => ({
  role: 'assistant',
  content: null,
  tool_calls: all.map(([id, name = 'Bash', input = '{"command":"ls"}']) => {
    return { id, type: 'function', function: { name, arguments: input } }
  }),
})
const tool = (tool_call_id: string, content: string) => ({ role: 'tool', tool_call_id, content })

const system = (system: unknown, messages: Json[] = [asked]) => ({ system, messages })
const billing = { type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1.330.572; cc_entrypoint=sdk-cli;' }

cases('system', [
  ['a text', system('Be brief.'), { ...expectedBase, messages: [{ role: 'system', content: 'Be brief.' }, asked] }],
  [
    'blocks are one text, without cache_control',
    system([
      { ...says('Be brief.'), ...cached },
      { ...says('\nBe kind.'), ...cached },
    ]),
    { ...expectedBase, messages: [{ role: 'system', content: 'Be brief.\nBe kind.' }, asked] },
  ],
  [
    'blocks do not run together, nor get what they have already',
    system([says('Be brief.'), says('Be kind.'), says(' Be quick.'), says('')]),
    { ...expectedBase, messages: [{ role: 'system', content: 'Be brief.\nBe kind. Be quick.' }, asked] },
  ],
  [
    'the billing block goes',
    system([billing, says('Be brief.')]),
    { ...expectedBase, messages: [{ role: 'system', content: 'Be brief.' }, asked] },
  ],
  [
    'the billing line goes from a text',
    system(`${billing.text}\nBe brief.`),
    { ...expectedBase, messages: [{ role: 'system', content: 'Be brief.' }, asked] },
  ],
  ['nothing but billing is nothing', system([billing]), expectedBase],
  ['nothing is nothing', system([]), expectedBase],
  [
    'as a developer’s',
    system('Be brief.'),
    { ...expectedBase, messages: [{ role: 'developer', content: 'Be brief.' }, asked] },
    { systemRole: 'developer' },
  ],
  [
    'as the user’s, for templates that know no system',
    system('Be brief.'),
    { ...expectedBase, messages: [{ role: 'user', content: 'Be brief.\nWell?' }] },
    { systemRole: 'user', alternating: true },
  ],
])

conversations('instructions between the turns', [
  [
    'stay in place, as the user’s',
    [asked, { role: 'system', content: [{ ...says('Be brief.'), ...cached }] }, assistant(says('Hi')), asked],
    [asked, { role: 'user', content: 'Be brief.' }, { role: 'assistant', content: 'Hi' }, asked],
  ],
  [
    'stay in place, as the system’s',
    [asked, { role: 'system', content: 'Be brief.' }],
    [asked, { role: 'system', content: 'Be brief.' }],
    { systemInConversation: 'system' },
  ],
  [
    'never stand between a call and its result',
    [asked, assistant(use('a')), { role: 'system', content: 'Be brief.' }, user(result('a', 'f'))],
    [asked, calls(['a']), tool('a', 'f'), { role: 'user', content: 'Be brief.' }],
  ],
  [
    'in front are the system’s',
    [{ role: 'system', content: 'Be brief.' }, asked],
    [{ role: 'system', content: 'Be brief.' }, asked],
  ],
  ['of nothing but billing go', [asked, { role: 'system', content: [billing] }], [asked]],
  [
    'lose their billing block alone',
    [asked, { role: 'system', content: [billing, says('Be brief.')] }],
    [asked, { role: 'user', content: 'Be brief.' }],
  ],
])

conversations('the user', [
  ['a text', [asked], [asked]],
  ['a block is a text', [user(says('Well?'))], [asked]],
  [
    'several are one text',
    [
      user(
        { ...says('<system-reminder>\nx\n</system-reminder>\n'), ...cached },
        says('What is'),
        says(' it'),
        says('Now?'),
      ),
    ],
    [{ role: 'user', content: '<system-reminder>\nx\n</system-reminder>\nWhat is it\nNow?' }],
  ],
  ['a picture, as data', [user(says('What is it?'), png)], [{ role: 'user', content: [says('What is it?'), pngPart] }]],
  [
    'a picture, by URL, without keys of its own',
    [user({ type: 'image', source: { type: 'url', url: 'https://example.com/a.png' }, ...cached })],
    [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] }],
  ],
  [
    'a picture without a type is a JPEG',
    [user({ type: 'image', source: { data: 'AAAA' } })],
    [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/jpeg;base64,AAAA' } }] }],
  ],
  [
    'a picture that is kept at Anthropic is named as missing',
    [user({ type: 'image', source: { type: 'file', file_id: 'file_1' } })],
    [{ role: 'user', content: '(A picture was here, which could not be passed on.)' }],
  ],
  [
    'a picture for a model that sees none',
    [user(png, says('?'))],
    [{ role: 'user', content: `${note.text}\n?` }],
    { images: false },
  ],
  [
    'a document that is text',
    [user({ type: 'document', title: 'a.txt', source: { type: 'text', media_type: 'text/plain', data: 'one' } })],
    [{ role: 'user', content: 'a.txt\none' }],
  ],
  [
    'a document of blocks',
    [user({ type: 'document', source: { type: 'content', content: [says('one'), png] } })],
    [{ role: 'user', content: [says('one'), pngPart] }],
  ],
  [
    'a PDF',
    [
      user({
        type: 'document',
        title: 'a.pdf',
        source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' },
      }),
    ],
    [
      {
        role: 'user',
        content: [{ type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBE' } }],
      },
    ],
  ],
  [
    'a PDF for a server that takes none',
    [
      user({
        type: 'document',
        title: 'a.pdf',
        source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' },
      }),
    ],
    [{ role: 'user', content: '(A document was here, which this model cannot read: a.pdf)' }],
    { files: false },
  ],
  [
    'a text in base64, which no server takes as a file',
    [
      user({
        type: 'document',
        title: 'a.csv',
        source: { type: 'base64', media_type: 'text/csv', data: Buffer.from('ü,1').toString('base64') },
      }),
    ],
    [{ role: 'user', content: 'a.csv\nü,1' }],
  ],
  [
    'a document elsewhere',
    [user({ type: 'document', source: { type: 'url', url: 'https://example.com/a.pdf' } })],
    [{ role: 'user', content: '(A document is at https://example.com/a.pdf)' }],
  ],
  [
    'a search result',
    [user({ type: 'search_result', title: 'T', source: 'https://example.com', content: [says('one'), says('two')] })],
    [{ role: 'user', content: 'T\nhttps://example.com\none\ntwo' }],
  ],
  [
    'blocks nobody knows are left out, and turns of nothing else',
    [user({ type: 'new' }), user({ type: 'new' }, says('Well?'))],
    [asked],
  ],
  ['no turns at all', [], []],
  ['two turns in a row stay two', [asked, asked], [asked, asked]],
  [
    'two turns in a row are one where they have to alternate',
    [asked, { role: 'system', content: 'Be brief.' }, user(png)],
    [{ role: 'user', content: [says('Well?\nBe brief.'), pngPart] }],
    { alternating: true },
  ],
])

conversations('the assistant', [
  [
    'a text',
    [asked, { role: 'assistant', content: 'Hi' }, asked],
    [asked, { role: 'assistant', content: 'Hi' }, asked],
  ],
  [
    'texts are one',
    [asked, assistant(says('Hi '), says('there'), says('!')), asked],
    [asked, { role: 'assistant', content: 'Hi there\n!' }, asked],
  ],
  [
    'a text and calls',
    [asked, assistant(says('Look.'), use('a'), use('b', 'Read', {})), user(result('a', '1'), result('b', '2'))],
    [asked, { ...calls(['a'], ['b', 'Read', '{}']), content: 'Look.' }, tool('a', '1'), tool('b', '2')],
  ],
  [
    'calls alone have null as their content',
    [asked, assistant(use('a')), user(result('a', '1'))],
    [asked, calls(['a']), tool('a', '1')],
  ],
  [
    'an input is JSON text, whatever is in it',
    [
      asked,
      assistant(use('a', 'T', { a: 'ü"\n', b: [1, null, { c: true }] }), use('b', 'T', null)),
      user(result('a', ''), result('b', '')),
    ],
    [
      asked,
      calls(['a', 'T', '{"a":"ü\\"\\n","b":[1,null,{"c":true}]}'], ['b', 'T', '{}']),
      tool('a', ''),
      tool('b', ''),
    ],
  ],
  [
    'thinking is dropped',
    [
      asked,
      assistant(
        { type: 'thinking', thinking: 'Hm', signature: '' },
        { type: 'redacted_thinking', data: 'x' },
        says('Hi'),
      ),
      asked,
    ],
    [asked, { role: 'assistant', content: 'Hi' }, asked],
  ],
  [
    'thinking alone is no message',
    [asked, assistant({ type: 'thinking', thinking: 'Hm', signature: '' }), asked],
    [asked, asked],
  ],
  ['an empty text is no message', [asked, assistant(says('')), asked], [asked, asked]],
  [
    'thinking goes back where the server wants it',
    [
      asked,
      assistant(
        { type: 'thinking', thinking: 'Hm. ', signature: '' },
        { type: 'thinking', thinking: 'Ah.', signature: 'x' },
        says('Hi'),
      ),
      asked,
    ],
    [asked, { role: 'assistant', content: 'Hi', reasoning_content: 'Hm. Ah.' }, asked],
    { reasoningContent: true },
  ],
  [
    'thinking alone goes back where the server wants it',
    [asked, assistant({ type: 'thinking', thinking: 'Hm', signature: '' }), asked],
    [asked, { role: 'assistant', content: '', reasoning_content: 'Hm' }, asked],
    { reasoningContent: true },
  ],
  [
    'where the server wants thinking, a call without has an empty one, and a text none',
    [asked, assistant(use('a')), user(result('a', '1')), assistant(says('Hi'))],
    [asked, { ...calls(['a']), reasoning_content: '' }, tool('a', '1'), { role: 'assistant', content: 'Hi' }],
    { reasoningContent: true },
  ],
  [
    'turns in a row are one',
    [
      asked,
      assistant(says('Look.')),
      assistant(use('a')),
      assistant(use('b')),
      user(result('a', '1'), result('b', '2')),
    ],
    [asked, { ...calls(['a'], ['b']), content: 'Look.' }, tool('a', '1'), tool('b', '2')],
  ],
  [
    'an input is an object whatever it was',
    [
      asked,
      assistant(use('a', 'Bash', null), use('b', 'Bash', 'ls'), use('c', 'Bash', [1])),
      user(result('a', '1'), result('b', '2'), result('c', '3')),
    ],
    [
      asked,
      calls(['a', 'Bash', '{}'], ['b', 'Bash', '{}'], ['c', 'Bash', '{}']),
      ...[tool('a', '1'), tool('b', '2'), tool('c', '3')],
    ],
  ],
  [
    'what Anthropic ran itself is left out',
    [
      asked,
      assistant(
        { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
        { type: 'web_search_tool_result', tool_use_id: 's', content: [] },
        says('Hi'),
      ),
      asked,
    ],
    [asked, { role: 'assistant', content: 'Hi' }, asked],
  ],
  [
    'may come last, for the model to go on',
    [asked, assistant(says('{'))],
    [asked, { role: 'assistant', content: '{' }],
  ],
])

const called = (...content: unknown[]) => [asked, assistant(use('a')), user(...content)]
const answered = (...rest: Json[]) => [asked, calls(['a']), ...rest]

conversations('results', [
  ['a text', called(result('a', 'file')), answered(tool('a', 'file'))],
  ['texts, joined by line breaks', called(result('a', [says('one'), says('two')])), answered(tool('a', 'one\ntwo'))],
  ['nothing', called(result('a')), answered(tool('a', ''))],
  ['null', called(result('a', null)), answered(tool('a', ''))],
  ['an empty list', called(result('a', [])), answered(tool('a', ''))],
  [
    'an error is marked',
    called(result('a', 'No such file', { is_error: true })),
    answered(tool('a', 'Error: No such file')),
  ],
  ['an error without a word', called(result('a', '', { is_error: true })), answered(tool('a', 'Error'))],
  [
    'an error that says so is left as it is',
    called(result('a', '<tool_use_error>Bad input</tool_use_error>', { is_error: true })),
    answered(tool('a', '<tool_use_error>Bad input</tool_use_error>')),
  ],
  ['no error, in so many words', called(result('a', 'ok', { is_error: false, ...cached })), answered(tool('a', 'ok'))],
  [
    'before the text of the same turn, which is one message',
    called(says('Here:'), result('a', 'file'), says('Go on.')),
    answered(tool('a', 'file'), { role: 'user', content: 'Here:\nGo on.' }),
  ],
  ['a picture alone', called(result('a', [png])), answered(tool('a', ''), { role: 'user', content: [pngPart] })],
  [
    'a text and a picture',
    called(result('a', [says('A screen'), png]), says('Go on.')),
    answered(tool('a', 'A screen'), { role: 'user', content: [pngPart, says('Go on.')] }),
  ],
  [
    'a picture for a model that sees none',
    called(result('a', [png])),
    answered(tool('a', note.text)),
    { images: false },
  ],
  [
    'pictures come behind all results',
    [asked, assistant(use('a'), use('b')), user(result('a', [png]), result('b', [says('two'), png]))],
    [asked, calls(['a'], ['b']), tool('a', ''), tool('b', 'two'), { role: 'user', content: [pngPart, pngPart] }],
  ],
  [
    'a PDF comes behind the results, too',
    called(
      result('a', [{ type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' } }]),
    ),
    answered(tool('a', ''), {
      role: 'user',
      content: [{ type: 'file', file: { filename: 'document.pdf', file_data: 'data:application/pdf;base64,JVBE' } }],
    }),
  ],
  [
    'a tool that was found',
    called(result('a', [{ type: 'tool_reference', tool_name: 'mcp__x__y' }])),
    answered(tool('a', 'The tool mcp__x__y can be called now.')),
  ],
  [
    'in the order of the calls',
    [asked, assistant(use('a'), use('b')), user(result('b', '2'), result('a', '1'))],
    [asked, calls(['a'], ['b']), tool('a', '1'), tool('b', '2')],
  ],
  [
    'over two turns',
    [asked, assistant(use('a'), use('b')), user(result('a', '1'), says('x')), user(result('b', '2'), says('y'))],
    [
      asked,
      calls(['a'], ['b']),
      tool('a', '1'),
      tool('b', '2'),
      { role: 'user', content: 'x' },
      { role: 'user', content: 'y' },
    ],
  ],
  [
    'one that is missing is made up for',
    [asked, assistant(use('a'), use('b')), user(result('b', '2'))],
    [asked, calls(['a'], ['b']), tool('a', 'No result: the call was interrupted.'), tool('b', '2')],
  ],
  [
    'all that are missing are made up for, at the end and before the next turn',
    [asked, assistant(use('a')), asked, assistant(use('b'))],
    [
      asked,
      calls(['a']),
      tool('a', 'No result: the call was interrupted.'),
      asked,
      calls(['b']),
      tool('b', 'No result: the call was interrupted.'),
    ],
  ],
  [
    'one without its call is the user’s',
    [user(result('gone', [says('file'), png]), says('Well?'))],
    [{ role: 'user', content: [says('Result of an earlier tool call: file'), pngPart, says('Well?')] }],
  ],
  [
    'one that comes a second time is the user’s',
    called(result('a', 'first'), result('a', 'second')),
    answered(tool('a', 'first'), { role: 'user', content: 'Result of an earlier tool call: second' }),
  ],
  [
    'two calls by one id each have their own',
    [asked, assistant(use('a'), use('a')), user(result('a', '1'), result('a', '2'))],
    [asked, calls(['a'], ['a']), tool('a', '1'), tool('a', '2')],
  ],
])

const schema = { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] }
const bash = { name: 'Bash', description: 'Runs a command', input_schema: schema }
const bashTool = { type: 'function', function: { name: 'Bash', description: 'Runs a command', parameters: schema } }
const offered = { tools: [bashTool] }
const long = `mcp__a_server_with_a_long_name__and_a_tool_that_has_an_even_longer_one_${'x'.repeat(10)}`
const short = expect.stringMatching(
  /^mcp__a_server_with_a_long_name__and_a_tool_that_has_an__?[a-zA-Z0-9_]*_[0-9a-f]{8}$/,
)
const find = { name: 'Find', input_schema: schema, defer_loading: true }
const findTool = { type: 'function', function: { name: 'Find', parameters: schema } }
const found = [
  asked,
  assistant(use('a', 'ToolSearch', {})),
  user(result('a', [{ type: 'tool_reference', tool_name: 'Find' }])),
]
const foundMessages = [asked, calls(['a', 'ToolSearch', '{}']), tool('a', 'The tool Find can be called now.')]

params('tools', [
  ['are functions, without cache_control', { tools: [{ ...bash, ...cached, strict: true }] }, offered],
  ['may say that they are custom', { tools: [{ ...bash, type: 'custom' }] }, offered],
  ['may have no description', { tools: [{ name: 'Find', input_schema: schema }] }, { tools: [findTool] }],
  ['an empty list is left out', { tools: [], tool_choice: { type: 'auto' } }, {}],
  [
    'that Anthropic runs are dropped',
    {
      tools: [bash, { type: 'web_search_20250305', name: 'web_search', max_uses: 5 }],
      tool_choice: { type: 'tool', name: 'web_search' },
    },
    offered,
  ],
  [
    'that Anthropic runs alone leave no list',
    { tools: [{ type: 'code_execution_20250825', name: 'x' }], tool_choice: { type: 'any' } },
    {},
  ],
  [
    'without a schema take an object without properties',
    { tools: [{ name: 'List', input_schema: { type: 'object' } }, { name: 'None' }] },
    {
      tools: ['List', 'None'].map((name) => {
        return { type: 'function', function: { name, parameters: { type: 'object', properties: {} } } }
      }),
    },
  ],
  ['that are deferred and were not found stay hidden', { tools: [bash, find] }, offered],
  [
    'that are deferred are shown once found',
    { tools: [bash, find], messages: found },
    { tools: [bashTool, findTool], messages: foundMessages },
  ],
  [
    'that are deferred are shown where Anthropic would search',
    { tools: [find, { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' }] },
    { tools: [findTool] },
  ],
  [
    'with a long name get a short one, wherever it stands',
    {
      tools: [{ name: long, input_schema: schema }],
      tool_choice: { type: 'tool', name: long },
      messages: [asked, assistant(use('a', long)), user(result('a', ''))],
    },
    {
      tools: [{ type: 'function', function: { name: short, parameters: schema } }],
      tool_choice: { type: 'function', function: { name: short } },
      messages: [
        asked,
        {
          ...calls(['a']),
          tool_calls: [{ id: 'a', type: 'function', function: { name: short, arguments: '{"command":"ls"}' } }],
        },
        tool('a', ''),
      ],
    },
  ],
])

params('tool_choice', [
  ['auto', { tools: [bash], tool_choice: { type: 'auto' } }, { ...offered, tool_choice: 'auto' }],
  ['none', { tools: [bash], tool_choice: { type: 'none' } }, { ...offered, tool_choice: 'none' }],
  ['any', { tools: [bash], tool_choice: { type: 'any' } }, { ...offered, tool_choice: 'required' }],
  [
    'tool',
    { tools: [bash], tool_choice: { type: 'tool', name: 'Bash' } },
    { ...offered, tool_choice: { type: 'function', function: { name: 'Bash' } } },
  ],
  [
    'without parallel calls',
    { tools: [bash], tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
    { ...offered, tool_choice: 'auto', parallel_tool_calls: false },
  ],
  [
    'with parallel calls',
    { tools: [bash], tool_choice: { type: 'auto', disable_parallel_tool_use: false } },
    { ...offered, tool_choice: 'auto' },
  ],
  ['of a kind nobody knows', { tools: [bash], tool_choice: { type: 'new' } }, offered],
  [
    'for a server that takes neither',
    { tools: [bash], tool_choice: { type: 'any', disable_parallel_tool_use: true } },
    offered,
    { without: new Set(['tool_choice', 'parallel_tool_calls'] as const) },
  ],
])

params('sampling', [
  [
    'max_tokens by its newer name',
    {},
    { max_tokens: undefined, max_completion_tokens: 100 },
    { maxTokensName: 'max_completion_tokens' },
  ],
  ['max_tokens up to what the model has', {}, { max_tokens: 64 }, { mostTokens: 64 }],
  ['max_tokens below what the model has', {}, {}, { mostTokens: 128 }],
  ['no max_tokens', { max_tokens: undefined }, { max_tokens: undefined }],
  ['temperature and top_p', { temperature: 0, top_p: 0.9 }, { temperature: 0, top_p: 0.9 }],
  ['stop_sequences', { stop_sequences: ['\n', 'END'] }, { stop: ['\n', 'END'] }],
  ['more than four stop_sequences', { stop_sequences: ['a', 'b', 'c', '', 'd', 'e'] }, { stop: ['a', 'b', 'c', 'd'] }],
  ['no stop_sequences', { stop_sequences: [] }, {}],
  [
    'what only Anthropic knows is dropped',
    {
      top_k: 40,
      metadata: { user_id: 'x' },
      betas: ['x'],
      context_management: { edits: [] },
      service_tier: 'auto',
      container: 'c',
      mcp_servers: [],
      thinking: { type: 'adaptive', display: 'omitted' },
      output_config: { effort: 'high' },
      inference_geo: 'eu',
    },
    {},
  ],
  [
    'what the server refused is left out',
    { temperature: 1, top_p: 1, stop_sequences: ['x'] },
    {},
    { without: new Set(['temperature', 'top_p', 'stop'] as const) },
  ],
])

params('stream', [
  ['with usage', { stream: true }, { stream: true, stream_options: { include_usage: true } }],
  ['for a server that takes no options', { stream: true }, { stream: true }, { includeUsage: false }],
  ['not', { stream: false }, {}],
])

const effort = { effort: true }
params('effort', [
  [
    'as it is asked for',
    { output_config: { effort: 'low' }, thinking: { type: 'adaptive' } },
    { reasoning_effort: 'low' },
    effort,
  ],
  ['above what all know', { output_config: { effort: 'max' } }, { reasoning_effort: 'high' }, effort],
  [
    'none where thinking is off, whatever else',
    { output_config: { effort: 'high' }, thinking: { type: 'disabled' } },
    { reasoning_effort: 'none' },
    effort,
  ],
  ['by budget: low', { thinking: { type: 'enabled', budget_tokens: 1_024 } }, { reasoning_effort: 'low' }, effort],
  [
    'by budget: medium',
    { thinking: { type: 'enabled', budget_tokens: 10_000 } },
    { reasoning_effort: 'medium' },
    effort,
  ],
  ['by budget: high', { thinking: { type: 'enabled', budget_tokens: 31_999 } }, { reasoning_effort: 'high' }, effort],
  ['nothing asked', { thinking: { type: 'adaptive' } }, {}, effort],
  [
    'refused',
    { output_config: { effort: 'low' } },
    {},
    { effort: true, without: new Set(['reasoning_effort'] as const) },
  ],
])

const closed = { ...schema, additionalProperties: false }
const answerIn = (schema: Json, strict: boolean) => ({
  response_format: { type: 'json_schema', json_schema: { name: 'answer', schema, strict } },
})
params('structured output', [
  ['by output_config', { output_config: { format: { type: 'json_schema', schema: closed } } }, answerIn(closed, true)],
  ['by output_format, as it was', { output_format: { type: 'json_schema', schema: closed } }, answerIn(closed, true)],
  [
    'that OpenAI cannot hold strictly',
    { output_config: { format: { type: 'json_schema', schema } } },
    answerIn(schema, false),
  ],
  [
    'without what OpenAI refuses',
    { output_config: { format: { type: 'json_schema', schema: { $schema: 'x', ...closed } } } },
    answerIn(closed, true),
  ],
  [
    'refused',
    { output_config: { format: { type: 'json_schema', schema } } },
    {},
    { without: new Set(['response_format'] as const) },
  ],
])

describe('no request at all', () => {
  test.each([
    ['no object', [], 'The body is not a JSON object.'],
    ['null', null, 'The body is not a JSON object.'],
    ['no model', { messages: [] }, 'model: Field required'],
    ['no messages', { model: 'm' }, 'messages: Field required'],
  ])('%s', (_, request, message) => {
    expect(() => translateRequest(request)).toThrow(new UntranslatableRequest(message))
  })
})
