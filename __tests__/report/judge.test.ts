import { describe, expect, test } from 'vitest'
import type { ResultEvent } from '../../src/claude/events.ts'
import type { ClaudeEnd } from '../../src/claude/run.ts'
import { ActionError, errorCodes, explain } from '../../src/errors.ts'
import { describeProviderError, type ProviderError } from '../../src/gateway/provider-error.ts'
import { judge, type Stop } from '../../src/report/judge.ts'

interface Facts {
  exhausted?: string
  end?: ClaudeEnd
  result?: ResultEvent
  stop?: Stop
  provider?: ProviderError
}

const exit = (code: number, stderr = ''): ClaudeEnd => ({ code, signal: null, stderr })
const killed = (signal: NodeJS.Signals): ClaudeEnd => ({ code: null, signal, stderr: '' })
const good: ResultEvent = { type: 'result', subtype: 'success', is_error: false, result: 'fine' }
const bad = (more: Partial<ResultEvent> = {}): ResultEvent => ({
  ...good,
  is_error: true,
  result: 'API Error',
  ...more,
})
const answer = (status: number, message = 'no'): ProviderError => ({
  ...{ kind: 'answer', status, type: 'some_error', message, requestId: 'req_1' },
})
const inStream = (type?: string): ProviderError => ({
  ...{ kind: 'stream', type, message: 'the answer broke off', requestId: undefined },
})
const refused: ProviderError = { kind: 'connection', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }
/** As it is in a run: the CLI has the status that the gateway saw. */
const on = (status: number, message?: string): Facts => ({
  result: bad({ api_error_status: status }),
  provider: answer(status, message),
})
const subtype = (subtype: string): Facts => ({ result: bad({ subtype }) })

const timeout: Stop = { kind: 'timeout', minutes: 0.5 }
const cancelled: Stop = { kind: 'cancelled', signal: 'SIGINT' }
const failed: Stop = { kind: 'failed', error: new ActionError('aws-role-denied', 'no') }

const judged = ({ end = exit(1), result, stop, provider, exhausted }: Facts) =>
  judge(end, result, stop, provider, { provider: 'anthropic', member: undefined }, exhausted)

describe('a run that ended', () => {
  test.each<[string, string, Facts]>([
    ['with a result', 'success', { end: exit(0), result: good }],
    ['with a result after an error that was overcome', 'success', { result: good, provider: answer(529) }],
    ['with a result just before its time was over', 'success', { end: exit(143), result: good, stop: timeout }],
    ['with a result just before the cancel', 'success', { end: killed('SIGKILL'), result: good, stop: cancelled }],
    ['by its time', 'timeout/timeout', { end: exit(143), stop: timeout }],
    ['by a cancel, on which the CLI exits with 0', 'cancelled/cancelled', { end: exit(0), stop: cancelled }],
    ['by a cancel, with an error', 'cancelled/cancelled', { ...on(500), stop: cancelled }],
    ['by what failed beside it', 'failure/aws-role-denied', { end: exit(143), stop: failed }],
    ['with 0 and no result', 'failure/claude-crashed', { end: exit(0) }],
    ['with 1 and no result', 'failure/claude-crashed', { end: exit(1, 'Error: boom') }],
    ['by a signal', 'failure/claude-crashed', { end: killed('SIGSEGV') }],
    ['with an error that is none of the below', 'failure/provider-error', { result: bad() }],
    ['with no word on whether it is an error', 'failure/claude-crashed', { result: { type: 'result' } }],
    ['at its turns', 'failure/max-turns', subtype('error_max_turns')],
    ['at its turns, after an error', 'failure/max-turns', { ...subtype('error_max_turns'), provider: answer(529) }],
    ['at its budget', 'failure/max-budget', subtype('error_max_budget_usd')],
    ['at what the gateway lets through', 'failure/max-budget', { ...on(401), exhausted: 'used up' }],
    ['at that, without a result', 'failure/max-budget', { end: exit(1), exhausted: 'used up' }],
    ['at its turns and that', 'failure/max-turns', { ...subtype('error_max_turns'), exhausted: 'used up' }],
    ['with a result in spite of that', 'success', { result: good, exhausted: 'used up' }],
    ['by its time and that', 'timeout/timeout', { stop: timeout, exhausted: 'used up' }],
    ['on a 400', 'failure/provider-error', on(400)],
    ['on a 401', 'failure/provider-auth', on(401)],
    ['on a 401 that only the CLI saw', 'failure/provider-auth', { result: bad({ api_error_status: 401 }) }],
    ['on a 403', 'failure/provider-auth', on(403)],
    ['on a 403 for the model', 'failure/model-access', on(403, 'no access to the model')],
    ['on a 404', 'failure/provider-error', on(404, 'Not Found')],
    ['on a 404 for the model', 'failure/model-unknown', on(404, 'model: nope')],
    ['on a 429', 'failure/provider-rate-limited', on(429)],
    ['on a 429 that the CLI gives no status for', 'failure/provider-rate-limited', { ...on(429), result: bad() }],
    ['on a 500', 'failure/provider-error', on(500)],
    ['on a 503', 'failure/provider-overloaded', on(503)],
    ['on a 529', 'failure/provider-overloaded', on(529)],
    ['where nobody was reached', 'failure/provider-unreachable', { ...on(502), provider: refused }],
    ['on a stream that broke off', 'failure/provider-error', { result: bad(), provider: inStream() }],
    ['on an overload', 'failure/provider-overloaded', { result: bad(), provider: inStream('overloaded_error') }],
    ['on a rate limit', 'failure/provider-rate-limited', { result: bad(), provider: inStream('rate_limit_error') }],
  ])('%s: %s', (_, expected, facts) => {
    const outcome = judged(facts)
    expect(outcome.conclusion === 'success' ? 'success' : `${outcome.conclusion}/${outcome.code}`).toBe(expected)
    if (outcome.conclusion === 'success') return
    expect(errorCodes).toContain(outcome.code)
    expect(outcome.message).not.toBe('')
  })
})

