/**
 * What a key file leads to may look for itself in the environment: keys of AWS, or whatever a program needs that gives out
 * a token. The step's inputs are none of its business.
 */
export function surroundings(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) if (value !== undefined && !own.test(name)) kept[name] = value
  return kept
}

/** A runner's words to this action alone. */
const own = /^(INPUT_.*|STATE_.*|ACTIONS_(RUNTIME|RESULTS|CACHE)_.*|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY))$/i
