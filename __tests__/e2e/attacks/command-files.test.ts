import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../lab/providers/answers.ts'
import { endJob, leftovers, type StepResult } from '../../../lab/runner/step.ts'
import { bash, claude, done, run } from '../support.ts'
import { undefendedAction } from './undefended.ts'

const inside = 'cd "$RUNNER_TEMP/_runner_file_commands"'
const elsewhere = 'echo evil=FORGED >"$RUNNER_TEMP/elsewhere"'

/** What is known of a step once its runner has read what it was told. */
interface Told {
  step: StepResult
  /** What a later step of the job reads the event to be. */
  event: string
}

/** Whether somebody else than the action has told the runner something. */
function isForged({ step, event }: Told): boolean {
  const { outputs, exported, path, state, summary, commands } = step
  // The title of a group in the log is only text.
  const carriedOut = commands.filter(({ command }) => command !== 'group')
  const told = [outputs, path, state, summary, carriedOut, event, exported]
  return JSON.stringify(told).includes('FORGED') || Object.keys(exported).length > 0 || path.length > 0
}

async function attack(script: Answer[], action?: string): Promise<Told> {
  let event = ''
  const { step } = await run({
    script,
    inputs: { 'allowed-tools': 'Bash' },
    step: {
      ...(action === undefined ? {} : { action }),
      following: ({ env }) => {
        event = readFileSync(env.GITHUB_EVENT_PATH ?? '', 'utf8')
      },
    },
  })
  endJob(step)
  return { step, event }
}

const says = (text: string): Answer => ({ kind: 'message', text })

const attacks: [string, Answer[]][] = [
  ['appends to each', [bash(`${inside}; for f in *; do echo evil=FORGED >>"$f"; done`), done]],
  ['writes each anew', [bash(`${inside}; for f in *; do echo evil=FORGED >"$f"; done`), done]],
  ['hides a block in each', [bash(`${inside}; for f in *; do printf 'evil<<E\\nFORGED\\nE\\n' >>"$f"; done`), done]],
  ['has each be a link', [bash(`${elsewhere}; ${inside}; for f in *; do ln -sf ../elsewhere "$f"; done`), done]],
  ['has each be a second name', [bash(`${elsewhere}; ${inside}; for f in *; do ln -f ../elsewhere "$f"; done`), done]],
  ['has the outputs be variables, by a link', [bash(`${inside}; ln -sf set_env_* set_output_*`), done]],
  ['has the outputs be variables, by a second name', [bash(`${inside}; ln -f set_env_* set_output_*`), done]],
  ['has the summary be variables', [bash(`${inside}; ln -f set_env_* step_summary_*; echo a=b >>set_env_*`), done]],
  [
    'has the folder be another',
    [
      bash(
        `cd "$RUNNER_TEMP"; cp -r _runner_file_commands other; mv _runner_file_commands real; ` +
          `ln -s other _runner_file_commands; for f in other/*; do echo evil=FORGED >>"$f"; done`,
      ),
      done,
    ],
  ],
  [
    'leaves a process behind that goes on writing',
    [
      bash(
        `${inside}; (while :; do for f in set_* add_*; do echo evil=FORGED >>"$f"; done; sleep 0.02; done) </dev/null >/dev/null 2>&1 & sleep 0.3`,
      ),
      done,
    ],
  ],
  [
    'leaves one behind in a session of its own',
    [
      bash(
        `${inside}; setsid sh -c 'while :; do for f in set_*; do echo evil=FORGED >>"$f"; done; sleep 0.02; done' </dev/null >/dev/null 2>&1 & sleep 0.3`,
      ),
      done,
    ],
  ],
  [
    'leaves one behind that nobody finds, with a file open',
    [
      // It ends by itself, since nobody could end it.
      bash(
        `${inside}; (env -i PATH="$PATH" setsid sh -c 'for f in set_env_*; do exec 9>>"$f"; done; for i in $(seq 200); do echo evil=FORGED >&9; sleep 0.02; done' </dev/null >/dev/null 2>&1 &); sleep 0.3`,
      ),
      done,
    ],
  ],
  ['rewrites the event', [bash(`echo '{"sender": {"login": "FORGED"}}' >"$GITHUB_EVENT_PATH"`), done]],
  ['says the old commands', [bash('true'), says('Done.\n::set-output name=structured-output::FORGED')]],
  ['keeps state by them', [bash('true'), says('Done.\r::save-state name=setup::FORGED')]],
  ['hides words', [bash('true'), says('Done.\n  ::add-mask::FORGED')]],
  ['has the runner listen no more', [bash('true'), says('Done.\n::stop-commands::FORGED\n')]],
  ['cries wolf', [bash('true'), says('::error title=FORGED::FORGED')]],
]

