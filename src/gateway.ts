import { text } from 'node:stream/consumers'
import { fixed } from './credentials/credential.ts'
import { type Ready, unpack } from './gateway/handover.ts'
import { Meter } from './gateway/meter.ts'
import { startGateway } from './gateway/server.ts'
import { AnthropicGatewayUpstream } from './gateway/upstreams/anthropic.ts'

// The third entry: the gateway of mode `setup`, in a process of its own that outlives the step. It ends when `post` says
// so, or with the job: the runner ends whatever still carries its tracking id.
const { provider, proxyEnv, control } = unpack(await text(process.stdin))
const gateway = await startGateway({
  upstream: new AnthropicGatewayUpstream(provider, fixed(provider.key)),
  meter: new Meter(),
  proxyEnv,
  control: { token: control, end: () => gateway.close() },
})
const ready: Ready = { url: gateway.url, token: gateway.token }
process.stdout.end(`${JSON.stringify(ready)}\n`)
process.on('SIGTERM', () => gateway.close())
