import { randomBytes } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshFolder } from '../../../lab/temp.ts'
import { bash, done, run } from '../support.ts'
import { attempts } from './attempts.ts'
import { hasSandbox, nodeFor, type User, uidOf, users } from './users.ts'

const key = `sk-ant-made-up-${randomBytes(8).toString('hex')}`

/** Services of the machine, that start for whoever asks them what he asks for. */
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

async function listen(...names: string[]): Promise<string> {
  const folder = freshFolder('sockets')
  const path = join(folder, ...names)
  mkdirSync(join(path, '..'), { recursive: true })
  const server = createServer((socket) => socket.end('ENGINE: what may I start?'))
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(path, resolve))
  servers.push(server)
  for (const each of [folder, join(path, '..'), path]) chmodSync(each, 0o777)
  return path
}

/** A program that gives its caller the rights of root, as `sudo` does. */
function givingRights(): string {
  const folder = freshFolder('rights')
  chmodSync(folder, 0o755)
  copyFileSync('/usr/bin/id', join(folder, 'id'))
  chmodSync(join(folder, 'id'), 0o4755)
  return join(folder, 'id')
}

/** Where `docker` keeps its contexts, one of which leads to an engine by another name. */
function contextOf(path: string): string {
  const folder = freshFolder('docker-config')
  const meta = join(folder, 'contexts', 'meta', 'a1b2')
  mkdirSync(meta, { recursive: true })
  writeFileSync(join(meta, 'meta.json'), JSON.stringify({ Endpoints: { docker: { Host: `unix://${path}` } } }))
  chmodSync(folder, 0o755)
  return folder
}

/** All attempts in one run of the agent; what each of them printed. */
async function attack(user: User, sandbox: string): Promise<{ seen: Map<string, string>; log: string }> {
  const workspace = freshFolder('workspace')
  const scripts = attempts.map(({ script, worksFor }, index) => {
    // What is to take the sandbox away has nothing to take away without it.
    writeFileSync(join(workspace, `${index}.sh`), sandbox === 'off' && worksFor === 'nobody' ? '' : script)
    return `timeout 20 bash ${index}.sh >${index}.out 2>&1 </dev/null`
  })
  writeFileSync(join(workspace, 'all.sh'), `umask 000\n${scripts.join('\n')}\n`)
  const bus = await listen('runtime', 'bus')
  const ofContext = await listen('odd')
  const { step } = await run({
    script: [bash('bash all.sh'), done],
    inputs: { 'api-key': key, 'allowed-tools': 'Bash', sandbox },
    env: {
      DOCKER_HOST: `unix://${await listen('some.sock')}`,
      ELSEWHERE: await listen('podman', 'podman.sock'),
      XDG_RUNTIME_DIR: join(bus, '..'),
      TMUX_TMPDIR: join(await listen(`tmux-${uidOf(user)}`, 'default'), '..', '..'),
      GIVES_RIGHTS: givingRights(),
      OF_CONTEXT: ofContext,
      DOCKER_CONFIG: contextOf(ofContext),
    },
    provider: { key },
    step: { workspace, ...nodeFor(user) },
  })
  expect(step.outputs.conclusion, step.log).toBe('success')
  const seen = attempts.map(
    ({ name }, index) => [name, readFileSync(join(workspace, `${index}.out`), 'latin1')] as const,
  )
  return { seen: new Map(seen), log: step.log }
}

describe.runIf(hasSandbox).each(users)('an agent that %s runs', (user) => {
  let kept: Awaited<ReturnType<typeof attack>>
  let free: Awaited<ReturnType<typeof attack>>
  beforeAll(async () => {
    kept = await attack(user, 'require')
    free = await attack(user, 'off')
  })

  it('is kept apart, and the log says how', () => {
    expect(kept.log).toMatch(/^sandbox: on, by (root|user namespaces|sudo)$/m)
    expect(free.log).toMatch(/^sandbox: none: as the input `sandbox` says$/m)
  })

  it.each(attempts.filter(({ notFor }) => notFor !== user))(
    '$name: not in the sandbox, and without it where it can',
    ({ name, proof, worksFor }) => {
      const wanted = proof ?? new RegExp(key)
      expect(kept.seen.get(name)).not.toMatch(wanted)
      if (worksFor === undefined || worksFor === user) expect(free.seen.get(name)).toMatch(wanted)
    },
  )
})
