import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../lab/providers/answers.ts'
import type { OpenAiApi, OpenAiApiOptions, Script } from '../../lab/providers/openai-api.ts'
import { freshFolder } from '../../lab/temp.ts'
import { run } from './openai.ts'
import { bash, done } from './support.ts'

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP8z4APMOGVHbHSAEEsAROxCnMTAAAAAElFTkSuQmCC'
/** Turns with a command each, so that there are over twenty in all. */
const commands = 17
const subtask = 'Say what the word of the day is.'

/** Servers as they differ: what their templates refuse, and how their streams come. */
const servers: [string, Partial<OpenAiApiOptions>][] = [
  ['a strict chat template', { rules: { system: 'only-first', turns: 'alternating', reasoningContent: 'refused' } }],
  ['nothing counted, and always the same reason', { flavour: { usage: 'none', finish: 'always-stop', end: 'close' } }],
  [
    'calls without an index, each in one chunk',
    { flavour: { toolIndex: 'missing', arguments: 'one-chunk', reasoning: 'reasoning', usage: 'last-chunk' } },
  ],
  [
    'calls by turns, other line ends, and few bytes at a time',
    { flavour: { arguments: 'by-turns' }, wire: { lineEnd: '\r\n', cutEvery: 7 } },
  ],
  [
    'no streams, no pictures, the newer name, and its thinking wanted back',
    {
      streams: 'whole',
      rules: {
        maxTokensName: 'max_completion_tokens',
        streamOptions: 'refused',
        pictures: 'refused',
        reasoningContent: 'wanted',
      },
    },
  ],
]

interface Body {
  messages: { role: string; content: unknown; tool_calls?: unknown[] }[]
  tools: { function: { name: string } }[]
}

/** What the model does depends on how far the conversation has come: the subagent's is one of its own. */
function scriptIn(workspace: string): Script {
  return ({ body }) => {
    const { messages, tools } = body as Body
    const turn = messages.filter(({ tool_calls }) => tool_calls !== undefined).length
    const isSubagent = !JSON.stringify(messages).includes('Say hello.')
    if (isSubagent) return turn === 0 ? bash('echo grüezi 🥊') : { kind: 'message', text: 'It is grüezi 🥊.' }
    const agent = tools.map(({ function: { name } }) => name).find((name) => /^(Agent|Task)$/.test(name)) ?? 'Agent'
    const turns: Answer[] = [
      {
        kind: 'message',
        thinking: 'Three at once.',
        text: 'Look.',
        tools: [
          { name: 'Bash', input: { command: 'echo "one \\"quoted\\""' } },
          { name: 'Read', input: { file_path: join(workspace, 'picture.png') } },
          { name: 'Bash', input: { command: 'echo two >&2; exit 3' } },
        ],
      },
      {
        kind: 'message',
        thinking: 'Somebody else may know.',
        tools: [
          {
            name: agent,
            input: { description: 'Word', prompt: subtask, subagent_type: 'general-purpose', run_in_background: false },
          },
        ],
      },
      ...Array.from({ length: commands }, (_, n) => bash(`echo turn-${n}`)),
      { kind: 'message', tools: [{ name: 'StructuredOutput', input: { word: 'grüezi 🥊' } }] },
    ]
    return turns[turn] ?? done
  }
}

/** The conversation of the run itself as the server got it last. */
function mainConversation(api: OpenAiApi): Body['messages'] {
  const bodies = api.completions.map(({ body }) => body as Body)
  return bodies.findLast(({ messages }) => JSON.stringify(messages).includes('Say hello.'))!.messages
}

describe('a run with pictures, parallel calls, thinking, a subagent and structured output', () => {
  it.each(servers)('goes through on a server with %s', async (_, server) => {
    const workspace = freshFolder('workspace')
    writeFileSync(join(workspace, 'picture.png'), Buffer.from(png, 'base64'))
    const schema = { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] }
    const { api, step } = await run({
      server,
      script: scriptIn(workspace),
      inputs: { 'allowed-tools': 'Bash,Read,Agent,Task', 'json-schema': JSON.stringify(schema) },
      step: { workspace },
    })
    expect(step.outputs, step.log).toMatchObject({ conclusion: 'success' })
    expect(JSON.parse(step.outputs['structured-output']!)).toEqual({ word: 'grüezi 🥊' })

    const messages = mainConversation(api)
    const told = messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content))
    expect(told[0]).toBe('one "quoted"')
    expect(told[2]).toMatch(/two/)
    expect(told[3]).toContain('It is grüezi 🥊.')
    expect(told.slice(4, 4 + commands)).toEqual(Array.from({ length: commands }, (_, n) => `turn-${n}`))
    const picture = server.rules?.pictures === 'refused' ? 'A picture was here' : 'data:image/png;base64,'
    expect(JSON.stringify(messages)).toContain(picture)
    // What a server wants otherwise is learned once, and not again in each turn; the subagent has two of its own.
    const turns = Number(step.outputs['num-turns'])
    expect(turns).toBeGreaterThan(20)
    expect(api.completions.length - turns).toBeLessThanOrEqual(8)
  })
})
