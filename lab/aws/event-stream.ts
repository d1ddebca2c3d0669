/** Frames of `application/vnd.amazon.eventstream`. */
import { crc32 } from 'node:zlib'

const STRING = 7
const PRELUDE_BYTES = 8
const CRC_BYTES = 4

/** Lengths, headers and payload, with a checksum over the lengths and one over everything. */
export function eventFrame(headers: Readonly<Record<string, string>>, payload: Buffer): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)))
  const length = PRELUDE_BYTES + CRC_BYTES + head.length + payload.length + CRC_BYTES
  const frame = Buffer.allocUnsafe(length)
  frame.writeUInt32BE(length, 0)
  frame.writeUInt32BE(head.length, 4)
  frame.writeUInt32BE(crc32(frame.subarray(0, PRELUDE_BYTES)), PRELUDE_BYTES)
  head.copy(frame, PRELUDE_BYTES + CRC_BYTES)
  payload.copy(frame, PRELUDE_BYTES + CRC_BYTES + head.length)
  frame.writeUInt32BE(crc32(frame.subarray(0, length - CRC_BYTES)), length - CRC_BYTES)
  return frame
}

function header(name: string, value: string): Buffer {
  const [key, text] = [Buffer.from(name), Buffer.from(value)]
  const length = Buffer.alloc(2)
  length.writeUInt16BE(text.length)
  return Buffer.concat([Buffer.from([key.length]), key, Buffer.from([STRING]), length, text])
}
