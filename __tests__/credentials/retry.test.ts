import { afterEach, describe, expect, test, vi } from 'vitest'
import { OutOfPatience, type Patience, retry } from '../../src/credentials/retry.ts'
import { until } from '../gateway/fixture.ts'

const sleeping = vi.hoisted(() => ({ waits: [] as number[], atOnce: false }))
const { waits } = sleeping
vi.mock('node:timers/promises', async (original) => {
  const real = await original<typeof import('node:timers/promises')>()
  const setTimeout = (ms: number, value: unknown, options?: { signal?: AbortSignal }) => {
    sleeping.waits.push(ms)
    return real.setTimeout(sleeping.atOnce ? 0 : ms, value, options)
  }
  return { ...real, setTimeout }
})
afterEach(() => {
  waits.length = 0
  sleeping.atOnce = false
  vi.restoreAllMocks()
})

const patience = (more: Partial<Patience> = {}): Patience => ({
  passes: () => true,
  overallMs: 10_000,
  tryMs: 1_000,
  stop: new AbortController().signal,
  ...more,
})

/** An attempt that fails until the `good`th. */
function failing(good: number) {
  const attempt = vi.fn(async () => {
    if (attempt.mock.calls.length < good) throw new Error(`try ${attempt.mock.calls.length}`)
    return 'there'
  })
  return attempt
}

test('what works at once is asked once', async () => {
  const attempt = failing(1)
  expect(await retry(attempt, patience())).toBe('there')
  expect([attempt.mock.calls.length, waits]).toEqual([1, []])
})

test('five failures that pass are outlasted', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.001)
  expect(await retry(failing(6), patience())).toBe('there')
  expect(waits).toHaveLength(5)
})

test('a failure that will not pass is thrown as it is, without a wait', async () => {
  const error = new Error('AccessDenied')
  const attempt = vi.fn(() => Promise.reject(error))
  await expect(retry(attempt, patience({ passes: (told) => told !== error }))).rejects.toBe(error)
  expect([attempt.mock.calls.length, waits]).toEqual([1, []])
})

test.each([
  ['nothing', 0],
  ['half', 0.5],
  ['all but a hair', 1 - 2 ** -53],
])('the wait is a random part of a span that doubles up to 5 s: %s of it', async (_, random) => {
  sleeping.atOnce = true
  vi.spyOn(Math, 'random').mockReturnValue(random)
  await retry(failing(8), patience({ overallMs: 1e6 }))
  const spans = [200, 400, 800, 1_600, 3_200, 5_000, 5_000]
  expect(waits).toEqual(spans.map((span) => random * span))
})

describe('deadlines', () => {
  const hang = (signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

  test('each try has one', async () => {
    const attempt = vi.fn(async (signal: AbortSignal) => (attempt.mock.calls.length < 3 ? hang(signal) : 'there'))
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const before = Date.now()
    expect(await retry(attempt, patience({ tryMs: 50 }))).toBe('there')
    expect(Date.now() - before).toBeGreaterThanOrEqual(95)
    expect(attempt).toHaveBeenCalledTimes(3)
  })

  test('all together have one, which the last try is cut to; the error says how often, and what last', async () => {
    const before = Date.now()
    const error = await retry(hang, patience({ tryMs: 200, overallMs: 300 })).catch((error) => error)
    expect(Date.now() - before).toBeLessThan(450)
    expect(error).toBeInstanceOf(OutOfPatience)
    expect(error.cause).toMatchObject({ name: 'TimeoutError' })
    const tries = error.tries === 1 ? '1 try' : `${error.tries} tries`
    expect(error.message).toBe(`no answer within 0 s (${tries}; the last: The operation was aborted due to timeout)`)
  })

  test('no wait begins that would go beyond it', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999)
    const before = Date.now()
    await expect(retry(failing(9), patience({ overallMs: 150 }))).rejects.toBeInstanceOf(OutOfPatience)
    expect([waits, Date.now() - before < 100]).toEqual([[], true])
  })
})

describe('who stops it', () => {
  test('stops a try', async () => {
    const stop = new AbortController()
    let signalled: AbortSignal | undefined
    const asked = retry(
      (signal) => {
        signalled = signal
        return new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
      patience({ stop: stop.signal }),
    )
    stop.abort(new Error('cancelled'))
    await expect(asked).rejects.toThrow('cancelled')
    expect(signalled?.aborted).toBe(true)
  })

  test('stops a wait, and no try follows', async () => {
    const stop = new AbortController()
    vi.spyOn(Math, 'random').mockReturnValue(0.99)
    const attempt = failing(9)
    const asked = retry(attempt, patience({ stop: stop.signal }))
    asked.catch(() => {})
    await until(() => waits.length === 1)
    stop.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    expect(attempt).toHaveBeenCalledTimes(1)
  })
})
