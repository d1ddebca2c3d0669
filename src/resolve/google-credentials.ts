import { createPrivateKey } from 'node:crypto'
import { isLoopback } from './base-url.ts'

/** The kinds of key file that Google has and that lead to a token here. */
export type CredentialsFile = ServiceAccountFile | AuthorizedUserFile | ExternalAccountFile | ImpersonatedFile

interface FileBase {
  quota_project_id?: string
  universe_domain?: string
}

export interface ServiceAccountFile extends FileBase {
  type: 'service_account'
  client_email: string
  private_key: string
  private_key_id?: string
  project_id?: string
}

export interface AuthorizedUserFile extends FileBase {
  type: 'authorized_user'
  client_id: string
  client_secret: string
  refresh_token: string
}

export interface ExternalAccountFile extends FileBase {
  type: 'external_account'
  audience: string
  subject_token_type: string
  token_url: string
  credential_source: Record<string, unknown>
  service_account_impersonation_url?: string
  client_id?: string
  client_secret?: string
}

export interface ImpersonatedFile extends FileBase {
  type: 'impersonated_service_account'
  service_account_impersonation_url: string
  source_credentials: SourceFile
  delegates?: string[]
}

export type SourceFile = ServiceAccountFile | AuthorizedUserFile | ExternalAccountFile

export type ParsedCredentials =
  /** `secrets` are the values in the file that nobody may see, in whatever form they came. */
  | { ok: true; file: CredentialsFile; secrets: string[] }
  /** What would be right; never a part of what was given. */
  | { ok: false; expected: string }

type Json = Record<string, unknown>

/** Half of the mishaps with these come from secrets of many lines, and one line has none. */
const oneLine = 'store the whole file as base64 in one line (`base64 -w0 key.json`)'

/**
 * A key file as somebody put it into an input: its JSON, or that in base64. What pasting does to line breaks is put right
 * where there is one way only to do so.
 */
export function parseGoogleCredentials(text: string): ParsedCredentials {
  const given = text.replace(/^\uFEFF/, '').trim()
  if (given === '')
    return wrong('is empty; a secret that does not exist, or that this event may not read, comes out empty')
  const json = given.startsWith('{') ? given : decoded(given)
  if (json === undefined) return wrong(notJson(given))
  const file = parsed(json)
  if (file === undefined) return wrong(`is not valid JSON: a part is missing, or pasting has changed it; ${oneLine}`)
  const problem = check(file)
  if (problem !== undefined) return wrong(problem)
  const secrets = secretsOf(file)
  // Where it came in base64, that is the secret as well.
  return { ok: true, file: file as unknown as CredentialsFile, secrets: json === given ? secrets : [given, ...secrets] }
}

function wrong(expected: string): ParsedCredentials {
  return { ok: false, expected }
}

function decoded(text: string): string | undefined {
  const packed = text.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed)) return undefined
  const bytes = Buffer.from(packed, /[-_]/.test(packed) ? 'base64url' : 'base64')
  // Windows' own encoding of a text has a zero behind each of these letters.
  const json = bytes.toString(bytes[1] === 0 || bytes[0] === 0xff ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '')
  return json.trimStart().startsWith('{') ? json : undefined
}

