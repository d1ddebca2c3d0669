import { type AnswerOptions, IdGiver, mintId, refuses, saidIn } from './answer.ts'
import { type AnthropicError, badInput, brokenAnswer, inBandError, namelessCall } from './errors.ts'
import { blockStart, blockStop, deltaEnd, deltaHead, errorEvent, messageEnd, messageStart } from './events.ts'
import { type Stop, stopOf } from './finish.ts'
import { isObject, type Loose, listOf, textOf } from './json.ts'
import { fragmentOf, type ToolCall, ToolCalls } from './tool-calls.ts'
import { type AnthropicUsage, estimatedUsage, toAnthropicUsage } from './usage.ts'

/** How the server's stream ended: with `[DONE]`, without, or by a connection that broke. */
export type StreamEnd = 'done' | 'end' | 'cut'

type Kind = 'thinking' | 'text' | 'tool'

/** A block that has begun, or that waits for the one before it to end; then its text is kept. */
interface Block {
  kind: Kind
  call: ToolCall | undefined
  kept: string
}

const deltas = {
  thinking: ['thinking_delta', 'thinking'],
  text: ['text_delta', 'text'],
  tool: ['input_json_delta', 'partial_json'],
} as const

/**
 * Turns the chunks of an OpenAI stream into the events of an Anthropic one, as text that is ready to be sent.
 *
 * Blocks never overlap. A call's input is complete when its JSON is, so what comes next can begin then; what comes earlier
 * waits. The CLI runs a call as soon as its block stops: a block whose input is not whole is never stopped, and the stream
 * ends in an error instead.
 */
export class AnthropicStream {
  readonly #options: AnswerOptions
  readonly #calls = new ToolCalls()
  readonly #blocks = new Map<ToolCall, Block>()
  readonly #ids: IdGiver
  #out = ''
  #started = false
  #over = false
  #failure: AnthropicError | undefined
  /** The block that is open, its index, and what its deltas begin with. */
  #open: Block | undefined
  #index = -1
  #head = ''
  readonly #waiting: Block[] = []
  /** Blanks in front of what may become a block: a model puts them between its thinking and a call. */
  #blank: { kind: Kind; text: string } | undefined
  #usage: AnthropicUsage | undefined
  #finish: string | undefined
  #matched: unknown
  #calledTools = false
  #refused = false

  constructor(options: AnswerOptions) {
    this.#options = options
    this.#ids = new IdGiver(options)
  }

  /** Whether the last event was given. */
  get isOver(): boolean {
    return this.#over
  }

  /** What went wrong. Before the message has begun, it can still be answered as an error with a status. */
  get failure(): AnthropicError | undefined {
    return this.#failure
  }

  /** Whether the message has begun. */
  get hasStarted(): boolean {
    return this.#started
  }

  /** What the server counted. */
  get usage(): AnthropicUsage | undefined {
    return this.#usage
  }

  /** The events that a chunk comes to; often none. */
  push(chunk: unknown): string {
    try {
      if (!this.#over) this.#take(chunk)
    } catch (error) {
      // JSON that is nested deeper than the stack goes.
      this.#fail(brokenAnswer(`The server sent something that cannot be read: ${error}`))
    }
    return this.#taken()
  }

  /** The last events. `message` says what broke the connection. */
  end(how: StreamEnd, message?: string): string {
    if (!this.#over) {
      if (how === 'cut')
        this.#fail(brokenAnswer(`The connection to the server broke off: ${message ?? 'no reason known'}.`))
      else if (this.#finish !== undefined) this.#complete(this.#finish)
      else
        this.#fail(brokenAnswer(this.#started ? 'The answer ended without a finish_reason.' : 'The answer is empty.'))
    }
    return this.#taken()
  }

  #taken(): string {
    const out = this.#out
    this.#out = ''
    return out
  }

  #take(chunk: unknown): void {
    const error = inBandError(chunk)
    if (error === undefined) this.#takeChunk(chunk as Loose)
    else this.#fail(error)
  }

  #takeChunk({ choices, usage, x_groq }: Loose): void {
    const all = listOf(choices)
    // Of several answers the first counts; none was asked for.
    const choice = all.find((one) => isObject(one) && (one.index === 0 || one.index == null)) as Loose | undefined
    // Usage is cumulative. Groq and Moonshot have places of their own for it.
    const counted =
      toAnthropicUsage(usage) ??
      toAnthropicUsage(isObject(x_groq) ? x_groq.usage : undefined) ??
      toAnthropicUsage(choice?.usage)
    if (counted !== undefined) this.#usage = counted
    if (!this.#started) this.#start()
    if (choice !== undefined) this.#takeChoice(choice)
    // The chunk with the usage alone is the last one.
    if (!this.#over && all.length === 0 && counted !== undefined && this.#finish !== undefined)
      this.#complete(this.#finish)
  }

  #start(): void {
    this.#started = true
    const { model, inputTokens, mint = mintId } = this.#options
    this.#out += messageStart(mint('msg'), model, this.#usage ?? estimatedUsage(inputTokens))
  }

  #takeChoice(choice: Loose): void {
    // A whole message instead of a delta is one only where nothing came before it.
    const isFirst = this.#index < 0 && this.#waiting.length === 0
    const delta = isObject(choice.delta) ? choice.delta : isObject(choice.message) && isFirst ? choice.message : {}
    this.#refused ||= refuses(delta)
    // One delta may end a call's input and go on with text, or end a text and begin a call.
    const begun = this.#goOn(delta)
    if (begun === undefined) return
    saidIn(delta, (kind, text) => this.#say(kind, text))
    for (const [call, input] of begun) this.#call(call, input)
    this.#finish ??= textOf(choice.finish_reason)
    this.#matched ??= choice.stop_reason ?? choice.matched_stop
  }

