import type { ErrorCode } from '../errors.ts'
import type { ProviderError } from '../gateway/provider-error.ts'

/** What an error of Bedrock means, by the name AWS gave it, with what to do about it where AWS does not say. */
export interface AwsVerdict {
  code: ErrorCode
  advice: string | undefined
}

const verdict = (code: ErrorCode, advice?: string): AwsVerdict => ({ code, advice })

/** By "InvokeModel" and "Common Error Types" in the Amazon Bedrock API reference. Undefined: not an error of AWS's. */
export function awsVerdict(error: ProviderError): AwsVerdict | undefined {
  if (error.kind === 'connection' || error.type === undefined) return undefined
  const { type, message } = error
  // In a stream the same names come in the middle of a word's case: `throttlingException`.
  const name = type.replace(/Exception$/i, '').toLowerCase()
  switch (name) {
    case 'expiredtoken':
    case 'unrecognizedclient':
    case 'invalidclienttokenid':
    case 'invalidsignature':
    case 'incompletesignature':
    case 'signaturedoesnotmatch':
    case 'missingauthenticationtoken':
      return verdict('provider-auth')
    case 'accessdenied':
      return accessDenied(message)
    case 'resourcenotfound':
      return /use case/i.test(message)
        ? verdict(
            'model-access',
            'Anthropic\'s form is not filled in for this account: Bedrock console, "Model catalog".',
          )
        : verdict('model-unknown')
    case 'validation':
      if (/on-demand throughput/i.test(message))
        return verdict(
          'model-unknown',
          "This region has the model by an inference profile only: give the model's name, or the profile's id, as `model`.",
        )
      return /model identifier|model id|inference profile/i.test(message)
        ? verdict('model-unknown', 'Either it is spelled wrongly, or `aws-region` does not have it.')
        : verdict('provider-error')
    case 'throttling':
    case 'servicequotaexceeded':
    case 'toomanyrequests':
      return verdict('provider-rate-limited')
    case 'serviceunavailable':
    case 'modelnotready':
      return verdict('provider-overloaded')
    case 'internalserver':
    case 'internalfailure':
    case 'modelerror':
    case 'modelstreamerror':
    case 'modeltimeout':
      return verdict('provider-error')
  }
  return undefined
}

function accessDenied(message: string): AwsVerdict {
  const action = /not authorized to perform: (bedrock:\w+)/.exec(message)?.[1]
  if (action !== undefined)
    return verdict(
      'model-access',
      `The identity lacks \`${action}\` for the model, or a policy of the organization denies it in a region that the profile routes to. The least policy is in the job summary.`,
    )
  if (/model/i.test(message)) return verdict('model-access')
  return verdict('provider-auth')
}
