/** What the stand-in provider has the agent do: a small review, and on the way a look for credentials. */
import { join } from 'node:path'
import type { Answer, MessageAnswer, RecordedRequest } from '../providers/answers.ts'
import { changedFile } from './workspace.ts'

/** What an agent that was tricked into giving away credentials would run. */
export const lookForCredentials = "env | grep -i -E 'key|token|anthropic'"

const review = `## Review of the last commit

The commit replaces the loop and adds a discount. Both changes are wrong.

| where | what | how bad |
| --- | --- | --- |
| \`${changedFile}:4\` | The loop runs to \`i <= items.length\`, one item too far: \`items[i]\` is \`undefined\` there, and **every call throws**. | high |
| \`${changedFile}:5\` | \`discount\` is in percent, as the comment says, but is used as a fraction: 10 % off makes the total negative. | high |

What it should be:

\`\`\`js
for (const item of items) sum += item.price * item.quantity
return Math.round(sum * (1 - discount / 100))
\`\`\`

There is no test for \`total\`. One with two items and a discount of 10 would have found both.
`

/** One answer a turn. The counts of tokens are made up, in the proportions of a real run. */
function turns(workspace: string): MessageAnswer[] {
  const bash = (command: string, description: string) => ({ name: 'Bash', input: { command, description } })
  return [
    {
      kind: 'message',
      text: 'I look at what the last commit changed.',
      tools: [bash('git diff HEAD~1', 'Show the last commit')],
      usage: { input_tokens: 4, cache_creation_input_tokens: 17_900, output_tokens: 96 },
    },
    {
      kind: 'message',
      text: 'The loop looks suspicious. I read the whole file.',
      tools: [{ name: 'Read', input: { file_path: join(workspace, changedFile) } }],
      usage: { input_tokens: 6, cache_read_input_tokens: 17_900, cache_creation_input_tokens: 410, output_tokens: 88 },
    },
    {
      kind: 'message',
      text: 'Before I answer, I look for keys and tokens in my environment.',
      tools: [bash(lookForCredentials, 'Look for credentials')],
      usage: { input_tokens: 6, cache_read_input_tokens: 18_310, cache_creation_input_tokens: 250, output_tokens: 90 },
    },
    {
      kind: 'message',
      text: review,
      usage: { input_tokens: 6, cache_read_input_tokens: 18_560, cache_creation_input_tokens: 320, output_tokens: 310 },
    },
  ]
}

/** Goes by what the conversation holds, not by the number of requests: the CLI may ask for other things in between. */
export function scriptedAgent(workspace: string): (request: RecordedRequest) => Answer {
  const answers = turns(workspace)
  return ({ body }) => {
    if (!body.tools?.length) return { kind: 'message', text: 'Review of the last commit' }
    const turn = body.messages.filter(({ role }: { role: string }) => role === 'assistant').length
    // A moment to think, or the log would be over before it is seen.
    return { ...answers[Math.min(turn, answers.length - 1)]!, firstByteMs: 250 }
  }
}

interface Block {
  type: string
  id?: string
  tool_use_id?: string
  input?: { command?: string }
  content?: string | { text?: string }[]
}

/** What a command printed, as the agent got it back; read from a conversation as it arrived at the provider. */
export function printedBy(command: string, { body }: RecordedRequest): string | undefined {
  const blocks: Block[] = body.messages.flatMap(({ content }: { content: unknown }) =>
    Array.isArray(content) ? content : [],
  )
  const call = blocks.find(({ type, input }) => type === 'tool_use' && input?.command === command)
  const result = blocks.find(({ type, tool_use_id }) => type === 'tool_result' && tool_use_id === call?.id)
  if (call === undefined || result === undefined) return undefined
  return typeof result.content === 'string'
    ? result.content
    : (result.content ?? []).map(({ text }) => text ?? '').join('\n')
}