describe.runIf(process.platform === 'linux')('the runner’s files hold what the action wrote when the agent', () => {
  it.each(attacks)('%s', async (_, script) => {
    const told = await attack(script)
    expect(told.step.outputs.conclusion, told.step.log).toBe('success')
    expect(told.step.outputs.result).toMatch(/Done\.|error/)
    expect(told.step.summary).toContain('Claude finished')
    expect(Object.keys(told.step.state)).toEqual(['run-folder'])
    const { result: _text, ...outputs } = told.step.outputs
    // The answer itself may hold any words, as text.
    expect(isForged({ ...told, step: { ...told.step, outputs, summary: '' } })).toBe(false)
    expect(leftovers(told.step)).toEqual([])
  })

  // Each as it is done above: what is missing is that somebody looks after the files.
  it.each(attacks)('%s: it would have worked', async (_, script) => {
    const told = await attack(script, undefendedAction())
    const { result: _text, ...outputs } = told.step.outputs
    expect(isForged({ ...told, step: { ...told.step, outputs } }), told.step.log).toBe(true)
  })

  it('prints commands from its tools', async () => {
    const lines = ['::set-output name=structured-output::FORGED', '::add-mask::FORGED', '::stop-commands::FORGED']
    const { step } = await attack([bash(`printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} >&2`), done])
    expect(step.outputs).toMatchObject({ conclusion: 'success', result: 'Done.' })
    expect(JSON.stringify([step.commands, step.outputs])).not.toContain('FORGED')
  })
})

describe.runIf(process.platform === 'linux')('what mode setup left for the end of the job', () => {
  const setup = { mode: 'setup', prompt: '', 'claude-path': claude }

  it('has its gateway asked straight, whatever proxy a later step has named', async () => {
    const asked: string[] = []
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end('{"requests": 1}')
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(proxy.address() as { port: number }).port}`
    const { step } = await run({
      inputs: setup,
      env: { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: url, http_proxy: url, NO_PROXY: '', no_proxy: '' },
    })
    proxy.close()
    expect(asked).toEqual([])
    expect(step.log).toContain('The gateway has ended after 0 requests')
    expect(leftovers(step)).toEqual([])
  })

  it('says nothing for whoever has taken the gateway’s place', async () => {
    const impostor = createServer((_request, response) => {
      response.end(JSON.stringify({ requests: '1\n::error::FORGED', costUsd: 1 }))
    })
    const { step } = await run({
      inputs: setup,
      step: {
        following: async (main) => {
          const { port } = new URL(main.env.ANTHROPIC_BASE_URL ?? '')
          for (const pid of leftovers(main)) process.kill(pid, 'SIGKILL')
          while (await answers(Number(port))) await new Promise((resolve) => setTimeout(resolve, 20))
          await new Promise<void>((resolve) => impostor.listen(Number(port), '127.0.0.1', resolve))
        },
      },
    })
    impostor.close()
    expect(step.log).toContain('something else answers there')
    expect(JSON.stringify(step.annotations)).not.toContain('FORGED')
    expect(step.log).not.toContain('FORGED')
  })
})

/** Whether somebody listens there. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true))
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy())
  })
}
