export type YamlLines = { ok: true; value: Map<string, string> } | { ok: false; reason: string }

/**
 * Reads `key: value` lines as YAML, every value as the text it was written as (`1.0` stays `1.0`). The reason for a refusal
 * names the line and never its content, which may be a secret.
 */
export async function parseYamlLines(text: string): Promise<YamlLines> {
  // Loaded here alone: most runs have no such input, and start-up is on the way of every run.
  const { parseDocument, isMap, isScalar } = await import('yaml')
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false })
  const error = document.errors[0]
  if (error !== undefined) {
    const line = text.slice(0, error.pos[0]).split('\n').length
    return {
      ok: false,
      reason: `line ${line} is not that (${error.code}); quote a value that holds \`: \` or starts with a sign`,
    }
  }
  if (!isMap(document.contents)) return { ok: false, reason: 'it is not a list of such lines' }
  const value = new Map<string, string>()
  for (const pair of document.contents.items) {
    if (!isScalar(pair.key) || !(isScalar(pair.value) || pair.value === null))
      return { ok: false, reason: 'a value is nested; each must be plain text' }
    const key = String(pair.key.value).trim()
    const held = pair.value === null ? '' : String((pair.value as { value: unknown }).value ?? '')
    if (key === '' || held.trim() === '') return { ok: false, reason: 'a line of it has no value' }
    value.set(key, held)
  }
  return { ok: true, value }
}
