import { parse } from 'shell-quote'

export type ClaudeArgs = { ok: true; args: string[]; settings: string | undefined } | { ok: false; expected: string }

/** What the action sets itself, and the input that does it for the user. A second word would silently win or lose. */
const ownFlags: Record<string, string> = {
  '-p': 'the action always sets it',
  '--print': 'the action always sets it',
  '--verbose': 'the action always sets it',
  '--output-format': 'the action reads `stream-json`',
  '--input-format': 'the prompt comes from `prompt` or `prompt-file`',
  '--include-partial-messages': 'the log and the transcript are made from whole messages',
  '--model': 'use the input `model`',
  '--max-turns': 'use the input `max-turns`',
  '--max-budget-usd': 'use the input `max-budget-usd`',
  '--allowedTools': 'use the input `allowed-tools`',
  '--allowed-tools': 'use the input `allowed-tools`',
  '--disallowedTools': 'use the input `disallowed-tools`',
  '--disallowed-tools': 'use the input `disallowed-tools`',
  '--permission-mode': 'use the input `permission-mode`',
  '--json-schema': 'use the input `json-schema`',
  '--setting-sources': 'the action decides by the event which settings are believed (`trust-workspace`)',
  '--bg': 'a step waits for its run',
  '--background': 'a step waits for its run',
  '--version': 'it would run nothing',
  '-v': 'it would run nothing',
  '--help': 'it would run nothing',
  '-h': 'it would run nothing',
}

/** Splits `claude-args` (a JSON array, or words quoted as for a shell) and takes the user's `--settings` out of it. */
export function parseClaudeArgs(text: string): ClaudeArgs {
  if (text.includes('\0')) return { ok: false, expected: 'holds a zero byte' }
  const split = text.trimStart().startsWith('[') ? splitJson(text) : splitShell(text)
  if (!split.ok) return split

  const args: string[] = []
  let settings: string | undefined
  for (let index = 0; index < split.words.length; index++) {
    const word = split.words[index]!
    const [flag, joined] = splitFlag(word)
    const own = Object.hasOwn(ownFlags, flag) ? ownFlags[flag] : undefined
    if (own !== undefined) return { ok: false, expected: `may not hold \`${flag}\`: ${own}` }
    if (flag !== '--settings') {
      args.push(word)
      continue
    }
    const value = joined ?? split.words[++index]
    if (value === undefined) return { ok: false, expected: '`--settings` wants a file or JSON behind it' }
    if (settings !== undefined) return { ok: false, expected: '`--settings` is given twice' }
    settings = value
  }
  return { ok: true, args, settings }
}

function splitFlag(word: string): [flag: string, value: string | undefined] {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
}

type Split = { ok: true; words: string[] } | { ok: false; expected: string }

function splitJson(text: string): Split {
  try {
    const words: unknown = JSON.parse(text)
    if (Array.isArray(words) && words.every((word) => typeof word === 'string' && !word.includes('\0')))
      return { ok: true, words }
  } catch {
    // Without the words of the error, which would quote it.
  }
  return { ok: false, expected: 'begins with `[` and is not a JSON array of strings' }
}

function splitShell(text: string): Split {
  const open = unclosedQuote(text)
  if (open !== undefined) return { ok: false, expected: `a quote (${open}) is not closed` }
  if (/\$\{(?!\w[^}]*\})/.test(text.replace(/'[^']*'/g, '')))
    return { ok: false, expected: 'holds a `${` that means nothing; quote it' }
  const words: string[] = []
  // No variable is expanded, since there is no shell here: each `$` stands aside while the words are split.
  for (const part of parse(text.replace(/\\?\$/g, dollar))) {
    if (typeof part === 'string') words.push(part.replaceAll(dollar, '$'))
    else if ('pattern' in part) words.push(part.pattern.replaceAll(dollar, '$'))
    else if ('comment' in part)
      return { ok: false, expected: 'holds `#`, which starts a comment for a shell; quote it' }
    else if ('op' in part) return { ok: false, expected: `holds \`${part.op}\`, which a shell would act on; quote it` }
  }
  return { ok: true, words }
}

/** A character that no argument holds (Unicode's private use). */
const dollar = '\ue000'

/** The quote that is still open at the end, which the splitter would take as a plain character. */
function unclosedQuote(text: string): string | undefined {
  let open: string | undefined
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!
    if (char === '\\' && open !== "'") index++
    else if (open === undefined && (char === '"' || char === "'")) open = char
    else if (char === open) open = undefined
  }
  return open
}
