import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type OidcIssuer, type OidcOptions, startOidcIssuer } from '../../lab/github/oidc.ts'
import { startTls } from '../../lab/network/tls.ts'
import { claimsOf, subjectToken } from '../../src/credentials/github-oidc.ts'
import { ActionError } from '../../src/errors.ts'
import { openAgents } from '../../src/network/agents.ts'
import { Secret } from '../../src/secret.ts'

interface Given {
  audience?: string
  /** Instead of the right one. */
  requestToken?: string
  url?: string
  stop?: AbortSignal
}

async function open(options: OidcOptions = {}, given: Given = {}) {
  const issuer = await startOidcIssuer(options)
  const agents = openAgents({})
  onTestFinished(async () => {
    agents.close()
    await issuer.close()
  })
  const masked: string[] = []
  const token = new Secret(given.requestToken ?? issuer.request.token)
  const subject = subjectToken({ url: given.url ?? issuer.request.url, token }, given.audience ?? 'sts.amazonaws.com', {
    agents,
    mask: (secret) => masked.push(secret),
    stop: given.stop ?? new AbortController().signal,
  })
  return { issuer, subject, masked }
}

const failure = (asked: Promise<unknown>): Promise<ActionError> =>
  asked.then(
    () => expect.unreachable(),
    (error: ActionError) => error,
  )

const asked = ({ requests }: OidcIssuer) => requests.map(({ path }) => new URL(path, 'http://x').searchParams)

test.each(['sts.amazonaws.com', 'https://iam.googleapis.com/projects/1/x?y=z&a', 'ü + 1'])(
  'a token for the audience %s, beside the query that is there',
  async (audience) => {
    const { issuer, subject, masked } = await open({}, { audience })
    const { token, claims } = await subject.get()
    expect(await issuer.verify(token.reveal(), { audience })).toEqual(claims)
    expect(claims).toMatchObject({ aud: audience, sub: 'repo:octo-org/octo-repo:ref:refs/heads/main' })
    expect(asked(issuer).map((query) => Object.fromEntries(query))).toEqual([{ 'api-version': '2.0', audience }])
    expect(masked).toEqual([token.reveal()])
  },
)

test('is masked before anybody has it', async () => {
  const { issuer, subject, masked } = await open()
  let before: number | undefined
  await subject.get().then(() => {
    before = masked.length
  })
  expect([before, issuer.issued.length]).toEqual([1, 1])
})

test('is asked for once by many, and kept', async () => {
  const { issuer, subject } = await open()
  const [one, other] = await Promise.all([subject.get(), subject.get()])
  expect(other).toBe(one)
  expect(await subject.get()).toBe(one)
  expect(issuer.issued).toHaveLength(1)
})

test('is a fresh one when the old one would end', async () => {
  const { issuer, subject } = await open({ lifetimeSeconds: 300 })
  const first = await subject.get()
  vi.useFakeTimers({ now: Date.now() + 275_000, toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const second = await subject.get()
  expect(second.token.reveal()).not.toBe(first.token.reveal())
  expect(issuer.issued).toHaveLength(2)
})

test('one that had ended when it came is not kept', async () => {
  const { issuer, subject } = await open({ lifetimeSeconds: -5 })
  await subject.get()
  await subject.get()
  expect(issuer.issued).toHaveLength(2)
})

describe('a failure', () => {
  test.each([400, 401, 403, 404])('with %d is one at once', async (status) => {
    const body = { message: 'The job has no such right' }
    const { issuer, subject } = await open({ answer: () => ({ status, body }) })
    const error = await failure(subject.get())
    expect(error).toBeInstanceOf(ActionError)
    expect(error).toMatchObject({
      code: 'oidc-unavailable',
      message: expect.stringContaining(`status ${status}: {"me`),
    })
    expect(issuer.requests).toHaveLength(1)
  })

  test('of a request token that is not the job’s', async () => {
    const { subject } = await open({}, { requestToken: 'of-another-job' })
    expect(await failure(subject.get())).toMatchObject({
      code: 'oidc-unavailable',
      message: expect.stringMatching(/status 401/),
    })
  })

  test.each([429, 500, 503])('with %d passes', async (status) => {
    const { issuer, subject } = await open({ answer: (index) => (index < 2 ? { status } : undefined) })
    expect((await subject.get()).claims.aud).toBe('sts.amazonaws.com')
    expect(issuer.requests).toHaveLength(3)
  })

  test('that is no answer at all passes', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout')
    onTestFinished(() => timeout.mockRestore())
    const asFor: number[] = []
    timeout.mockImplementation((ms) => {
      asFor.push(ms)
      const short = new AbortController()
      setTimeout(() => short.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), 50)
      return asFor.length === 1 ? short.signal : new AbortController().signal
    })
    const { issuer, subject } = await open({ answer: (index) => (index === 0 ? 'hang' : undefined) })
    await subject.get()
    expect(asFor[0]).toBe(10_000)
    expect(issuer.requests).toHaveLength(2)
  })

  test('that lasts is one at once, with the host that was asked', async () => {
    const tls = await startTls(['localhost'], (_, response) => response.end())
    onTestFinished(() => tls.close())
    const { subject } = await open({}, { url: `https://localhost:${tls.port}/token?x=secret-query` })
    const error = await failure(subject.get())
    const said = expect.stringMatching(/\(localhost:\d+\) could not be asked: DEPTH_ZERO_SELF_SIGNED_CERT/)
    expect(error).toMatchObject({ code: 'oidc-unavailable', message: said })
    expect(error.message).not.toContain('secret-query')
  })

  test.each([
    ['no JSON', 'Hello'],
    ['no value', {}],
    ['an empty value', { value: '' }],
    ['a number', { value: 7 }],
    ['null', null],
  ])('is an answer with %s', async (_, body) => {
    const { subject } = await open({ answer: () => ({ status: 200, body: body ?? 'null' }) })
    expect(await failure(subject.get())).toMatchObject({ code: 'oidc-unavailable' })
  })

  test('never says a token, not even one that somebody echoes', async () => {
    const { subject } = await open(
      { answer: (_, request) => ({ status: 403, body: `Not for ${request.headers.authorization}` }) },
      { requestToken: 'eyJ.the-request-token.x' },
    )
    const error = await failure(subject.get())
    expect(error.message).toContain('Not for')
    expect(error.message).not.toContain('the-request-token')
  })

  test('is none of ours when the step has to end', async () => {
    const stop = new AbortController()
    const { issuer, subject } = await open({ answer: () => 'hang' }, { stop: stop.signal })
    const error = failure(subject.get())
    await vi.waitFor(() => expect(issuer.requests).toHaveLength(1))
    stop.abort(new Error('cancelled'))
    expect(await error).toMatchObject({ message: expect.stringMatching(/cancelled/) })
    expect(issuer.requests).toHaveLength(1)
  })
})

test.each([
  ['', {}],
  ['no-token', {}],
  ['a.!!!.c', {}],
  [`a.${Buffer.from('7').toString('base64url')}.c`, {}],
  [`a.${Buffer.from('{"sub":"ü"}').toString('base64url')}.c`, { sub: 'ü' }],
])('the claims of %j', (token, claims) => {
  expect(claimsOf(token)).toEqual(claims)
})
