import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, test } from 'vitest'
import { startMessagesApi } from '../../lab/providers/messages-api.ts'

/** The demo as a newcomer starts it, with nothing of this process's provider in its environment. */
function demo(env: Record<string, string> = {}): Promise<{ code: number; shown: string }> {
  const script = fileURLToPath(new URL('../../lab/demo.ts', import.meta.url))
  const { ANTHROPIC_API_KEY: _key, ANTHROPIC_BASE_URL: _url, FORCE_COLOR: _color, ...own } = process.env
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { env: { ...own, ...env, NO_COLOR: '1' } }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), shown: stdout + stderr }),
    )
  })
}

describe.concurrent('the demo', () => {
  test('shows a review, and that the agent never held the key', async ({ expect }) => {
    const { code, shown } = await demo()
    expect(shown).toContain('▾ Turn 4')
    expect(shown).toContain('conclusion: success')
    expect(shown).toContain('## ✅ Claude finished')
    expect(shown.match(/^ {4}✔ the (key|agent|gateway) /gm)).toHaveLength(5)
    expect(shown).not.toContain('NOT SO')
    expect(code).toBe(0)
  })

  test('goes to the API that a key is for, and fails when the step fails', async ({ expect }) => {
    const api = await startMessagesApi({ key: 'another-key', script: [{ kind: 'message', text: 'Well.' }] })
    const { code, shown } = await demo({ ANTHROPIC_API_KEY: 'the-wrong-key', ANTHROPIC_BASE_URL: `${api.url}/v1` })
    await api.close()
    expect(api.messages[0]?.headers['x-api-key']).toBe('the-wrong-key')
    expect(shown).toContain('error-code: provider-auth')
    expect(shown).not.toContain('the-wrong-key')
    expect(code).toBe(1)
  })
})
