import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startMessagesApi } from '../lab/providers/messages-api.ts'

/**
 * A provider for a workflow's steps to run against: leaves a stand-in for Anthropic's Messages API behind on 127.0.0.1,
 * which ends by itself after ten minutes, and sets the step's outputs `url` and `key`. It takes no other key than that one.
 */
const key = 'sk-ant-a-key-of-the-stand-in'

/** The folder to tell of the server, when this is the process that serves. */
const folder = process.argv[2]
if (folder !== undefined) await serve(folder)
else await leaveBehind()

async function serve(folder: string): Promise<void> {
  const script = [{ kind: 'message', text: 'Hello from the stand-in.' }] as const
  const { url } = await startMessagesApi({ key, script, retryHints: true })
  writeFileSync(join(folder, 'url.part'), url)
  renameSync(join(folder, 'url.part'), join(folder, 'url'))
}

async function leaveBehind(): Promise<void> {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'stand-in-'))
  const server = spawn(process.execPath, [fileURLToPath(import.meta.url), folder], { detached: true, stdio: 'ignore' })
  server.unref()
  const file = join(folder, 'url')
  for (const deadline = Date.now() + 30_000; !existsSync(file); await sleep(50))
    if (server.exitCode !== null || Date.now() > deadline) throw new Error('The stand-in did not start')
  const outputs = `url=${readFileSync(file, 'utf8')}\nkey=${key}\n`
  if (process.env.GITHUB_OUTPUT === undefined) console.log(outputs)
  else appendFileSync(process.env.GITHUB_OUTPUT, outputs)
}
