/** From the lines a step prints to what a runner makes of them: commands, masks, annotations and the visible log. */
import type { Masks } from './masks.ts'

export interface WorkflowCommand {
  /** Lower case. */
  readonly command: string
  readonly properties: Record<string, string>
  /** Unescaped and unmasked. */
  readonly data: string
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title?: string
  readonly file?: string
  readonly line?: string
  /** Masked, at most 4,096 characters. */
  readonly message: string
}

const ANNOTATION_CHARACTERS = 4096
/** Per level and step: the rest is in the log only. */
const ANNOTATIONS = 10

const registered = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

/** Feeds text of any cut and emits lines, which end with \n, \r\n or a lone \r. */
export function lineSplitter(emit: (line: string) => void): { push(text: string): void; end(): void } {
  let pending = ''
  let afterReturn = false
  return {
    push(text) {
      let start = 0
      if (afterReturn && text) {
        if (text[0] === '\n') start = 1
        afterReturn = false
      }
      for (let at = start; at < text.length; at = start) {
        const end = nextEnd(text, at)
        if (end < 0) break
        emit(pending + text.slice(at, end))
        pending = ''
        start = end + 1
        if (text[end] !== '\r') continue
        if (start === text.length) afterReturn = true
        else if (text[start] === '\n') start++
      }
      // A line that is longer than this says nothing that a test needs, and would fill the memory.
      if (pending.length < LINE_CHARACTERS) pending += text.slice(start)
    },
    end() {
      if (pending) emit(pending)
      pending = ''
    },
  }
}

const LINE_CHARACTERS = 50_000_000

function nextEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from)
  const back = text.slice(from, feed < 0 ? undefined : feed).indexOf('\r')
  return back < 0 ? feed : from + back
}

/** `::name key=value,key=value::data` at the start of a line, or the legacy `##[name key=value;]data` anywhere in it. */
function parseCommand(line: string, isCommand: (name: string) => boolean): WorkflowCommand | undefined {
  return parseColons(line.trimStart(), isCommand) ?? parseBracket(line, isCommand)
}

function parseColons(line: string, isCommand: (name: string) => boolean): WorkflowCommand | undefined {
  if (!line.startsWith('::')) return undefined
  const end = line.indexOf('::', 2)
  if (end < 0) return undefined
  const data = unescaped(line.slice(end + 2), { '%0D': '\r', '%0A': '\n', '%25': '%' })
  const escapes = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }
  return command(line.slice(2, end), ',', escapes, data, isCommand)
}

function parseBracket(line: string, isCommand: (name: string) => boolean): WorkflowCommand | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return undefined
  const escapes = { '%3B': ';', '%0D': '\r', '%0A': '\n', '%5D': ']', '%25': '%' }
  return command(line.slice(start + 3, end), ';', escapes, unescaped(line.slice(end + 1), escapes), isCommand)
}

function command(
  info: string,
  separator: string,
  escapes: Record<string, string>,
  data: string,
  isCommand: (name: string) => boolean,
): WorkflowCommand | undefined {
  const space = info.indexOf(' ')
  const name = (space < 0 ? info : info.slice(0, space)).toLowerCase()
  if (!isCommand(name)) return undefined
  const properties: Record<string, string> = {}
  const list = space > 0 ? info.slice(space + 1).trim() : ''
  for (const pair of list.split(separator)) {
    const equals = pair.indexOf('=')
    if (equals >= 0) properties[pair.slice(0, equals)] = unescaped(pair.slice(equals + 1), escapes)
  }
  return { command: name, properties, data }
}

/** `%25` comes last in each table: it must not make new escapes. */
function unescaped(text: string, escapes: Record<string, string>): string {
  let plain = text
  for (const [code, character] of Object.entries(escapes)) plain = plain.replaceAll(code, character)
  return plain
}

export interface LogReader {
  line(text: string): void
  /** Something the runner itself says, shown as the same level of a command would be. */
  say(level: Annotation['level'], message: string): void
  readonly commands: WorkflowCommand[]
  readonly annotations: Annotation[]
  /** As given to add-mask, before they are split or encoded. */
  readonly masks: string[]
  /** From the deprecated `::set-output` and `::save-state`. */
  readonly outputs: Record<string, string>
  readonly state: Record<string, string>
  /** A command that could not be done fails the step whatever the exit code. */
  readonly failed: boolean
}

/**
 * One reader a stage: a `stop-commands` of main does not reach into post.
 * `show` gets the visible lines, masked with the masks known by then. `debug`: the job runs with debug logging.
 */
export function logReader(options: {
  readonly masks: Masks
  readonly show: (line: string) => void
  readonly debug?: boolean
  readonly allowUnsecureCommands?: boolean
}): LogReader {
  const commands: WorkflowCommand[] = []
  const annotations: Annotation[] = []
  const added: string[] = []
  const outputs: Record<string, string> = {}
  const state: Record<string, string> = {}
  let stopToken: string | undefined
  let failed = false

  const show = (text: string) => options.show(options.masks.apply(text))
  const say = (level: Annotation['level'], message: string, properties: Record<string, string> = {}) => {
    show(`##[${level}]${message}`)
    if (annotations.filter((other) => other.level === level).length >= ANNOTATIONS) return
    const { title, file, line } = properties
    annotations.push({
      level,
      ...(title === undefined ? {} : { title: options.masks.apply(title) }),
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      message: options.masks.apply(message).slice(0, ANNOTATION_CHARACTERS),
    })
  }
  const refuse = (line: string, why: string) => {
    say('error', `Unable to process command '${line}' successfully.`)
    say('error', why)
    failed = true
  }

  const execute = (line: string, { command, properties, data }: WorkflowCommand) => {
    switch (command) {
      case 'error':
      case 'warning':
      case 'notice':
        return say(command, data, properties)
      case 'debug':
        return options.debug ? show(`##[debug]${data}`) : undefined
      case 'group':
      case 'endgroup':
        return show(`##[${command}]${data}`)
      case 'add-mask':
        if (!data.trim()) return say('warning', "Can't add secret mask for empty string in ##[add-mask] command.")
        added.push(data)
        return options.masks.add(data)
      case 'set-output':
      case 'save-state': {
        const { name } = properties
        if (!name) return refuse(line, `Required field 'name' is missing in ##[${command}] command.`)
        const target = command === 'set-output' ? outputs : state
        target[name] = data
        return say('warning', `The \`${command}\` command is deprecated and will be disabled soon.`)
      }
      case 'set-env':
      case 'add-path':
        if (!options.allowUnsecureCommands) refuse(line, `The \`${command}\` command is disabled.`)
        return
      case 'stop-commands':
        if (!data || data === 'pause-logging' || registered.has(data.toLowerCase())) {
          return refuse(line, `Invoked ::stop-commands:: with the token [${data}], which cannot be one`)
        }
        stopToken = data.toLowerCase()
        if (data.length > 6) options.masks.add(data)
        return show(line)
    }
  }

  return {
    commands,
    annotations,
    masks: added,
    outputs,
    state,
    get failed() {
      return failed
    },
    say: (level, message) => say(level, message),
    line(text) {
      const found = parseCommand(text, (name) => registered.has(name) || name === stopToken)
      if (!found) return show(text)
      if (stopToken !== undefined) {
        if (found.command === stopToken) stopToken = undefined
        return show(text)
      }
      commands.push(found)
      execute(text, found)
    },
  }
}
