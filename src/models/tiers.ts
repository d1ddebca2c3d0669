import type { Tier } from './types.ts'

/** The tiers, cheapest first. */
export const tiers: readonly Tier[] = ['haiku', 'sonnet', 'opus']

/** The tier of a run that names no model, no tier and no task. */
export const defaultTier: Tier = 'sonnet'

/** What a tier means unless `tier-models` says otherwise: short ids of the catalogue. */
export const tierModels: Readonly<Record<Tier, string>> = {
  haiku: 'claude-haiku-4-5',
  sonnet: 'claude-sonnet-4-6',
  opus: 'claude-opus-4-6',
}

/** Which tier a task takes unless `task-tiers` says otherwise. */
export const taskTiers: Readonly<Record<string, Tier>> = {
  lint: 'haiku',
  format: 'haiku',
  docs: 'haiku',
  comment: 'haiku',
  'commit-message': 'haiku',
  triage: 'haiku',
  label: 'haiku',
  summarize: 'haiku',
  implement: 'sonnet',
  fix: 'sonnet',
  test: 'sonnet',
  refactor: 'sonnet',
  review: 'sonnet',
  architecture: 'opus',
  design: 'opus',
  'security-audit': 'opus',
  plan: 'opus',
  migrate: 'opus',
}

/** Whether a word is the name of a tier; own keys only, so that `constructor` and its like are not. */
export function isTier(word: string): word is Tier {
  return (tiers as readonly string[]).includes(word)
}
