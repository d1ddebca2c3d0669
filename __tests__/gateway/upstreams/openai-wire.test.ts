/** Answers as bytes on a socket: what servers, and proxies in front of them, make of HTTP and of event streams. */
import { createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ask, until } from '../fixture.ts'
import { chunk, eventsIn, openTo, question, usage } from './openai-fixture.ts'

const path = '/v1/messages'
const body = JSON.stringify(question)
const unstreamed = JSON.stringify({ ...question, stream: false })

const counted = `data: ${JSON.stringify({ choices: [], usage })}\n\n`
const answer = [
  chunk({ role: 'assistant', content: '' }),
  chunk({ reasoning_content: 'Hm.' }),
  chunk({ content: 'Schön ' }),
  chunk({ content: '🥊.' }),
  chunk({ tool_calls: [{ index: 0, id: 'call_a', function: { name: 'Bash', arguments: '{"command":' } }] }),
  chunk({ tool_calls: [{ index: 0, function: { arguments: '"ls"}' } }] }),
  chunk({}, 'tool_calls'),
  counted,
  'data: [DONE]\n\n',
].join('')

const events = 'content-type: text/event-stream\r\n'
const json = 'content-type: application/json\r\n'

/** One answer, its length told. */
function told(headers: string, content: string | Buffer, status = '200 OK'): Buffer {
  const head = `HTTP/1.1 ${status}\r\n${headers}content-length: ${Buffer.byteLength(content)}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), Buffer.from(content)])
}

/** A server that sees whole requests and writes what it likes. `nth` counts the requests on one connection, from 1. */
async function open(handle: (socket: Socket, nth: number) => void) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let nth = 0
    let received = ''
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.setEncoding('latin1').on('data', (more) => {
      received += more
      const end = received.indexOf('\r\n\r\n') + 4
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0)
      if (end < 4 || received.length < end + length) return
      received = received.slice(end + length)
      handle(socket, ++nth)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const opened = await openTo(`http://127.0.0.1:${(server.address() as { port: number }).port}`)
  return { ...opened, sockets }
}

const kinds = (text: string) => eventsIn(text).map(({ type }) => type)

/** What the events come to but for their ids. */
const content = (text: string) => text.replace(/"(msg|toolu)_\w+"/g, '"id"')

describe('an answer is taken', () => {
  test.each<[string, Buffer | string, string?]>([
    ['that ends with its connection', `HTTP/1.1 200 OK\r\n${events}\r\n${answer}`],
    ['of HTTP/1.0', `HTTP/1.0 200 OK\r\n${events}\r\n${answer}`],
    ['behind others that only say to wait', `HTTP/1.1 103 Early Hints\r\n\r\n${told(events, answer)}`],
    [
      'in pieces with headers behind them',
      `HTTP/1.1 200 OK\r\n${events}transfer-encoding: chunked\r\n\r\n${Buffer.byteLength(answer).toString(16)}\r\n${answer}\r\n0\r\nx-sum: 1\r\n\r\n`,
    ],
    ['compressed though nobody asked for it', told(`${events}content-encoding: gzip\r\n`, gzipSync(answer))],
    ['that is called JSON', told(json, answer)],
    ['that is called nothing', told('', answer)],
    ['with a mark in front', told(events, `\ufeff${answer}`)],
    ['with signs of life among it', told(events, `event: ping\ndata: still here\n\n: and here\n\n${answer}`)],
    ['with blanks about its end', told(events, answer.replace(counted, '').replace(' [DONE]', '  [DONE] '))],
  ])('%s', async (_, bytes) => {
    const { gateway, meter } = await open((socket) => void socket.end(bytes))
    const { status, text } = await ask(gateway, { path, body })
    expect([status, kinds(text).at(-1)], text).toEqual([200, 'message_stop'])
    expect(meter.metered.error).toBeUndefined()
  })

  const whole = JSON.stringify({ choices: [{ message: { content: 'Yes.' }, finish_reason: 'stop' }], usage }, null, 1)
  test.each<[string, Buffer]>([
    ['called one', told(events, whole)],
    ['called a text', told('content-type: text/plain\r\n', whole)],
    ['called nothing', told('', `\n${whole}`)],
    ['compressed', told(`${json}content-encoding: br, gzip\r\n`.replace('br, ', ''), gzipSync(whole))],
  ])('that is whole in place of a stream, %s', async (_, bytes) => {
    const { gateway } = await open((socket) => void socket.end(bytes))
    const { text } = await ask(gateway, { path, body })
    expect(text).toContain('"Yes."')
    expect(kinds(text).at(-1)).toBe('message_stop')
  })

  test('compressed, when it is no stream', async () => {
    const { gateway } = await open(
      (socket) => void socket.end(told(`${json}content-encoding: gzip\r\n`, gzipSync(whole))),
    )
    const { status, text } = await ask(gateway, { path, body: unstreamed })
    expect([status, JSON.parse(text).content]).toEqual([200, [{ type: 'text', text: 'Yes.' }]])
  })
})