describe('the message', () => {
  const message = (facts: Facts) => {
    const outcome = judged(facts)
    return outcome.conclusion === 'success' ? '' : outcome.message
  }
  const crash = "claude ended with exit code 3 and gave no result.\nIt said: boom\nThe provider's last error: "

  test.each<[string, Facts, string]>([
    ['the provider’s own words', on(529, 'Overloaded'), '529 some_error: Overloaded (request req_1)'],
    ['what the CLI says, where nobody else does', { result: bad({ result: 'Too long' }) }, 'Too long'],
    ['the CLI’s list of errors', { result: bad({ errors: ['one', 'two'], result: '' }) }, 'one; two'],
    ['how it crashed', { end: exit(3, '\nboom\n'), provider: refused }, `${crash}ECONNREFUSED: connect ECONNREFUSED`],
    ['by which signal', { end: killed('SIGKILL') }, 'claude ended by SIGKILL and gave no result.'],
    ['after which time', { stop: timeout }, 'The run was ended after 0.5 minutes.'],
    ['by which cancel', { stop: cancelled }, 'The run was ended by SIGINT.'],
  ])('names %s', (_, facts, expected) => expect(message(facts)).toBe(expected))

  test('stays short, whatever was said', () => {
    const long = 'x'.repeat(1e6)
    expect(message({ end: exit(1, long), provider: answer(500, long) }).length).toBeLessThan(6_000)
    expect(message({ result: bad({ result: long }) }).length).toBeLessThan(6_000)
    const error = { kind: 'answer', status: 500, type: 't', message: long, requestId: long } as const
    expect(describeProviderError(error).length).toBeLessThan(6_000)
  })
})

test('every code of the closed list is explained', () => {
  expect(errorCodes).toHaveLength(35)
  for (const code of errorCodes)
    for (const text of Object.values(explain(code))) expect(text, code).toMatch(/^[A-Z`].*\.$/)
})

describe('past the gateway, what the CLI quotes is read', () => {
  const google = JSON.stringify([
    { error: { code: 403, status: 'PERMISSION_DENIED', message: "denied on '//x/projects/my-project/locations/y'" } },
  ])
  const quoting = (text: string, status: number) =>
    judge(exit(1), bad({ result: text, api_error_status: status }), undefined, undefined, {
      provider: 'vertex',
      member: 'serviceAccount:a@b',
    })

  test.each([
    ['a refusal', `Log in again · API Error: 403 ${google}`, 403, 'gcp-permission-denied'],
    ['a quota', `API Error: Request rejected (429) · ${google.replace('403', '429')}`, 429, 'provider-rate-limited'],
    ['a model', "There's an issue with the selected model (x). It may not exist.", 404, 'model-unknown'],
    ['a page', 'API Error: 403 <html>[no]</html>', 403, 'provider-auth'],
    ['half of it', `API Error: 403 ${google.slice(0, -9)}]`, 403, 'provider-auth'],
  ])('%s', (_, text, status, code) => {
    expect(quoting(text, status)).toMatchObject({ conclusion: 'failure', code })
  })

  test('with what is to be done', () => {
    expect(quoting(`API Error: 403 ${google}`, 403)).toMatchObject({
      message: expect.stringMatching(
        /^403 PERMISSION_DENIED: denied on .*\n.* my-project .* --member serviceAccount:a@b$/,
      ),
    })
  })
})
