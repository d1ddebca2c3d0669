import { expect, test } from 'vitest'
import { claudeArguments } from '../../src/claude/arguments.ts'

const args = (different: { limits?: object; agent?: object } = {}) =>
  claudeArguments(
    {
      model: { id: 'claude-haiku-4-5' },
      limits: { ...different.limits },
      agent: { extraArgs: [], ...different.agent },
    } as unknown as Parameters<typeof claudeArguments>[0],
    '/run/settings.json',
  )

const always = ['--print', '--verbose', '--output-format=stream-json']
const own = ['--model=claude-haiku-4-5', '--settings=/run/settings.json']

test('are few when little was asked for', () => expect(args()).toEqual([...always, ...own]))

test('carry each limit and permission, and the user’s own behind them', () => {
  const limits = { maxTurns: 3, maxBudgetUsd: 0.5 }
  const agent = {
    allowedTools: 'Read, Bash(git diff:*)',
    disallowedTools: 'WebFetch',
    permissionMode: 'plan',
    jsonSchema: '{"type":"object"}',
    extraArgs: ['--add-dir', '../x', '--append-system-prompt=a b'],
  }
  expect(args({ limits, agent })).toEqual([
    ...always,
    ...own,
    '--max-turns=3',
    '--max-budget-usd=0.5',
    '--allowedTools=Read, Bash(git diff:*)',
    '--disallowedTools=WebFetch',
    '--permission-mode=plan',
    '--json-schema={"type":"object"}',
    ...agent.extraArgs,
  ])
})

test('keep a value that looks like a flag a value', () => {
  expect(args({ agent: { allowedTools: '--dangerously-skip-permissions' } })).toContain(
    '--allowedTools=--dangerously-skip-permissions',
  )
})
