import type { Problem } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { Reader } from './reader.ts'

export interface AwsInputs {
  awsRegion: string | undefined
  /** ARNs, one a line. */
  awsRoles: string[]
  awsExternalId: Secret | undefined
  awsSessionName: string | undefined
  awsSessionSeconds: number
  awsAudience: string
  exportAwsCredentials: boolean
}

/** The inputs that begin with `aws-`, and what of them is exported. */
export function readAws(read: Reader, problems: Problem[]): AwsInputs {
  const sessionName = read.text('aws-session-name')
  const good = sessionName === undefined || /^[\w+=,.@-]{2,64}$/.test(sessionName)
  if (!good)
    problems.push({
      where: 'aws-session-name',
      held: sessionName,
      expected: 'must be 2 to 64 letters, digits or characters of `_+=,.@-`',
    })
  const seconds = read.number(
    'aws-session-duration',
    'a whole number of seconds from 900 to 43200',
    (n) => Number.isInteger(n) && n >= 900 && n <= 43_200,
  )
  return {
    awsRegion: read.text('aws-region'),
    awsRoles: (read.text('aws-role-arn') ?? '').split(/\s+/).filter(Boolean),
    awsExternalId: read.secret('aws-external-id'),
    awsSessionName: good ? sessionName : undefined,
    awsSessionSeconds: seconds ?? 3600,
    awsAudience: read.text('aws-audience') ?? 'sts.amazonaws.com',
    exportAwsCredentials: read.boolean('export-aws-credentials') ?? false,
  }
}
