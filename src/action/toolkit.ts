/**
 * The runner's toolkit. It brings an HTTP client with it that takes longer to load than all the rest of this action, so
 * it is loaded while `claude` starts, not in front of it.
 */
export type Toolkit = typeof import('@actions/core')

export const loadToolkit = (): Promise<Toolkit> => import('@actions/core')
