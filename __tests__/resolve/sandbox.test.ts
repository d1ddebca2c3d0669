import { expect, test } from 'vitest'
import { decide } from './fixture.ts'

const hidden = 'out of reach'

test.each([
  [{}, { kind: 'on', orElse: 'start without', engines: hidden }],
  [{ sandbox: 'off' }, { kind: 'off' }],
  [{ sandbox: 'off', 'allowed-tools': 'Bash(docker ps:*)' }, { kind: 'off' }],
  [{ sandbox: 'require' }, { kind: 'on', orElse: 'fail', engines: hidden }],
  [{ 'allowed-tools': 'Bash' }, { kind: 'on', orElse: 'start without', engines: hidden }],
  [
    { 'allowed-tools': 'Bash(cat docker.txt), Read(docker/**)' },
    { kind: 'on', orElse: 'start without', engines: hidden },
  ],
  [{ 'allowed-tools': 'Bash(dockerize:*)' }, { kind: 'on', orElse: 'start without', engines: hidden }],
  [{ 'allowed-tools': 'Read, Bash(docker build:*)' }, { kind: 'on', orElse: 'start without', engines: 'in reach' }],
  [{ 'allowed-tools': 'Bash(docker-compose up)' }, { kind: 'on', orElse: 'start without', engines: 'in reach' }],
  [
    { 'allowed-tools': 'Bash(podman:*)', sandbox: 'require' },
    { kind: 'on', orElse: 'fail', engines: hidden },
  ],
])('%j', async (inputs, sandbox) => {
  expect((await decide({ with: inputs })).plan?.sandbox).toEqual(sandbox)
})

test('is not for `claude` in the steps that follow', async () => {
  expect((await decide({ with: { mode: 'setup', prompt: '', sandbox: 'require' } })).said).toMatch(
    /^sandbox is "require": cannot be kept in mode `setup`/m,
  )
  expect((await decide({ with: { mode: 'setup', prompt: '' } })).problems).toEqual([])
})