describe('an error is told', () => {
  const error = JSON.stringify({ error: { message: 'Out of memory', code: 500 } })
  test.each<[string, Buffer, number, RegExp]>([
    ['that is called a stream', told(events, error), 500, /Out of memory/],
    ['that is called nothing', told('', error), 500, /Out of memory/],
    ['that is a page called a stream', told(events, '<title>Sign in</title>'), 502, /Sign in/],
    [
      'that is compressed',
      told(`${json}content-encoding: gzip\r\n`, gzipSync(error), '400 Bad Request'),
      400,
      /Out of memory/,
    ],
    ['that is JSON cut short', told(events, error.slice(0, -3)), 502, /Out of memory/],
    ['where there is no content', Buffer.from('HTTP/1.1 204 No Content\r\n\r\n'), 502, /empty/],
    ['where there is no HTTP', Buffer.from('SSH-2.0-x\r\n\r\n'), 502, /cannot be reached/],
  ])('%s', async (_, bytes, status, message) => {
    const { gateway, meter } = await open((socket) => void socket.end(bytes))
    const got = await ask(gateway, { path, body })
    expect([got.status, JSON.parse(got.text).error.message]).toEqual([status, expect.stringMatching(message)])
    expect(meter.metered.error).toBeDefined()
  })

  test('of an answer without an end, when too much of it has come', async () => {
    const { gateway, sockets } = await open((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${json}\r\n`)
      const blanks = Buffer.alloc(1 << 20, ' ')
      const go = () => {
        while (!socket.destroyed) if (!socket.write(blanks)) return void socket.once('drain', go)
      }
      go()
    })
    expect((await ask(gateway, { path, body: unstreamed })).status).toBe(502)
    await until(() => sockets.size === 0)
  })
})

describe('a connection', () => {
  test.each<[string, (socket: Socket) => void]>([
    ['is reset', (socket) => socket.resetAndDestroy()],
    ['is closed', (socket) => void socket.end()],
  ])('that %s when it is used again is made anew, and the request sent once more', async (_, close) => {
    let connections = 0
    const { gateway, meter } = await open((socket, nth) => {
      if (nth === 1) connections++
      if (nth === 2) close(socket)
      else socket.write(told(events, answer))
    })
    for (let time = 0; time < 2; time++) expect((await ask(gateway, { path, body })).status).toBe(200)
    expect([connections, meter.metered.error]).toEqual([2, undefined])
  })

  test('that goes while the server was at work is not', async () => {
    let asked = 0
    const { gateway } = await open((socket, nth) => {
      asked++
      if (nth === 1) socket.write(told(events, answer))
      else setTimeout(() => socket.destroy(), 2_200)
    })
    expect((await ask(gateway, { path, body })).status).toBe(200)
    expect((await ask(gateway, { path, body })).status).toBe(502)
    expect(asked).toBe(2)
  })

  test('that was new is not either', async () => {
    let asked = 0
    const { gateway } = await open((socket) => {
      asked++
      socket.destroy()
    })
    expect((await ask(gateway, { path, body })).status).toBe(502)
    expect(asked).toBe(1)
  })

  test('on which the server goes on behind the last event is given up', async () => {
    const { gateway, sockets } = await open((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${events}\r\n${answer}`)
      const more = setInterval(() => socket.write(': more\n\n'), 20)
      socket.on('close', () => clearInterval(more))
    })
    expect(kinds((await ask(gateway, { path, body })).text).at(-1)).toBe('message_stop')
    await until(() => sockets.size === 0)
  })
})

