/** The files by which a step talks back to the runner: outputs, environment, path, state and summary. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SUMMARY_BYTES = 1024 * 1024

/** Variable to absolute path. */
export interface CommandFiles {
  readonly GITHUB_ENV: string
  readonly GITHUB_OUTPUT: string
  readonly GITHUB_PATH: string
  readonly GITHUB_STATE: string
  readonly GITHUB_STEP_SUMMARY: string
}

/** Fresh, empty files with names nobody can guess: each stage of a step gets its own. */
export function createCommandFiles(temp: string): CommandFiles {
  const folder = join(temp, '_runner_file_commands')
  mkdirSync(folder, { recursive: true })
  const id = randomUUID()
  const create = (kind: string) => {
    const path = join(folder, `${kind}_${id}`)
    writeFileSync(path, '')
    return path
  }
  return {
    GITHUB_ENV: create('set_env'),
    GITHUB_OUTPUT: create('set_output'),
    GITHUB_PATH: create('add_path'),
    GITHUB_STATE: create('save_state'),
    GITHUB_STEP_SUMMARY: create('step_summary'),
  }
}

export interface CommandFileValues {
  readonly outputs: Record<string, string>
  readonly exported: Record<string, string>
  readonly path: string[]
  readonly state: Record<string, string>
  /** Not masked; '' when it was dropped. */
  readonly summary: string
  /** What the runner says about the files; each is an error annotation. */
  readonly errors: string[]
}

/** Throws when a file is malformed: a real runner fails the step there. */
export function readCommandFiles(files: CommandFiles): CommandFileValues {
  const errors: string[] = []
  const exported = parsed('GITHUB_ENV', files)
  for (const name of Object.keys(exported)) {
    if (name.toUpperCase() !== 'NODE_OPTIONS') continue
    errors.push(`Can't store ${name} output parameter using '$GITHUB_ENV' command.`)
    delete exported[name]
  }
  return {
    outputs: parsed('GITHUB_OUTPUT', files),
    exported,
    path: text(files.GITHUB_PATH).split('\n').filter(Boolean),
    state: parsed('GITHUB_STATE', files),
    summary: summary(files.GITHUB_STEP_SUMMARY, errors),
    errors,
  }
}

function summary(path: string, errors: string[]): string {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (bytes <= SUMMARY_BYTES) return text(path)
  errors.push(
    `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${SUMMARY_BYTES / 1024}k, ` +
      `got ${Math.trunc(bytes / 1024)}k.`,
  )
  return ''
}

function parsed(variable: keyof CommandFiles, files: CommandFiles): Record<string, string> {
  try {
    return parseKeyValues(text(files[variable]))
  } catch (error) {
    throw new Error(`Unable to process file command of $${variable}: ${(error as Error).message}`, { cause: error })
  }
}

/** A file that the step deleted is as good as an empty one. */
function text(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/**
 * `name=value` and `name<<delimiter` blocks. Only \n ends a line on Linux and macOS, so a \r before it belongs to
 * the value, and to the delimiter too.
 */
export function parseKeyValues(content: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = content.split('\n')
  const last = lines.length - 1
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (!line) continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
      const name = line.slice(0, heredoc)
      const delimiter = line.slice(heredoc + 2)
      if (!name || !delimiter) throw new Error(`Invalid format '${line}'. Name and delimiter must not be empty`)
      const end = lines.indexOf(delimiter, at + 1)
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
      values[name] = lines.slice(at + 1, end).join('\n')
      at = end
    } else if (equals > 0) {
      values[line.slice(0, equals)] = line.slice(equals + 1)
    } else if (equals === 0) {
      throw new Error(`Invalid format '${line}'. Name must not be empty`)
    } else {
      throw new Error(`Invalid format '${line}'${at === last ? ' (last line)' : ''}`)
    }
  }
  return values
}
