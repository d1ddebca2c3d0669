import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshFolder } from '../../lab/temp.ts'
import { readEnvironment } from '../../src/action/environment.ts'
import { withinReach } from '../../src/action/within-reach.ts'

function machine() {
  const root = freshFolder('machine')
  const at = (path: string) => join(root, path)
  const file = (path: string, content: string) => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), content)
    return at(path)
  }
  for (const folder of ['work', 'temp', 'home']) mkdirSync(at(folder))
  const look = (env: Record<string, string> = {}, folder = 'work') =>
    withinReach(
      readEnvironment({ GITHUB_WORKSPACE: at('work'), RUNNER_TEMP: at('temp'), HOME: at('home'), ...env }),
      at(folder),
    )
  return { at, file, look }
}

const header = (host = 'https://github.com/') => `[http "${host}"]\n\textraheader = AUTHORIZATION: basic eDp5\n`

describe('the checkout’s token', () => {
  test('is named where versions 4 and 5 leave it, once, and never told', () => {
    const { file, look } = machine()
    const path = file('work/.git/config', `[core]\n\tbare = false\n${header()}`)
    expect(look()).toEqual([
      `within the agent's reach: the checkout's token (${path}). Give actions/checkout \`persist-credentials: false\`.`,
    ])
  })

  test('is named as git itself writes it', () => {
    const { at, look } = machine()
    const git = (...args: string[]) => execFileSync('git', args, { cwd: at('work'), env: { PATH: process.env.PATH } })
    git('init', '--quiet')
    expect(look()).toEqual([])
    git('config', '--local', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic eDp5')
    expect(look()).toHaveLength(1)
    git('config', '--local', '--unset-all', 'http.https://github.com/.extraheader')
    expect(look()).toEqual([])
  })

  test.each(['work/inner', 'elsewhere'])('is named where the checkout is in %s', (folder) => {
    const { file, look } = machine()
    file(`${folder}/.git/config`, header('https://ghe.example/'))
    expect(look({}, folder)).toHaveLength(1)
  })

  test('is named where version 6 leaves it', () => {
    const { at, file, look } = machine()
    const path = file('temp/git-credentials-0b1c.config', header())
    const include = (gitdir: string, to: string) => `[includeIf "gitdir:${gitdir}"]\n\tpath = ${to}\n`
    file(
      'work/.git/config',
      include(at('work/.git'), path) +
        include('/github/workspace/.git', '/github/runner_temp/git-credentials-0b1c.config'),
    )
    expect(look()).toEqual([expect.stringContaining(`the checkout's token (${path})`)])
    // Checked out somewhere else, it still lies there.
    expect(look({ GITHUB_WORKSPACE: at('home') }, 'home')).toHaveLength(1)
  })

  test('is named where it is an SSH key, or stands in a URL', () => {
    const { file, look } = machine()
    const key = file('temp/0b1c-key', 'made up')
    file(
      'work/.git/config',
      `[core]\n\tsshCommand = \\"/usr/bin/ssh\\" -i \\"${key}\\" -o StrictHostKeyChecking=yes\n[remote "origin"]\n\turl = https://x-access-token:ghs_x@github.com/o/r\n`,
    )
    expect(look().join('\n')).toMatch(/a token in a remote's URL .*\n.*the checkout's SSH key/)
    expect(look().join('\n')).not.toContain('ghs_x')
  })

  test.each(['', '[http]\n\textraheader = x-team: a', '[remote "o"]\n\turl = https://github.com/o/r', '# extraheader'])(
    'is not named where there is none: %j',
    (config) => {
      const { file, look } = machine()
      file('work/.git/config', config)
      file('temp/git-credentials-x.config', config)
      expect(look()).toEqual([])
    },
  )
})

describe('credentials of the machine', () => {
  test.each<[string, string, string?]>([
    ['AWS credentials', '.aws/credentials'],
    ['an AWS sign-in', '.aws/sso/cache/x.json'],
    ['Google credentials', '.config/gcloud/application_default_credentials.json'],
    ['a sign-in of gcloud', '.config/gcloud/credentials.db'],
    ['an Azure sign-in', '.azure/msal_token_cache.json'],
    ['a sign-in of Claude Code', '.claude/.credentials.json'],
    ['sign-ins to container registries', '.docker/config.json', '{"auths": {"ghcr.io": {"auth": "eDp5"}}}'],
    ['an npm token', '.npmrc', '//registry.npmjs.org/:_authToken=npm_x'],
    ['passwords for hosts', '.netrc', 'machine a login b password c'],
    ["git's stored passwords", '.git-credentials'],
    ['a sign-in of gh', '.config/gh/hosts.yml', 'github.com:\n  oauth_token: gho_x'],
    ['SSH keys', '.ssh/id_ed25519'],
    ['access to a Kubernetes cluster', '.kube/config'],
  ])('are named: %s in ~/%s', (what, path, content = 'made up') => {
    const { file, look } = machine()
    file(`home/${path}`, content)
    const said = look()
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(`within the agent's reach: ${what} (`)
    expect(said[0]).not.toContain(content)
  })

  test.each<[string, string]>([
    ['AWS credentials', 'AWS_SHARED_CREDENTIALS_FILE'],
    ['Google credentials', 'GOOGLE_APPLICATION_CREDENTIALS'],
    ['Google credentials', 'GOOGLE_GHA_CREDS_PATH'],
    ['an SSH agent with its keys', 'SSH_AUTH_SOCK'],
    ['access to a Kubernetes cluster', 'KUBECONFIG'],
  ])('are named: %s where %s leads', (what, name) => {
    const { file, look } = machine()
    expect(look({ [name]: file('some/file', '{}') })).toEqual([expect.stringContaining(what)])
  })

  test.each<[string, string]>([
    ['.npmrc', '//npm.pkg.github.com/:_authToken=${NODE_AUTH_TOKEN}\nregistry=https://npm.example'],
    ['.docker/config.json', '{"credHelpers": {"x": "ecr-login"}}'],
    ['.aws/credentials', ''],
    ['.config/gh/hosts.yml', 'github.com:\n  user: octocat'],
  ])('are not named where there is none in ~/%s', (path, content) => {
    const { file, look } = machine()
    file(`home/${path}`, content)
    expect(look()).toEqual([])
  })

  test.runIf(process.platform !== 'win32')('are looked for without waiting on what is no file', () => {
    const { at, look } = machine()
    execFileSync('mkfifo', [at('home/.npmrc'), at('home/.netrc')])
    mkdirSync(at('work/.git'))
    symlinkSync('config', at('work/.git/config'))
    expect(look()).toEqual([])
  })

  test('are looked for quickly', () => {
    const { at, look } = machine()
    for (let index = 0; index < 500; index++) mkdirSync(at(`work/folder-${index}`))
    look()
    const started = performance.now()
    for (let index = 0; index < 10; index++) look()
    expect((performance.now() - started) / 10).toBeLessThan(20)
  })
})
