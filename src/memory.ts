import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How much may pass through before what it left behind is cleared away, in bytes. */
const often = 3 << 20

let since = 0
let collect: ((options: { type: 'minor' }) => void) | undefined

/**
 * Keeps memory flat while much data streams through. What a chunk takes is outside the heap, where the collector hardly
 * counts it: left alone it lets some 40 MB of them wait. A small collection (about a millisecond) now and then frees them.
 */
export function passed(bytes: number): void {
  since += bytes
  if (since < often) return
  since = 0
  if (collect === undefined) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as typeof collect
  }
  collect?.({ type: 'minor' })
}
