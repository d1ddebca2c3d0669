import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { expect, test, vi } from 'vitest'
import { Outlet } from '../../../src/gateway/translating/outlet.ts'

function open(takes = true) {
  const written: string[] = []
  const response = Object.assign(new EventEmitter(), {
    write: (text: string) => written.push(text) < 0 || takes,
    end: (text: string) => written.push(`${text}|`),
  })
  const full = vi.fn()
  return { written, full, outlet: new Outlet(response as unknown as ServerResponse, full) }
}

const later = () => new Promise((resolve) => setTimeout(resolve, 20))

test('what comes alone goes out at once', async () => {
  const { written, outlet } = open()
  outlet.write('a')
  expect(written).toEqual(['a'])
  await later()
  outlet.write('b')
  expect(written).toEqual(['a', 'b'])
})

test('what comes close upon each other goes out together, and soon', async () => {
  const { written, outlet } = open()
  for (const text of ['a', 'b', '', 'c']) outlet.write(text)
  expect(written).toEqual(['a'])
  await later()
  expect(written).toEqual(['a', 'bc'])
})

test('much goes out whenever it comes', () => {
  const { written, outlet } = open()
  const much = 'x'.repeat(20_000)
  for (const text of ['a', 'b', much]) outlet.write(text)
  expect(written).toEqual(['a', `b${much}`])
})

test('the end takes with it what was held', async () => {
  const { written, outlet } = open()
  for (const text of ['a', 'b']) outlet.write(text)
  outlet.end('c')
  await later()
  expect(written).toEqual(['a', 'bc|'])
})

test('a reader who is behind is told of', () => {
  const { full, outlet } = open(false)
  outlet.write('a')
  expect(full).toHaveBeenCalledOnce()
})
