import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import { readInputs } from '../../src/action/inputs.ts'
import { describeProblem } from '../../src/errors.ts'

const workspace = freshFolder('workspace')
const file = (name: string, text: string, mode = 0o644) => {
  writeFileSync(join(workspace, name), text)
  chmodSync(join(workspace, name), mode)
}
file('prompt.md', 'Well?')
file('empty.md', '')
file('program', '#!/bin/sh\n', 0o755)
file('settings.json', '{"env": {"A": "b"}}')
file('broken.json', '{"key": hunter2-secret}')
mkdirSync(join(workspace, 'folder'))

/** The step's `with:`, as a runner passes it on. */
async function read(inputs: Record<string, string>) {
  const masked: string[] = []
  const env = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
  const { value, problems } = await readInputs({ env, workspace }, (secret) => masked.push(secret))
  return { value, problems, masked, said: problems.map(describeProblem).join('\n') }
}

test('nothing given is nothing wrong', async () => {
  const { value, problems, masked } = await read({})
  expect([problems, masked]).toEqual([[], []])
  expect(value).toMatchObject({
    ...{ mode: 'run', prompt: undefined, provider: undefined, model: undefined, tier: undefined, authScheme: 'auto' },
    ...{
      isolation: 'gateway',
      sandbox: 'auto',
      allowedHosts: [],
      trustWorkspace: false,
      workingDirectory: workspace,
      claudeArgs: [],
    },
    ...{ maxTurns: undefined, maxBudgetUsd: undefined, timeoutMinutes: undefined, claudeSettings: {} },
  })
  expect([value.tierModels.size, value.taskTiers.size, value.extraHeaders.size]).toEqual([0, 0, 0])
})

