import { ActionError } from '../../errors.ts'
import { words } from '../../network/failures.ts'
import { OutOfPatience } from '../retry.ts'

interface AwsError extends Error {
  $metadata?: { httpStatusCode?: number }
}

/** The secret is there, and no version of it is what was asked for: by label, and by id where one was given. */
export class NoSuchVersion extends ActionError {}

/** A version that may not be there. */
export function orNone<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if (error instanceof NoSuchVersion) return undefined
    throw error
  })
}

/** The labels are not where they were noted to be: somebody else has moved them. */
export class LabelsMoved extends Error {}

/** Why Secrets Manager did not do what it was asked, with the missing IAM action, the resource and who asked. */
export function secretError(error: unknown, action: string, secret: string, region: string): Error {
  if (error instanceof ActionError) return error
  const last = (error instanceof OutOfPatience ? error.cause : error) as AwsError
  const said = words(last)
  const fail = (code: ConstructorParameters<typeof ActionError>[0], ...lines: string[]) =>
    new ActionError(code, [`${action} on ${secret} in ${region}: ${said}`, ...lines].join('\n'), { cause: error })

  if (last.$metadata?.httpStatusCode === undefined || error instanceof OutOfPatience)
    return new ActionError(
      'aws-unreachable',
      `Secrets Manager in ${region} could not be asked (${action}): ${words(error)}`,
      {
        cause: error,
      },
    )
  switch (last.name) {
    case 'ResourceNotFoundException':
    case 'InvalidRequestException':
      // By label alone it is not found; by label and id it is an invalid request, once the label has moved on.
      if (/staging label|version ?(stage|id)/i.test(said))
        return new NoSuchVersion('secret-not-found', `${secret} in ${region} has no such version: ${said}`)
      if (last.name === 'InvalidRequestException')
        return fail('secret-not-found', 'A secret that is marked for deletion cannot be read.')
      return fail(
        'secret-not-found',
        'A name is looked up in the account of the credentials; for another account give the whole ARN.',
      )
    case 'InvalidParameterException':
      if (action === 'UpdateSecretVersionStage') return new LabelsMoved(said)
      return fail('secret-not-found')
    case 'DecryptionFailure':
      return fail('secret-access-denied', kms)
    case 'AccessDeniedException':
      return fail(
        'secret-access-denied',
        /kms/i.test(said)
          ? kms
          : `The identity named above needs \`secretsmanager:${action}\` on the secret, in its own policy, and for a secret of another account in the secret's resource policy as well.`,
      )
  }
  if (/UnrecognizedClient|InvalidSignature|ExpiredToken|InvalidClientTokenId/.test(last.name))
    return fail('aws-credentials-missing', 'The AWS credentials that it was asked with are not good.')
  return fail('secret-access-denied')
}

const kms =
  "The identity needs `kms:Decrypt` on the KMS key that the secret is encrypted with, in the key's policy or its own."
