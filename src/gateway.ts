import { text } from 'node:stream/consumers'
import { toActionError } from './errors.ts'
import { type Handover, type Ready, unpack } from './gateway/handover.ts'
import { Meter, pricesOf } from './gateway/meter.ts'
import { startGateway } from './gateway/server.ts'
import { openUpstream } from './gateway/upstreams/open.ts'
import { openAgents } from './network/agents.ts'
import { Redactor } from './redact/redactor.ts'
import { secretsOf } from './resolve/secrets.ts'

// The third entry: the gateway of mode `setup`, in a process of its own that outlives the step. It ends when `post` says
// so, or with the job: the runner ends whatever still carries its tracking id.
const handover = unpack(await text(process.stdin))
// Libraries read it there. It is this process's own copy, which nobody finds who looks at the process from outside.
for (const [name, value] of handover.surroundings) process.env[name] = value.reveal()
const ready = await open(handover)
process.stdout.end(`${JSON.stringify(ready)}\n`)

/** Listens once the credential is there: a job whose role is refused is to hear of it in this step. */
async function open({ provider, proxyEnv, control, exportAws }: Handover): Promise<Ready> {
  const told: Pick<Ready, 'said' | 'masks'> = { said: [], masks: [] }
  const agents = openAgents(proxyEnv)
  const redactor = new Redactor()
  for (const secret of [control, ...secretsOf(provider)]) redactor.add(secret)
  const means = {
    agents,
    mask: (secret: string) => {
      told.masks.push(secret)
      redactor.add(secret)
    },
    say: (line: string) => void told.said.push(line),
    stop: new AbortController().signal,
  }
  try {
    const { upstream, first, aws } = await openUpstream(provider, means, (credential) => credential)
    await first
    const exported = exportAws ? await aws?.get() : undefined
    const gateway = await startGateway({
      upstream,
      meter: new Meter(pricesOf(provider.provider)),
      agents,
      redactor,
      // At once: who asked for the end may look whether it has come.
      control: { token: control, end: () => process.exit() },
    })
    process.on('SIGTERM', () => process.exit())
    return { kind: 'ready', url: gateway.url, token: gateway.token, aws: exported, ...told }
  } catch (error) {
    agents.close()
    const { code, message } = toActionError(error)
    return { kind: 'failed', code, message, ...told }
  }
}
