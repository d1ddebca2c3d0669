import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CredentialsFile, parseGoogleCredentials } from '../../src/resolve/google-credentials.ts'

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const key = {
  type: 'service_account',
  project_id: 'my-project-12345',
  private_key_id: '0123456789abcdef',
  private_key: privateKey,
  client_email: 'claude-code@my-project-12345.iam.gserviceaccount.com',
  token_uri: 'https://oauth2.googleapis.com/token',
}
const login = { type: 'authorized_user', client_id: 'c', client_secret: 'd-made-up', refresh_token: '1//made-up' }
const external = {
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/x',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: 'https://sts.googleapis.com/v1/token',
  credential_source: { url: 'https://example.com', headers: { Authorization: 'Bearer made-up' } },
}
const impersonated = {
  type: 'impersonated_service_account',
  service_account_impersonation_url:
    'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a@b.iam.gserviceaccount.com:generateAccessToken',
  source_credentials: login,
}

function file(text: string): CredentialsFile {
  const parsed = parseGoogleCredentials(text)
  if (!parsed.ok) throw new Error(parsed.expected)
  return parsed.file
}

function problem(content: unknown): string {
  const parsed = parseGoogleCredentials(typeof content === 'string' ? content : JSON.stringify(content))
  if (parsed.ok) throw new Error('taken')
  return parsed.expected
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('a key file', () => {
  test.each([key, login, external, impersonated])('of type $type, raw or in base64', (content) => {
    const json = JSON.stringify(content, undefined, 2)
    for (const text of [
      json,
      `\uFEFF  ${json}\n`,
      base64(json),
      base64(`\uFEFF${json}`),
      Buffer.from(json).toString('base64url'),
      base64(json).replace(/.{76}/g, '$&\n'),
      // PowerShell's way.
      Buffer.from(json, 'utf16le').toString('base64'),
      Buffer.from(`\uFEFF${json}`, 'utf16le').toString('base64'),
    ])
      expect(file(text)).toEqual(content)
  })

  test('names what nobody may see', () => {
    const secrets = (content: object, text = JSON.stringify(content)) => {
      const parsed = parseGoogleCredentials(text)
      return parsed.ok ? parsed.secrets : []
    }
    expect(secrets(key)).toEqual([privateKey])
    expect(secrets(login)).toEqual(['d-made-up', '1//made-up'])
    expect(secrets(external)).toEqual(['Bearer made-up', 'made-up'])
    expect(secrets(impersonated)).toEqual(['d-made-up', '1//made-up'])
    const packed = base64(JSON.stringify(login))
    expect(secrets(login, packed)).toEqual([packed, 'd-made-up', '1//made-up'])
  })
})

describe('line breaks that pasting has changed', () => {
  const json = JSON.stringify(key)
  const one = (private_key: string) => JSON.stringify({ ...key, private_key })
  test.each([
    ['escaped ones became real', json.replaceAll('\\n', '\n')],
    ['and those of another system', json.replaceAll('\\n', '\r\n')],
    ['escaped once more', one(privateKey.replaceAll('\n', '\\n'))],
    ['escaped twice more', one(privateKey.replaceAll('\n', '\\\\n'))],
    ['gone', one(privateKey.replaceAll('\n', ''))],
    ['spaces in their place', one(privateKey.replaceAll('\n', ' '))],
    ['the last one gone', one(privateKey.trimEnd())],
    ["another system's", one(privateKey.replaceAll('\n', '\r\n'))],
  ])('are put right: %s', (_name, text) => {
    expect(file(text)).toEqual(key)
    expect(file(base64(text))).toEqual(key)
  })

  test.each([
    ['only the backslashes are gone', one(privateKey.replaceAll('\n', 'n'))],
    ['a part is gone', one(privateKey.replace(/\n.{64}\n/, '\n'))],
    ['the end is gone', one(privateKey.slice(0, 900))],
    ['masked', one('***')],
  ])('are not guessed: %s', (_name, text) => {
    expect(problem(text)).toMatch(/^has a `private_key` that is no longer a key: .* store the whole file as base64/)
  })
})

describe('what is wrong is told without what was given', () => {
  const cases: [name: string, content: unknown, expected: string][] = [
    ['nothing', ' \n', 'is empty; a secret that does not exist'],
    ['the key alone', privateKey, 'is a private key by itself'],
    ['a path', './key.json', 'is a path; the content of the file is wanted'],
    ['another path', '/home/me/key.json', 'is a path'],
    ['words', 'sssh, this is it', 'must be the JSON of a Google key file, or its base64'],
    ['an API key', 'AIzaSyMadeUpMadeUpMadeUpMadeUpMadeUpMad', 'must be the JSON'],
    ['quotes', JSON.stringify(JSON.stringify(key)), 'is in quotes'],
    ['half', JSON.stringify(key).slice(0, 300), 'is not valid JSON: a part is missing'],
    ['half in base64', base64(JSON.stringify(key).slice(0, 300)), 'is not valid JSON'],
    ['base64 twice', base64(base64(JSON.stringify(key))), 'must be the JSON'],
    ['no type', { ...key, type: undefined }, 'has no `type`: it is one of service_account'],
    ['a strange type', { type: 'sssh' }, 'has a `type` that Google does not have'],
    ["an OAuth client's", { installed: { client_secret: 'sssh' } }, 'is the file of an OAuth client'],
    [
      "a workforce's",
      { type: 'external_account_authorized_user' },
      'is of type external_account_authorized_user, which',
    ],
    [
      'a key without an address',
      { ...key, client_email: '' },
      'lacks `client_email`, which a file of type service_account',
    ],
    ['an address that is none', { ...key, client_email: 'sssh' }, 'has a `client_email` that is no address'],
    ['a login without a token', { ...login, refresh_token: 7 }, 'lacks `refresh_token`'],
    [
      'a universe that is none',
      { ...login, universe_domain: 'https://sssh/' },
      'has a `universe_domain` that is no domain',
    ],
    ['a number', { ...key, project_id: 12345 }, 'has a `project_id` that is no string'],
    ['a path for a project', { ...key, project_id: 'x/../sssh' }, 'has a `project_id` that is no project'],
    ['two lines for a project', { ...login, quota_project_id: 'sssh\nx' }, 'has a `quota_project_id` that is no'],
    ['no source', { ...external, credential_source: undefined }, 'lacks `credential_source`'],
    ['a source that is none', { ...external, credential_source: { sssh: 1 } }, 'names none of `file`, `url`'],
    ['a certificate', { ...external, credential_source: { certificate: {} } }, 'shows a certificate'],
    ['http', { ...external, token_url: 'http://sssh.example/token' }, 'has a `token_url` that is no https URL'],
    [
      'an impersonation that is none',
      { ...external, service_account_impersonation_url: 'https://sssh.example/' },
      'has a `service_account_impersonation_url` that does not end in',
    ],
    ['no source credentials', { ...impersonated, source_credentials: 'sssh' }, 'lacks `source_credentials`'],
    [
      'source credentials that are none',
      { ...impersonated, source_credentials: { ...login, client_id: undefined } },
      'lacks `source_credentials.client_id`',
    ],
    ['two steps', { ...impersonated, source_credentials: impersonated }, 'impersonates from an impersonated account'],
    ['odd delegates', { ...impersonated, delegates: 'sssh' }, 'has `delegates` that are no list of names'],
  ]
  test.each(cases)('%s', (_name, content, expected) => {
    expect(problem(content)).toContain(expected)
    expect(problem(content)).not.toContain('sssh')
  })

  test('whatever it is', () => {
    const alphabet = fc.constantFrom(
      '{',
      '}',
      '"',
      '\\',
      'n',
      '\n',
      ':',
      ',',
      'sssh',
      '-----BEGIN PRIVATE KEY-----',
      '[',
      '=',
    )
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 40 }), (parts) => {
        const parsed = parseGoogleCredentials(parts.join(''))
        return !parsed.ok && !parsed.expected.includes('sssh')
      }),
    )
  })

  test('and soon, whatever its length', () => {
    const started = performance.now()
    for (const text of [
      '{"'.repeat(200_000),
      '{"a":"'.padEnd(400_000, '\\'),
      'A'.repeat(1_000_000),
      '-'.repeat(500_000),
    ])
      problem(text)
    expect(performance.now() - started).toBeLessThan(1_500)
  })
})
