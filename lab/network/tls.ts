import { writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { freshFolder } from '../temp.ts'

export interface TlsServer {
  port: number
  /** A file with the certificate of the company's own CA, for NODE_EXTRA_CA_CERTS. */
  ca: string
  close(): Promise<void>
}

/** A TLS server on this machine that shows a certificate for these names, signed by nobody that a client knows. */
export async function startTls(names: readonly string[], listener: RequestListener): Promise<TlsServer> {
  const altNames = names.map((value) => ({ type: 2 as const, value }))
  const { private: key, cert } = await generate([{ name: 'commonName', value: names[0]! }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames }],
  })
  const ca = join(freshFolder('ca'), 'ca.pem')
  writeFileSync(ca, cert)
  const server = createServer({ key, cert }, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    ca,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
