import { readEnvironment } from './action/environment.ts'
import { undoExports } from './action/later-steps.ts'
import { removeLeftRunFolder } from './action/run-folder.ts'

// A step that was killed could not clean up after itself; one that ended has, and then there is nothing to do.
const environment = readEnvironment()
removeLeftRunFolder(environment)
await undoExports(environment)
