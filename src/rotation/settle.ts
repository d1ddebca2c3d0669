import type { SettledKey } from '../credentials/key.ts'
import { LabelsMoved, orNone } from '../credentials/secrets-manager/denied.ts'
import type { KeyVersion, Labels, SecretStore, Stage } from '../credentials/secrets-manager/store.ts'
import { ActionError } from '../errors.ts'
import type { RotationReport } from '../report/rotation.ts'
import type { Verdict } from './verdict.ts'

export interface Settling {
  store: Pick<SecretStore, 'labels' | 'read' | 'move'>
  /** One real turn with a key. */
  verify: (key: KeyVersion) => Promise<Verdict>
  warn: (message: string) => void
  say: (line: string) => void
  /** `use`: a run needs a key that works. `report`: mode `rotate`, in which a key that does not is an error. */
  purpose: 'use' | 'report'
  report: RotationReport
}

/**
 * Decides which key to use, and moves the labels where that was asked for. Both ids are noted before anything is tried, and
 * `AWSCURRENT` moves as a compare-and-swap from the one that was noted. Nothing is deleted, and what the provider could not
 * say changes nothing.
 */
export async function settleKey(rotation: 'verify' | 'promote', settling: Settling): Promise<SettledKey> {
  const { store, report, warn } = settling
  const labels = await store.labels()
  report.before = labels.versions
  report.after = labels.versions
  try {
    if (rotation === 'verify') return await verifyCurrent(settling)
    const candidate = await candidateOf(settling, labels)
    if (candidate === undefined) return await verifyCurrent(settling)
    return await promote(settling, labels.versions, candidate)
  } finally {
    const after = await store
      .labels()
      .catch((error: Error) => void warn(`The labels could not be read again: ${error.message}`))
    report.after = after?.versions
  }
}

/** The pending version, unless there is nothing to promote: none, one that is current already, a rotation function's. */
async function candidateOf(
  { store, say, warn }: Settling,
  { versions, owned }: Labels,
): Promise<KeyVersion | undefined> {
  const { AWSPENDING: pending, AWSCURRENT: current } = versions
  if (pending === undefined || pending === current) return undefined
  if (owned) {
    say('rotation: a rotation function owns the labels of this secret; they are left to it')
    return undefined
  }
  try {
    return await orNone(store.read('AWSPENDING', pending))
  } catch (error) {
    if (!(error instanceof ActionError) || error.code !== 'secret-field-missing') throw error
    warn(`The pending version holds no key and is passed by: ${error.message}`)
    return undefined
  }
}

/** How often the current version may change under a verification before that is given up. */
const mostMoves = 3

async function verifyCurrent(settling: Settling): Promise<SettledKey> {
  const { store, verify, report, purpose, warn } = settling
  for (let moves = 0; ; moves++) {
    const current = await store.read('AWSCURRENT')
    report.version = current.id
    const verdict = await verify(current)
    if (verdict.kind === 'accepted') {
      report.rotation = 'verified'
      return current
    }
    if (verdict.kind === 'inconclusive') return inconclusive(settling, current, verdict.why)
    const { versions } = await store.labels()
    // Somebody has promoted another one meanwhile: then it is that one which counts.
    if (versions.AWSCURRENT !== current.id && moves < mostMoves) continue
    report.rotation = 'rejected'
    const previous =
      purpose === 'use' && versions.AWSPREVIOUS !== undefined && versions.AWSPREVIOUS !== current.id
        ? await orNone(store.read('AWSPREVIOUS', versions.AWSPREVIOUS))
        : undefined
    if (previous !== undefined && (await verify(previous)).kind === 'accepted') {
      report.version = previous.id
      warn(
        `The provider rejected the current key (version ${current.id}); the previous one (${previous.id}) works and is used.`,
      )
      return { ...previous, refused: [current.id] }
    }
    throw rejected(`The provider rejected the current key (version ${current.id}): ${verdict.why}`)
  }
}

async function promote(settling: Settling, before: Labels['versions'], candidate: KeyVersion): Promise<SettledKey> {
  const { store, verify, report, purpose, say } = settling
  const noted = before.AWSCURRENT
  report.version = noted
  const verdict = await verify(candidate)
  if (verdict.kind === 'inconclusive') {
    if (purpose === 'report') return inconclusive(settling, candidate, verdict.why)
    return inconclusive(settling, await store.read('AWSCURRENT'), verdict.why)
  }
  if (verdict.kind === 'rejected') {
    report.rotation = 'rejected'
    await dropPending(settling, candidate.id)
    return fallBack(settling, `The provider rejected the pending key (version ${candidate.id}): ${verdict.why}`)
  }

  if (!(await moved(settling, 'AWSCURRENT', noted ?? '', candidate.id))) {
    // Another run was faster: what it chose is as good.
    const winner = await store.read('AWSCURRENT')
    report.rotation = 'promoted'
    report.version = winner.id
    say(`rotation: another run has made version ${winner.id} the current one meanwhile`)
    return winner
  }
  report.version = candidate.id
  report.rotation = 'promoted'
  say(`rotation: version ${candidate.id} is the current one now, in place of ${noted}`)
  await dropPending(settling, candidate.id)

  const current = (await orNone(store.read('AWSCURRENT', candidate.id))) ?? (await store.read('AWSCURRENT'))
  if (current.id !== candidate.id) {
    report.version = current.id
    return current
  }
  const again = await verify(current)
  if (again.kind !== 'rejected') return current
  if (noted !== undefined && (await moved(settling, 'AWSCURRENT', candidate.id, noted))) {
    report.rotation = 'rolled-back'
    report.version = noted
    // Moving `AWSCURRENT` took `AWSPREVIOUS` along; the one before is the better thing to fall back on.
    const previous = before.AWSPREVIOUS
    if (previous !== undefined && previous !== candidate.id)
      await moved(settling, 'AWSPREVIOUS', candidate.id, previous)
  }
  return fallBack(settling, `The promoted key (version ${candidate.id}) was rejected as the current one: ${again.why}`)
}

/** Whether a label could be moved from where it was noted to be. */
async function moved({ store }: Settling, stage: Stage, from: string, to: string | undefined): Promise<boolean> {
  try {
    await store.move(stage, from, to)
    return true
  } catch (error) {
    if (!(error instanceof LabelsMoved)) throw error
    // The answer to a call that did its work may have been lost, and the call repeated.
    return to !== undefined && (await store.labels()).versions[stage] === to
  }
}

async function dropPending(settling: Settling, id: string): Promise<void> {
  await moved(settling, 'AWSPENDING', id, undefined)
}

/** A run goes on with the key that was there; mode `rotate` has failed. */
async function fallBack({ store, purpose, report, warn }: Settling, message: string): Promise<SettledKey> {
  if (purpose === 'report') throw rejected(message)
  const current = await store.read('AWSCURRENT')
  report.version = current.id
  warn(`${message}. The current key (version ${current.id}) is used.`)
  return current
}

function inconclusive({ purpose, report, warn }: Settling, key: KeyVersion, why: string): SettledKey {
  report.rotation = 'inconclusive'
  const message = `Whether the key works could not be found out: ${why}`
  if (purpose === 'report') throw new ActionError('rotation-inconclusive', message)
  report.version = key.id
  warn(`${message}. Version ${key.id} is used; no label was moved.`)
  return key
}

function rejected(message: string): ActionError {
  return new ActionError('key-rejected', message)
}