describe('a value', () => {
  test.each<[string, string, string, unknown]>([
    ['mode', 'run', 'mode', 'run'],
    ['provider', ' bedrock\n', 'provider', 'bedrock'],
    ['tier', 'opus', 'tier', 'opus'],
    ['model', ' claude-haiku-4-5 ', 'model', 'claude-haiku-4-5'],
    ['model', '  ', 'model', undefined],
    ['auth-scheme', 'bearer', 'authScheme', 'bearer'],
    ['isolation', 'env', 'isolation', 'env'],
    ['permission-mode', 'acceptEdits', 'permissionMode', 'acceptEdits'],
    ['trust-workspace', 'true', 'trustWorkspace', true],
    ['trust-workspace', 'True', 'trustWorkspace', true],
    ['trust-workspace', 'FALSE', 'trustWorkspace', false],
    ['max-turns', '7', 'maxTurns', 7],
    ['max-turns', ' 007 ', 'maxTurns', 7],
    ['max-budget-usd', '2.50', 'maxBudgetUsd', 2.5],
    ['max-budget-usd', '0.001', 'maxBudgetUsd', 0.001],
    ['timeout-minutes', '0.5', 'timeoutMinutes', 0.5],
    ['timeout-minutes', '7200', 'timeoutMinutes', 7200],
    ['allowed-hosts', 'A.example, b.example:8443\n[::1]', 'allowedHosts', ['a.example', 'b.example:8443', '[::1]']],
    ['working-directory', 'folder', 'workingDirectory', join(workspace, 'folder')],
    ['working-directory', workspace, 'workingDirectory', workspace],
    ['claude-path', 'program', 'claudePath', join(workspace, 'program')],
    ['json-schema', '{ "type": "object" }', 'jsonSchema', '{"type":"object"}'],
    ['prompt', '  two\nlines \n', 'prompt', { kind: 'text', text: '  two\nlines \n' }],
    ['prompt', ' \n', 'prompt', undefined],
    ['prompt-file', 'prompt.md', 'prompt', { kind: 'file', path: join(workspace, 'prompt.md') }],
    [
      'tier-models',
      'sonnet: claude-sonnet-5\nopus: 4.6',
      'tierModels',
      new Map([
        ['sonnet', 'claude-sonnet-5'],
        ['opus', '4.6'],
      ]),
    ],
    ['task-tiers', 'poem: haiku', 'taskTiers', new Map([['poem', 'haiku']])],
    ['claude-args', '--add-dir "a b"', 'claudeArgs', ['--add-dir', 'a b']],
    ['claude-args', `--settings '{"env": {"A": "b"}}'`, 'claudeSettings', { env: { A: 'b' } }],
    ['claude-args', '--settings settings.json', 'claudeSettings', { env: { A: 'b' } }],
    ['claude-version', '2.1.330', 'claudeVersion', '2.1.330'],
  ])('%s %j is %s %j', async (name, held, key, expected) => {
    const { value, problems } = await read({ [name]: held })
    expect(problems).toEqual([])
    expect(value[key as keyof typeof value]).toEqual(expected)
  })

  test.each<[string, string, RegExp]>([
    ['mode', 'runs', /^mode is "runs": must be one of `run`, `setup`, `rotate`; did you mean `run`\?$/],
    ['provider', 'bedrok', /did you mean `bedrock`/],
    ['provider', 'Anthropic', /did you mean `anthropic`/],
    ['provider', 'openai', /must be one of/],
    ['provider', 'azure', /must be one of `anthropic`, `bedrock`, `vertex`, `openai-compatible`$/],
    ['tier', 'sonet', /did you mean `sonnet`/],
    ['auth-scheme', 'x-api_key', /did you mean `x-api-key`/],
    ['isolation', 'gatway', /did you mean `gateway`/],
    ['permission-mode', 'acceptedits', /did you mean `acceptEdits`/],
    ['proxy-protocol', 'opena', /did you mean `openai`/],
    ['rotation', 'promot', /did you mean `promote`/],
    ['sandbox', 'required', /did you mean `require`/],
    ['required-permission', 'writ', /did you mean `write`/],
    ['trust-workspace', 'yes', /must be `true` or `false`/],
    ['trust-workspace', '1', /must be `true` or `false`/],
    ['export-aws-credentials', 'tru', /must be `true` or `false`/],
    ...['0', '-1', '1.5', '1e3', 'ten', '0x10', '１', '1 000', '99999999999999999999'].map(
      (held): [string, string, RegExp] => ['max-turns', held, /must be a whole number from 1/],
    ),
    ...['0', '-1', '$5', '5 USD', '1,50', 'Infinity', 'NaN'].map((held): [string, string, RegExp] => [
      'max-budget-usd',
      held,
      /must be an amount of US dollars/,
    ]),
    ...['0', '-5', '7201', '10m', '1e1'].map((held): [string, string, RegExp] => [
      'timeout-minutes',
      held,
      /must be a number of minutes/,
    ]),
    ['prompt-file', 'nothing.md', /prompt-file is "nothing.md": there is no file/],
    ['prompt-file', 'folder', /is not a file/],
    ['prompt-file', 'empty.md', /is empty/],
    ['working-directory', 'nothing', /there is no such folder/],
    ['working-directory', 'prompt.md', /there is no such folder/],
    ['claude-path', 'nothing', /there is no file/],
    ['claude-path', 'prompt.md', /is not a program/],
    ['claude-path', 'folder', /is not a program/],
    ['json-schema', '{', /json-schema is "{": must be a JSON Schema/],
    ['json-schema', '[]', /not a JSON object/],
    ['json-schema', 'null', /not a JSON object/],
    ['tier-models', 'sonnet', /must be one `tier: model` a line/],
    ['task-tiers', 'a: [b]', /must be one `task: tier` a line/],
    ['claude-args', '--model x', /use the input `model`/],
    ['claude-args', '"open', /is not closed/],
    ['claude-args', '--x ${', /claude-args/],
    ['claude-args', '--settings nothing.json', /--settings: nothing.json cannot be used: .*ENOENT/],
    ['claude-args', '--settings folder', /cannot be used/],
    ['claude-args', '--settings prompt.md', /cannot be used/],
    ['claude-args', `--settings '{"a": }'`, /its JSON cannot be used/],
    ['claude-args', `--settings '[]'`, /claude-args/],
  ])('%s %j is refused', async (name, held, said) => {
    const got = await read({ [name]: held })
    expect(got.problems).toHaveLength(1)
    expect(got.said).toMatch(said)
  })
})

test('prompt and prompt-file together are one too many', async () => {
  const { said, value } = await read({ prompt: 'a', 'prompt-file': 'prompt.md' })
  expect(said).toMatch(/^prompt: .*keep one of them$/)
  expect(value.prompt).toBeUndefined()
})

test('all that is wrong is told at once', async () => {
  const { problems } = await read({
    ...{ provider: 'bedrok', tier: 'x', 'max-turns': 'x', 'json-schema': '{', 'claude-path': 'nothing', mode: 'x' },
    ...{ 'prompt-file': 'nothing', 'extra-headers': 'authorization: x', 'trust-workspace': 'x', sandbox: 'x' },
  })
  expect(problems.map(({ where }) => where).sort()).toEqual([
    'claude-path',
    'extra-headers',
    'json-schema',
    'max-turns',
    'mode',
    'prompt-file',
    'provider',
    'sandbox',
    'tier',
    'trust-workspace',
  ])
})

