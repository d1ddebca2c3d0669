/** How the demo looks in a terminal. Without colours where nobody would see them (a pipe, `NO_COLOR`). */
import { setTimeout as sleep } from 'node:timers/promises'
import { styleText } from 'node:util'
import type { StepRun } from '../runner/step.ts'

type Style = Parameters<typeof styleText>[0]

export const styled = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout })

export function heading(text: string): void {
  console.log(`\n${styled(['bold', 'cyan'], `━━ ${text} ${'━'.repeat(Math.max(3, 90 - text.length))}`)}\n`)
}

export function indented(text: string, by = '    '): string {
  return text.replaceAll(/^(?!$)/gm, by)
}

/** Prints a step's log as it grows, as the runner's own page shows it: groups unfolded, errors in red. */
export async function showLog(run: StepRun): Promise<void> {
  let over = false
  const end = run.done
    .catch(() => {})
    .then(() => {
      over = true
    })
  let shown = 0
  let indent = ''
  while (true) {
    const last = over
    const log = run.log()
    const upTo = last ? log.length : log.lastIndexOf('\n') + 1
    const lines = upTo > shown ? log.slice(shown, upTo).replace(/\n$/, '').split('\n') : []
    for (const line of lines) {
      const [, command = '', text = line] = /^##\[(\w+)\](.*)$/.exec(line) ?? []
      if (command === 'endgroup') indent = ''
      else console.log(indent + logLine(command, text))
      if (command === 'group') indent = '  '
    }
    shown = upTo
    if (last) return
    await Promise.race([end, sleep(50)])
  }
}

function logLine(command: string, text: string): string {
  switch (command) {
    case 'group':
      return styled('bold', `▾ ${text}`)
    case 'error':
      return styled('red', `Error: ${text}`)
    case 'warning':
      return styled('yellow', `Warning: ${text}`)
    case 'notice':
      return styled('blue', `Notice: ${text}`)
    default:
      return text
  }
}
