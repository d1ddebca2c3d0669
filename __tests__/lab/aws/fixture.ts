import { spawnSync } from 'node:child_process'
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { SignatureV4 } from '@smithy/signature-v4'
import { type Identity, isSession } from '../../../lab/aws/identities.ts'

export const REGION = 'eu-west-1'
export const ROLE = 'arn:aws:iam::123456789012:role/ClaudeCodeBedrock'

export interface Unsigned {
  readonly method?: string
  /** The raw target with its query. */
  readonly path: string
  readonly body?: string
  readonly headers?: Record<string, string>
}

export interface SignOptions {
  readonly region?: string
  readonly service?: string
  readonly at?: Date
}

/** All headers of a request as the SDK's own signer signs it. */
export async function sign(
  host: string,
  { method = 'POST', path, body = '', headers = {} }: Unsigned,
  identity: Identity,
  { region = REGION, service = 'bedrock', at }: SignOptions = {},
): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey } = identity
  const credentials = {
    accessKeyId,
    secretAccessKey,
    ...(isSession(identity) && { sessionToken: identity.sessionToken }),
  }
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 })
  const [pathname = '', query = ''] = path.split('?')
  const signed = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: host,
      path: pathname,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: { host, ...headers },
      body,
    },
    at && { signingDate: at },
  )
  return signed.headers
}

class Sha256 {
  readonly #hash: Hash | Hmac
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret))
  }
  update(data: Uint8Array): void {
    this.#hash.update(data)
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {}
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)
}

export const flat = (headers: Readonly<Record<string, string>>): string[] => Object.entries(headers).flat()

export interface Received {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Sends the path as it is, which `fetch` would not. */
export async function send(url: string, what: Unsigned): Promise<Received> {
  const { port } = new URL(url)
  const { method = 'POST', path, body = '', headers = {} } = what
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, path, headers, agent: false }, async (response) => {
      try {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) })
      } catch (error) {
        reject(error)
      }
    })
      .once('error', reject)
      .end(body)
  })
}

export interface Frame {
  readonly headers: Record<string, string>
  readonly payload: Buffer
}

/** Reads frames strictly: every length has to fit, every checksum to be right. */
export function framesOf(data: Buffer): Frame[] {
  const frames: Frame[] = []
  for (let at = 0; at < data.length; ) {
    const length = data.readUInt32BE(at)
    const frame = data.subarray(at, at + length)
    if (frame.length !== length) throw new Error('The last frame is not whole')
    const headersEnd = 12 + frame.readUInt32BE(4)
    if (crc32(frame.subarray(0, 8)) !== frame.readUInt32BE(8)) throw new Error('The checksum of the lengths is wrong')
    if (crc32(frame.subarray(0, -4)) !== frame.readUInt32BE(length - 4)) throw new Error('The checksum is wrong')
    frames.push({ headers: headersOf(frame.subarray(12, headersEnd)), payload: frame.subarray(headersEnd, -4) })
    at += length
  }
  return frames
}

function headersOf(data: Buffer): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let at = 0; at < data.length; ) {
    const nameEnd = at + 1 + data.readUInt8(at)
    if (data.readUInt8(nameEnd) !== 7) throw new Error('The header is not a string')
    const end = nameEnd + 3 + data.readUInt16BE(nameEnd + 1)
    headers[data.toString('utf8', at + 1, nameEnd)] = data.toString('utf8', nameEnd + 3, end)
    at = end
  }
  return headers
}

/** The events inside the frames. */
export function eventsOf(data: Buffer): Record<string, unknown>[] {
  return framesOf(data).map(({ payload }) => {
    const { bytes } = JSON.parse(payload.toString('utf8')) as { bytes: string }
    return JSON.parse(Buffer.from(bytes, 'base64').toString('utf8'))
  })
}

/** What a script for Python says, as JSON; `input` is its `sys.stdin`. */
export function python<T>(script: string, input: string | Buffer = ''): T {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', script], { input, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as T
}

/** It comes with Moto. */
export const hasBotocore = spawnSync('python3', ['-c', 'import botocore']).status === 0