describe('a secret', () => {
  test('is masked as it is read, and shows nowhere', async () => {
    const { value, masked } = await read({
      'api-key': ' sk-ant-one ',
      'github-token': 'ghs_two',
      'extra-headers': 'x-team: three-3',
    })
    expect(masked.sort()).toEqual(['ghs_two', 'sk-ant-one', 'three-3'])
    expect(value.apiKey!.reveal()).toBe('sk-ant-one')
    for (const text of [JSON.stringify({ ...value, extraHeaders: [...value.extraHeaders] }), `${value.apiKey}`])
      expect(text).not.toMatch(/sk-ant-one|ghs_two|three-3/)
  })

  test.each([
    ['extra-headers', 'x-key: "hunter2-secret'],
    ['extra-headers', 'hunter2-secret'],
    ['extra-headers', 'hunter2-secret:'],
    ['extra-headers', 'x-key: hunter2-secret\nx-key: hunter2-secret'],
    ['extra-headers', 'x key: hunter2-secret'],
    ['extra-headers', 'authorization: hunter2-secret'],
    ['extra-headers', 'x-key: hunter2-secret\u0007'],
    ['extra-headers', 'x-key: |\n  hunter2-secret\n  x'],
    ['gcp-credentials-json', '{"private_key": "hunter2-secret"}'],
    ['claude-args', '--settings broken.json'],
    ['claude-args', `--settings '{"key": hunter2-secret}'`],
    ['claude-args', `["--append-system-prompt", hunter2-secret]`],
  ])('is not told when %s %j is wrong', async (name, held) => {
    expect((await read({ [name]: held })).said).not.toContain('hunter2')
  })
})

describe('extra headers', () => {
  test('are kept by their names in small letters', async () => {
    const { value } = await read({ 'extra-headers': 'X-Team: blue\nx-trace: "a: b"\nX-Latin: fa\u00e7ade' })
    expect([...value.extraHeaders].map(([name, held]) => [name, held.reveal()])).toEqual([
      ['x-team', 'blue'],
      ['x-trace', 'a: b'],
      ['x-latin', 'fa\u00e7ade'],
    ])
  })

  test.each([
    ...['Authorization', 'x-api-key', 'X-API-Key', 'Host', 'Content-Length', 'Transfer-Encoding', 'connection'],
    'accept-encoding',
  ])('may not be %s, which is set by the action or by HTTP itself', async (name) => {
    const { problems } = await read({ 'extra-headers': `${name}: x` })
    expect(problems).toMatchObject([{ where: 'extra-headers', held: name }])
  })

  test.each(['x y', 'x(y)', 'ü', 'x/y', '"x\\ny"'])('may not have the name %j', async (name) => {
    const { problems } = await read({ 'extra-headers': `${name}: x` })
    expect(problems).toHaveLength(1)
  })

  test('may not be two of one name', async () => {
    expect((await read({ 'extra-headers': 'X-Team: a\nx-team: b' })).problems).toHaveLength(1)
  })
})

describe('who may start it', () => {
  test('is whoever can write, and no bot, where nothing is said', async () => {
    expect((await read({})).value.who).toEqual({ required: 'write', bots: [] })
  })

  test.each(['admin', 'maintain', 'write', 'triage', 'read', 'none'])('can be %s', async (required) => {
    expect((await read({ 'required-permission': required })).value.who.required).toBe(required)
  })

  test('has bots by name, with their ending or without', async () => {
    const { value, problems } = await read({ 'allowed-bots': 'Dependabot[bot], renovate\nmy-app_2' })
    expect([value.who.bots, problems]).toEqual([['dependabot', 'renovate', 'my-app_2'], []])
  })

  test.each(['*', 'depend*', '*[bot]', 'a, *', ',', 'two words!', 'app/dependabot', '[bot]', 'a[bot]b'])(
    'is not told by the bots %j',
    async (held) => {
      const { problems } = await read({ 'allowed-bots': held })
      expect([...new Set(problems.map(({ where }) => where))]).toEqual(['allowed-bots'])
    },
  )

  test('is not a permission that there is not', async () => {
    expect((await read({ 'required-permission': 'writes' })).said).toContain('did you mean `write`?')
  })
})
