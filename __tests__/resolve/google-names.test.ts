import { describe, expect, test } from 'vitest'
import { describeProblem, type Problem } from '../../src/errors.ts'
import {
  googleEndpoints,
  parseIdentityProvider,
  parseServiceAccount,
  projectOf,
} from '../../src/resolve/google-names.ts'

const provider = 'projects/123456789012/locations/global/workloadIdentityPools/github/providers/my-org'

describe('a workload identity provider', () => {
  test.each([provider, ` ${provider}\n`, `//iam.googleapis.com/${provider}`, `https://iam.googleapis.com/${provider}`])(
    '%j',
    (text) => {
      expect(parseIdentityProvider(text)).toEqual({ ok: true, name: provider })
    },
  )

  test.each([
    ['my-org', 'must be like projects/123456789012/'],
    [provider.replace('/providers/my-org', ''), 'names a pool; the provider in it is wanted'],
    [provider.replace('123456789012', 'my-project-12345'), "must have the project's number"],
    [provider.replace('global', 'europe-west4'), 'must be like'],
    [`${provider}/x`, 'must be like'],
    [provider.replace('my-org', 'My Org'), 'must have ids of 4 to 32'],
  ])('%j is none', (text, expected) => {
    expect(parseIdentityProvider(text)).toEqual({ ok: false, expected: expect.stringContaining(expected) })
  })
})

describe('a service account', () => {
  const email = 'claude-code@my-project-12345.iam.gserviceaccount.com'
  test.each([
    email,
    `serviceAccount:${email}`,
    `projects/-/serviceAccounts/${email}`,
    `//iam.googleapis.com/projects/my-project-12345/serviceAccounts/${email}`,
  ])('%s', (text) => {
    expect(parseServiceAccount(text)).toEqual({ ok: true, name: email })
  })
  test.each(['claude-code', 'a b@c.com', 'a@b', `${email}:generateAccessToken`, '@x.com'])('%s is none', (text) => {
    expect(parseServiceAccount(text)).toMatchObject({ ok: false })
  })
})

test('endpoints that are somewhere else', () => {
  const problems: Problem[] = []
  const found = googleEndpoints(
    { GHA_ENDPOINT_OVERRIDE_sts: 'https://sts.example/v1', GHA_ENDPOINT_OVERRIDE_oauth2: 'http://127.0.0.1:8080' },
    problems,
  )
  expect(problems).toEqual([])
  expect(Object.entries(found).map(([service, url]) => [service, url?.href])).toEqual([
    ['sts', 'https://sts.example/v1'],
    ['oauth2', 'http://127.0.0.1:8080/'],
  ])
  for (const url of [
    'http://sts.example/v1',
    'sts.example',
    'https://me:sssh@sts.example/v1',
    'https://x.example/?k=sssh',
  ])
    expect(googleEndpoints({ GHA_ENDPOINT_OVERRIDE_sts: url }, problems)).toEqual({})
  expect(problems).toHaveLength(4)
  expect(problems.map(describeProblem).join()).toContain('GHA_ENDPOINT_OVERRIDE_sts: must be an https URL')
  expect(problems.map(describeProblem).join()).not.toContain('sssh')
})

test("a service account's project is in its name", () => {
  expect(projectOf('claude-code@my-project-12345.iam.gserviceaccount.com')).toBe('my-project-12345')
  expect(projectOf('claude-code@my-project.example.com.iam.gserviceaccount.com')).toBe('example.com:my-project')
  expect(projectOf('123456789012-compute@developer.gserviceaccount.com')).toBeUndefined()
  expect(projectOf(undefined)).toBeUndefined()
})
