import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ActionError } from '../../errors.ts'
import { parseGoogleCredentials } from '../../resolve/google-credentials.ts'
import type { AmbientPlan } from '../../resolve/plan.ts'
import { fromKeyFile } from './key-file.ts'
import { findMetadataServer } from './metadata.ts'
import type { Strategy } from './strategy.ts'
import type { Transport } from './transport.ts'

type Env = AmbientPlan['env']

/**
 * Application Default Credentials, in Google's order: the file that GOOGLE_APPLICATION_CREDENTIALS names, the user's
 * gcloud login, the machine's metadata server. The library's own search is not used: to know the project it starts a
 * `gcloud`, and asks the metadata server even where there is none.
 */
export async function ambient({ env }: AmbientPlan, transport: Transport): Promise<Strategy> {
  const named = env.GOOGLE_APPLICATION_CREDENTIALS
  if (named) return fromFile(named, 'GOOGLE_APPLICATION_CREDENTIALS', transport)
  const login = loginFile(env)
  const text = login === undefined ? undefined : await readFile(login, 'utf8').catch(() => undefined)
  if (login !== undefined && text !== undefined) return fromText(text, login, 'the gcloud login', transport)
  const machine = await findMetadataServer(env, transport)
  if (machine !== undefined) return machine
  throw new ActionError(
    'gcp-credentials-missing',
    `There are no Application Default Credentials: GOOGLE_APPLICATION_CREDENTIALS is not set, there is no ${login ?? 'gcloud login'}, and no metadata server answers.`,
  )
}

async function fromFile(path: string, variable: string, transport: Transport): Promise<Strategy> {
  try {
    return await fromText(await readFile(path, 'utf8'), path, variable, transport)
  } catch (error) {
    if (error instanceof ActionError) throw error
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'which is not there' : `which cannot be read (${code})`
    throw new ActionError('gcp-credentials-missing', `${variable} names ${path}, ${why}.`)
  }
}

async function fromText(text: string, path: string, found: string, transport: Transport): Promise<Strategy> {
  const parsed = parseGoogleCredentials(text)
  if (!parsed.ok) throw new ActionError('gcp-credentials-missing', `${found} (${path}): ${parsed.expected}.`)
  for (const secret of parsed.secrets) transport.mask(secret)
  const strategy = await fromKeyFile(parsed.file, transport)
  return { ...strategy, who: async () => `${await strategy.who()}, from ${found} (${path})` }
}

/** Where gcloud keeps what `application-default login` made. */
function loginFile(env: Env): string | undefined {
  const folder =
    env.CLOUDSDK_CONFIG ||
    (process.platform === 'win32'
      ? env.APPDATA && join(env.APPDATA, 'gcloud')
      : env.HOME && join(env.HOME, '.config', 'gcloud'))
  return folder ? join(folder, 'application_default_credentials.json') : undefined
}
