import type { Problem } from '../errors.ts'
import { type CredentialsFile, parseGoogleCredentials } from '../resolve/google-credentials.ts'
import { Secret } from '../secret.ts'
import type { Reader } from './reader.ts'

/** `gcp-credentials-json`, read: what pasting did to it is put right. */
export interface GivenCredentials {
  file: CredentialsFile
  /** The file as JSON in one line. */
  text: Secret
  /** Each value that nobody may see, in every form in which it may show. */
  secrets: Secret[]
}

export interface GcpInputs {
  gcpProjectId: string | undefined
  gcpRegion: string | undefined
  gcpIdentityProvider: string | undefined
  gcpServiceAccount: string | undefined
  gcpCredentials: GivenCredentials | undefined
}

export function readGcp(read: Reader, problems: Problem[]): GcpInputs {
  return {
    gcpProjectId: read.text('gcp-project-id'),
    gcpRegion: read.text('gcp-region'),
    gcpIdentityProvider: read.text('gcp-workload-identity-provider'),
    gcpServiceAccount: read.text('gcp-service-account'),
    gcpCredentials: readCredentials(read, problems),
  }
}

function readCredentials(read: Reader, problems: Problem[]): GivenCredentials | undefined {
  const held = read.text('gcp-credentials-json')
  if (held === undefined) return undefined
  // Of JSON in many lines most are no secret, and a mask for each would garble the log: only what is one is masked.
  const lines = held.startsWith('{') && held.includes('\n')
  if (!lines) read.mask(held)
  const parsed = parseGoogleCredentials(held)
  if (!parsed.ok) {
    if (lines) read.mask(held)
    problems.push({ where: 'gcp-credentials-json', expected: parsed.expected })
    return undefined
  }
  const text = JSON.stringify(parsed.file)
  const secrets = [...new Set([...parsed.secrets.flatMap(forms), ...(lines ? [] : [held]), text])]
  for (const secret of secrets) read.mask(secret)
  return { file: parsed.file, text: new Secret(text), secrets: secrets.map((secret) => new Secret(secret)) }
}

/** A key of many lines is also written in one, with its breaks escaped; and each of its lines is a part of it. */
function forms(secret: string): string[] {
  if (!secret.includes('\n')) return [secret]
  const lines = secret.split('\n').filter((line) => line.length >= 12 && !line.startsWith('-----'))
  return [JSON.stringify(secret).slice(1, -1), ...lines]
}
