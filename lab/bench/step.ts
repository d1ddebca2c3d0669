import { spawn } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type MessagesApi, startMessagesApi } from '../providers/messages-api.ts'
import { runStep } from '../runner/step.ts'
import { freshFolder } from '../temp.ts'
import { type Figure, inTurn, median } from './measure.ts'

const key = 'sk-ant-bench-0123456789abcdef'
const claude = fileURLToPath(new URL('../../node_modules/.bin/claude', import.meta.url))

/** The whole step, main and main with post, over the bare CLI on the same answer. */
export async function stepOverBare(rounds: number): Promise<Figure[]> {
  const api = await startMessagesApi({ key, script: [{ kind: 'message', text: 'Hello.' }] })
  let post = 0
  const times = await inTurn(rounds, {
    bare: () => bare(api),
    main: async () => {
      const step = await runStep({
        inputs: { prompt: 'Say hello.', 'api-key': key, 'base-url': api.url, model: 'haiku', 'claude-path': claude },
      })
      if (step.outputs.conclusion !== 'success') throw new Error(step.log)
      post = step.postMs ?? 0
      return step.mainMs
    },
    post: async () => post,
  })
  await api.close()
  const [cli, main, after] = [median(times.bare), median(times.main), median(times.post)]
  return [
    figure(
      'step (main) over bare `claude --print`',
      main / cli,
      1.1,
      `${main.toFixed(0)} ms over ${cli.toFixed(0)} ms`,
    ),
    figure('the same with post', (main + after) / cli, 1.1, `post ${after.toFixed(0)} ms`),
  ]
}

function figure(name: string, ratio: number, goal: number, detail: string): Figure {
  return { name, value: `${ratio.toFixed(2)} (${detail})`, goal: `${goal.toFixed(2)} or less`, reached: ratio <= goal }
}

function bare(api: MessagesApi): Promise<number> {
  const home = freshFolder('bare')
  const env = {
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    HOME: home,
    CLAUDE_CONFIG_DIR: `${home}/.claude`,
    ANTHROPIC_BASE_URL: api.url,
    ANTHROPIC_API_KEY: key,
  }
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(claude, ['--print', '--model', 'claude-haiku-4-5'], { cwd: home, env })
    child.stdin.end('Say hello.')
    child.stdout.resume()
    child.stderr.resume()
    child.on('error', reject)
    child.on('close', () => resolve(performance.now() - started))
  })
}