  /** Passes on what belongs to calls that have begun, and gives the pieces of new ones; undefined when one is no JSON. */
  #goOn(delta: Loose): [ToolCall, string][] | undefined {
    const begun: [ToolCall, string][] = []
    if (delta.tool_calls == null && delta.function_call == null) return begun
    for (const held of [...listOf(delta.tool_calls), delta.function_call]) {
      const fragment = fragmentOf(held)
      if (fragment === undefined) continue
      const { call, isNew } = this.#calls.of(fragment)
      // Of a tool without parameters; no input that has begun can go on like that.
      const input = call.input.isEmpty && fragment.input.trim() === 'null' ? '' : fragment.input
      call.input.push(input)
      if (call.input.isBroken) {
        this.#fail(badInput(call.name))
        return undefined
      }
      if (isNew || begun.some(([other]) => other === call)) begun.push([call, input])
      else this.#call(call, input)
    }
    return begun
  }

  #call(call: ToolCall, input: string): void {
    const block = this.#blocks.get(call)
    if (block === undefined) {
      const begun: Block = { kind: 'tool', call, kept: input }
      this.#blocks.set(call, begun)
      this.#blank = undefined
      this.#calledTools = true
      this.#add(begun)
      return
    }
    if (block === this.#open) this.#delta(input)
    // Behind a block that was stopped there can only be blanks: its input was whole.
    else if (this.#waiting.includes(block)) block.kept += input
    this.#advance()
  }

  #say(kind: 'thinking' | 'text', text: string): void {
    const last = this.#waiting.at(-1) ?? this.#open
    if (last?.kind === kind) {
      if (last === this.#open) this.#delta(text)
      else last.kept += text
      return
    }
    const kept = this.#blank?.kind === kind ? this.#blank.text + text : text
    if (!/\S/.test(kept)) {
      this.#blank = { kind, text: kept }
      return
    }
    this.#blank = undefined
    this.#add({ kind, call: undefined, kept })
  }

  #add(block: Block): void {
    this.#waiting.push(block)
    this.#advance()
  }

  /** Begins what waits, as far as the block that is open is at its end. */
  #advance(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#open?.call !== undefined && !this.#open.call.input.isComplete) return
      if (next.call !== undefined && next.call.name === undefined) return
      this.#waiting.shift()
      this.#stop()
      this.#begin(next)
    }
  }

  #begin(block: Block): void {
    this.#open = block
    this.#index++
    const [type, field] = deltas[block.kind]
    this.#head = deltaHead(this.#index, type, field)
    this.#out += blockStart(this.#index, this.#emptyBlock(block))
    this.#delta(block.kept)
    block.kept = ''
  }

  #emptyBlock({ kind, call }: Block): object {
    if (kind === 'text') return { type: 'text', text: '' }
    if (kind === 'thinking') return { type: 'thinking', thinking: '', signature: '' }
    const name = this.#options.names?.fromServer(call!.name!) ?? call!.name
    return { type: 'tool_use', id: this.#ids.give(call!.serverId), name, input: {} }
  }

  #delta(text: string): void {
    if (text !== '') this.#out += this.#head + JSON.stringify(text) + deltaEnd
  }

  /** Stops the block that is open. Nobody has signed its thinking, which the signature says. */
  #stop(): void {
    if (this.#open === undefined) return
    if (this.#open.kind === 'thinking')
      this.#out += `${deltaHead(this.#index, 'signature_delta', 'signature')}""${deltaEnd}`
    this.#out += blockStop(this.#index)
    this.#open = undefined
  }

  #complete(finish: string): void {
    const ending = { finish, matched: this.#matched, calledTools: this.#calledTools, refused: this.#refused }
    const stop = stopOf(ending)
    const error = 'failed' in stop ? brokenAnswer(stop.failed) : this.#finishBlocks(finish)
    if (error !== undefined) {
      this.#fail(error)
      return
    }
    // An answer without anything in it is still one.
    if (this.#index < 0) {
      this.#begin({ kind: 'text', call: undefined, kept: this.#blank?.kind === 'text' ? this.#blank.text : '' })
      this.#stop()
    }
    this.#out += messageEnd(stop as Stop, this.#usage ?? estimatedUsage(this.#options.inputTokens))
    this.#over = true
  }

  /** Stops what is open and gives what waits; an error where a call is not whole. */
  #finishBlocks(finish: string): AnthropicError | undefined {
    for (let block = this.#open ?? this.#waiting.shift(); block !== undefined; block = this.#waiting.shift()) {
      const { call } = block
      if (call !== undefined && call.name === undefined) return namelessCall
      if (block !== this.#open) this.#begin(block)
      if (call?.input.isEmpty) this.#delta('{}')
      else if (call !== undefined && !call.input.isComplete)
        return brokenAnswer(`The answer ended (${finish}) in the middle of the input of ${call.name}.`)
      this.#stop()
    }
    return undefined
  }

  #fail(error: AnthropicError): void {
    this.#failure = error
    this.#over = true
    this.#out += errorEvent(error.type, this.#options.redact?.(error.message) ?? error.message)
  }
}
