import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../src/errors.ts'
import { awsVerdict } from '../../src/report/aws-error.ts'
import { judge } from '../../src/report/judge.ts'

const answered = (type: string | undefined, message = 'no', status = 400) =>
  ({ kind: 'answer', status, type, message, requestId: 'aws-1' }) as const

const noModel = "You don't have access to the model with the specified model ID."
const notAllowed =
  'User: arn:aws:sts::123456789012:assumed-role/X/y is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: arn:aws:bedrock:us-east-1::foundation-model/x'

describe('AWS’s own name decides', () => {
  test.each<[string, string, ErrorCode, RegExp?]>([
    ['ExpiredTokenException', 'The security token included in the request is expired', 'provider-auth'],
    ['UnrecognizedClientException', 'The security token included in the request is invalid.', 'provider-auth'],
    ['InvalidClientTokenId', 'no', 'provider-auth'],
    ['InvalidSignatureException', 'no', 'provider-auth'],
    ['SignatureDoesNotMatch', 'no', 'provider-auth'],
    ['IncompleteSignatureException', 'no', 'provider-auth'],
    ['MissingAuthenticationTokenException', 'Missing Authentication Token', 'provider-auth'],
    ['AccessDeniedException', noModel, 'model-access'],
    ['AccessDeniedException', notAllowed, 'model-access', /lacks `bedrock:InvokeModelWithResponseStream`/],
    ['AccessDeniedException', 'Authentication failed', 'provider-auth'],
    ['AccessDenied', noModel, 'model-access'],
    ['ResourceNotFoundException', 'Could not resolve the foundation model', 'model-unknown'],
    [
      'ResourceNotFoundException',
      'Model use case details have not been submitted for this account.',
      'model-access',
      /form is not filled in/,
    ],
    ['ValidationException', 'The provided model identifier is invalid.', 'model-unknown', /`aws-region`/],
    [
      'ValidationException',
      'Invocation of model ID x with on-demand throughput isn’t supported. Retry your request with an inference profile',
      'model-unknown',
      /by an inference profile only/,
    ],
    ['ValidationException', 'messages: at least one message is required', 'provider-error'],
    ['ThrottlingException', 'Too many tokens', 'provider-rate-limited'],
    ['ServiceQuotaExceededException', 'no', 'provider-rate-limited'],
    ['TooManyRequestsException', 'no', 'provider-rate-limited'],
    ['ServiceUnavailableException', 'no', 'provider-overloaded'],
    ['ModelNotReadyException', 'no', 'provider-overloaded'],
    ['InternalServerException', 'no', 'provider-error'],
    ['InternalFailure', 'no', 'provider-error'],
    ['ModelErrorException', 'no', 'provider-error'],
    ['ModelTimeoutException', 'no', 'provider-error'],
  ])('%s: %s', (type, message, code, advice) => {
    const verdict = awsVerdict(answered(type, message))
    expect(verdict?.code).toBe(code)
    expect(verdict?.advice ?? '').toMatch(advice ?? /^$/)
  })

  test.each<[string, ErrorCode]>([
    ['throttlingException', 'provider-rate-limited'],
    ['serviceUnavailableException', 'provider-overloaded'],
    ['modelStreamErrorException', 'provider-error'],
    ['modelTimeoutException', 'provider-error'],
    ['internalServerException', 'provider-error'],
    ['validationException', 'provider-error'],
  ])('as it stands in a stream: %s', (type, code) => {
    expect(awsVerdict({ kind: 'stream', type, message: 'no', requestId: undefined })?.code).toBe(code)
  })
})

test.each([
  ['one without a name', answered(undefined)],
  ['a name that is not AWS’s', answered('authentication_error')],
  ['one of tomorrow', answered('NewThingException')],
  ['no answer', { kind: 'connection', code: 'ECONNREFUSED', message: 'no' } as const],
  ['a stream that broke off', { kind: 'stream', type: undefined, message: 'no', requestId: undefined } as const],
])('%s is judged otherwise', (_, error) => {
  expect(awsVerdict(error)).toBeUndefined()
})

test('the report has AWS’s status and name, though the CLI was given a 401', () => {
  const result = { type: 'result', subtype: 'success', is_error: true, result: 'API Error: 401', api_error_status: 401 }
  const end = { code: 1, signal: null, stderr: '' }
  const provider = answered('AccessDeniedException', notAllowed, 403)
  const outcome = judge(end, result as never, undefined, provider)
  expect(outcome).toMatchObject({
    conclusion: 'failure',
    code: 'model-access',
    message: expect.stringMatching(/^403 AccessDeniedException: User: .* \(request aws-1\)\nThe identity lacks /),
  })
})
