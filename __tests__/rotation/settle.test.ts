/** The table "Rotation", row by row, against Moto: every state that a secret can be in, and every answer to its keys. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixed } from '../../src/credentials/credential.ts'
import { SecretStore } from '../../src/credentials/secrets-manager/store.ts'
import { ActionError } from '../../src/errors.ts'
import { openAgents } from '../../src/network/agents.ts'
import type { RotationReport } from '../../src/report/rotation.ts'
import type { StoredKeyPlan } from '../../src/resolve/plan.ts'
import { type Settling, settleKey } from '../../src/rotation/settle.ts'
import type { Verdict } from '../../src/rotation/verdict.ts'
import { account, type Label, makeSecret, setLabels, type Vault, versionId } from '../e2e/secrets.ts'

const agents = openAgents({})
let before: string | undefined
beforeAll(() => {
  before = process.env.AWS_ENDPOINT_URL
  process.env.AWS_ENDPOINT_URL = account().url
})
afterAll(() => {
  if (before === undefined) delete process.env.AWS_ENDPOINT_URL
  else process.env.AWS_ENDPOINT_URL = before
  agents.close()
})

const key = { old: 'sk-ant-old-0123456789', current: 'sk-ant-current-0123456789', pending: 'sk-ant-pending-0123456789' }
const id = { old: versionId('old'), current: versionId('current'), pending: versionId('pending') }
type Name = keyof typeof key

const states = {
  'only CURRENT': ['current'],
  'CURRENT and PREVIOUS': ['old', 'current'],
  'CURRENT and PENDING': ['current', 'pending'],
  'all three': ['old', 'current', 'pending'],
  'PENDING on CURRENT': ['old', 'current', 'on current'],
} as const
type State = keyof typeof states

async function vaultIn(state: State): Promise<Vault> {
  const has = (name: string) => (states[state] as readonly string[]).includes(name)
  const labels: Record<Name, Label> = { old: 'AWSPREVIOUS', current: 'AWSCURRENT', pending: 'AWSPENDING' }
  const names = (['old', 'current', 'pending'] as const).filter(has)
  const vault = await makeSecret(names.map((name) => [name, key[name], labels[name]] as const))
  if (has('on current')) await setLabels(vault, 'AWSPENDING', id.current)
  return vault
}

type Answer = Verdict['kind']
type Answers = Partial<Record<Name, readonly Answer[]>>

interface Settled {
  used: string | undefined
  code: string | undefined
  report: RotationReport
  warnings: number
}

/** `calls` is how many calls of Secrets Manager there may be before the process is killed. */
async function settle(
  vault: Vault,
  rotation: 'verify' | 'promote',
  purpose: Settling['purpose'],
  answers: Answers,
  calls = Number.POSITIVE_INFINITY,
  beforeReading: () => Promise<void> = async () => {},
): Promise<Settled> {
  const masked: string[] = []
  const means = {
    agents,
    mask: (secret: string) => void masked.push(secret),
    say: () => {},
    stop: new AbortController().signal,
  }
  const plan = { id: vault.name, field: 'ANTHROPIC_API_KEY', region: 'eu-west-1' } as StoredKeyPlan
  const store = new SecretStore(plan, fixed({ accessKeyId: 'AKIALAB', secretAccessKey: 'lab' }), means)
  let left = calls
  const killed =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      if (left-- <= 0) throw new Error('killed')
      return call(...args)
    }
  const report: RotationReport = { rotation: 'none', version: undefined, before: undefined, after: undefined }
  const asked: Record<string, number> = {}
  let warnings = 0
  const settling: Settling = {
    store: {
      labels: killed(() => store.labels()),
      read: killed(async (...args) => {
        await beforeReading()
        return store.read(...args)
      }),
      move: killed((...args) => store.move(...args)),
    },
    verify: async ({ key: held }) => {
      const name = (Object.keys(key) as Name[]).find((name) => key[name] === held.reveal())!
      expect(masked).toContain(held.reveal())
      const script = answers[name] ?? ['accepted']
      const at = asked[name] ?? 0
      asked[name] = at + 1
      const kind = script[Math.min(at, script.length - 1)]!
      return kind === 'accepted' ? { kind } : { kind, why: 'the script' }
    },
    warn: () => void warnings++,
    say: () => {},
    purpose,
    report,
  }
  try {
    const { id: used } = await settleKey(rotation, settling)
    return { used, code: undefined, report, warnings }
  } catch (error) {
    return { used: undefined, code: error instanceof ActionError ? error.code : String(error), report, warnings }
  }
}

const kinds = ['accepted', 'rejected', 'inconclusive'] as const
const all = (Object.keys(states) as State[]).flatMap((state) =>
  (['verify', 'promote'] as const).flatMap((rotation) =>
    (['use', 'report'] as const).flatMap((purpose) =>
      kinds.flatMap((current) =>
        kinds.flatMap((pending) =>
          (['accepted', 'rejected'] as const).map((old) => ({ state, rotation, purpose, current, pending, old })),
        ),
      ),
    ),
  ),
)

