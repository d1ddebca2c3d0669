/** One row of the table: what was measured, and the goal beside it. */
export interface Figure {
  name: string
  value: string
  goal: string
  reached: boolean
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Runs some things in turn, so that a machine that gets slower gets slower for all of them; times in milliseconds. */
export async function inTurn<Name extends string>(
  rounds: number,
  things: Record<Name, () => Promise<number>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(things) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = -1; round < rounds; round++)
    for (const name of names) {
      const ms = await things[name]()
      // The first round warms the disk's cache and is not counted.
      if (round >= 0) times[name].push(ms)
    }
  return times
}