function notJson(text: string): string {
  if (text.startsWith('-----BEGIN')) return 'is a private key by itself; the whole JSON file that holds it is wanted'
  if (/^["']/.test(text)) return 'is in quotes; give the JSON as it stands in the file, or its base64'
  if (/^(\.{0,2}[/\\]|~|[A-Za-z]:\\)|\.json$/.test(text)) return 'is a path; the content of the file is wanted'
  return 'must be the JSON of a Google key file, or its base64'
}

/** JSON, if need be with the line breaks in its strings escaped again: none may stand there, so nothing else is meant. */
function parsed(text: string): Json | undefined {
  for (const form of [text, escapedBreaks(text)]) {
    try {
      const json: unknown = JSON.parse(form)
      return isObject(json) ? json : undefined
    } catch {
      // The error's words would quote what is in there.
    }
  }
  return undefined
}

function escapedBreaks(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/gs, (quoted) => quoted.replace(/\r\n|[\r\n]/g, '\\n').replace(/\t/g, '\\t'))
}

/** What is wrong with a file, if something is. Mends a private key on the way. */
function check(file: Json, inside = ''): string | undefined {
  const { type } = file
  const strings = (names: readonly string[]) => {
    const missing = names.filter((name) => typeof file[name] !== 'string' || file[name] === '')
    if (missing.length === 0) return undefined
    const list = missing.map((name) => `\`${inside}${name}\``).join(', ')
    return `lacks ${list}, which a file of type ${type} has; take the file as Google gave it`
  }
  const odd = [
    'quota_project_id',
    'universe_domain',
    'project_id',
    'private_key_id',
    'client_id',
    'client_secret',
  ].find((name) => file[name] !== undefined && typeof file[name] !== 'string')
  if (odd !== undefined) return `has a \`${inside}${odd}\` that is no string`
  // Both go to Google as they are: into a path, and into a header.
  const strange = ['project_id', 'quota_project_id'].find((name) => !/^[a-z0-9.:-]*$/.test(String(file[name] ?? '')))
  if (strange !== undefined) return `has a \`${inside}${strange}\` that is no project`
  if (file.universe_domain !== undefined && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(String(file.universe_domain)))
    return `has a \`${inside}universe_domain\` that is no domain`
  switch (type) {
    case 'service_account': {
      const missing = strings(['client_email', 'private_key'])
      if (missing !== undefined) return missing
      if (!isEmail(String(file.client_email))) return `has a \`${inside}client_email\` that is no address`
      const key = mendedKey(String(file.private_key))
      if (key === undefined)
        return `has a \`${inside}private_key\` that is no longer a key: pasting has changed its line breaks, or a part is missing; ${oneLine}`
      file.private_key = key
      return undefined
    }
    case 'authorized_user':
      return strings(['client_id', 'client_secret', 'refresh_token'])
    case 'external_account': {
      const missing = strings(['audience', 'subject_token_type', 'token_url'])
      if (missing !== undefined) return missing
      if (!isObject(file.credential_source))
        return `lacks \`${inside}credential_source\`, which says where the token to show comes from`
      if (file.credential_source.certificate !== undefined)
        return `shows a certificate (\`${inside}credential_source.certificate\`), which this action does not take`
      if (!sources.some((name) => name in (file.credential_source as Json)))
        return `has a \`${inside}credential_source\` that names none of ${sources.map((name) => `\`${name}\``).join(', ')}`
      return checkPlace(file, 'token_url', inside) ?? checkImpersonation(file, inside)
    }
    case 'impersonated_service_account': {
      if (inside !== '') return 'impersonates from an impersonated account; name the accounts between as `delegates`'
      const missing = strings(['service_account_impersonation_url'])
      if (missing !== undefined) return missing
      const { source_credentials: source, delegates } = file
      if (!isObject(source)) return 'lacks `source_credentials`, which hold who impersonates'
      if (delegates !== undefined && !(Array.isArray(delegates) && delegates.every((one) => typeof one === 'string')))
        return 'has `delegates` that are no list of names'
      return checkImpersonation(file, inside) ?? check(source, 'source_credentials.')
    }
    case 'external_account_authorized_user':
    case 'gdch_service_account':
      return `is of type ${type}, which this action does not take`
    case undefined:
      if (isObject(file.installed) || isObject(file.web))
        return 'is the file of an OAuth client, which is no credential; a service account key is, or what gcloud writes at a login'
  }
  const kinds = 'service_account, authorized_user, external_account or impersonated_service_account'
  return `has ${type === undefined ? `no \`${inside}type\`` : `a \`${inside}type\` that Google does not have`}: it is one of ${kinds}`
}

/** Where the token to show comes from; the last stands for AWS. */
const sources = ['file', 'url', 'executable', 'environment_id']

/** A token goes there, or comes from there: then it is https, or this machine. */
function checkPlace(file: Json, name: string, inside: string): string | undefined {
  const value = String(file[name])
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return undefined
  return `has a \`${inside}${name}\` that is no https URL`
}

function checkImpersonation(file: Json, inside: string): string | undefined {
  const name = 'service_account_impersonation_url'
  if (file[name] === undefined) return undefined
  const [, email = ''] =
    /\/v1\/projects\/-\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(String(file[name])) ?? []
  if (!isEmail(email)) return `has a \`${inside}${name}\` that does not end in an account's \`:generateAccessToken\``
  return checkPlace(file, name, inside)
}

function isEmail(text: string): boolean {
  return /^[^@\s:/]+@[a-z0-9.-]+$/.test(text)
}

/** The key in the one form that there is of it: whatever became of the breaks between its lines, base64 has none. */
function mendedKey(key: string): string | undefined {
  const [, label, body] = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----([^-]*)-----END \1-----/.exec(key) ?? []
  const packed = body?.replace(/\\+[nr]|\s+/g, '')
  if (packed === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return undefined
  const lines = packed.match(/.{1,64}/g) ?? []
  const pem = `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa' ? pem : undefined
  } catch {
    return undefined
  }
}

function secretsOf(file: Json): string[] {
  const own = ['private_key', 'client_secret', 'refresh_token'].flatMap((name) =>
    typeof file[name] === 'string' ? [file[name]] : [],
  )
  const source = isObject(file.credential_source) ? file.credential_source : {}
  const headers = isObject(source.headers) ? Object.values(source.headers) : []
  const shown = headers.flatMap((value) => (typeof value === 'string' ? [value, value.replace(/^\w+ +/, '')] : []))
  const inner = isObject(file.source_credentials) ? secretsOf(file.source_credentials) : []
  return [...own, ...shown, ...inner]
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
