/** STS's side of the wire: the query protocol in, XML out. */
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'

export interface StsError {
  readonly status: number
  readonly code: string
  readonly message: string
}

export interface StsCall {
  readonly action: string
  /** The role that is asked for. */
  readonly role?: string
  readonly sessionName?: string
  /** As asked for, in seconds. */
  readonly duration?: number
  readonly externalId?: string
  /** The inline session policy. */
  readonly policy?: string
  /** What the web identity token says of itself, whether it is believed or not. */
  readonly subject?: string
  readonly audience?: string
  /** The access key id that it is signed with, whether the signature is right or not. */
  readonly signedBy?: string
  /** The caller, once the signature was found to be right. */
  caller?: string
  /** `ok`, or the code of the error that was answered; undefined as long as there is no answer. */
  outcome?: string
  /** The access key id of the session that was given. */
  given?: string
}

export const stsError = (status: number, code: string, message: string): StsError => ({ status, code, message })

export const accessDenied = (message: string): StsError => stsError(403, 'AccessDenied', message)
export const validationError = (message: string): StsError => stsError(400, 'ValidationError', message)

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/'

export interface Xml {
  readonly xml: string
  readonly requestId: string
  /** 200 by default. */
  readonly status?: number
}

export function errorXml({ status, code, message }: StsError): Xml {
  const requestId = randomUUID()
  const xml = `<ErrorResponse xmlns="${NAMESPACE}">
  <Error>
    <Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>
    <Code>${escaped(code)}</Code>
    <Message>${escaped(message)}</Message>
  </Error>
  <RequestId>${requestId}</RequestId>
</ErrorResponse>
`
  return { xml, requestId, status }
}

export function resultXml(action: string, fields: Readonly<Record<string, string>>): Xml {
  const requestId = randomUUID()
  const xml = `<${action}Response xmlns="${NAMESPACE}">
  <${action}Result>${elements(fields)}</${action}Result>
  <ResponseMetadata>
    <RequestId>${requestId}</RequestId>
  </ResponseMetadata>
</${action}Response>
`
  return { xml, requestId }
}

export function send(response: ServerResponse, { xml, requestId, status = 200 }: Xml): void {
  response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }).end(xml)
}

/** The text of the first element of that name. */
export function element(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
  return text?.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => entities[entity] ?? '')
}

export function withElement(xml: string, name: string, value: string): string {
  return xml.replace(new RegExp(`<${name}>[^<]*</${name}>`), () => `<${name}>${escaped(value)}</${name}>`)
}

/** Puts them at the end of that element. */
export function withElements(xml: string, inside: string, fields: Readonly<Record<string, string>>): string {
  return xml.replace(`</${inside}>`, () => `${elements(fields)}</${inside}>`)
}

const elements = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
    .join('')

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? '&quot;')
