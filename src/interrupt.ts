/** What work that is no longer wanted ends with. Why it is not stands in the signal's reason. */
export class Interrupted extends Error {}

/** Waits for something, but not beyond the moment at which the step has to end. */
export function orInterrupted<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const interrupt = () => reject(new Interrupted('the step has to end'))
    if (stop.aborted) interrupt()
    stop.addEventListener('abort', interrupt, { once: true })
    work.then(resolve, reject).finally(() => stop.removeEventListener('abort', interrupt))
  })
}
