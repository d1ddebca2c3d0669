import type { StreamEvent } from '../claude/events.ts'
import { type Counted, showCost, showTime, showTokens } from './figures.ts'
import { logLine, logLines, words } from './plain-text.ts'
import { blocksOf, toolTarget } from './transcript.ts'

/** What the log can be made of; the toolkit's own functions, or a list in a test. */
export interface LogSink {
  info(line: string): void
  startGroup(title: string): void
  endGroup(): void
}

export interface SoFar {
  inputTokens: number
  outputTokens: number
  costUsd: number | undefined
}

export function soFarOf({ tokens, costUsd }: Counted): SoFar {
  const total = { inputTokens: 0, outputTokens: 0, costUsd }
  for (const usage of tokens.values()) {
    total.inputTokens += usage.inputTokens + usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens
    total.outputTokens += usage.outputTokens
  }
  return total
}

/** A block of text is shown up to here; all of it is in the transcript. */
const longestText = 20_000
const longestTarget = 200
/** What is not ours stands behind a bar, so that no line of it begins with anything a runner would act on. */
const bar = '│ '

/**
 * Turns the stream into lines that a person can follow while it runs: a group a turn, each tool with its target and its
 * time, and behind each turn what the run has taken so far.
 */
export class LiveLog {
  readonly #sink: LogSink
  readonly #soFar: () => SoFar | undefined
  readonly #now: () => number
  readonly #begun = new Map<string, { name: string; at: number }>()
  readonly #started: number
  #turn = 0
  #message: string | undefined
  #open = false
  /** As it was when the turn's tools had run: by the time the next turn shows itself, its own request is counted too. */
  #afterTurn: SoFar | undefined

  constructor(sink: LogSink, soFar: () => SoFar | undefined, now: () => number = Date.now) {
    this.#sink = sink
    this.#soFar = soFar
    this.#now = now
    this.#started = now()
  }

  event(event: StreamEvent): void {
    switch (event.type) {
      case 'system':
        if (event.subtype === 'init') {
          const version = event.claude_code_version === undefined ? '' : ` ${words(event.claude_code_version)}`
          this.#sink.info(
            logLine(`claude${version} started · model ${words(event.model)} · session ${words(event.session_id)}`, 300),
          )
        } else if (event.subtype === 'api_retry') {
          const wait = showTime(Number(words(event.retry_delay_ms)) || 0)
          const what = `${words(event.error_status)} ${words(event.error)}`.trim()
          this.#say(
            `the provider answered ${what}; try ${words(event.attempt)} of ${words(event.max_retries)} in ${wait}`,
            '↻ ',
          )
        }
        break
      case 'assistant': {
        const main = event.parent_tool_use_id == null
        const blocks = blocksOf(event.message?.content)
        if (main && event.message?.model !== '<synthetic>') this.#turnOf(event.message?.id, blocks)
        for (const block of blocks) {
          if (block.type === 'text') this.#say(words(block.text).trimEnd(), main ? '' : '  ')
          else if (block.type === 'tool_use') {
            this.#say(`${words(block.name)}  ${logLine(toolTarget(block.input), longestTarget)}`, main ? '▶ ' : '  ▶ ')
            // A name that is kept is a name that is shown again: bounded, since the model chose it.
            if (block.id !== undefined && this.#begun.size < 1000)
              this.#begun.set(block.id, { name: logLine(words(block.name), 100), at: this.#now() })
          }
        }
        break
      }
      case 'user':
        for (const block of blocksOf(event.message?.content)) if (block.type === 'tool_result') this.#toolEnded(block)
        this.#afterTurn = this.#soFar()
        break
      case 'result':
        this.#afterTurn = this.#soFar()
        this.close()
    }
  }

  stderr(text: string): void {
    if (text.trim() !== '') this.#say(text.trimEnd(), 'stderr: ')
  }

  /** Ends the open group, with what the run has taken so far. */
  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#sink.endGroup()
    const soFar = this.#afterTurn ?? this.#soFar()
    const took =
      soFar === undefined
        ? ''
        : ` · ${showTokens(soFar.inputTokens)} tokens in, ${showTokens(soFar.outputTokens)} out${cost(soFar)} so far`
    this.#sink.info(`after turn ${this.#turn}: ${showTime(this.#now() - this.#started)}${took}`)
  }

  #turnOf(message: string | undefined, blocks: ReturnType<typeof blocksOf>): void {
    if (message !== undefined && message === this.#message) return
    this.#message = message
    this.close()
    this.#afterTurn = undefined
    this.#turn++
    const first = blocks.find((block) => block.type === 'text' || block.type === 'tool_use')
    const about =
      first?.type === 'text'
        ? words(first.text)
        : first?.type === 'tool_use'
          ? `${words(first.name)} ${toolTarget(first.input)}`
          : 'thinking'
    this.#sink.startGroup(`Turn ${this.#turn} · ${logLine(about, 100)}`)
    this.#open = true
  }

  #toolEnded(block: { tool_use_id?: string; is_error?: boolean; content?: unknown }): void {
    const begun = block.tool_use_id === undefined ? undefined : this.#begun.get(block.tool_use_id)
    if (begun === undefined) return
    this.#begun.delete(block.tool_use_id!)
    const time = showTime(this.#now() - begun.at)
    if (!block.is_error) {
      this.#say(`${begun.name}  ${time}`, '✔ ')
      return
    }
    const text =
      typeof block.content === 'string'
        ? block.content
        : (blocksOf(block.content)[0] as { text?: string } | undefined)?.text
    this.#say(`${begun.name}  ${time}  ${logLine(words(text), 300)}`, '✘ ')
  }

  #say(text: string, mark: string): void {
    const cut =
      text.length > longestText
        ? `${text.slice(0, longestText)}\n… (${text.length - longestText} more characters in the transcript)`
        : text
    for (const line of logLines(cut)) this.#sink.info(`${bar}${mark}${line}`)
  }
}

/** Nothing where the price is not known, rather than a word for it after every turn. */
function cost({ costUsd }: SoFar): string {
  return costUsd === undefined ? '' : ` · ${showCost(costUsd)}`
}