/** The table, as it is written. */
function expected({ state, rotation, purpose, current, pending, old }: (typeof all)[number]) {
  const has = (name: string) => (states[state] as readonly string[]).includes(name)
  const same = {
    ...(has('old') ? { AWSPREVIOUS: id.old } : {}),
    AWSCURRENT: id.current,
    ...(has('pending') ? { AWSPENDING: id.pending } : {}),
    ...(has('on current') ? { AWSPENDING: id.current } : {}),
  }
  const { AWSPENDING: _, ...withoutPending } = same as Record<string, string>
  if (rotation === 'promote' && has('pending')) {
    if (pending === 'accepted')
      return {
        rotation: 'promoted',
        used: id.pending,
        code: undefined,
        labels: { AWSPREVIOUS: id.current, AWSCURRENT: id.pending },
      }
    if (pending === 'rejected')
      return purpose === 'use'
        ? { rotation: 'rejected', used: id.current, code: undefined, labels: withoutPending }
        : { rotation: 'rejected', used: undefined, code: 'key-rejected', labels: withoutPending }
    return purpose === 'use'
      ? { rotation: 'inconclusive', used: id.current, code: undefined, labels: same }
      : { rotation: 'inconclusive', used: undefined, code: 'rotation-inconclusive', labels: same }
  }
  if (current === 'accepted') return { rotation: 'verified', used: id.current, code: undefined, labels: same }
  if (current === 'inconclusive')
    return purpose === 'use'
      ? { rotation: 'inconclusive', used: id.current, code: undefined, labels: same }
      : { rotation: 'inconclusive', used: undefined, code: 'rotation-inconclusive', labels: same }
  if (purpose === 'use' && has('old') && old === 'accepted')
    return { rotation: 'rejected', used: id.old, code: undefined, labels: same }
  return { rotation: 'rejected', used: undefined, code: 'key-rejected', labels: same }
}

describe('the table', () => {
  it.each(Object.keys(states) as State[])('holds from %s, whatever the provider says', async (state) => {
    for (const row of all.filter((row) => row.state === state)) {
      const vault = await vaultIn(state)
      const { rotation, purpose, current, pending, old } = row
      const got = await settle(vault, rotation, purpose, { current: [current], pending: [pending], old: [old] })
      const labels = await vault.labels()
      const seen = { rotation: got.report.rotation, used: got.used, code: got.code, labels }
      expect(seen, JSON.stringify(row)).toEqual(expected(row))
      expect(got.report.after).toEqual(labels)
    }
  })

  it.each(['use', 'report'] as const)('swaps back what is rejected as the current one: %s', async (purpose) => {
    const vault = await vaultIn('all three')
    const got = await settle(vault, 'promote', purpose, { pending: ['accepted', 'rejected'] })
    expect(got.report.rotation).toBe('rolled-back')
    expect([got.used, got.code]).toEqual(purpose === 'use' ? [id.current, undefined] : [undefined, 'key-rejected'])
    expect(await vault.labels()).toEqual({ AWSPREVIOUS: id.old, AWSCURRENT: id.current })
  })
})

describe('a kill between any two calls', () => {
  it.each([
    ['a candidate that works', {}, id.pending],
    ['a candidate that does not', { pending: ['rejected'] }, id.current],
  ] as const)('leaves what a second run brings to the same end: %s', async (_, answers, current) => {
    for (let calls = 0; calls < 10; calls++) {
      const vault = await vaultIn('all three')
      await settle(vault, 'promote', 'report', answers as Answers, calls)
      await settle(vault, 'promote', 'report', answers as Answers)
      const labels = await vault.labels()
      expect(labels.AWSCURRENT, `after ${calls} calls`).toBe(current)
      expect((await vault.versions()).sort()).toEqual(Object.values(id).sort())
    }
  })
})

it('a candidate that another run promotes between the look and the reading is no error', async () => {
  const vault = await vaultIn('all three')
  let promoted = false
  const beforeReading = async () => {
    if (promoted) return
    promoted = true
    await settle(vault, 'promote', 'use', {})
  }
  const got = await settle(vault, 'promote', 'use', {}, Number.POSITIVE_INFINITY, beforeReading)
  expect([got.used, got.code, got.report.rotation]).toEqual([id.pending, undefined, 'verified'])
  expect(await vault.labels()).toEqual({ AWSPREVIOUS: id.current, AWSCURRENT: id.pending })
})

it('a dozen at once come to one end', async () => {
  const vault = await vaultIn('all three')
  const got = await Promise.all(Array.from({ length: 12 }, () => settle(vault, 'promote', 'use', {})))
  expect(new Set(got.map(({ used }) => used))).toEqual(new Set([id.pending]))
  expect(await vault.labels()).toEqual({ AWSPREVIOUS: id.current, AWSCURRENT: id.pending })
})
