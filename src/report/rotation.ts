import type { Labels } from '../credentials/secrets-manager/store.ts'

/** What came of the key, as the output `rotation` says it ("Rotation" in docs/secrets-manager.md). */
export type Rotation = 'none' | 'verified' | 'promoted' | 'rejected' | 'inconclusive' | 'rolled-back'

/** What was done with a key that lies in AWS Secrets Manager, for the outputs and the summary. */
export interface RotationReport {
  rotation: Rotation
  /** The version in use. */
  version: string | undefined
  before: Labels['versions'] | undefined
  after: Labels['versions'] | undefined
}

export function noRotation(): RotationReport {
  return { rotation: 'none', version: undefined, before: undefined, after: undefined }
}
