import type { Inputs } from '../action/inputs.ts'
import type { Problem } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { Layer } from './layers.ts'
import type { Explained } from './plan.ts'
import type { WorkspaceTrust } from './trust.ts'

/** Everything that was said about a run, by whoever's word counts. */
export interface Said {
  inputs: Inputs
  /** Strongest first: the step's environment, then the settings files that are believed. */
  layers: readonly Layer[]
  trust: WorkspaceTrust
  /** In mode `setup`: every settings file that a later `claude` will load, believed or not. */
  settingsEnv: readonly Layer[]
  /** Makes a secret out of a value of a layer, masked before anything else happens to it. */
  secret: (value: string) => Secret
}

/** What is known while a plan is made, and where what is found out goes. */
export interface Resolving extends Said {
  problems: Problem[]
  warnings: string[]
  explain: Explained[]
}
