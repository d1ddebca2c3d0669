import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Handler } from '../../../lab/providers/http.ts'
import { ask, KEY, open } from '../fixture.ts'

type Scheme = 'x-api-key' | 'bearer'
type Status = number | ((scheme: Scheme, index: number) => number | Promise<number>)

/** A provider that takes the key in one header only, and keeps which one it was shown, request by request. */
function picky(status: Status): { handle: Handler; seen: (Scheme | 'both' | 'none')[] } {
  const seen: (Scheme | 'both' | 'none')[] = []
  const handle: Handler = async ({ headers }, response) => {
    const key = headers['x-api-key'] === KEY
    const bearer = headers.authorization === `Bearer ${KEY}`
    const scheme = key && bearer ? 'both' : key ? 'x-api-key' : bearer ? 'bearer' : 'none'
    const index = seen.push(scheme) - 1
    response.writeHead(typeof status === 'number' ? status : await status(scheme as Scheme, index)).end('{}')
  }
  return { handle, seen }
}

const takes = (wanted: Scheme) => (scheme: Scheme) => (scheme === wanted ? 200 : 401)
const message = { body: Buffer.from('{"a": 1}') }

describe('a gateway that may want the key in the other header', () => {
  test.each<[Scheme, Scheme, Scheme[]]>([
    ['x-api-key', 'bearer', ['x-api-key', 'bearer', 'bearer', 'bearer']],
    ['bearer', 'x-api-key', ['bearer', 'x-api-key', 'x-api-key', 'x-api-key']],
    ['x-api-key', 'x-api-key', ['x-api-key', 'x-api-key', 'x-api-key']],
    ['bearer', 'bearer', ['bearer', 'bearer', 'bearer']],
  ])('shown %s first, and wanting %s, is asked once and remembered', async (scheme, wanted, expected) => {
    const { handle, seen } = picky(takes(wanted))
    const { gateway, upstream } = await open(handle, { auth: { scheme, other: 'once' } })
    for (let count = 0; count < 3; count++) expect((await ask(gateway, message)).status).toBe(200)
    expect(seen).toEqual(expected)
    for (const { rawBody } of upstream.requests) expect(rawBody.toString()).toBe('{"a": 1}')
  })

  test('is shown one header, when the other is not to be tried', async () => {
    const { handle, seen } = picky(takes('bearer'))
    const { gateway } = await open(handle, { auth: { scheme: 'x-api-key', other: 'never' } })
    expect((await ask(gateway, message)).status).toBe(401)
    expect(seen).toEqual(['x-api-key'])
  })

  test('and refuses both: its 401 comes through, and later requests try one only', async () => {
    const { handle, seen } = picky(401)
    const { gateway } = await open(handle, { auth: { scheme: 'x-api-key', other: 'once' } })
    const got = await ask(gateway, message)
    expect([got.status, got.headers['x-should-retry']]).toEqual([401, 'false'])
    await ask(gateway, message)
    expect(seen).toEqual(['x-api-key', 'bearer', 'x-api-key'])
  })

  test('and refuses both says why by the header that comes first', async () => {
    const { gateway, meter } = await open(
      ({ headers }, response) => {
        response.writeHead(401).end(headers['x-api-key'] === undefined ? 'no bearer here' : 'invalid x-api-key')
      },
      { auth: { scheme: 'x-api-key', other: 'once' } },
    )
    expect((await ask(gateway, message)).text).toBe('invalid x-api-key')
    expect(meter.metered.error).toMatchObject({ status: 401, message: 'invalid x-api-key' })
  })

  test.each([400, 403, 404, 429, 500, 529])('is not asked twice for a %i', async (status) => {
    const { handle, seen } = picky(status)
    const { gateway } = await open(handle, { auth: { scheme: 'x-api-key', other: 'once' } })
    expect((await ask(gateway, message)).status).toBe(status)
    expect(seen).toEqual(['x-api-key'])
  })

  test('is asked anew when what it said was no verdict on the other header', async () => {
    const answers = [401, 529, 401, 200, 200]
    const { handle, seen } = picky((_, index) => answers[index]!)
    const { gateway } = await open(handle, { auth: { scheme: 'x-api-key', other: 'once' } })
    const statuses: number[] = []
    for (let count = 0; count < 3; count++) statuses.push((await ask(gateway, message)).status)
    expect(statuses).toEqual([529, 200, 200])
    expect(seen).toEqual(['x-api-key', 'bearer', 'x-api-key', 'bearer', 'bearer'])
  })

  test('a later 401 of the header that was right is passed on', async () => {
    const { handle, seen } = picky((scheme, index) => (index >= 2 ? 401 : takes('bearer')(scheme)))
    const { gateway } = await open(handle, { auth: { scheme: 'x-api-key', other: 'once' } })
    expect((await ask(gateway, message)).status).toBe(200)
    expect((await ask(gateway, message)).status).toBe(401)
    expect(seen).toEqual(['x-api-key', 'bearer', 'bearer'])
  })

  test('a GET finds it out, too', async () => {
    const { handle, seen } = picky(takes('bearer'))
    const { gateway } = await open(handle, { auth: { scheme: 'x-api-key', other: 'once' } })
    expect((await ask(gateway, { method: 'GET', path: '/v1/models' })).status).toBe(200)
    expect((await ask(gateway, message)).status).toBe(200)
    expect(seen).toEqual(['x-api-key', 'bearer', 'bearer'])
  })

  test('first requests at the same time all come through', async () => {
    const { handle } = picky(takes('bearer'))
    const { gateway } = await open(handle, { auth: { scheme: 'x-api-key', other: 'once' } })
    const got = await Promise.all(Array.from({ length: 10 }, () => ask(gateway, message)))
    expect(got.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
  })

  test('a first request whose refusal comes after another one has found the right header comes through, too', async () => {
    const { handle, seen } = picky(async (scheme, index) => {
      if (index === 1) await sleep(200)
      return takes('bearer')(scheme)
    })
    const { gateway } = await open(handle, { auth: { scheme: 'x-api-key', other: 'once' } })
    const got = await Promise.all([ask(gateway, message), ask(gateway, message)])
    expect(got.map(({ status }) => status)).toEqual([200, 200])
    expect(seen.filter((scheme) => scheme === 'bearer')).toHaveLength(2)
  })

  test('never sees both headers, whatever the client sends', async () => {
    const { handle, seen } = picky(takes('bearer'))
    const { gateway } = await open(handle, { auth: { scheme: 'x-api-key', other: 'once' } })
    const headers = ['X-Api-Key', KEY, 'X-API-KEY', KEY]
    await Promise.all(Array.from({ length: 5 }, () => ask(gateway, { ...message, headers })))
    expect(new Set(seen)).toEqual(new Set(['x-api-key', 'bearer']))
  })
})
