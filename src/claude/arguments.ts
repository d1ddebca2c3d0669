import type { RunPlan } from '../resolve/plan.ts'

/**
 * The command line of a run. Nothing secret is on it: the prompt goes to stdin, the token into the private settings file.
 * `--flag=value` throughout, so that no value can be taken for a flag, and no list swallows what stands behind it.
 */
export function claudeArguments(
  plan: Pick<RunPlan, 'model' | 'limits' | 'agent' | 'settingSources'>,
  settingsFile: string,
): string[] {
  const { model, limits, agent } = plan
  const options: Record<string, string | number | undefined> = {
    '--model': model.id,
    '--settings': settingsFile,
    // Hooks, helpers and permissions in a stranger's checkout are code of a stranger's.
    '--setting-sources': plan.settingSources === 'user' ? 'user' : undefined,
    '--max-turns': limits.maxTurns,
    '--max-budget-usd': limits.maxBudgetUsd,
    '--allowedTools': agent.allowedTools,
    '--disallowedTools': agent.disallowedTools,
    '--permission-mode': agent.permissionMode,
    '--json-schema': agent.jsonSchema,
  }
  const given = Object.entries(options).flatMap(([flag, value]) => (value === undefined ? [] : [`${flag}=${value}`]))
  return ['--print', '--verbose', '--output-format=stream-json', ...given, ...agent.extraArgs]
}
