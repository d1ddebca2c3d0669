import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startMessagesApi } from '../providers/messages-api.ts'
import { servedModel, startOpenAiApi } from '../providers/openai-api.ts'
import { startStep } from '../runner/step.ts'
import type { Figure } from './measure.ts'

const claude = fileURLToPath(new URL('../../node_modules/.bin/claude', import.meta.url))
const key = 'sk-ant-bench-0123456789abcdef'
const script = [{ kind: 'big', bytes: 100 << 20 }] as const

/** The most memory that the action's own process takes while an answer of 100 MB streams through it. Linux only. */
export async function memoryOfStream(): Promise<Figure[]> {
  if (process.platform !== 'linux') return []
  const anthropic = await startMessagesApi({ key, script })
  const passed = await peakOf({ 'base-url': anthropic.url, model: 'haiku' })
  await anthropic.close()
  const openai = await startOpenAiApi({ key, script })
  const server = { provider: 'openai-compatible', 'proxy-protocol': 'openai', 'base-url': openai.url }
  const translated = await peakOf({ ...server, model: servedModel })
  await openai.close()
  return [figure('memory over a 100 MB stream', passed), figure('the same, translated', translated)]
}

function figure(name: string, peak: number): Figure {
  return { name, value: `${peak.toFixed(0)} MB`, goal: 'under 120 MB', reached: peak < 120 }
}

async function peakOf(inputs: Record<string, string>): Promise<number> {
  const step = await startStep({ inputs: { prompt: 'Say much.', 'api-key': key, 'claude-path': claude, ...inputs } })
  let peak = 0
  const sampler = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${step.pid}/status`, 'utf8')
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      // It has ended.
    }
  }, 20)
  await step.done
  clearInterval(sampler)
  return peak
}
