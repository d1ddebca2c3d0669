import { Redactor } from '../redact/redactor.ts'
import type { LogSink } from '../report/live-log.ts'
import { safeLines } from '../report/plain-text.ts'
import { loadToolkit, type Toolkit } from './toolkit.ts'

/**
 * The runner, as seen from the action: masks, log and state. What is said before the toolkit is there waits for it; then
 * the masks go out first, so that no line can be faster than the mask of a secret in it.
 */
export class Runner implements LogSink {
  #toolkit: Toolkit | undefined
  #opening: Promise<Toolkit> | undefined
  readonly #masks = new Set<string>()
  /** Knows every secret that was masked, for all that leaves the step by another way than the log. */
  readonly redactor = new Redactor()
  readonly #waiting: ((toolkit: Toolkit) => void)[] = []

  /** Loads the toolkit, once, and lets out what waits. */
  open(): Promise<Toolkit> {
    this.#opening ??= loadToolkit().then((toolkit) => {
      for (const line of this.#masks) toolkit.setSecret(line)
      this.#toolkit = toolkit
      for (const say of this.#waiting) this.#say(say)
      return toolkit
    })
    return this.#opening
  }

  /**
   * Has `***` put in place of a secret in the log. Line by line, since the log is; never a line under four characters:
   * masking `{` or `}` would garble every log of the job and protect nothing.
   */
  readonly mask = (secret: string): void => {
    this.redactor.add(secret)
    for (const line of secret.split(/\r\n|[\r\n]/)) {
      if (line.trim().length < 4 || this.#masks.has(line)) continue
      this.#masks.add(line)
      this.#toolkit?.setSecret(line)
    }
  }

  info(text: string): void {
    this.#say((toolkit) => {
      for (const line of safeLines(this.redactor.text(text))) toolkit.info(line)
    })
  }

  warning(message: string): void {
    this.#say((toolkit) => toolkit.warning(this.redactor.text(message)))
  }

  startGroup(title: string): void {
    this.#say((toolkit) => toolkit.startGroup(this.redactor.text(title)))
  }

  endGroup(): void {
    this.#say((toolkit) => toolkit.endGroup())
  }

  #say(say: (toolkit: Toolkit) => void): void {
    if (this.#toolkit === undefined) {
      this.#waiting.push(say)
      return
    }
    try {
      say(this.#toolkit)
    } catch (error) {
      // A command file that is not there, most likely: no reason to lose all the rest.
      this.#toolkit.warning(`The runner could not be told something: ${(error as Error).message}`)
    }
  }
}
