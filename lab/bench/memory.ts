import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startMessagesApi } from '../providers/messages-api.ts'
import { startStep } from '../runner/step.ts'
import type { Figure } from './measure.ts'

const claude = fileURLToPath(new URL('../../node_modules/.bin/claude', import.meta.url))
const key = 'sk-ant-bench-0123456789abcdef'

/** The most memory that the action's own process takes while an answer of 100 MB streams through it. Linux only. */
export async function memoryOfStream(): Promise<Figure[]> {
  if (process.platform !== 'linux') return []
  const api = await startMessagesApi({ key, script: [{ kind: 'big', bytes: 100 << 20 }] })
  const inputs = { prompt: 'Say much.', 'api-key': key, 'base-url': api.url, model: 'haiku', 'claude-path': claude }
  const step = await startStep({ inputs })
  let peak = 0
  const sampler = setInterval(() => {
    try {
      peak = Math.max(
        peak,
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${step.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
      )
    } catch {
      // It has ended.
    }
  }, 20)
  await step.done
  clearInterval(sampler)
  await api.close()
  return [
    { name: 'memory over a 100 MB stream', value: `${peak.toFixed(0)} MB`, goal: 'under 120 MB', reached: peak < 120 },
  ]
}
