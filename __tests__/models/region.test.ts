import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { awsHost } from '../../src/models/index.ts'
import { partitionOf } from '../../src/models/region.ts'

interface Partition {
  outputs: { name: string; dnsSuffix: string; dualStackDnsSuffix: string; supportsFIPS: boolean }
  regionRegex: string
  regions: Record<string, unknown>
}

/** What the SDK itself goes by; the package does not export the table. */
function partitionsOfTheSdk(): Partition[] {
  const inPackage = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'
  const root = createRequire(import.meta.url).resolve('@aws-sdk/core/package.json')
  const source = readFileSync(root.replace('package.json', inPackage), 'utf8')
  return (JSON.parse(/=\s*(\{[\s\S]*\});?\s*$/.exec(source)![1]!) as { partitions: Partition[] }).partitions
}

const partitions = partitionsOfTheSdk()

test('all partitions of the SDK are there', () => {
  expect(partitions.map(({ outputs }) => outputs.name)).toEqual(
    expect.arrayContaining([
      'aws',
      'aws-cn',
      'aws-us-gov',
      'aws-eusc',
      'aws-iso',
      'aws-iso-b',
      'aws-iso-e',
      'aws-iso-f',
    ]),
  )
})

describe.each(partitions.map((partition) => [partition.outputs.name, partition] as const))('%s', (name, partition) => {
  const { outputs, regions, regionRegex } = partition
  const own = Object.keys(regions).filter((region) => new RegExp(regionRegex).test(region))

  test('has its regions', () => {
    expect(own.length).toBeGreaterThan(0)
    expect(own.map((region) => [region, partitionOf(region)])).toEqual(own.map((region) => [region, name]))
  })

  test.each([
    [false, false, (region: string) => `bedrock-runtime.${region}.${outputs.dnsSuffix}`],
    [true, false, (region: string) => `bedrock-runtime-fips.${region}.${outputs.dnsSuffix}`],
    [false, true, (region: string) => `bedrock-runtime.${region}.${outputs.dualStackDnsSuffix}`],
    [true, true, (region: string) => `bedrock-runtime-fips.${region}.${outputs.dualStackDnsSuffix}`],
  ])('FIPS %s, dual stack %s', (fips, dualStack, host) => {
    for (const region of own) expect(awsHost('bedrock-runtime', region, { fips, dualStack })).toBe(host(region))
  })
})
