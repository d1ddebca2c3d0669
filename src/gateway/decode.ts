/** Some gateways compress whatever they were asked. The text may be cut: what can be read of it is enough. */
export function decode(bytes: Buffer, encoding: string): string {
  if (encoding === '' || encoding === 'identity') return bytes.toString('utf8')
  // Loaded when it comes to that: start-up is on the way of every run.
  const { brotliDecompressSync, constants, unzipSync } = process.getBuiltinModule('node:zlib')
  const cut = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 20 }
  try {
    if (/gzip|deflate/.test(encoding)) return unzipSync(bytes, cut).toString('utf8')
    if (/br/.test(encoding))
      return brotliDecompressSync(bytes, {
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
        maxOutputLength: 1 << 20,
      }).toString('utf8')
  } catch {
    return `(an answer in ${encoding} that cannot be read)`
  }
  return bytes.toString('utf8')
}
