import { describe, expect, test } from 'vitest'
import { seal, unseal } from '../../src/action/state.ts'

const env = { ACTIONS_RUNTIME_TOKEN: 'runtime-token', 'INPUT_GITHUB-TOKEN': 'ghs_token' }
const held = (state: string, other: Record<string, string | undefined> = {}) =>
  unseal({ ...env, STATE_name: state, ...other }, 'name')

describe('what a step keeps for its post', () => {
  test.each(['value', '', 'a:b\nc', '{"old":{}}', 'ü'])('comes back as it was: %j', (value) => {
    expect(held(seal(env, 'name', value))).toEqual({ kind: 'sealed', value })
  })

  test('is nothing where nothing was kept', () => {
    expect(unseal(env, 'name')).toEqual({ kind: 'none' })
    expect(held('')).toEqual({ kind: 'none' })
  })

  test('is told from what somebody else wrote', () => {
    const sealed = seal(env, 'name', 'value')
    for (const forged of ['value', ':value', `${sealed}x`, `x${sealed}`, sealed.slice(1), seal({}, 'name', 'value')])
      expect(held(forged)).toEqual({ kind: 'forged' })
    expect(held(seal(env, 'other', 'value'))).toEqual({ kind: 'forged' })
    expect(held(sealed, { ACTIONS_RUNTIME_TOKEN: 'another' })).toEqual({ kind: 'forged' })
  })

  test('is vouched for by the job’s token where the runner gives no other, and by nobody where there is none', () => {
    const token = { ACTIONS_RUNTIME_TOKEN: undefined }
    expect(held(seal({ ...env, ...token }, 'name', 'value'), token)).toEqual({ kind: 'sealed', value: 'value' })
    const none = { ...token, 'INPUT_GITHUB-TOKEN': '' }
    expect(held(seal({ ...env, ...none }, 'name', 'value'), none)).toEqual({ kind: 'forged' })
  })
})
