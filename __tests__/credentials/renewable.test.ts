import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Renewable } from '../../src/credentials/renewable.ts'

const start = Date.parse('2026-01-01T00:00:00Z')
beforeEach(() => vi.useFakeTimers({ now: start, toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

const at = (seconds: number) => vi.setSystemTime(start + seconds * 1000)

/** Values `1`, `2`, … that last that long; each is given when the test says so. */
function renewals(seconds: number | undefined) {
  const waiting: { give(): void; fail(why: string): void }[] = []
  const renewable = new Renewable<string>(
    () =>
      new Promise((resolve, reject) => {
        const value = String(waiting.length + 1)
        waiting.push({
          give: () => resolve({ value, endsAt: seconds === undefined ? undefined : Date.now() + seconds * 1000 }),
          fail: (why) => reject(new Error(why)),
        })
      }),
  )
  return { renewable, waiting }
}

/** One that has its first value already. */
async function begun(seconds: number | undefined) {
  const made = renewals(seconds)
  const first = made.renewable.get()
  made.waiting[0]!.give()
  expect(await first).toBe('1')
  return made
}

/** What is held by then: a value, or that somebody has to wait. */
const now = <T>(asked: Promise<T>) =>
  Promise.race([asked, new Promise<'waits'>((resolve) => setImmediate(() => resolve('waits')))])

test('however many ask for the first value, it is fetched once', async () => {
  const { renewable, waiting } = renewals(3600)
  const asked = Promise.all([renewable.get(), renewable.get(), renewable.get()])
  expect(await now(asked)).toBe('waits')
  waiting[0]!.give()
  expect(await asked).toEqual(['1', '1', '1'])
  expect(waiting).toHaveLength(1)
})

test('when the first one fails, all who wait hear of it, and the next one asks anew', async () => {
  const { renewable, waiting } = renewals(3600)
  const asked = Promise.allSettled([renewable.get(), renewable.get()])
  waiting[0]!.fail('no')
  expect(await asked).toMatchObject([{ reason: { message: 'no' } }, { reason: { message: 'no' } }])
  const next = renewable.get()
  waiting[1]!.give()
  expect(await next).toBe('2')
})

test('what never ends is never renewed', async () => {
  const { renewable, waiting } = await begun(undefined)
  at(1e6)
  expect(await renewable.get()).toBe('1')
  expect(waiting).toHaveLength(1)
})

describe.each([
  // Lifetime; good until, renewed in the background until, waited for from then on.
  [3600, 3299, 3301, 3569, 3571],
  [900, 599, 601, 869, 871],
  [300, 199, 201, 269, 271],
  [2, 1.33, 1.34, 1.79, 1.81],
])('a value of %d s', (lifetime, good, old, stillOld, ending) => {
  test('is given out as it is while it is good', async () => {
    const { renewable, waiting } = await begun(lifetime)
    at(good)
    expect(await renewable.get()).toBe('1')
    expect(waiting).toHaveLength(1)
  })

  test('is renewed behind the back of whoever asks ahead of its end, once', async () => {
    const { renewable, waiting } = await begun(lifetime)
    at(old)
    expect(await now(Promise.all([renewable.get(), renewable.get()]))).toEqual(['1', '1'])
    at(stillOld)
    expect(await now(renewable.get())).toBe('1')
    expect(waiting).toHaveLength(2)
    waiting[1]!.give()
    await now(Promise.resolve())
    expect(await now(renewable.get())).toBe('2')
  })

  test('is waited for shortly before its end', async () => {
    const { renewable, waiting } = await begun(lifetime)
    at(ending)
    const asked = renewable.get()
    expect(await now(asked)).toBe('waits')
    waiting[1]!.give()
    expect(await asked).toBe('2')
  })

  test('is never given out when it is over', async () => {
    const { renewable, waiting } = await begun(lifetime)
    at(lifetime)
    const asked = renewable.get()
    expect(await now(asked)).toBe('waits')
    waiting[1]!.fail('gone')
    await expect(asked).rejects.toThrow('gone')
  })
})

test('a renewal that fails in the background is tried again, and the old value serves until its end', async () => {
  const { renewable, waiting } = await begun(900)
  at(700)
  expect(await renewable.get()).toBe('1')
  waiting[1]!.fail('not now')
  await now(Promise.resolve())
  expect(await renewable.get()).toBe('1')
  expect(waiting).toHaveLength(3)
  waiting[2]!.fail('not now')
  await now(Promise.resolve())
  at(890)
  const asked = renewable.get()
  waiting[3]!.fail('not now')
  expect(await asked).toBe('1')
})

test('who waited for a renewal that failed is told when the old value ended meanwhile', async () => {
  const { renewable, waiting } = await begun(900)
  at(890)
  const asked = renewable.get()
  at(901)
  waiting[1]!.fail('never')
  await expect(asked).rejects.toThrow('never')
})

test('a value that is over when it comes is given all the same, and not kept', async () => {
  const { renewable, waiting } = await begun(-10)
  const asked = renewable.get()
  waiting[1]!.give()
  expect(await asked).toBe('2')
})

describe('a value that was rejected', () => {
  test('is renewed, once for all who say so', async () => {
    const { renewable, waiting } = await begun(3600)
    const said = Promise.all([renewable.rejected('1'), renewable.rejected('1')])
    waiting[1]!.give()
    expect(await said).toEqual([true, true])
    expect(waiting).toHaveLength(2)
    expect(await renewable.get()).toBe('2')
  })

  test('is not renewed when that has happened since it was given out', async () => {
    const { renewable, waiting } = await begun(3600)
    const said = renewable.rejected('1')
    waiting[1]!.give()
    await said
    expect(await renewable.rejected('1')).toBe(true)
    expect(waiting).toHaveLength(2)
  })

  test('has whoever rejects it told when no other is to be had; the old one stays', async () => {
    const { renewable, waiting } = await begun(3600)
    const said = renewable.rejected('1')
    waiting[1]!.fail('refused')
    await expect(said).rejects.toThrow('refused')
    expect(await renewable.get()).toBe('1')
  })
})
