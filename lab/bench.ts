import { keylessOverBare } from './bench/bedrock.ts'
import { passThrough } from './bench/gateway.ts'
import { loadTime } from './bench/load.ts'
import { memoryOfStream } from './bench/memory.ts'
import { stepOverBare } from './bench/step.ts'
import { translation } from './bench/translation.ts'
import { vertexOverBare } from './bench/vertex.ts'

/** Prints what the action takes against the bare CLI or a direct connection: medians of runs in turn, on this machine. */
const rounds = Number(process.argv[2] ?? 15)
const figures = [
  ...(await stepOverBare(rounds)),
  ...(await keylessOverBare(rounds)),
  ...(await vertexOverBare(rounds)),
  ...(await passThrough(rounds * 20)),
  ...translation(rounds),
  ...(await loadTime(rounds)),
  ...(await memoryOfStream()),
]

const width = Math.max(...figures.map(({ name }) => name.length))
for (const { name, value, goal, reached } of figures)
  console.log(`${reached ? '✔' : '✘'} ${name.padEnd(width)}  ${value.padEnd(30)}  goal: ${goal}`)
