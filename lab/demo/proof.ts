/** What the demo is there to show: the key arrived at the provider, and was nowhere that the agent can see. */
import { readFileSync } from 'node:fs'
import type { MessagesApi } from '../providers/messages-api.ts'
import type { StepResult } from '../runner/step.ts'
import { lookForCredentials, printedBy } from './agent.ts'
import { heading, indented, styled } from './screen.ts'

/** What stands behind the variables that the agent finds. */
const meanings: Record<string, string> = {
  ANTHROPIC_BASE_URL: 'the gateway, on this machine',
  ANTHROPIC_AUTH_TOKEN: "the run's token: good there, for this run only",
  CLAUDE_CODE_MESSAGING_TOKEN: "the CLI's own, for a socket between its processes",
}

/** Shows it, and checks it. False when something of it does not hold. */
export async function prove(api: MessagesApi, key: string, result: StepResult): Promise<boolean> {
  const arrived = api.messages.filter(({ headers }) => headers['x-api-key'] === key && !headers.authorization)
  const printed = api.messages
    .map((request) => printedBy(lookForCredentials, request))
    .find((text) => text !== undefined)
  const seen = new Map([...(printed ?? '').matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]))
  const gateway = seen.get('ANTHROPIC_BASE_URL') ?? ''
  const conversation = Buffer.concat(api.messages.map(({ rawBody }) => rawBody)).toString()
  const told = [
    // The one line that may hold it asks the runner to mask it.
    result.rawLog.replaceAll(`::add-mask::${key}`, ''),
    readFileSync(result.outputs['execution-file'] ?? '', 'utf8'),
    ...Object.values(result.outputs),
  ]

  heading('The idea: the agent never holds the key')
  console.log(`At the provider, ${api.messages.length} requests arrived, ${arrived.length} of them with the key:\n`)
  console.log(`    x-api-key: ${shortened(key)}\n`)
  console.log(`In its third turn the agent ran ${styled('bold', lookForCredentials)} and saw:\n`)
  console.log(`${indented(environmentLines(seen).join('\n'))}\n`)
  const checks: [claim: string, holds: boolean][] = [
    ['the key was in every request to the provider', arrived.length > 0 && arrived.length === api.messages.length],
    ['the agent saw an address on 127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/.test(gateway)],
    ['the key is nowhere in what the agent saw and said', !conversation.includes(key)],
    ['the key is nowhere in the log, the outputs and the transcript', !told.some((text) => text.includes(key))],
    ['the gateway is gone by now, so its token opens nothing', gateway !== '' && !(await answers(gateway))],
  ]
  for (const [claim, holds] of checks) console.log(holds ? `    ✔ ${claim}` : styled('red', `    ✘ NOT SO: ${claim}`))
  console.log('\nWhat this protects against and what it does not: README.md, "How the key is protected".')
  return checks.every(([, holds]) => holds)
}

function environmentLines(seen: ReadonlyMap<string, string>): string[] {
  const set = [...seen].filter(([, value]) => value !== '').sort(([left], [right]) => left.localeCompare(right))
  const lines = set.map(([name, value]) => {
    const meaning = meanings[name] === undefined ? '' : styled('dim', `   ← ${meanings[name]}`)
    return `${name}=${/token/i.test(name) ? shortened(value) : value}${meaning}`
  })
  const empty = seen.size - set.length
  return empty === 0 ? lines : [...lines, styled('dim', `(and ${empty} that are set to nothing)`)]
}

/** Enough of a secret to know it again. */
function shortened(secret: string): string {
  return `${secret.slice(0, 12)}… (${secret.length} characters)`
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  )
}
