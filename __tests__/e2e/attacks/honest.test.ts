import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder } from '../../../lab/temp.ts'
import { bash, done, run, toolResult } from '../support.ts'
import { hasSandbox, nodeFor, users } from './users.ts'

/** A small project with a test and a dependency in a folder beside it, so that no registry is asked. */
function project(): string {
  const workspace = freshFolder('workspace')
  mkdirSync(join(workspace, 'dependency'))
  const write = (path: string, content: object) => writeFileSync(join(workspace, path), JSON.stringify(content))
  write('dependency/package.json', { name: 'dependency', version: '1.0.0', main: 'index.js' })
  writeFileSync(join(workspace, 'dependency', 'index.js'), 'module.exports = 42\n')
  write('package.json', {
    ...{ name: 'project', version: '1.0.0', dependencies: { dependency: 'file:./dependency' } },
    scripts: { test: "node -e \"if (require('dependency') !== 42) process.exit(1); console.log('TESTED')\"" },
  })
  return workspace
}

/** What a programmer does all day; the words in capitals are looked for. */
const work: Record<string, string> = {
  git: `git init -q . && echo node_modules >.gitignore && git config user.name a && git config user.email a@example.com && git add package.json && git commit -qm one && git clone -q . ./clone && git -C ./clone log --oneline | grep -q one && git worktree add -q ./tree && git gc -q && echo GIT-WORKS`,
  npm: 'npm install --offline --no-audit --no-fund >/dev/null && npm test | grep TESTED && echo NPM-WORKS',
  'a server': `node -e "require('http').createServer((_, r) => r.end('SERVER-WORKS')).listen(0, '127.0.0.1', function () { fetch('http://127.0.0.1:' + this.address().port).then((r) => r.text()).then((t) => { console.log(t); process.exit() }) })"`,
  'a job in the background': 'sleep 0.2 & p=$!; kill -0 $p && kill $p; wait $p; [ $? = 143 ] && echo JOBS-WORK',
  'signals among its own': `bash -c 'trap "echo SIGNALS-WORK; exit" INT; kill -INT $$; sleep 5'`,
  'orphans, which end for good': `p=$(bash -c 'sleep 0.1 >/dev/null & echo $!'); sleep 0.5; kill -0 $p 2>/dev/null || echo ORPHANS-END`,
  'temporary files': 'f=$(mktemp) && echo x >$f && mv $f ./moved && rm moved && echo TEMP-WORKS',
  'the limits of the machine': `node -e "console.log(require('os').cpus().length > 0 && require('os').totalmem() > 0 && 'MACHINE-SEEN')"`,
  'a folder for sockets': `[ -z "$XDG_RUNTIME_DIR" ] || touch "$XDG_RUNTIME_DIR/x"; echo RUNTIME-WORKS`,
  'a pipe, a terminal and shared memory': `echo PIPES-WORK | cat | tee /dev/null; : >/dev/shm/cpa-test-$$ && rm /dev/shm/cpa-test-$$ && echo SHM-WORKS`,
}

const words = [
  ...Object.values(work)
    .join('\n')
    .matchAll(/\b[A-Z]+-[A-Z]+\b/g),
].map(([word]) => word)

describe.runIf(hasSandbox).each(users)('an honest agent that %s runs', (user) => {
  it('does its work in the sandbox as it would without', async () => {
    const workspace = project()
    const scripts = Object.entries(work).map(([name, script]) => `echo "-- ${name}"; ( ${script} )`)
    writeFileSync(join(workspace, 'work.sh'), scripts.join('\n'))
    const { api, step } = await run({
      script: [bash('bash work.sh 2>&1'), done],
      inputs: { 'allowed-tools': 'Bash', sandbox: 'require' },
      step: { workspace, ...nodeFor(user) },
    })
    expect(step.outputs.conclusion, step.log).toBe('success')
    for (const word of new Set(words)) expect(toolResult(api).split('\n')).toContain(word)
    // What it wrote belongs to whom it would belong to.
    const owner = statSync(join(workspace, 'work.sh')).uid
    for (const name of readdirSync(workspace))
      expect([name, statSync(join(workspace, name)).uid]).toEqual([name, owner])
    expect(readFileSync(join(workspace, '.git', 'HEAD'), 'utf8')).toContain('refs/heads/')
  })

  it('gets its variables, whatever they are called', async () => {
    const env = {
      'WITH-HYPHEN': 'a',
      'with.dot': 'b',
      LINES: 'one\ntwo',
      QUOTED: `'"$(x)\``,
      EMPTY: '',
      BASH_ENV: '/nothing',
      SHELLOPTS: 'braceexpand:pipefail',
      'BASH_FUNC_mount%%': '() { exit 9; }',
    }
    const script = `python3 -c "import os, json; print(json.dumps({k: os.environ.get(k) for k in ['WITH-HYPHEN', 'with.dot', 'LINES', 'QUOTED', 'EMPTY', 'BASH_ENV', 'SHELLOPTS', 'BASH_FUNC_mount%%']}))"`
    const seen: Record<string, unknown>[] = []
    let bySudo = false
    for (const sandbox of ['require', 'off']) {
      const { api, step } = await run({
        script: [bash(script), done],
        inputs: { 'allowed-tools': 'Bash', sandbox },
        env,
        step: nodeFor(user),
      })
      seen.push(JSON.parse(/\{.*\}/.exec(toolResult(api))![0]))
      bySudo ||= step.log.includes('sandbox: on, by sudo')
    }
    // A function of the shell is the one thing that sudo lets nobody hand over.
    expect(seen[0]).toEqual({ ...seen[1], ...(bySudo ? { 'BASH_FUNC_mount%%': null } : {}) })
  })

  it('may have the container engine where the workflow allows it by name', async () => {
    const { createServer } = await import('node:net')
    const folder = freshFolder('engine')
    const server = createServer((socket) => socket.end('ENGINE'))
    await new Promise<void>((resolve) => server.listen(join(folder, 'docker.sock'), resolve))
    execFileSync('chmod', ['-R', '777', folder])
    const ask = `python3 -c "import socket; s = socket.socket(socket.AF_UNIX); s.connect('${folder}/docker.sock'); print(s.recv(9))"`
    const answers: boolean[] = []
    for (const tools of ['Bash', 'Bash(docker ps:*), Bash(python3:*)']) {
      const { api, step } = await run({
        script: [bash(ask), done],
        inputs: { 'allowed-tools': tools },
        env: { DOCKER_HOST: `unix://${folder}/docker.sock` },
        step: nodeFor(user),
      })
      expect(step.log).toMatch(/^sandbox: on/m)
      expect(/the container engine is in reach/.test(step.log)).toBe(tools !== 'Bash')
      answers.push(toolResult(api).includes('ENGINE'))
    }
    server.close()
    expect(answers).toEqual([false, true])
  })
})
