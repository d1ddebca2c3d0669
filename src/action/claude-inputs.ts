import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import type { Problem } from '../errors.ts'
import type { Prompt } from '../resolve/plan.ts'
import { parseClaudeArgs } from './claude-args.ts'
import { isReadable, type Reader, statOf } from './reader.ts'

/** What is for `claude` itself: its prompt, its binary, its arguments. */
export interface ClaudeInputs {
  prompt: Prompt | undefined
  claudePath: string | undefined
  claudeArgs: string[]
  /** The user's own `--settings` out of `claude-args`, read. */
  claudeSettings: Record<string, unknown>
  jsonSchema: string | undefined
}

/** Relative paths are from the workspace, those in `claude-args` from where `claude` runs. */
export function readClaude(
  { workspace, workingDirectory }: { workspace: string; workingDirectory: string },
  read: Reader,
  problems: Problem[],
): ClaudeInputs {
  return {
    prompt: readPrompt(workspace, read, problems),
    claudePath: readBinary(workspace, read, problems),
    ...readClaudeArgs(workingDirectory, read, problems),
    jsonSchema: readSchema(read, problems),
  }
}

function readPrompt(workspace: string, read: Reader, problems: Problem[]): Prompt | undefined {
  const text = read.verbatim('prompt')
  const file = read.text('prompt-file')
  if (text.trim() !== '' && file !== undefined) {
    problems.push({ where: 'prompt', expected: '`prompt` and `prompt-file` are both given; keep one of them' })
    return undefined
  }
  if (file === undefined) return text.trim() === '' ? undefined : { kind: 'text', text }
  const path = resolve(workspace, file)
  const stat = statOf(path)
  if (stat === undefined) problems.push({ where: 'prompt-file', held: file, expected: `there is no file ${path}` })
  else if (!stat.isFile()) problems.push({ where: 'prompt-file', held: file, expected: 'is not a file' })
  else if (!isReadable(path)) problems.push({ where: 'prompt-file', held: file, expected: 'may not be read' })
  else if (stat.size > longestPrompt)
    problems.push({ where: 'prompt-file', held: file, expected: 'is over 10 MB, which is more than `claude` takes' })
  else if (isBlank(path, stat.size)) problems.push({ where: 'prompt-file', held: file, expected: 'the file is empty' })
  return { kind: 'file', path }
}

/** What the CLI reads from stdin at the most. */
const longestPrompt = 10 << 20

/** Nothing but white space (a byte order mark counts as such), which the CLI refuses. */
function isBlank(path: string, size: number): boolean {
  return size === 0 || (size < 1 << 16 && readFileSync(path, 'utf8').trim() === '')
}

function readBinary(workspace: string, read: Reader, problems: Problem[]): string | undefined {
  const held = read.text('claude-path')
  if (held === undefined) return undefined
  const path = isAbsolute(held) ? held : resolve(workspace, held)
  const stat = statOf(path)
  if (stat?.isFile() && (process.platform === 'win32' || (stat.mode & 0o111) !== 0)) return path
  problems.push({
    where: 'claude-path',
    held,
    expected: stat === undefined ? `there is no file ${path}` : 'is not a program that can be run',
  })
  return undefined
}

function readClaudeArgs(
  workingDirectory: string,
  read: Reader,
  problems: Problem[],
): Pick<ClaudeInputs, 'claudeArgs' | 'claudeSettings'> {
  const nothing = { claudeArgs: [], claudeSettings: {} }
  const held = read.text('claude-args')
  if (held === undefined) return nothing
  const parsed = parseClaudeArgs(held)
  if (!parsed.ok) {
    problems.push({ where: 'claude-args', expected: parsed.expected })
    return nothing
  }
  if (parsed.settings === undefined) return { claudeArgs: parsed.args, claudeSettings: {} }
  const inline = parsed.settings.trimStart().startsWith('{')
  try {
    const json = inline ? parsed.settings : readFileSync(resolve(workingDirectory, parsed.settings), 'utf8')
    return { claudeArgs: parsed.args, claudeSettings: parseObject(json) }
  } catch (error) {
    // Of JSON only that it is none: the words of the error would quote it, and settings may hold a secret.
    const why = error instanceof SyntaxError ? 'is not JSON' : (error as Error).message
    problems.push({
      where: 'claude-args',
      expected: `--settings: ${inline ? 'its JSON' : parsed.settings} cannot be used: ${why}`,
    })
    return nothing
  }
}

function parseObject(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new Error('it is not a JSON object')
}

function readSchema(read: Reader, problems: Problem[]): string | undefined {
  const held = read.text('json-schema')
  if (held === undefined) return undefined
  try {
    return JSON.stringify(parseObject(held))
  } catch (error) {
    problems.push({ where: 'json-schema', held, expected: `must be a JSON Schema: ${(error as Error).message}` })
    return undefined
  }
}
