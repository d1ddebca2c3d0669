import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { Inlet } from '../../../src/gateway/translating/inlet.ts'

const tick = () => new Promise((resolve) => setImmediate(resolve))

function open() {
  const source = new PassThrough()
  const taken: string[] = []
  const inlet = new Inlet(source, (bytes) => taken.push(bytes.toString()))
  return { emit: (text: string) => source.emit('data', Buffer.from(text)), taken, inlet }
}

test('what arrives in one go is taken as one', async () => {
  const { emit, taken } = open()
  for (const text of ['a', 'b', 'c']) emit(text)
  await tick()
  emit('d')
  await tick()
  expect(taken).toEqual(['abc', 'd'])
})

test('what is large is taken at once', () => {
  const { emit, taken } = open()
  const large = 'x'.repeat(10_000)
  emit(large)
  expect(taken).toEqual([large])
})

test('what is held can be had before', async () => {
  const { emit, taken, inlet } = open()
  emit('a')
  inlet.flush()
  expect(taken).toEqual(['a'])
  await tick()
  expect(taken).toEqual(['a'])
})

test('behind the end nothing is taken', async () => {
  const { emit, taken, inlet } = open()
  emit('a')
  inlet.close()
  emit('b')
  await tick()
  expect(taken).toEqual([])
})
