import { describe, expect, test } from 'vitest'
import { privateSettings } from '../../src/claude/settings.ts'

const pinned = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:4000', CLAUDE_CODE_USE_BEDROCK: '' }
const settings = (own: object = {}, kind = 'anthropic') =>
  privateSettings(
    { agent: { settings: own }, provider: { provider: 'anthropic', upstream: { kind } } } as unknown as Parameters<
      typeof privateSettings
    >[0],
    pinned,
  )

describe('the private settings', () => {
  test('pin, and keep a helper from fetching another credential', () => {
    expect(settings()).toMatchObject({ env: pinned, apiKeyHelper: '', awsAuthRefresh: '', awsCredentialExport: '' })
  })

  test('keep what the user’s own say, but for what is pinned', () => {
    const own = {
      env: { MY: 'own', ANTHROPIC_BASE_URL: 'https://elsewhere.invalid', CLAUDE_CODE_USE_BEDROCK: '1' },
      permissions: { allow: ['Read'] },
      hooks: { Stop: [] },
      apiKeyHelper: 'cat key',
      awsCredentialExport: 'aws sts',
    }
    expect(settings(own)).toMatchObject({
      env: { MY: 'own', ...pinned },
      permissions: own.permissions,
      hooks: own.hooks,
      apiKeyHelper: '',
      awsCredentialExport: '',
    })
    expect(own.env.ANTHROPIC_BASE_URL).toBe('https://elsewhere.invalid')
  })

  test.each([[null], ['text'], [5], [undefined]])('pin where the user’s `env` is %j', (env) => {
    expect(settings({ env }).env).toMatchObject(pinned)
  })

  test.each([
    ['anthropic', undefined],
    ['gateway', true],
  ])('ask Anthropic about a page before a fetch only where the data goes there anyway: %s', (kind, skip) => {
    expect(settings({}, kind).skipWebFetchPreflight).toBe(skip)
  })
})
