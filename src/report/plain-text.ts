/**
 * Makes text that a model, a tool or a provider wrote fit to stand in a runner's log. A runner reads commands out of it: at
 * the start of a line (`::set-env …`) and, in the older form, anywhere in one (`##[…]`), and it takes a lone carriage
 * return for the end of a line. Terminal escapes could paint over what stands above.
 */
export function logLines(text: string): string[] {
  return text
    .replace(ansiEscapes, '')
    .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
    .map((line) => line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd').replaceAll('##[', '##\u200b['))
}

/** The same for a line that something of ours begins, or should: none of them begins with what a runner would act on. */
export function safeLines(text: string): string[] {
  return logLines(text).map((line) => (/^\s*::/.test(line) ? `│ ${line}` : line))
}

const ansiEscapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b\r\n]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g

/** The same on one line of at most so many characters, for titles and targets. */
export function logLine(text: string, length: number): string {
  const line = logLines(text.slice(0, length * 4).toWellFormed())
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > length
    ? `${line
        .slice(0, length - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
    : line
}

/** What should be text, as text: what another program wrote may be anything, and some values cannot even be printed. */
export function words(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
