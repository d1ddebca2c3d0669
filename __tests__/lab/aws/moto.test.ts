import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { CreateSecretCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { expect, test } from 'vitest'
import { startMoto } from '../../../lab/aws/moto.ts'

const answers = (url: string) =>
  fetch(`${url}/moto-api/data.json`).then(
    (response) => response.ok,
    () => false,
  )

test('keeps secrets until it is reset, and ends', async () => {
  const moto = await startMoto()
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const client = new SecretsManagerClient({ endpoint: moto.url, region: 'eu-west-1', credentials, maxAttempts: 1 })
  await client.send(new CreateSecretCommand({ Name: 'key', SecretString: 'made up' }))
  const names = async () => (await client.send(new ListSecretsCommand())).SecretList?.map(({ Name }) => Name)
  expect(await names()).toEqual(['key'])
  await moto.reset()
  expect(await names()).toEqual([])
  await moto.close()
  expect(await answers(moto.url)).toBe(false)
  await moto.close()
})

test('ends with whoever started it, however that ends', async () => {
  const module = fileURLToPath(new URL('../../../lab/aws/moto.ts', import.meta.url))
  const script = `const { startMoto } = await import(${JSON.stringify(module)})
    console.log((await startMoto()).url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  const url = String(line).trim()
  expect(await answers(url)).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await expect.poll(() => answers(url), { timeout: 10_000 }).toBe(false)
})