describe('what is not whole never looks whole', () => {
  /** From here on all of the message is there, whether or not the rest comes: the last count, `[DONE]`. */
  const complete = Buffer.from(answer.slice(0, answer.indexOf(counted))).length - '\n\n'.length
  const bytes = Buffer.from(answer)

  /** One gateway for all, in front of a server that sends what it is told to. */
  async function scripted() {
    let send: (socket: Socket) => void = () => {}
    const { gateway } = await open((socket) => send(socket))
    return async (how: (socket: Socket) => void) => {
      send = how
      return ask(gateway, { path, body })
    }
  }

  /** Writes in two, so that what comes is also seen to come in pieces. */
  const inTwo = (socket: Socket, head: string, sent: Buffer, at: number, then: () => void) => {
    socket.write(head)
    socket.write(sent.subarray(0, at))
    setImmediate(() => socket.write(sent.subarray(at), then))
  }

  test('wherever the connection breaks', async () => {
    const get = await scripted()
    const full = content((await get((socket) => socket.write(told(events, answer)))).text)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.nat(bytes.length),
        fc.constantFrom('length', 'chunked', 'close', 'reset'),
        async (length, half, how) => {
          const sent = bytes.subarray(0, length)
          const at = Math.min(half, length)
          const { status, text } = await get((socket) => {
            if (how === 'length')
              inTwo(socket, `HTTP/1.1 200 OK\r\n${events}content-length: ${bytes.length}\r\n\r\n`, sent, at, () =>
                socket.end(),
              )
            else if (how === 'chunked') {
              const framed = Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), sent])
              inTwo(socket, `HTTP/1.1 200 OK\r\n${events}transfer-encoding: chunked\r\n\r\n`, framed, at, () =>
                socket.end(),
              )
            } else
              inTwo(socket, `HTTP/1.1 200 OK\r\n${events}\r\n`, sent, at, () =>
                how === 'close' ? socket.end() : socket.resetAndDestroy(),
              )
          })
          const isWhole = status === 200 && kinds(text).at(-1) === 'message_stop'
          if (!isWhole) {
            expect(text).toMatch(/"type":"error"/)
            expect(text).not.toContain('message_stop')
            return
          }
          expect(length).toBeGreaterThanOrEqual(complete)
          // Without its last count it is the same but for that.
          const upTo = (events: string) => events.slice(0, events.indexOf('event: message_delta'))
          expect(upTo(content(text))).toBe(upTo(full))
        },
      ),
      { numRuns: 150 },
    )
  })

  test('whichever byte is another', async () => {
    const get = await scripted()
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, byte) => {
        const sent = Buffer.from(bytes)
        sent[at] = byte
        const { status, text } = await get((socket) => socket.write(told(events, sent)))
        if (status !== 200) {
          expect(JSON.parse(text).type).toBe('error')
          return
        }
        const all = eventsIn(text)
        expect(['message_stop', 'error']).toContain(all.at(-1)!.type)
        if (all.at(-1)!.type === 'error') return
        // Nothing but an event of its own can be missing: each block that began has ended, and each input can be read.
        const started = all.filter(({ type }) => type === 'content_block_start').length
        expect(all.filter(({ type }) => type === 'content_block_stop')).toHaveLength(started)
        const input = all
          .map(({ delta }) => (delta as { partial_json?: string } | undefined)?.partial_json ?? '')
          .join('')
        if (input !== '') expect(JSON.parse(input)).toBeTypeOf('object')
        if (text.includes('"tool_use","id"')) expect(text).toContain('"stop_reason":"tool_use"')
      }),
      { numRuns: 150 },
    )
  })
})
