import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { RunProcesses } from '../../src/claude/processes.ts'
import { freshMark, isAlive, marked, shell } from './fixture.ts'

/** Starts a script in a group of its own, as `claude` is started, and gives the process ids it prints. */
async function start(script: string, count: number) {
  const mark = freshMark()
  const root = shell(script, { [mark[0]]: mark[1] })
  const pids: number[] = []
  for await (const line of createInterface(root.stdout!)) {
    pids.push(Number(line))
    if (pids.length === count) break
  }
  return { root: root.pid!, pids, mark, processes: new RunProcesses(root.pid!, mark) }
}

const gone = async (pids: readonly number[]) => {
  for (let tries = 0; pids.some(isAlive) && tries < 500; tries++) await sleep(10)
  return pids.filter(isAlive)
}

describe.skipIf(process.platform !== 'linux')('kill', () => {
  test.each([
    ['a child', 'sleep 300 & echo $!; wait'],
    ['a child of a child', 'sh -c "sleep 300 & echo \\$!; wait" & wait'],
    ['what lost its parent', '(sleep 300 & echo $!) ; wait; sleep 300'],
    ['what left the process group', 'setsid sh -c "echo \\$\\$; sleep 300; true" & wait'],
    ['what left the group and lost its parent', '(setsid sh -c "sleep 300 & echo \\$!; wait" &) ; sleep 300'],
    ['what dropped the mark', 'env -i sleep 300 & echo $!; wait'],
    ['what dropped the mark and left the group', 'env -i setsid -w sleep 300 & echo $!; wait'],
    [
      'what is deaf to signals',
      'trap "" TERM INT HUP; sh -c "trap \\"\\" TERM; echo \\$\\$; while :; do sleep 1; done" & wait',
    ],
    ['what is stopped', 'sleep 300 & kill -STOP $!; echo $!; wait'],
    [
      'what has brackets in its name',
      `ln -s "${process.execPath}" 'x) S 1 1'; './x) S 1 1' -e 'setTimeout(() => {}, 3e5)' & echo $!; wait`,
    ],
  ])('ends %s', async (_, script) => {
    const { root, pids, mark, processes } = await start(script, 1)
    expect(pids.every(isAlive)).toBe(true)
    await processes.kill()
    expect(await gone([root, ...pids])).toEqual([])
    expect(marked(mark)).toEqual([])
  })

  test('ends what is left when the root has ended before', async () => {
    const { root, pids, mark, processes } = await start('setsid sleep 300 & echo $!; (sleep 300 & echo $!)', 2)
    expect(await gone([root])).toEqual([])
    await processes.kill()
    expect(await gone(pids)).toEqual([])
    expect(marked(mark)).toEqual([])
  })

  test('ends what begins while it looks', async () => {
    const spawner = 'setsid sh -c "echo \\$\\$; while :; do setsid sleep 300 & sleep 0.001; done"'
    const { mark, processes } = await start(`${spawner} & sleep 300`, 1)
    await sleep(300)
    await processes.kill()
    await sleep(100)
    expect(marked(mark)).toEqual([])
  })

  test('ends nothing else', async () => {
    const { root, processes, mark } = await start('sleep 300 & echo $!; wait', 1)
    const others = [
      shell('sleep 300', {}),
      shell('sleep 300', { [mark[0]]: `${mark[1]}0` }),
      shell('sleep 300', { [mark[0]]: mark[1].slice(1) }),
      shell('sleep 300', { OTHER: `${mark[0]}=${mark[1]}` }),
      shell(`sleep 300; : ${mark[0]}=${mark[1]}`, {}),
    ]
    await Promise.all(others.map((other) => other.pid ?? once(other, 'spawn')))
    await processes.kill()
    expect(await gone([root])).toEqual([])
    await sleep(100)
    expect(others.map(({ pid }) => isAlive(pid!))).toEqual(others.map(() => true))
  })

  test('ends no process of its own, though that carries the mark', async () => {
    const [name, value] = ['CLAUDE_PROVIDER_ACTION_RUN', 'of-this-process']
    const child = shell(
      `exec "${process.execPath}" --input-type=module-typescript -e "
        import { RunProcesses } from '${new URL('../../src/claude/processes.ts', import.meta.url)}'
        await new RunProcesses(2 ** 22 + 5, ['${name}', '${value}']).kill()
        console.log('alive')"`,
      { [name]: value },
    )
    const [line] = await once(createInterface(child.stdout!), 'line')
    expect(line).toBe('alive')
  })

  test('does nothing when there is nothing', async () => {
    const { root, processes } = await start('echo 1', 1)
    await gone([root])
    await processes.kill()
    await processes.kill()
    processes.terminate()
  })
})

test.skipIf(process.platform === 'win32')('terminate asks the whole group, and lets it end as it likes', async () => {
  const trap = 'trap "echo 2; exit 7" TERM'
  const { root, pids, processes } = await start(
    `${trap}; sh -c '${trap}; echo 1; while :; do sleep 0.05; done' & wait $!; exit 7`,
    1,
  )
  expect(pids).toEqual([1])
  processes.terminate()
  expect(await gone([root])).toEqual([])
})
