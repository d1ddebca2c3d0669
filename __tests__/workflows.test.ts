import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { runStep } from '../lab/runner/step.ts'
import { lintAction, lintWorkflow } from './workflow-linters.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')
const filesIn = (folder: string) => readdirSync(`${root}${folder}`).map((name) => `${folder}/${name}`)

const action = read('action.yml')
const { inputs: declared, outputs } = parse(action) as Record<'inputs' | 'outputs', Record<string, unknown>>
const ours = 'org/claude-provider-action@v1'

interface Step {
  id?: string
  uses?: string
  run?: string
  with?: Record<string, unknown>
}

interface Job {
  permissions?: unknown
  'timeout-minutes'?: number
  steps: Step[]
}

interface Workflow {
  permissions?: unknown
  jobs: Record<string, Job>
  on: { workflow_dispatch?: { inputs?: Record<string, { default?: string }> } } | string
}

const own = filesIn('.github/workflows').map((path) => ({ path, text: read(path) }))
const examples = filesIn('examples').map((path) => ({ path, text: read(path) }))
const readme = [...read('README.md').matchAll(/^```yaml\n(name: .*?)^```$/gms)].map(([, text = '']) => text)
const all = [...own, ...examples, ...readme.map((text) => ({ path: 'README.md', text }))]

it('the linters find what they are here to find', async () => {
  const workflow = (step: string) =>
    `on: issues\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - id: a\n        ${step}\n`
  expect(await lintWorkflow(workflow('run: make'))).toEqual([])
  expect(await lintWorkflow(workflow('run: echo ${{ github.event.issue.title }}'))).toMatchObject([
    expect.stringMatching(/^line 7: .*untrusted.*\(actionlint\)$/),
  ])
  expect(await lintWorkflow(workflow('runs: make'))).toContainEqual(
    expect.stringMatching(/^line 7: .*runs.*\(language service\)$/),
  )
  expect(await lintAction(action.replace('icon: lock', 'icon: key'))).toMatchObject([
    expect.stringMatching(/^line \d+: .*'key'/),
  ])
})

it('action.yml is valid', async () => {
  expect(await lintAction(action)).toEqual([])
})

it('README.md has a workflow to begin with', () => {
  expect(readme.length).toBeGreaterThan(0)
})

describe.each(all)('$path', ({ path, text }) => {
  const workflow = parse(text) as Workflow
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)
  const called = steps.filter(({ uses }) => uses === ours || uses === './')

  it('is clean for the linters', async () => {
    expect(await lintWorkflow(text)).toEqual([])
  })

  it('gives no more permissions than it names', () => {
    expect(workflow.permissions).toBeDefined()
    if (path === 'README.md') return
    // A job that names none would have the workflow's, which are for none in particular.
    expect(workflow.permissions).toEqual({})
    for (const job of jobs) expect(job.permissions).toBeDefined()
    for (const job of jobs) expect(job['timeout-minutes']).toBeDefined()
  })

  it('puts no expression into a script', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{')
  })

  it('pins what it uses', () => {
    for (const { uses } of steps) expect(uses ?? './').toMatch(/^(\.\/|[\w-]+\/[\w/-]+@(v\d+|[0-9a-f]{40}))$/)
  })

  it('checks out without leaving the token behind', () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      expect(step.with?.['persist-credentials']).toBe(false)
  })

  it('gives inputs that there are, and takes outputs that there are', () => {
    for (const step of called)
      for (const name of Object.keys(step.with ?? {})) expect(Object.keys(declared)).toContain(name)
    for (const { id } of called)
      for (const [, name = ''] of text.matchAll(new RegExp(`\\bsteps\\.${id}\\.outputs\\.([\\w-]+)`, 'g')))
        expect(Object.keys(outputs)).toContain(name)
  })
})

describe.each(examples)('$path', ({ text }) => {
  const workflow = parse(text) as Workflow
  const called = Object.values(workflow.jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses === ours))

  it('says at the top what it is for and what it needs', () => {
    expect(text).toMatch(/^# \w.*\n(#.*\n)*# Needs: \w.*\n(#.*\n)*name: /)
  })

  it('uses the action', () => {
    expect(called.length).toBeGreaterThan(0)
  })

  it('asks for nothing that the action refuses', async () => {
    expect((await Promise.all(called.map((step) => refusals(workflow, step)))).flat()).toEqual([])
  })
})

/** What the built action has against a step. It is given a CLI that is not there besides, so that it never runs it. */
async function refusals(workflow: Workflow, step: Step): Promise<string[]> {
  const given = Object.entries(step.with ?? {}).map(([name, value]) => [name, filled(workflow, String(value))])
  const nowhere = '/nowhere/claude'
  const { log } = await runStep({
    inputs: { ...Object.fromEntries(given), 'claude-path': nowhere },
    skipPost: true,
    // As a job has it that asks for `id-token: write`; nobody is asked for a token.
    oidc: { url: 'http://127.0.0.1:9/oidc', token: 'made-up-request-token' },
  })
  const problems = [...log.matchAll(/^(?:##\[error\])?- (.*)$/gm)].map(([, problem = '']) => problem)
  const [missing, rest] = [problems.filter(isMissing), problems.filter((problem) => !isMissing(problem))]
  expect(missing, log).toHaveLength(1)
  return rest

  function isMissing(problem: string): boolean {
    return problem.includes(nowhere)
  }
}

/** A value with each expression replaced by something that it could stand for. */
function filled(workflow: Workflow, value: string): string {
  const asked = typeof workflow.on === 'object' ? (workflow.on.workflow_dispatch?.inputs ?? {}) : {}
  return value.replaceAll(/\$\{\{ *(\S+) *\}\}/g, (_, name: string) =>
    name.startsWith('inputs.') ? (asked[name.slice('inputs.'.length)]?.default ?? 'text') : 'text',
  )
}
