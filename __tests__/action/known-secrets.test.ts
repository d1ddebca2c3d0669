import { describe, expect, test } from 'vitest'
import { isCommon, knownSecrets } from '../../src/action/known-secrets.ts'

test('what the environment holds under a credential’s name is known, and nothing else', () => {
  const secrets = {
    ACTIONS_RUNTIME_TOKEN: 'a-0123456789',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'b-0123456789',
    GITHUB_TOKEN: 'c-0123456789',
    GH_TOKEN: 'd-0123456789',
    ANTHROPIC_API_KEY: 'e-0123456789',
    ANTHROPIC_AUTH_TOKEN: 'f-0123456789',
    AWS_SECRET_ACCESS_KEY: 'g-0123456789',
    AWS_SESSION_TOKEN: 'h-0123456789',
    AWS_BEARER_TOKEN_BEDROCK: 'i-0123456789',
    OPENAI_API_KEY: 'j-0123456789',
    NPM_TOKEN: 'k-0123456789',
    AZURE_CLIENT_SECRET: 'l-0123456789',
  }
  const others = {
    ...{ AWS_ACCESS_KEY_ID: 'test', GOOGLE_API_KEY: 'testing' },
    ...{ PATH: '/bin', GITHUB_REPOSITORY: 'octo/repo', AWS_REGION: 'eu-west-1', ANTHROPIC_MODEL: 'haiku' },
    ...{ AWS_WEB_IDENTITY_TOKEN_FILE: '/token', GOOGLE_APPLICATION_CREDENTIALS: '/key.json', MY_TOKEN: 'word' },
    ...{ ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example', GITHUB_ACTIONS: 'true', OPENAI_API_KEY_: undefined },
  }
  expect(knownSecrets({ ...secrets, ...others })).toEqual(Object.values(secrets))
})

describe('a header’s value', () => {
  test.each(['true', 'prod', 'platform', 'team-a', 'Team Blue', 'eu', '1', '12345'])('%s is common', (value) =>
    expect(isCommon(value)).toBe(true),
  )
  test.each(['s3cret', 'platform-1', 'correct-horse-battery', 'a1b2c3d4', '0123456789'])(
    '%s may be a secret',
    (value) => expect(isCommon(value)).toBe(false),
  )
})
